"""Families of models that others make: one small file each. A new one is a ``Family`` and a line in ``FAMILIES``."""

from ngpl.hub.foreign.families import gpt2, gpt_neo, gpt_neox, llama, qwen2, qwen3
from ngpl.hub.foreign.families.family import Family, Rule

FAMILIES: dict[str, Family] = {
    family.model_type: family
    for family in (llama.FAMILY, gpt2.FAMILY, qwen3.FAMILY, qwen2.FAMILY, gpt_neox.FAMILY, gpt_neo.FAMILY)
}
"""By ``model_type``; a model is written as the first that can say it."""

__all__ = ["FAMILIES", "Family", "Rule"]
