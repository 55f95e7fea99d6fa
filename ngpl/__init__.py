"""NanoGPL: a glass box for small GPTs.

    import ngpl

    lm = ngpl.load("stories")
    print(ngpl.generate(lm, "Once upon a time", "top_p", top_p=0.8).text)
    print(ngpl.inspect(lm, "The cat sat").attention.shape)  # layers, heads, tokens, tokens
    print(ngpl.ablate(lm, "The cat sat").change)  # what each head does for the next token

The names are loaded at their first use, so importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ngpl.api import (
        Generation,
        Inspection,
        LanguageModel,
        ablate,
        attribute,
        generate,
        inspect,
        lens,
        load,
        patch_effects,
        stream,
    )

__version__ = "0.1.0"

__all__ = [
    "load",
    "generate",
    "stream",
    "inspect",
    "lens",
    "ablate",
    "attribute",
    "patch_effects",
    "LanguageModel",
    "Generation",
    "Inspection",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'ngpl' has no {name!r}; it has: {', '.join(__all__)}")
    from ngpl import api

    return getattr(api, name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
