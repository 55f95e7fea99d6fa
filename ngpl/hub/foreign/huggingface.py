"""Hugging Face folders: ``config.json``, safetensors and a tokenizer, read as a model of ours and written from one."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save
from torch import Tensor

from ngpl.bounds import cut, read_json
from ngpl.config import GPTConfig
from ngpl.errors import ConfigError
from ngpl.files import write_whole
from ngpl.hub.files.folders import check_folder, file_in
from ngpl.hub.foreign.families import FAMILIES, Family
from ngpl.hub.foreign.fitting import read_weights, theirs_of
from ngpl.hub.foreign.report import Report, report_on
from ngpl.hub.foreign.shards import WHOLE, open_shards
from ngpl.hub.foreign.widening import can_widen, wide_rope, widened
from ngpl.hub.language_model import LanguageModel
from ngpl.hub.remote.cache import licence_of, origin_of
from ngpl.model import GPT, Baseline, stored_as
from ngpl.model.lora import writable
from ngpl.tokenizers import Tokenizer, read_tokenizer, write_tokenizer

UNTIED = "config.json says that the unembedding is the embedding, but the files hold two that differ; both were kept"
OF_A_MODEL = (".bin", ".gpl", ".json", ".model", ".safetensors")


@dataclass(frozen=True)
class Imported:
    """A model of another program. ``record`` says where it is from and holds the ``report`` as JSON."""

    model: GPT
    tokenizer: Tokenizer
    record: dict[str, Any]
    report: Report


def open_folder(folder: Path, device: torch.device | str = "cpu") -> Imported:
    """Read a model of one of ``FAMILIES``; its weights become float32.

    ``ConfigError`` says what the model has that cannot be computed here, ``CheckpointError`` what is missing or does
    not fit. Nothing in the folder is run, and no memory is taken before names, shapes and sizes have been compared.
    """
    values, family = config_of(folder)
    with open_shards(folder) as shards:
        found = read_weights(family, family.config(values), shards)
    model = found.model.to(device).eval()
    tokenizer = read_tokenizer(folder, model.config.vocab_size)
    notes = (UNTIED,) if found.untied else ()
    report = report_on(model, tokenizer, found.missing, found.left_over, found.reshaped, notes)
    source = origin_of(folder) or {"folder": folder.resolve().name}
    report.tell(source.get("repo", folder.name))
    licence = licence_of(folder)
    about = {"about": {"licence": licence}} if licence else {}
    record = about | {"source": source, "family": family.model_type, "report": report.to_dict()}
    return Imported(model, tokenizer, record, report)


def read_config(folder: Path) -> GPTConfig:
    """The shape of the model in a folder, without its weights; ``ConfigError`` if it cannot be computed here."""
    values, family = config_of(folder)
    return family.config(values)


def config_of(folder: Path) -> tuple[dict[str, Any], Family]:
    """What ``config.json`` says, and the family that it names."""
    check_folder(folder)
    values = read_json(file_in(folder, "config.json"))
    return values, family_of(values)


def family_of(values: Mapping[str, Any]) -> Family:
    """The family that a config names; ``ConfigError`` if it is none of ``FAMILIES``, or its weights are quantized."""
    name = values.get("model_type")
    if not isinstance(name, str) or name not in FAMILIES:
        raise ConfigError(f"models of type {cut(str(name))!r} are not read; those that are: {', '.join(FAMILIES)}")
    if values.get("quantization_config"):
        raise ConfigError("the weights are quantized by another program (quantization_config); take the plain ones")
    return FAMILIES[name]


def save_folder(lm: LanguageModel, folder: Path) -> None:
    """Write a model as a folder that ``transformers`` loads, with the same logits: float32 weights, any adapter merged.

    Gains of queries and keys for each head take wide heads there, see ``widening``; such a folder is not read back.
    ``ConfigError`` says why no family there can express it, or that ``folder`` holds other files of a model.
    """
    check_free(folder)
    if isinstance(lm.model, Baseline):
        raise ConfigError(f"{lm.model.sight}: it has no home in transformers; keep it as a .gpl file")
    shape, ours, rotation = sayable(stored_as(writable(lm.gpt), "float32"))
    family = family_for(shape, str(lm.record.get("family", "")))
    weights = their_weights(ours, family, shape)
    config = {"architectures": [family.architecture], "model_type": family.model_type, "dtype": "float32"}
    special = special_values(lm.tokenizer)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"cannot write the folder {folder}: {error.strerror or error}") from error
    write_tokenizer(lm.tokenizer, folder)
    write_json(folder / "generation_config.json", special)
    write_json(folder / "config.json", config | family.values(shape) | rotation | special)
    write_whole(folder / WHOLE, save(weights, {"format": "pt"}))


def check_free(folder: Path) -> None:
    """``ConfigError`` if a folder holds files of a model, which would be lost, or read as a part of the new one."""
    left = sorted(path.name for path in folder.glob("*") if path.suffix in OF_A_MODEL)
    if left:
        names = cut(", ".join(left))
        raise ConfigError(f"{folder} holds files of a model already: {names}; remove them, or name an empty folder")


def sayable(model: GPT) -> tuple[GPTConfig, dict[str, Tensor], dict[str, Any]]:
    """Config and weights in a form that some family has, if there is one, and what its config says of positions
    beside that."""
    shape = full_config(model)
    ours = {name: weight.detach().float().cpu() for name, weight in model.named_parameters()}
    if not can_widen(shape):
        return shape, ours, {}
    pairs = model.positions.get_buffer("frequencies").chunk(2)[1].cpu()
    return *widened(shape, ours), wide_rope(shape, pairs)


def their_weights(ours: Mapping[str, Tensor], family: Family, shape: GPTConfig) -> dict[str, Tensor]:
    """All weights under the names of the family, as it lays them out."""
    theirs = theirs_of(list(family.rules_for(ours, shape)), ours, shape)
    return {family.full(name): tensor.contiguous() for name, tensor in theirs}


def special_values(tokenizer: Tokenizer) -> dict[str, Any]:
    """What a config says of special tokens; several may end a text."""
    ends = list(tokenizer.special_ids.ends)
    eos = ends if len(ends) > 1 else next(iter(ends), None)
    bos = tokenizer.special_ids.start if tokenizer.bos_id is None else tokenizer.bos_id
    return {"bos_token_id": bos, "eos_token_id": eos, "pad_token_id": tokenizer.pad_id}


def write_json(path: Path, values: Mapping[str, Any]) -> None:
    write_whole(path, json.dumps(dict(values), indent=2) + "\n")


def family_for(shape: GPTConfig, wanted: str = "") -> Family:
    """The family ``wanted``, or else the first, that can say ``shape``; ``ConfigError`` tells what none can."""
    if shape.attention != "softmax":
        raise ConfigError(
            f"attention {shape.attention!r} has no home in transformers: no family there computes it; "
            "keep the model as a .gpl file"
        )
    order = sorted(FAMILIES.values(), key=lambda family: family.model_type != wanted)
    unsaid = {family.model_type: differences(family, shape) for family in order}
    for family in order:
        if not unsaid[family.model_type]:
            return family
    nearest = min(unsaid, key=lambda name: len(unsaid[name]))
    lacks = ", ".join(f"{name} {getattr(shape, name)!r}" for name in unsaid[nearest])
    raise ConfigError(f"no family of transformers has such models; the nearest, {nearest}, lacks: {lacks}")


def differences(family: Family, shape: GPTConfig) -> list[str]:
    """The fields of a config that do not come back from the words of a family as they went in."""
    try:
        back = filled(family.config(family.values(shape)), shape.n_hidden)
    except ConfigError:
        return [field.name for field in dataclasses.fields(shape)]
    names = [field.name for field in dataclasses.fields(shape)]
    return [name for name in names if getattr(back, name) != getattr(shape, name)]


def full_config(model: GPT) -> GPTConfig:
    """The config of a model with nothing left to be filled in."""
    return filled(model.config, model.get_parameter("blocks.0.mlp.up.weight").size(0))


def filled(c: GPTConfig, n_hidden: int) -> GPTConfig:
    """A config with every size spelled out, and without what makes no difference once a model is trained."""
    biases = {(False, False): "none", (True, False): "qkv", (False, True): "out", (True, True): "all"}
    unturned = {"rope_base": 1e4, "rope_share": 1.0, "rope_scaling": None}
    unused: dict[str, Any] = {} if c.position == "rotary" else unturned
    return dataclasses.replace(
        c,
        n_kv_head=c.kv_heads,
        head_dim=c.head_size,
        n_hidden=n_hidden,
        window_layers=tuple(sorted({*c.window_layers})) if len({*c.window_layers}) < c.n_layer else (),
        memory=c.memory if c.attention == "lam" else 0,
        attention_bias=biases[c.has_bias("qkv"), c.has_bias("out")],
        dropout=0.0,
        **unused,
    )
