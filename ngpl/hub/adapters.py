"""LoRA adapters in PEFT's format, both ways: ``adapter_config.json``, and ``adapter_model.safetensors`` with tensors
named after the layers of the model's family on the Hugging Face Hub."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from safetensors.torch import save
from torch import Tensor

from ngpl.bounds import cut, parse_json, read_json
from ngpl.config import GPTConfig
from ngpl.device import DTYPES
from ngpl.errors import CheckpointError, ConfigError, choose
from ngpl.files import write_whole
from ngpl.hub.adapter_layers import family_of, laid_out, layers_of, parse_name, size, tensor_name
from ngpl.hub.checkpoint import check_numbers, weights_digest
from ngpl.hub.files.folders import file_in
from ngpl.hub.files.tensors import read_safetensors
from ngpl.hub.foreign.families import FAMILIES
from ngpl.hub.language_model import LanguageModel
from ngpl.model.adapter import PARTS, TARGETS, Adapter, Key, LoraConfig, Strength
from ngpl.model.lora import adapted

CONFIG, WEIGHTS = "adapter_config.json", "adapter_model.safetensors"

# What PEFT can say and we cannot do, in words, with the value that asks for nothing.
BEYOND: dict[str, tuple[str, Any]] = {
    "use_dora": ("weights parted into length and direction (DoRA)", False),
    "bias": ("biases that are learned too", "none"),
    "lora_bias": ("biases of its own", False),
    "rank_pattern": ("a rank of its own for some layers", {}),
    "alpha_pattern": ("an alpha of its own for some layers", {}),
    "modules_to_save": ("whole layers that are learned too", None),
    "trainable_token_indices": ("tokens that are learned too", None),
    "target_parameters": ("parameters outside of linear layers", None),
    "layer_replication": ("layers that are used again", None),
    "use_qalora": ("grouped inputs (QALoRA)", False),
    "use_bdlora": ("block-diagonal matrices", None),
    "alora_invocation_tokens": ("a start in the middle of a text (aLoRA)", None),
    "arrow_config": ("routing between several adapters", None),
    "kasa_config": ("singular values that are learned (KaSA)", None),
}
STARTS = (True, False, None, "gaussian", "eva", "orthogonal")  # of PEFT's, those that leave the model's weights alone


@dataclass(frozen=True)
class AdapterFile:
    """An adapter as it was read. ``hash`` names it to the bit, ``base`` the model that it was made for, and ``record``
    tells how, if we made it."""

    adapter: Adapter
    hash: str
    base: str = ""
    record: dict[str, Any] = field(default_factory=dict)


def save_adapter(
    folder: str | Path,
    adapter: Adapter,
    config: GPTConfig,
    base: str = "",
    record: Mapping[str, Any] | None = None,
    dtype: str = "float32",
) -> None:
    """Write an adapter of a model of shape ``config``, called ``base``, as PEFT does."""
    family, kind = family_of(config), choose(DTYPES, dtype, "type of an adapter's weights")
    adapter, tensors = laid_out(adapter, config, family), {}
    for key, (a, b) in adapter.pairs.items():
        b = layers_of(family.model_type)[key[1]].theirs(b, config)
        for letter, part in (("A", a), ("B", b)):
            tensors[tensor_name(family, key, letter)] = part.to("cpu", kind).contiguous()
    told = {"format": "pt", "record": json.dumps(dict(record or {}), ensure_ascii=False)}
    settings = peft_settings(adapter, config, family.model_type) | {"base_model_name_or_path": base or None}
    write_whole(Path(folder) / CONFIG, json.dumps(settings, indent=2) + "\n")
    write_whole(Path(folder) / WEIGHTS, save(tensors, told))


def peft_settings(adapter: Adapter, config: GPTConfig, family: str) -> dict[str, Any]:
    """What ``adapter_config.json`` says."""
    own, numbers = adapter.config, sorted({layer for layer, _ in adapter.pairs})
    targets = dict.fromkeys(target for _, target in adapter.pairs)
    return {
        "peft_type": "LORA",
        "task_type": "CAUSAL_LM",
        "r": own.rank,
        "lora_alpha": int(own.alpha) if own.alpha == int(own.alpha) else own.alpha,
        "lora_dropout": own.dropout,
        "target_modules": [layers_of(family)[target].path.partition("{}.")[2] for target in targets],
        "layers_to_transform": None if numbers == [*range(config.n_layer)] else numbers,
        "fan_in_fan_out": family == "gpt2",
        "bias": "none",
        "inference_mode": True,
    }


def read_adapter(folder: str | Path, config: GPTConfig) -> AdapterFile:
    """Read an adapter for a model of shape ``config``; ``CheckpointError`` says what is damaged or beyond us."""
    source, weights = file_in(Path(folder), CONFIG), file_in(Path(folder), WEIGHTS)
    settings = read_json(source)
    own = lora_config(settings, str(source))
    metadata, tensors = read_safetensors(weights)
    base = str(settings.get("base_model_name_or_path") or "")
    made = f"; it was made for {cut(base)}" if base else ""
    pairs = pairs_of(tensors, config, own.rank, str(weights), made)
    check_numbers(tensors, str(weights))
    adapter = Adapter(replace(own, targets=",".join(dict.fromkeys(target for _, target in pairs))), pairs)
    digest = hashlib.sha256(f"{own.rank} {own.alpha} {weights_digest(tensors)}".encode()).hexdigest()
    record = parse_json(metadata.get("record", "{}"), str(weights))
    return AdapterFile(adapter, digest, base, record)


def lora_config(settings: Mapping[str, Any], source: str) -> LoraConfig:
    """Rank and alpha of PEFT's settings; ``CheckpointError`` for what NanoGPL's adapters cannot do."""
    kind = settings.get("peft_type")
    if kind != "LORA":
        raise CheckpointError(f"{source} is of type {cut(str(kind))}; NanoGPL reads adapters of type LORA")
    for name, (words, nothing) in BEYOND.items():
        if settings.get(name) not in (nothing, None):
            raise CheckpointError(f"{source} asks for {words} ({name}), which NanoGPL's adapters do not have")
    start = settings.get("init_lora_weights")
    if start not in STARTS:
        raise CheckpointError(
            f"{source} starts from other weights than the model's (init_lora_weights {cut(str(start))}); "
            "PEFT can convert it to plain LoRA (path_initial_model_for_weight_conversion)"
        )
    try:
        found = LoraConfig(settings["r"], settings["lora_alpha"], dropout=settings.get("lora_dropout", 0.0))
    except (ConfigError, KeyError) as error:
        raise CheckpointError(f"{source} has settings that do not fit: {error}") from error
    rooted = found.alpha * found.rank**0.5  # rsLoRA divides alpha by the root of the rank (Kalajdzievski, 2023)
    return replace(found, alpha=rooted) if settings.get("use_rslora") else found


def pairs_of(
    tensors: Mapping[str, Tensor], config: GPTConfig, rank: int, source: str, made: str = ""
) -> dict[Key, tuple[Tensor, Tensor]]:
    """The matrices by layer and target, in float32 and in our order of rows; ``made`` ends errors of their shapes."""
    found: dict[Key, dict[str, Tensor]] = {}
    for name, tensor in tensors.items():
        parsed = parse_name(name)
        if parsed is None:
            raise CheckpointError(
                f"{source}: {cut(name)} adapts no linear layer in a block of {', '.join(FAMILIES)}; "
                "adapters of embeddings, heads and other families are not read"
            )
        layer, key, letter = parsed
        matrix = check_matrix(tensor, key, letter, rank, config, f"{source}: {cut(name)}", made)
        if letter in found.get(key, {}):
            raise CheckpointError(f"{source}: {cut(name)} is there twice, under another name")
        found.setdefault(key, {})[letter] = layer.ours(matrix, config) if letter == "B" else matrix
    single = [f"{target} of layer {layer}" for (layer, target), pair in found.items() if len(pair) < 2]
    if single or not found:
        what = f"only one of the two matrices for {single[0]}" if single else "no adapter at all"
        raise CheckpointError(f"{source} holds {what}")
    return {key: (pair["A"], pair["B"]) for key, pair in sorted(found.items())}


def check_matrix(
    tensor: Tensor, key: Key, letter: str, rank: int, config: GPTConfig, what: str, made: str = ""
) -> Tensor:
    """In float32; ``CheckpointError`` unless it is a matrix of that rank with as many rows as queries, keys and values
    have. The other sides are those of layers, which are checked when a model is adapted."""
    if tensor.dtype not in DTYPES.values():
        raise CheckpointError(f"{what} is of type {tensor.dtype}; an adapter has one of {', '.join(DTYPES)}")
    shape, fused = tuple(tensor.shape), TARGETS[key[1]] == TARGETS["qkv"]
    rows = [size(config, part) for part in (PARTS if key[1] == "qkv" else key[1:])] if fused else []
    wrong = len(shape) != 2 or shape[letter == "B"] != rank
    if wrong or (letter == "B" and rows and shape[0] != sum(rows)):
        needed = f"{sum(rows)} rows and " if letter == "B" and rows else ""
        raise CheckpointError(f"{what} has shape {shape}, but this model needs {needed}rank {rank}{made}")
    return tensor.float()


def with_adapter(lm: LanguageModel, folder: str | Path, strength: float = 1.0) -> LanguageModel:
    """A language model with ``strength`` times what the adapter of a folder adds. ``NoTransformer`` of a baseline,
    ``ConfigError`` if the strength is out of its bounds, ``InputError`` if the adapter is for another shape."""
    taken = Strength(strength).strength
    return taking(lm, Path(folder).name, read_adapter(folder, lm.gpt.config), taken)


def taking(lm: LanguageModel, name: str, file: AdapterFile, strength: float) -> LanguageModel:
    """As ``with_adapter``, of one that has been read."""
    told = {"name": name, "base": file.base, "strength": strength}
    return replace(
        lm,
        name=f"{lm.name} + {strength:g} {name}",
        model=adapted(lm.gpt, file.adapter, strength),
        record=lm.record | {"adapter": told},
        hash=hashlib.sha256(f"{lm.hash} {file.hash} {strength}".encode()).hexdigest(),
    )
