"""The weights of a Hugging Face folder: one safetensors file, or several with an index that says what lies where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from torch import Tensor

from ngpl.bounds import cut, read_json
from ngpl.errors import CheckpointError
from ngpl.hub.files.folders import file_in
from ngpl.hub.files.tensors import Part, TensorFile, open_tensors

WHOLE, INDEX = "model.safetensors", "model.safetensors.index.json"
SHARDS = 1000  # at most
PICKLES = ("pytorch_model.bin", "pytorch_model.bin.index.json")


@dataclass(frozen=True)
class Shards:
    """The open files by the names of the tensors that they hold."""

    files: Mapping[str, TensorFile]

    @property
    def parts(self) -> dict[str, Part]:
        return {name: file.parts[name] for name, file in self.files.items()}

    def read(self, name: str) -> Tensor:
        """One tensor, in memory of its own."""
        return self.files[name].read(name)


@contextmanager
def open_shards(folder: Path) -> Iterator[Shards]:
    """Open all weights of a folder; ``CheckpointError`` if there are none, or if they are not those of the index."""
    with ExitStack() as stack:
        files: dict[str, TensorFile] = {}
        for name in shard_names(folder):
            file = stack.enter_context(open_tensors(file_in(folder, name)))
            twice = files.keys() & file.parts.keys()
            if twice:
                raise CheckpointError(f"{folder} holds {cut(min(twice))} twice, the second time in {name}")
            files |= dict.fromkeys(file.parts, file)
        yield Shards(files)


def weight_files(folder: Path) -> list[Path]:
    """The files that hold the weights of a folder; errors of ``shard_names``, and for one that is a link out of it."""
    return [file_in(folder, name) for name in shard_names(folder)]


def shard_names(folder: Path) -> list[str]:
    """The safetensors files of a folder: the whole one if it is there, as ``transformers`` chooses, or by the index."""
    if (folder / WHOLE).exists():
        return [WHOLE]
    if (folder / INDEX).exists():
        index = read_json(file_in(folder, INDEX)).get("weight_map")
        if not isinstance(index, dict) or not all(isinstance(name, str) for name in index.values()):
            raise CheckpointError(f"{folder / INDEX} has no weight_map that says in which file each tensor is")
        names = sorted(set(index.values()))
        if not 0 < len(names) <= SHARDS:
            raise CheckpointError(f"{folder / INDEX} names {len(names)} files; from 1 to {SHARDS} are allowed")
        return names
    raise CheckpointError(f"{folder} {_without(folder)}")


def _without(folder: Path) -> str:
    if not any((folder / name).exists() for name in PICKLES):
        return f"holds no weights; {WHOLE} is expected"
    return (
        f"holds its weights as {PICKLES[0]} only, a pickle, which can run code when it is read; so NanoGPL reads "
        "safetensors alone. Most repositories have them, maybe on another branch, and huggingface.co/spaces/"
        "safetensors/convert makes them"
    )
