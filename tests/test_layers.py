"""Who may import whom. The tables are the architecture: a new module of ``ngpl`` needs a row, or this fails."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]

GROUND = {"errors", "bounds", "files", "spec", "config", "paths"}
CORE = GROUND | {"device", "tokenizers", "model", "decoding", "training", "inspection", "plots", "hub"}

# Each part of ngpl, and the parts that it may import besides itself. "ngpl" is the package's own front.
MAY_IMPORT = {
    "errors": set(),
    "paths": set(),
    "bounds": {"errors"},
    "files": {"errors"},
    "spec": {"errors"},
    "config": {"errors", "files", "spec", "paths"},
    "device": GROUND,
    "tokenizers": GROUND,
    "model": GROUND,
    "decoding": GROUND | {"model"},
    "training": GROUND | {"device", "model", "tokenizers"},
    "inspection": GROUND | {"model"},
    "plots": GROUND | {"inspection"},  # and of it only the views, see below
    "hub": GROUND | {"device", "model", "tokenizers"},
    "stopping": GROUND | {"tokenizers"},
    "chat": GROUND | {"tokenizers"},
    "causes": CORE | {"terms"},
    "api": CORE | {"causes", "stopping"},
    "costs": GROUND | {"model"},
    "film": CORE | {"api", "stopping"},
    "terms": GROUND | {"tokenizers", "plots"},
    "looks": GROUND | {"inspection", "plots"},
    "answers": CORE | {"api", "terms"},
    "ngpl": {"api"},
    # "cli" sees "ui" only inside the command `app`
    "cli": CORE | {"ngpl", "answers", "costs", "looks", "film", "api", "chat", "ui"},
    "__main__": {"cli"},
    "ui": CORE | {"ngpl", "answers", "costs", "terms", "looks", "film", "api", "chat", "stopping"},
}

# Libraries that only these parts may import.
ONLY = {
    "gradio": {"ui"},
    "torch": {"device", "model", "decoding", "training", "inspection", "hub", "api", "film", "cli"},
}


@dataclass(frozen=True)
class Import:
    """One imported module or name, such as ``ngpl.model.GPT``; ``eager``: it happens when its file is imported."""

    file: str
    line: int
    name: str
    eager: bool

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.name}"

    @property
    def importer(self) -> str:
        parts = Path(self.file).with_suffix("").parts
        return "ngpl" if parts[1:] == ("__init__",) else parts[min(1, len(parts) - 1)]

    @property
    def part(self) -> str | None:
        """The part of ``ngpl`` that is imported; None for a library."""
        head, *rest = self.name.split(".")
        if head != "ngpl":
            return None
        return rest[0] if rest and _is_module(rest[0]) else "ngpl"


def _is_module(name: str) -> bool:
    return (TOP / "ngpl" / name).is_dir() or (TOP / "ngpl" / f"{name}.py").is_file()


def imports_of(path: Path) -> Iterator[Import]:
    """Every import of a file, those inside functions too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    lazy = {
        id(inner)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(function)
    }
    file = path.relative_to(TOP)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        for name in _names(node, file):
            yield Import(file.as_posix(), node.lineno, name, id(node) not in lazy)


def _names(node: ast.Import | ast.ImportFrom, file: Path) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    above = file.parts[: len(file.parts) - node.level] if node.level else ()
    module = ".".join([*above, *filter(None, [node.module])])
    return [f"{module}.{alias.name}" for alias in node.names]


IMPORTS = [found for path in sorted((TOP / "ngpl").rglob("*.py")) for found in imports_of(path)]


def test_every_part_has_a_row():
    entries = (TOP / "ngpl").iterdir()
    parts = {entry.stem for entry in entries if entry.suffix == ".py" or next(entry.rglob("*.py"), None)}
    assert parts - {"__init__"} <= set(MAY_IMPORT)


def test_layers():
    wrong = [i for i in IMPORTS if i.part not in {None, i.importer} | MAY_IMPORT.get(i.importer, set())]
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("library", ONLY)
def test_libraries(library):
    users = [i for i in IMPORTS if i.name.split(".")[0] == library]
    wrong = [i for i in users if i.importer not in ONLY[library]]
    assert not wrong, "\n".join(map(str, wrong))


def test_plots_see_only_views():
    seen = [i for i in IMPORTS if i.importer == "plots" and i.part == "inspection"]
    wrong = [i for i in seen if ".views" not in i.name]
    assert not wrong, "\n".join(map(str, wrong))


def test_the_command_line_imports_the_app_only_when_asked():
    wrong = [i for i in IMPORTS if i.importer == "cli" and i.part == "ui" and i.eager]
    assert not wrong, "\n".join(map(str, wrong))


def test_app_sees_only_the_app():
    assert {i.part for i in imports_of(TOP / "app.py")} == {"ui"}


def test_tokenizing_loads_neither_torch_nor_gradio():
    script = "import sys, ngpl.config, ngpl.tokenizers; print(*{'torch', 'gradio'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], cwd=TOP, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
