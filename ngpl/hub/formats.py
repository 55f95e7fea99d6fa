"""The forms that a model comes in: our own file, nanoGPT's checkpoint, and the folders of the Hugging Face Hub."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import torch

from ngpl.errors import CheckpointError
from ngpl.hub.checkpoint import (
    Checkpoint,
    Description,
    describe,
    load_gpl,
    model_hash,
    tensors_as,
    tokenizer_metadata,
    vocabulary_digest,
)
from ngpl.hub.foreign.shards import open_shards
from ngpl.hub.remote.cache import licence_of, origin_of
from ngpl.model import STORAGES, config_dict

TORCH_FILES = (".pt", ".pth", ".ckpt")


def read_model(path: Path, device: torch.device | str = "cpu") -> Checkpoint:
    """The model of a file or a folder, with where it is from in its record; errors of the form's reader.

    Its hash is the one that a ``.gpl`` file of it has, its weights stored in the same type.
    """
    if path.is_dir():
        from ngpl.hub.foreign.huggingface import open_folder

        found, storage = open_folder(path, device), folder_storage(path)
    elif path.suffix in TORCH_FILES:
        from ngpl.hub.foreign.nanogpt import open_checkpoint

        found, storage = open_checkpoint(path), "float32"
    else:
        own = load_gpl(path, device)
        return replace(own, record=with_origin(own.record, path))
    metadata = {
        "config": json.dumps(config_dict(found.model.config)),
        **tokenizer_metadata(found.tokenizer),
    }
    digest = model_hash(metadata, tensors_as(found.model, storage))
    record = with_origin(found.record, path)
    return Checkpoint(found.model.to(device).eval(), found.tokenizer, record, digest, storage)


def with_origin(record: dict[str, Any], path: Path) -> dict[str, Any]:
    """A record that says of a model from the Hub where it is from, ``source: {repo, commit}``, and, if it does not
    itself, under which licence."""
    source = origin_of(path)
    licence = licence_of(path if path.is_dir() else path.parent) if source else ""
    about = {"about": {"licence": licence} | record.get("about", {})} if licence else {}
    return record | about | ({"source": source} if source else {})


def folder_storage(folder: Path) -> str:
    """The type that most weights of a folder have; float32 if that is none that models run with."""
    counts: Counter[str] = Counter()
    with open_shards(folder) as shards:
        for part in shards.parts.values():
            counts[str(part.dtype).removeprefix("torch.")] += part.numel
    name = counts.most_common(1)[0][0] if counts else ""
    return name if name in STORAGES and name != "int8" else "float32"


def describe_model(path: Path) -> Description:
    """What can be told of a model without its weights; ``CheckpointError`` if it is damaged, ``ConfigError`` if it
    cannot be computed here. Read again only if the file has changed, or files in the folder were added, removed or
    replaced; one that is written over in place is not noticed."""
    facts = path.stat() if path.exists() else None
    return _described(path, facts.st_mtime_ns if facts else 0, facts.st_size if facts else 0)


@lru_cache(maxsize=64)
def _described(path: Path, changed: int, size: int) -> Description:
    return _describe_folder(path) if path.is_dir() else describe(path)


def _describe_folder(folder: Path) -> Description:
    from ngpl.hub.foreign.huggingface import read_config
    from ngpl.tokenizers import read_tokenizer

    config = read_config(folder)
    tokenizer = read_tokenizer(folder, config.vocab_size)
    with open_shards(folder) as shards:
        count = sum(part.numel for part in shards.parts.values())
    if not count:
        raise CheckpointError(f"{folder} holds no weights")
    digest = vocabulary_digest(tokenizer)
    return Description(config, count, tokenizer.kind, with_origin({}, folder), folder_storage(folder), digest)
