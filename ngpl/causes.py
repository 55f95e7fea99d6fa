"""Why a model predicts what it does, for a language model and texts: a part of ``ngpl.api``."""

from __future__ import annotations

from collections.abc import Sequence

from ngpl import inspection
from ngpl.errors import InputError
from ngpl.hub import LanguageModel
from ngpl.inspection.views import AblationView, AttributionView, LensView, PatchView
from ngpl.terms import term_of, token_of

Prompt = str | Sequence[int]
Target = str | int | None


def lens(lm: LanguageModel, text: Prompt, target: Target = None, *, top: int = 5) -> LensView:
    """The ``top`` tokens that every layer would predict after each token of ``text``, and the rank of ``target``.

    A target is a token as ``ngpl.terms`` reads it, or its id; without one it is the token that the model finds most
    probable after the text. ``TextError`` if a text is not one token.
    """
    ids = ids_of(lm, text)
    seen = inspection.inspect(lm.gpt, ids, lm.tokenizer.labels(ids))
    return inspection.lens(lm.gpt, seen, top, target_id(lm, target, ids))


def ablate(lm: LanguageModel, text: Prompt, target: Target = None, *, mode: str = "zero") -> AblationView:
    """How the log-probability of ``target`` after ``text`` changes with each head off in turn; targets as in ``lens``.

    ``mode`` is a name of ``ngpl.inspection.ABLATIONS``: ``zero`` or ``mean``.
    """
    ids = ids_of(lm, text)
    return inspection.ablate(lm.gpt, ids, target_id(lm, target, ids), mode)


def attribute(lm: LanguageModel, text: Prompt, target: Target = None, *, position: int = -1) -> AttributionView:
    """What every layer and head adds to the logit of ``target`` after the token at ``position``, exact in sum; targets
    as in ``lens``, the most probable one there by default."""
    ids = ids_of(lm, text)
    seen = ids[: inspection.place(position, len(ids)) + 1]
    return inspection.attribute(lm.gpt, ids, target_id(lm, target, seen), position)


def patch_effects(
    lm: LanguageModel,
    clean: Prompt,
    corrupt: Prompt,
    target: Target = None,
    against: Target = None,
    *,
    stage: str = "resid_pre",
) -> PatchView:
    """How much of what the model expects after ``clean`` returns when one activation of its run at a time is put into
    the run of ``corrupt``, a text of as many tokens.

    Measured by the logit of ``target`` less that of ``against``, or by the log-probability of ``target`` alone; targets
    as in ``lens``, the most probable one after ``clean`` by default. ``stage`` is a name of
    ``ngpl.inspection.PATCHES``.
    """
    ids, others = ids_of(lm, clean), ids_of(lm, corrupt)
    wrong = None if against is None else target_id(lm, against, others)
    return inspection.patch_effects(lm.gpt, ids, others, target_id(lm, target, ids), wrong, stage)


def ids_of(lm: LanguageModel, text: Prompt) -> list[int]:
    """The ids of a text to look into; ``InputError`` if there are none, or more than the model's context."""
    ids = lm.encode(text) if isinstance(text, str) else list(text)
    context = lm.model.context
    if not ids:
        raise InputError("there is no token to look at: the text is empty")
    if len(ids) > context:
        raise InputError(
            f"{len(ids)} tokens are more than the model's context of {context}; give fewer, such as ids[:{context}]"
        )
    return ids


def target_id(lm: LanguageModel, target: Target, ids: Sequence[int]) -> int:
    """The id of a target; without one that of the token which the model finds most probable after ``ids``."""
    if target is None:
        return int(inspection.next_logits(lm.model, ids).argmax())
    return token_of(lm.tokenizer, term_of(target)) if isinstance(target, str) else target
