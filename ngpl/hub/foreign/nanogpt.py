"""Checkpoints of nanoGPT: ``ckpt.pt``, read with ``weights_only=True`` and after a check of its pickle.

The tokenizer is not in it. It must lie beside it: a ``tokenizer.json``, or ``vocab.json`` and ``merges.txt`` (those of
GPT-2 for models that were trained with its tokens), or the ``meta.pkl`` of a corpus of characters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch
from torch import Tensor

from ngpl.bounds import cut, open_regular
from ngpl.config import GPTConfig, gpt2_shape
from ngpl.errors import CheckpointError
from ngpl.hub.files.archives import check_archive, check_tensors
from ngpl.hub.files.folders import check_folder
from ngpl.hub.files.tensors import Part
from ngpl.hub.foreign.characters import META, read_characters
from ngpl.hub.foreign.families import gpt2
from ngpl.hub.foreign.families.family import SAME
from ngpl.hub.foreign.families.values import Values, flag, whole
from ngpl.hub.foreign.fitting import read_weights
from ngpl.hub.foreign.huggingface import Imported
from ngpl.hub.foreign.report import report_on
from ngpl.tokenizers import Tokenizer, read_tokenizer

FAULTS = (
    UnpicklingError,
    RuntimeError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    AssertionError,
    MemoryError,
)
COMPILED = "_orig_mod."  # before every name if the model was compiled


def config(values: Values) -> GPTConfig:
    """``model_args``. Checkpoints from before there was ``bias`` computed GPT-2's approximation of the GELU."""
    return gpt2_shape(
        vocab_size=whole(values, "vocab_size", 50304),
        block_size=whole(values, "block_size", 1024),
        n_layer=whole(values, "n_layer", 12),
        n_head=whole(values, "n_head", 12),
        n_embd=whole(values, "n_embd", 768),
        bias=flag(values, "bias", True),
        mlp="gelu_erf" if "bias" in values else "gelu",
    )


FAMILY = replace(
    gpt2.FAMILY,
    model_type="nanogpt",
    config=config,
    rules=tuple(replace(rule, change=SAME) for rule in gpt2.FAMILY.rules),
)


@dataclass(frozen=True)
class Held:
    """Tensors that are in memory already, read as if from files."""

    tensors: Mapping[str, Tensor]

    @property
    def parts(self) -> dict[str, Part]:
        return {name: Part(tensor.dtype, tuple(tensor.shape), 0, 0) for name, tensor in self.tensors.items()}

    def read(self, name: str) -> Tensor:
        return self.tensors[name]


def open_checkpoint(path: Path) -> Imported:
    """Read a ``ckpt.pt`` and the tokenizer beside it; errors as of ``open_folder``."""
    values, tensors = read_archive(path)
    found = read_weights(FAMILY, config(values), Held(tensors))
    model = found.model.eval()
    tokenizer = tokenizer_beside(path, model.config.vocab_size)
    report = report_on(model, tokenizer, found.missing, found.left_over, found.reshaped)
    report.tell(path.name)
    record = {"source": {"file": path.name}, "family": FAMILY.model_type, "report": report.to_dict()}
    return Imported(model, tokenizer, record, report)


def read_archive(path: Path) -> tuple[dict[str, Any], dict[str, Tensor]]:
    """The model's settings and its tensors."""
    with open_regular(path) as file:
        check_archive(file, path)
        try:
            held = torch.load(file, map_location="cpu", weights_only=True)
        except FAULTS as error:
            raise CheckpointError(f"{path} cannot be read by PyTorch: {cut(str(error), 200)}") from error
    held = plain(held)
    if not all(isinstance(held.get(key), dict) for key in ("model_args", "model")):
        raise CheckpointError(f"{path} is no checkpoint of nanoGPT: it has no model_args and model")
    values, tensors = plain(held["model_args"]), plain(held["model"])
    if not all(isinstance(name, str) and isinstance(tensor, Tensor) for name, tensor in tensors.items()):
        raise CheckpointError(f"{path}: its model holds more than tensors with a name")
    check_tensors(tensors, path)
    named = {name.removeprefix(COMPILED): tensor for name, tensor in tensors.items()}
    if len(named) < len(tensors):
        raise CheckpointError(f"{path}: its model holds tensors twice, with {COMPILED} and without")
    return values, named


def plain(held: Any) -> dict[Any, Any]:
    """The entries of a dictionary, whatever its own methods are by now: a pickle may have changed them. Of anything
    else none."""
    return dict(dict.items(held)) if isinstance(held, dict) else {}


def tokenizer_beside(path: Path, rows: int) -> Tokenizer:
    folder = path.parent
    check_folder(folder)
    if (folder / META).is_file():
        return read_characters(folder / META, rows)
    if any((folder / name).is_file() for name in ("tokenizer.json", "vocab.json")):
        return read_tokenizer(folder, rows)
    raise CheckpointError(
        f"{path} comes without a tokenizer, as all of nanoGPT do; put the one it was trained with beside it: the "
        f"tokenizer.json of GPT-2 if that was tiktoken's gpt2, or the {META} of a corpus of characters"
    )
