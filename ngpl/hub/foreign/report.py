"""The honesty report: what was found when a model of another program was opened, and whether it works."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import torch

from ngpl.bounds import cut
from ngpl.errors import InputError
from ngpl.model import GPT
from ngpl.tokenizers import Tokenizer

LOG = logging.getLogger("ngpl")
SENTENCE = (
    "Once upon a time there was a little girl who lived in a house by the sea. Every morning she went down to the "
    "water with her dog, and they looked for shells in the sand."
)
NO_BETTER = 0.9  # of the loss of a blind guess: a model that works is far below
SHOWN = 3  # names in a line


@dataclass(frozen=True)
class Report:
    """What was read, and how. ``reshaped`` counts tensors by what was done to them; ``vocabulary`` are the tokens of
    the tokenizer and the rows of the embedding; ``loss`` is in nats a token of ``SENTENCE``, ``None`` if it cannot be
    encoded, and ``chance`` that of guessing blindly. ``warnings`` are what gives reason to doubt."""

    missing: tuple[str, ...]
    left_over: tuple[str, ...]
    tied: bool
    reshaped: Mapping[str, int]
    vocabulary: tuple[int, int]
    parameters: int
    loss: float | None
    chance: float
    warnings: tuple[str, ...]

    def lines(self) -> list[str]:
        """The report to be read, a fact a line."""
        tokens, rows = self.vocabulary
        loss = "not measured" if self.loss is None else f"{self.loss:.3f} nats a token"
        changed = ", ".join(f"{count} {what}" for what, count in self.reshaped.items()) or "none"
        return [
            f"parameters: {self.parameters:,}",
            f"missing: {some(self.missing)}",
            f"left over: {some(self.left_over)}",
            f"reshaped: {changed}",
            f"unembedding: {'the embedding itself' if self.tied else 'weights of its own'}",
            f"vocabulary: {tokens:,} tokens, {rows:,} rows of the embedding",
            f"loss on a built-in sentence: {loss}; guessing blindly: {self.chance:.3f}",
            *(f"warning: {warning}" for warning in self.warnings),
        ]

    def tell(self, name: str) -> None:
        """Log the warnings; unless the program says otherwise, they appear on standard error."""
        for warning in self.warnings:
            LOG.warning("%s: %s", name, warning)

    def to_dict(self) -> dict[str, Any]:
        """For JSON, which has no NaN: a loss that is no number is left out."""
        loss = self.loss if self.loss is not None and math.isfinite(self.loss) else None
        values = {name: list(value) if isinstance(value, tuple) else value for name, value in vars(self).items()}
        return values | {"reshaped": dict(self.reshaped), "loss": loss}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Report:
        """What ``to_dict`` gave, as a record has it."""
        lists = {name: tuple(values[name]) for name in ("missing", "left_over", "vocabulary", "warnings")}
        return cls(**{**values, **lists})


@contextmanager
def untold() -> Iterator[None]:
    """Nothing is logged inside: for those who print the report."""
    LOG.disabled = True
    try:
        yield
    finally:
        LOG.disabled = False


def some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(map(cut, names[:SHOWN])) + more or "none"


def report_on(
    model: GPT,
    tokenizer: Tokenizer,
    missing: tuple[str, ...] = (),
    left_over: tuple[str, ...] = (),
    reshaped: Mapping[str, int] | None = None,
    warnings: tuple[str, ...] = (),
) -> Report:
    """Measure the model, and say what there is to doubt."""
    rows = model.config.vocab_size
    found = Report(
        missing=missing,
        left_over=left_over,
        tied=model.config.tied,
        reshaped=reshaped or {},
        vocabulary=(tokenizer.size - len(tokenizer.unknown_beyond), rows),
        parameters=model.n_params,
        loss=loss_on(model, tokenizer, SENTENCE),
        chance=math.log(rows),
        warnings=warnings,
    )
    return replace(found, warnings=(*warnings, *_doubts(found), *_template_doubt(tokenizer)))


def _doubts(found: Report) -> Iterator[str]:
    (tokens, rows), loss = found.vocabulary, found.loss
    if found.missing:
        yield f"missing, so taken as zero: {some(found.missing)}"
    if found.left_over:
        yield f"left over, so not used: {some(found.left_over)}"
    if tokens > rows:
        yield f"the tokenizer has {tokens:,} tokens, but the model only {rows:,}"
    if loss is None:
        yield "the built-in sentence could not be encoded, so nothing says whether the model works"
    elif not loss < NO_BETTER * found.chance:
        yield (
            f"a loss of {loss:.2f} is no better than chance, {found.chance:.2f}: the model does not work, was never "
            "trained, or knows no English"
        )


def _template_doubt(tokenizer: Tokenizer) -> Iterator[str]:
    """Why nobody can chat with the model, if it has a template for that which fails."""
    if tokenizer.chat_template:
        try:
            tokenizer.render_chat([{"role": "user", "content": "Hello"}])
        except InputError as error:
            yield str(error)


@torch.inference_mode()
def loss_on(model: GPT, tokenizer: Tokenizer, text: str) -> float | None:
    """Mean negative log-probability of each token of ``text`` after the first, in nats; ``None`` if there are too
    few that the model knows."""
    try:
        ids = tokenizer.read(text)[: model.context]
    except InputError:
        return None
    if len(ids) < 2:
        return None
    row = torch.tensor([ids], device=model.device)
    logprobs = model(row[:, :-1])[0].float().log_softmax(-1)
    return -logprobs.gather(1, row[0, 1:, None]).mean().item()
