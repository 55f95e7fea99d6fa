"""Presets: recipes by name, a TOML file each in assets/presets."""

from __future__ import annotations

from pathlib import Path

from ngpl.errors import ConfigError
from ngpl.paths import ASSETS


def presets() -> dict[str, Path]:
    """The files of all presets by name, in order."""
    return {file.stem: file for file in sorted((ASSETS / "presets").glob("*.toml"), key=lambda file: file.stem)}


def recipe_file(name: str) -> Path:
    """The file of a recipe: a preset by its name, or a path; ``ConfigError`` if it is neither."""
    path = presets().get(name, Path(name))
    if not path.is_file():
        raise ConfigError(f"there is no recipe {name!r}: name a TOML file or a preset: {', '.join(presets())}")
    return path
