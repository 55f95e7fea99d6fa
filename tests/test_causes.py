"""Why a model predicts what it does, from Python: targets by their text, and clear refusals."""

from __future__ import annotations

import numpy as np
import pytest

import ngpl
from ngpl.errors import InputError, TextError
from ngpl.inspection import next_logits
from tests import tiny

LM = tiny.language_model()
TEXT, OTHER = "The cat sat on the mat", "The dog sat on the mat"
IDS = LM.encode(TEXT)
CAT = LM.tokenizer.id_of(" cat")


def targets(given) -> list[int | None]:
    """What each function took a target for."""
    return [
        ngpl.lens(LM, TEXT, given).target,
        ngpl.ablate(LM, TEXT, given).target,
        ngpl.attribute(LM, TEXT, given).target,
        ngpl.patch_effects(LM, TEXT, OTHER, given).target,
    ]


@pytest.mark.parametrize("given", ["cat", " cat", '" cat"', f"#{CAT}", CAT])
def test_a_target_is_named_as_everywhere(given):
    assert targets(given) == [CAT] * 4


def test_the_default_is_the_most_probable_next_token():
    best = int(next_logits(LM.model, IDS).argmax())
    assert targets(None) == [best] * 4
    third = int(next_logits(LM.model, IDS[:3]).argmax())
    assert [ngpl.attribute(LM, TEXT, position=at).target for at in (2, 2 - len(IDS))] == [third] * 2
    view = ngpl.lens(LM, IDS)
    assert view.target_ranks is not None and view.target_ranks[-1, -1] == 1 and view.labels[1] == " cat"


def test_numbers_are_the_models_own():
    logits = next_logits(LM.model, IDS)
    assert ngpl.attribute(LM, TEXT, "cat").total == pytest.approx(logits[CAT], abs=1e-4)
    assert ngpl.ablate(LM, TEXT, "cat").logprob == pytest.approx(logits[CAT] - np.logaddexp.reduce(logits), abs=1e-4)
    view = ngpl.patch_effects(LM, TEXT, OTHER, "cat", "dog", stage="resid_post")
    assert view.clean == pytest.approx(logits[CAT] - logits[LM.tokenizer.id_of(" dog")], abs=1e-4)
    assert view.restored[-1, -1] == pytest.approx(1, abs=1e-3) and ngpl.lens(LM, TEXT, top=3).ids.shape[-1] == 3


def test_refusals():
    for call in (ngpl.lens, ngpl.ablate, ngpl.attribute):
        with pytest.raises(TextError, match="'zebra' is not one token"):
            call(LM, TEXT, "zebra")
        with pytest.raises(InputError, match="empty"):
            call(LM, "")
        with pytest.raises(InputError, match="context of 32"):
            call(LM, [5] * 33)
        with pytest.raises(InputError, match="no token 99999"):
            call(LM, TEXT, 99999)
    with pytest.raises(InputError, match=f"{len(IDS)} and {len(IDS) + 1} tokens"):
        ngpl.patch_effects(LM, TEXT, [*IDS, 5])
    with pytest.raises(InputError, match="no position 50"):
        ngpl.attribute(LM, TEXT, position=50)
