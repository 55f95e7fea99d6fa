"""The largest model on offer that this machine has room for, and the arithmetic of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from huggingface_hub import constants

from ngpl.config import Offer
from ngpl.errors import InputError
from ngpl.hub.library import offered_path, settings
from ngpl.hub.room import ACTIVATIONS, SPARE, free_disk, free_memory, needed_memory


@dataclass(frozen=True)
class Candidate:
    """A model of the Hub that is on offer, the bytes that it takes of memory and, still, of the disk, and what it lacks
    here, in words; nothing if it fits."""

    offer: Offer
    memory: int
    disk: int
    lacks: str = ""


def candidates(device: torch.device | str = "cpu") -> list[Candidate]:
    """All models of the Hub that are on offer, as this machine is now."""
    memory, disk = free_memory(device), free_disk(Path(constants.HF_HUB_CACHE))
    return [_candidate(offer, memory, disk) for offer in settings().models if offer.repo]


def _candidate(offer: Offer, memory: int | None, disk: int) -> Candidate:
    needed, missing = needed_memory(offer.parameters, offer.bytes), 0 if offered_path(offer) else offer.bytes
    lacks = f"{gigabytes(memory)} of memory are free" if memory is not None and memory < needed else ""
    if missing and disk < missing + SPARE:
        lacks = f"{gigabytes(disk)} of disk are free"
    return Candidate(offer, needed, missing, lacks)


def largest(found: Sequence[Candidate]) -> Candidate:
    """The one with the most parameters of those that fit; ``InputError`` if none does."""
    fitting = [candidate for candidate in found if not candidate.lacks]
    if not fitting:
        why = "; ".join(f"{candidate.offer.name}: {candidate.lacks}" for candidate in found) or "none is on offer"
        raise InputError(f"no model of the Hub fits this machine ({why})")
    return max(fitting, key=lambda candidate: candidate.offer.parameters)


def reason(chosen: Candidate, found: Sequence[Candidate]) -> str:
    """Why one was chosen, with the arithmetic."""
    offer = chosen.offer
    larger = [f"{one.offer.name} does not fit ({one.lacks})" for one in found if one.lacks]
    return (
        f"{offer.name}, {offer.parameters / 1e6:.1f} M parameters: {gigabytes(chosen.memory)} of memory, which are "
        f"{gigabytes(4 * offer.parameters)} of weights as float32, {gigabytes(offer.bytes)} of files while they are "
        f"read, {gigabytes(ACTIVATIONS)} for the rest; {gigabytes(chosen.disk)} more of disk; "
        f"{'; '.join(larger) or 'the largest on offer'}"
    )


def gigabytes(n: int) -> str:
    return f"{n / 1e9:.2f} GB"
