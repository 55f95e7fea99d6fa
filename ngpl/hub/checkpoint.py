"""The ``.gpl`` file: one safetensors file with everything a model needs.

Weights are its tensors; the header's metadata holds, as JSON text, the config, the tokenizer, the chat template and
the training record, with a format name and version. There is no pickle anywhere, and a file is replaced whole or not
at all.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from ngpl.config import GPTConfig
from ngpl.device import DTYPES
from ngpl.errors import CheckpointError, ConfigError, InputError
from ngpl.files import write_whole
from ngpl.model import GPT, storage_of, stored_as
from ngpl.tokenizers import Tokenizer

FORMAT, VERSION = "gpl", "1"
READABLE = (VERSION,)
KINDS = {"F32": "float32", "F16": "float16", "BF16": "bfloat16", "I8": "int8"}
PICKLE_STARTS = (b"PK\x03\x04", b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")


@dataclass(frozen=True)
class Checkpoint:
    """What a ``.gpl`` file holds. ``hash`` names the model, see ``model_hash``; ``storage`` is its weights' type."""

    model: GPT
    tokenizer: Tokenizer
    record: dict[str, Any] = field(default_factory=dict)
    hash: str = ""
    storage: str = "float32"


def save_gpl(
    path: str | Path, model: GPT, tokenizer: Tokenizer, record: Mapping[str, Any] | None = None, dtype: str = "float32"
) -> None:
    """Write a model to one file, weights stored as ``dtype`` (float32, bfloat16, float16 or int8)."""
    tensors = tensors_as(model, dtype)
    metadata = {
        "format": FORMAT,
        "version": VERSION,
        "weights_sha256": weights_digest(tensors),
        "config": json.dumps(model.config.to_dict()),
        "tokenizer": tokenizer.to_json(),
        "chat_template": tokenizer.chat_template or "",
        "record": json.dumps(dict(record or {}), ensure_ascii=False),
    }
    write_whole(path, save(tensors, metadata))


def tensors_as(model: GPT, dtype: str) -> dict[str, Tensor]:
    """The tensors of a file that stores ``model`` as ``dtype``. In int8 norms, biases and positions stay float32."""
    if "int8" in (dtype, storage_of(model)):
        model = stored_as(model, dtype)
    kinds = {name: weight.dtype if dtype == "int8" else DTYPES[dtype] for name, weight in _weights(model).items()}
    return {name: weight.to("cpu", kinds[name]).contiguous() for name, weight in _weights(model).items()}


def update_record(path: str | Path, record: Mapping[str, Any]) -> None:
    """Replace the training record of a file; its weights stay as they are, to the bit."""
    metadata, tensors = read_safetensors(Path(path))
    write_whole(path, save(tensors, metadata | {"record": json.dumps(dict(record), ensure_ascii=False)}))


def load_gpl(path: str | Path, device: torch.device | str = "cpu") -> Checkpoint:
    """Read a file written by ``save_gpl``. Weights become float32, but those stored as int8, which cannot be trained.

    Raises ``CheckpointError`` that says plainly what is damaged, missing, left over or of the wrong shape.
    """
    metadata, tensors = read_safetensors(Path(path))
    header = read_header(metadata, str(path))
    if header.tokenizer.vocab_size != header.config.vocab_size:
        raise CheckpointError(
            f"{path}: the tokenizer has {header.tokenizer.vocab_size} tokens, the model {header.config.vocab_size}; "
            "they do not belong together"
        )
    check_fit(header.config, tensors, str(path))
    if metadata.get("weights_sha256") not in (None, weights_digest(tensors)):
        raise CheckpointError(f"{path} is damaged: its weights are not those that were written")
    model, storage = empty_model(header.config), str(tensors["tokens.weight"].dtype).removeprefix("torch.")
    if storage == "int8":
        model = stored_as(model, storage)
    with torch.no_grad():
        for name, weight in _weights(model).items():
            weight.copy_(tensors[name])
    return Checkpoint(model.to(device).eval(), header.tokenizer, header.record, model_hash(metadata, tensors), storage)


@dataclass(frozen=True)
class Header:
    """What stands beside the weights."""

    config: GPTConfig
    tokenizer: Tokenizer
    record: dict[str, Any]


def read_header(metadata: Mapping[str, str], source: str) -> Header:
    """Parse the metadata of a file; ``CheckpointError`` names what does not fit."""
    if metadata.get("format") != FORMAT:
        raise CheckpointError(f"{source} is a safetensors file, but no .gpl: it lacks NanoGPL's config and tokenizer")
    if metadata.get("version") not in READABLE:
        version = metadata.get("version", "none")[:20]
        raise CheckpointError(f"{source} has version {version} of the format; this NanoGPL reads {', '.join(READABLE)}")
    try:
        config = GPTConfig.from_dict(json.loads(metadata["config"]))
        tokenizer = Tokenizer.from_json(metadata["tokenizer"], chat_template=metadata.get("chat_template") or None)
        record = json.loads(metadata.get("record", "{}"))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, OverflowError, InputError) as error:
        raise CheckpointError(f"{source} has a header that does not fit: {str(error)[:300]}") from error
    if not isinstance(record, dict):
        raise CheckpointError(f"{source} has a training record that is no JSON object")
    return Header(config, tokenizer, record)


@dataclass(frozen=True)
class Description:
    """What the header alone tells of a ``.gpl`` file. ``storage`` is the type of its weights; models of the same
    ``vocabulary``, a digest, read the same tokens."""

    config: GPTConfig
    parameters: int
    tokenizer: str
    record: dict[str, Any]
    storage: str
    vocabulary: str


def describe(path: str | Path) -> Description:
    """Read a file's header, without its weights."""
    metadata, shapes, kind = _opened(Path(path), _header)
    header = read_header(metadata, str(path))
    count = sum(math.prod(shape) for name, shape in shapes.items() if not name.endswith(".scale"))
    storage, words = KINDS.get(kind, kind), header.tokenizer
    return Description(header.config, count, words.kind, header.record, storage, vocabulary_digest(words))


def vocabulary_digest(tokenizer: Tokenizer) -> str:
    """The same for tokenizers with the same tokens in the same order."""
    return hashlib.sha256(json.dumps(tokenizer.vocab()).encode()).hexdigest()[:16]


def _header(file: Any) -> tuple[dict[str, str], dict[str, list[int]], str]:
    """Metadata, shapes by name, and safetensors' word for the type of the token embeddings."""
    slices = {name: file.get_slice(name) for name in file.keys()}  # noqa: SIM118
    kind = slices["tokens.weight"].get_dtype() if "tokens.weight" in slices else ""
    return file.metadata() or {}, {name: part.get_shape() for name, part in slices.items()}, kind


def read_safetensors(path: Path) -> tuple[dict[str, str], dict[str, Tensor]]:
    """Metadata and tensors of any safetensors file; ``CheckpointError`` for everything that is none."""
    return _opened(path, lambda file: (file.metadata() or {}, {name: file.get_tensor(name) for name in file.keys()}))  # noqa: SIM118


def check_fit(config: GPTConfig, tensors: Mapping[str, Tensor], source: str) -> None:
    """``CheckpointError`` unless ``tensors`` are the weights of such a model, by name, shape and type, and are finite.

    The shapes come from a model without memory, so an absurd config costs nothing.
    """
    try:
        with torch.device("meta"):
            model = GPT(config)
            quantized = "tokens.weight" in tensors and tensors["tokens.weight"].dtype == torch.int8
            wanted = _weights(stored_as(model, "int8") if quantized else model)
    except ConfigError as error:
        raise CheckpointError(f"{source} has a config that does not fit: {error}") from error
    faults = [f"{name} is missing" for name in wanted if name not in tensors]
    faults += [f"{name} is left over" for name in tensors if name not in wanted]
    for name in wanted.keys() & tensors.keys():
        faults += _faults(name, tensors[name], wanted[name])
    if faults:
        more = f" and {len(faults) - 3} more" if len(faults) > 3 else ""
        raise CheckpointError(f"{source} does not fit its config: {'; '.join(sorted(faults)[:3])}{more}")


def _faults(name: str, tensor: Tensor, wanted: Tensor) -> list[str]:
    if tensor.shape != wanted.shape:
        return [f"{name} has shape {tuple(tensor.shape)}, not {tuple(wanted.shape)}"]
    if wanted.dtype == torch.float32 and tensor.dtype not in DTYPES.values():
        return [f"{name} is of type {tensor.dtype}, not a floating-point one"]
    if wanted.dtype != torch.float32 and tensor.dtype != wanted.dtype:
        return [f"{name} is of type {tensor.dtype}, not {wanted.dtype}"]
    if name.endswith(".scale") and not (tensor > 0).all():
        return [f"{name} holds steps that are not above zero"]
    return [] if tensor.isfinite().all() else [f"{name} holds numbers that are not finite"]


def empty_model(config: GPTConfig) -> GPT:
    """A model whose weights are still to be filled in, made without touching the global random state."""
    with torch.random.fork_rng(devices=[]):
        return GPT(config)


def model_hash(metadata: Mapping[str, str], tensors: Mapping[str, Tensor]) -> str:
    """SHA-256 over config, tokenizer and weights as stored: two models of one hash are the same model."""
    parts = [metadata.get(key, "") for key in ("config", "tokenizer", "chat_template")]
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


def _opened(path: Path, read: Any) -> Any:
    try:
        with path.open("rb") as file:
            start = file.read(4)
        if start.startswith(PICKLE_STARTS):
            raise CheckpointError(
                f"{path} is a pickle or a PyTorch zip; these can run code when read, so NanoGPL reads none"
            )
        with safe_open(str(path), framework="pt") as file:
            return read(file)
    except FileNotFoundError as error:
        raise CheckpointError(f"there is no file {path}") from error
    except (SafetensorError, OSError) as error:
        raise CheckpointError(f"{path} is no safetensors file, or it is damaged or cut short ({error})") from error
