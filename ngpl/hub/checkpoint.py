"""The ``.gpl`` file: one safetensors file with everything a model needs.

Weights are its tensors; the header's metadata holds, as JSON text, the config, the tokenizer, the chat template and
the training record, with a format name and version. There is no pickle anywhere, and a file is replaced whole or not
at all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save
from torch import Tensor

from ngpl.bounds import cut, parse_json
from ngpl.config import GPTConfig
from ngpl.device import DTYPES
from ngpl.errors import CheckpointError, ConfigError, InputError
from ngpl.files import write_whole
from ngpl.hub.files.tensors import Part, open_tensors, read_safetensors
from ngpl.model import GPT, AnyConfig, AnyModel, Baseline, config_dict, config_from, kind_of, storage_of, stored_as
from ngpl.model.baselines import INTEGERS
from ngpl.model.kinds import baseline_of
from ngpl.model.lora import writable
from ngpl.model.unfilled import empty_model
from ngpl.tokenizers import SpecialIds, Tokenizer

FORMAT, VERSION = "gpl", "1"
READABLE = (VERSION,)
FACTS = ("about", "source", "report", "adapter")  # of a record, those that are objects
WEIGHTS = {"gpt": "tokens.weight", "bigram": "table.weight"}  # by kind of model, the tensor that tells their type


@dataclass(frozen=True)
class Checkpoint:
    """What a ``.gpl`` file holds. ``hash`` names the model, see ``model_hash``; ``storage`` is its weights' type."""

    model: AnyModel
    tokenizer: Tokenizer
    record: dict[str, Any] = field(default_factory=dict)
    hash: str = ""
    storage: str = "float32"


def save_gpl(
    path: str | Path,
    model: AnyModel,
    tokenizer: Tokenizer,
    record: Mapping[str, Any] | None = None,
    dtype: str = "float32",
) -> None:
    """Write a model to one file, weights stored as ``dtype`` (float32, bfloat16, float16 or int8) and any adapter
    merged into them."""
    tensors = tensors_as(model, dtype)
    metadata = {
        "format": FORMAT,
        "version": VERSION,
        "weights_sha256": weights_digest(tensors),
        "config": json.dumps(config_dict(model.config)),
        **tokenizer_metadata(tokenizer),
        "record": json.dumps(dict(record or {}), ensure_ascii=False),
    }
    write_whole(path, save(tensors, metadata))


def tensors_as(model: AnyModel, dtype: str) -> dict[str, Tensor]:
    """The tensors of a file that stores ``model`` as ``dtype``. In int8 norms, biases and positions stay float32.

    Of a baseline no type changes a count, and int8 suits none.
    """
    if isinstance(model, Baseline):
        return _baseline_as(model, dtype)
    model = writable(model)
    if "int8" in (dtype, storage_of(model)):
        model = stored_as(model, dtype)
    kinds = {name: weight.dtype if dtype == "int8" else DTYPES[dtype] for name, weight in _weights(model).items()}
    return {name: weight.to("cpu", kinds[name]).contiguous() for name, weight in _weights(model).items()}


def _baseline_as(model: Baseline, dtype: str) -> dict[str, Tensor]:
    if dtype not in DTYPES and dtype != model.storage:
        raise ConfigError(f"{model.sight}: it cannot be stored as {dtype}; it can as {', '.join(DTYPES)}")
    found = model.tensors().items()
    return {name: t.to("cpu", DTYPES[dtype] if t.is_floating_point() else t.dtype).contiguous() for name, t in found}


def update_record(path: str | Path, record: Mapping[str, Any]) -> None:
    """Replace the training record of a file; its weights stay as they are, to the bit."""
    metadata, tensors = read_safetensors(path)
    write_whole(path, save(tensors, metadata | {"record": json.dumps(dict(record), ensure_ascii=False)}))


def load_gpl(path: str | Path, device: torch.device | str = "cpu") -> Checkpoint:
    """Read a file written by ``save_gpl``. Weights become float32, but those stored as int8, which cannot be trained.

    Raises ``CheckpointError`` that says plainly what is damaged, missing, left over or of the wrong shape.
    """
    with open_tensors(path) as file:
        metadata, header = file.metadata, read_header(file.metadata, str(path))
        check_fit(header.config, file.parts, str(path))
        tensors = {name: file.read(name) for name in file.parts}
    check_numbers(tensors, str(path))
    if metadata.get("weights_sha256") not in (None, weights_digest(tensors)):
        raise CheckpointError(f"{path} is damaged: its weights are not those that were written")
    model, storage = _filled(header.config, tensors, str(path)), _storage(header.config, tensors)
    return Checkpoint(model.to(device).eval(), header.tokenizer, header.record, model_hash(metadata, tensors), storage)


def _filled(config: AnyConfig, tensors: Mapping[str, Tensor], source: str) -> AnyModel:
    """The model that tensors make which fit its config."""
    if not isinstance(config, GPTConfig):
        try:
            return baseline_of(config).from_tensors(config, tensors)
        except CheckpointError as error:
            raise CheckpointError(f"{source} {error}") from error
    model = empty_model(config)
    if tensors["tokens.weight"].dtype == torch.int8:
        model = stored_as(model, "int8")
    with torch.no_grad():
        for name, weight in _weights(model).items():
            weight.copy_(tensors[name])
    return model


@dataclass(frozen=True)
class Header:
    """What stands beside the weights."""

    config: AnyConfig
    tokenizer: Tokenizer
    record: dict[str, Any]


def read_header(metadata: Mapping[str, str], source: str) -> Header:
    """Parse the metadata of a file; ``CheckpointError`` names what does not fit."""
    if metadata.get("format") != FORMAT:
        raise CheckpointError(f"{source} is a safetensors file, but no .gpl: it lacks NanoGPL's config and tokenizer")
    if metadata.get("version") not in READABLE:
        version = cut(metadata.get("version", "none"), 20)
        raise CheckpointError(f"{source} has version {version} of the format; this NanoGPL reads {', '.join(READABLE)}")
    try:
        config = config_from(parse_json(metadata["config"], "its config"))
        tokenizer = _tokenizer(metadata, config.vocab_size)
        record = parse_json(metadata.get("record", "{}"), "its training record")
        strange = [name for name in FACTS if not isinstance(record.get(name, {}), dict)]
        if strange:
            raise CheckpointError(f"its training record says {strange[0]} otherwise than as an object")
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, OverflowError, InputError) as error:
        raise CheckpointError(f"{source} has a header that does not fit: {cut(str(error), 300)}") from error
    return Header(config, tokenizer, record)


def tokenizer_metadata(tokenizer: Tokenizer) -> dict[str, str]:
    """A tokenizer as the texts of a header; what its special tokens are for only if their names do not tell."""
    texts = {"tokenizer": tokenizer.to_json(), "chat_template": tokenizer.chat_template or ""}
    return texts if tokenizer.told_by_names else texts | {"special_tokens": tokenizer.special_ids.to_json()}


def _tokenizer(metadata: Mapping[str, str], rows: int) -> Tokenizer:
    special = metadata.get("special_tokens")
    special_ids = None if special is None else SpecialIds.from_json(special)
    return Tokenizer.from_json(metadata["tokenizer"], metadata.get("chat_template") or None, rows, special_ids)


@dataclass(frozen=True)
class Description:
    """What the header alone tells of a ``.gpl`` file. ``storage`` is the type of its weights; models of the same
    ``vocabulary``, a digest, read the same tokens."""

    config: AnyConfig
    parameters: int
    tokenizer: str
    record: dict[str, Any]
    storage: str
    vocabulary: str


def describe(path: str | Path) -> Description:
    """Read a file's header, without its weights."""
    with open_tensors(path) as file:
        header, parts = read_header(file.metadata, str(path)), file.parts
    named = WEIGHTS.get(kind_of(header.config))
    if named and named not in parts:
        raise CheckpointError(f"{path} does not fit its config: {named} is missing")
    config, words, storage = header.config, header.tokenizer, _storage(header.config, parts)
    if isinstance(config, GPTConfig):
        count = sum(part.numel for name, part in parts.items() if not _is_step(name, parts))
    else:
        count = config.parameters
    return Description(config, count, words.kind, header.record, storage, vocabulary_digest(words))


def _storage(config: AnyConfig, parts: Mapping[str, Part] | Mapping[str, Tensor]) -> str:
    """The type of a file's weights, or that it holds counts."""
    name = WEIGHTS.get(kind_of(config))
    return str(parts[name].dtype).removeprefix("torch.") if name else "counts"


def vocabulary_digest(tokenizer: Tokenizer) -> str:
    """The same for tokenizers with the same tokens in the same order."""
    return hashlib.sha256(json.dumps(tokenizer.vocab()).encode()).hexdigest()[:16]


def check_fit(config: AnyConfig, parts: Mapping[str, Part], source: str) -> None:
    """``CheckpointError`` unless ``parts`` are the weights of such a model, by name, shape and type.

    The shapes come from a model without memory, so an absurd config costs nothing.
    """
    if isinstance(config, GPTConfig) and config.n_layer > len(parts):
        raise CheckpointError(f"{source} does not fit its config: {len(parts)} tensors for {config.n_layer} blocks")
    try:
        with torch.device("meta"):
            wanted = _wanted(config, parts)
    except ConfigError as error:
        raise CheckpointError(f"{source} has a config that does not fit: {cut(str(error), 300)}") from error
    faults = [f"{name} is missing" for name in wanted if name not in parts]
    faults += [f"{cut(name)} is left over" for name in parts if name not in wanted]
    for name in wanted.keys() & parts.keys():
        faults += _faults(name, parts[name], wanted[name])
    if faults:
        more = f" and {len(faults) - 3} more" if len(faults) > 3 else ""
        raise CheckpointError(f"{source} does not fit its config: {'; '.join(sorted(faults)[:3])}{more}")


def _wanted(config: AnyConfig, parts: Mapping[str, Part]) -> dict[str, Tensor]:
    """The tensors of a model of that shape, without memory; whole numbers of any type are wanted as int64."""
    if not isinstance(config, GPTConfig):
        return baseline_of(config).layout(config)
    quantized = "tokens.weight" in parts and parts["tokens.weight"].dtype == torch.int8
    model = empty_model(config, "meta")
    return _weights(stored_as(model, "int8") if quantized else model)


def _faults(name: str, part: Part, wanted: Tensor) -> list[str]:
    if part.shape != tuple(wanted.shape):
        return [f"{name} has shape {part.shape}, not {tuple(wanted.shape)}"]
    if wanted.dtype == torch.float32 and part.dtype not in DTYPES.values():
        return [f"{name} is of type {part.dtype}, not a floating-point one"]
    if wanted.dtype == torch.int64 and part.dtype in INTEGERS:
        return []
    if wanted.dtype != torch.float32 and part.dtype != wanted.dtype:
        return [f"{name} is of type {part.dtype}, not {wanted.dtype}"]
    return []


def check_numbers(tensors: Mapping[str, Tensor], source: str) -> None:
    """``CheckpointError`` unless all numbers are finite, and the steps of int8 weights above zero."""
    for name, tensor in tensors.items():
        if _is_step(name, tensors) and not (tensor > 0).all():
            raise CheckpointError(f"{source}: {cut(name)} holds steps that are not above zero")
        if not tensor.isfinite().all():
            raise CheckpointError(f"{source}: {cut(name)} holds numbers that are not finite")


def _is_step(name: str, names: Container[str]) -> bool:
    """Does ``name`` hold the steps of a weight stored as int8?"""
    return name.endswith(".scale") and name.removesuffix("scale") + "weight" in names


def model_hash(metadata: Mapping[str, str], tensors: Mapping[str, Tensor]) -> str:
    """SHA-256 over config, tokenizer and weights as stored: two models of one hash are the same model."""
    parts = [metadata.get(key, "") for key in ("config", "tokenizer", "chat_template")]
    parts += [metadata[key] for key in ("special_tokens",) if key in metadata]  # older files know none
    parts += [
        name for name, tensor in sorted(tensors.items()) if tensor.dtype == torch.bfloat16
    ]  # float16 by its bytes
    return hashlib.sha256("\0".join([*parts, weights_digest(tensors)]).encode()).hexdigest()


def weights_digest(tensors: Mapping[str, Tensor]) -> str:
    """SHA-256 over names and bytes, in the order of the names."""
    digest = hashlib.sha256()
    for name in sorted(tensors):
        digest.update(name.encode() + b"\0")
        digest.update(tensors[name].contiguous().view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()


def _weights(model: GPT) -> dict[str, Tensor]:
    """Each weight once, a tied head is the embedding's; with the steps of those stored as int8."""
    scales = {name: buffer for name, buffer in model.named_buffers() if name.endswith(".scale")}
    return {name: parameter.data for name, parameter in model.named_parameters()} | scales
