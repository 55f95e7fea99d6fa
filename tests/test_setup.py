"""What is stated in more than one place says the same: versions, the Space's front matter, the README's tree."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path, PurePosixPath

import pytest

import ngpl
from ngpl import paths

TOP = Path(__file__).parents[1]
README = (TOP / "README.md").read_text(encoding="utf-8")
COLOURS = {"red", "yellow", "green", "blue", "indigo", "purple", "pink", "gray"}


def front_matter() -> dict[str, str]:
    block = README.split("---\n")[1]
    return {key: value.strip().strip('"') for key, value in (line.split(":", 1) for line in block.splitlines())}


def pins(path: str) -> dict[str, str]:
    lines = (TOP / path).read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if line and not line.startswith(("#", "-r")))


def test_space_front_matter():
    space = front_matter()
    assert README.startswith("---\n")
    assert (space["sdk"], space["sdk_version"]) == ("gradio", pins("requirements.txt")["gradio"])
    assert (TOP / space["app_file"]).is_file()
    assert len(space["short_description"]) <= 60
    assert {space["colorFrom"], space["colorTo"]} <= COLOURS
    assert space["license"] == "mit" and "MIT License" in (TOP / "LICENSE").read_text(encoding="utf-8")
    assert tuple(map(int, space["python_version"].split("."))) >= (3, 11)


def test_the_app_needs_no_test_tools():
    assert not pins("requirements.txt").keys() & pins("tests/requirements.txt").keys()


def test_changelog_tells_of_this_version():
    changelog = (TOP / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(.+?)\] - \d{4}-\d\d-\d\d$", changelog, re.MULTILINE)
    assert newest and newest[1] == ngpl.__version__


def test_data_lies_at_the_top_of_a_checkout():
    assert paths.ROOT == TOP
    assert paths.CONFIG.is_file() and paths.ASSETS.is_dir()


def test_every_asset_is_packaged():
    groups = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["data-files"]
    packaged = {path for patterns in groups.values() for pattern in patterns for path in TOP.glob(pattern)}
    assert {TOP / name for name in tree_of_git() if name.startswith("assets/")} <= packaged


def test_readme_names_every_file():
    named = set(tree_of_readme())
    assert {name for name in tree_of_git() if name not in named} == set()
    assert {name for name in named if not (TOP / name).exists()} == set()


def tree_of_git() -> list[str]:
    """The files that are, or would be, committed."""
    if not (TOP / ".git").exists() or not shutil.which("git"):
        pytest.skip("only a git checkout knows its files")
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=True).stdout.split("\0")
    return [name for name in names if name and (TOP / name).is_file()]


def tree_of_readme() -> list[str]:
    """The files in the README's tree: a fenced block whose first line is ``app.py`` and what it does.

    A line is a name and its description. Names stand in columns: what belongs to a folder (a name ending in ``/``)
    is indented further than the folder, by spaces or by box-drawing lines.
    """
    block = next((b for b in re.findall(r"```\w*\n(.*?)```", README, re.DOTALL) if b.startswith("app.py")), "")
    files, folders = [], [(-1, PurePosixPath())]
    for line in filter(str.strip, block.splitlines()):
        name = line.lstrip(" │├└─|`").split()[0]
        column = line.index(name)
        while folders[-1][0] >= column:
            folders.pop()
        path = folders[-1][1] / name
        if name.endswith("/"):
            folders.append((column, path))
        else:
            files.append(str(path))
    return files
