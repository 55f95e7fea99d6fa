"""Every error that NanoGPL raises on purpose.

    NGPLError
    ├── InputError            what was asked for cannot be done; exit code 2
    │   ├── ConfigError       a setting is out of bounds, unknown or contradicts another
    │   ├── TextError         text that cannot be read or encoded
    │   ├── ModelNotFound     no model under that name, path or id
    │   ├── DataError         a corpus that is missing, empty or of the wrong form
    │   ├── CheckpointError   a file that is no checkpoint, is damaged or does not fit
    │   └── NoTransformer     a look inside a model that has no layers, such as a bigram
    └── RunError              what was asked for was possible, but failed; exit code 1
        ├── TrainingError     a run that went wrong on the way (a loss that is not finite)
        ├── DownloadError     the other side did not answer, or refused
        └── UploadError       what was sent was refused, or nobody answered

A message names what was given, what is allowed and, where there is one, the likely cause. The command line
prints it as one line and ends with ``exit_code``; the app shows it as a message on the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")


class NGPLError(Exception):
    """The root of the tree; catch it to catch all of them."""

    exit_code = 1


class InputError(NGPLError):
    """What was asked for cannot be done."""

    exit_code = 2


class ConfigError(InputError):
    """A setting is out of bounds, unknown or contradicts another."""


class TextError(InputError):
    """Text that cannot be read or encoded."""


class ModelNotFound(InputError):
    """No model under that name, path or id."""


class DataError(InputError):
    """A corpus that is missing, empty or of the wrong form."""


class CheckpointError(InputError):
    """A file that is no checkpoint, is damaged or does not fit."""


class NoTransformer(InputError):
    """A look inside a model that has no layers, such as a bigram."""


class RunError(NGPLError):
    """What was asked for was possible, but failed."""


class TrainingError(RunError):
    """A training run that went wrong on the way."""


class DownloadError(RunError):
    """The other side did not answer, or refused."""


class UploadError(RunError):
    """What was sent was refused, or nobody answered."""


def choose(registry: Mapping[str, T], name: str, what: str) -> T:
    """The entry of ``registry`` called ``name``; ``ConfigError`` that lists the entries if there is none."""
    if name not in registry:
        raise ConfigError(f"{what} {name!r} is unknown; there are: {', '.join(registry)}")
    return registry[name]


def line_of(error: BaseException) -> str:
    """The first line of what an error of another library says, or its name if it says nothing."""
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
