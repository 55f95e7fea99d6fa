"""Activation patching: known answers where a patch must restore all or nothing, and the batch beside single passes."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
import torch

from ngpl.errors import ConfigError, InputError
from ngpl.inspection import PATCHES, patch_effects
from ngpl.inspection.patching import TOKENS, measure, patched, run_of
from ngpl.model import GPT, KERNELS, MLPS, NORMS, POSITIONS, STORAGES, Chain, Intervene, Trace, stored_as
from tests import tiny

CLEAN = [3, 1, 4, 1, 5, 9, 2, 6]
CORRUPT = [3, 1, 8, 1, 5, 7, 2, 6]
TOKEN, OTHER = 11, 12
SHAPES: list[dict[str, Any]] = [
    dict(zip(("attention", "norm", "mlp", "position"), names, strict=True))
    for names in product(KERNELS, NORMS, MLPS, POSITIONS)
]
SHAPES += [{"parallel": True}, {"window": 3, "window_layers": (1,)}]


def made(**shape) -> GPT:
    return tiny.model(40, n_layer=3, n_head=4, n_embd=32, n_kv_head=2, **shape)


class Recorded(dict):
    """The stages of a run, each ``(L, T, C)``."""

    def __init__(self, model: GPT, ids: list[int]):
        trace = Trace("resid_pre", "resid_mid", "resid_post")
        model(torch.tensor([ids]), probe=trace)
        super().__init__({stage: trace[stage][:, 0] for stage in trace.stages})


def probe_for(stage: str, layer: int, at: int, clean: Recorded, corrupt: Recorded) -> Chain:
    """One patch as a probe of a whole pass over the corrupt text."""
    place, after, before = {
        "attention_out": ("resid_mid", "resid_mid", "resid_pre"),
        "mlp_out": ("resid_post", "resid_post", "resid_mid"),
    }.get(stage, (stage, stage, ""))
    new = clean[after][layer, at]
    if before:
        new = corrupt[before][layer, at] + clean[after][layer, at] - clean[before][layer, at]

    def put(x: torch.Tensor) -> torch.Tensor:
        changed = x.clone()
        changed[:, at] = new
        return changed

    return Chain(Intervene(place, layer, put))


@torch.inference_mode()
def by_probe(model: GPT, stage: str, against: int | None) -> np.ndarray:
    clean, corrupt = Recorded(model, CLEAN), Recorded(model, CORRUPT)

    def value(ids: list[int], probe: Chain | None = None) -> float:
        logits = model(torch.tensor([ids]), probe=probe)[0, -1]
        return (logits[TOKEN] - logits[against] if against is not None else logits.log_softmax(-1)[TOKEN]).item()

    right, wrong = value(CLEAN), value(CORRUPT)
    cells = product(range(3), range(len(CLEAN)))
    values = [value(CORRUPT, probe_for(stage, layer, at, clean, corrupt)) for layer, at in cells]
    return ((np.array(values) - wrong) / (right - wrong)).reshape(3, -1)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_cell_is_that_of_a_whole_pass_with_the_patch(shape):
    model = made(**shape)
    view = patch_effects(model, CLEAN, CORRUPT, TOKEN)
    np.testing.assert_allclose(view.restored, by_probe(model, "resid_pre", None), atol=2e-3)


@pytest.mark.parametrize(("stage", "attention", "parallel"), list(product(PATCHES, KERNELS, [False, True])))
def test_every_stage(stage, attention, parallel):
    model = made(attention=attention, parallel=parallel)
    view = patch_effects(model, CLEAN, CORRUPT, TOKEN, OTHER, stage)
    np.testing.assert_allclose(view.restored, by_probe(model, stage, OTHER), atol=2e-3)
    assert (view.target, view.against, view.stage) == (TOKEN, OTHER, stage)


@pytest.mark.parametrize("storage", STORAGES)
def test_under_every_type_of_weights(storage):
    model = stored_as(made(), storage)
    view = patch_effects(model, CLEAN, CORRUPT, TOKEN)
    np.testing.assert_allclose(view.restored, by_probe(model, "resid_pre", None), atol=2e-3)


@pytest.mark.parametrize("attention", KERNELS)
@pytest.mark.parametrize("stage", PATCHES)
@torch.inference_mode()
def test_the_clean_run_put_into_itself_is_the_clean_run(stage, attention):
    model = made(attention=attention)
    clean = run_of(model, CLEAN)
    found = patched(model, clean, clean, PATCHES[stage], [TOKEN, OTHER])
    np.testing.assert_allclose(found, measure(model, clean.post[-1, -1:], [TOKEN, OTHER]).item(), atol=1e-4)
    assert found.shape == (3, 8)


@pytest.mark.parametrize("against", [None, OTHER])
def test_all_or_nothing(against):
    """Texts of one different token: its embedding is all the difference, and the end of the stream all that is read."""
    model, corrupt = made(), [*CLEAN[:3], 8, *CLEAN[4:]]
    first = patch_effects(model, CLEAN, corrupt, TOKEN, against).restored[0]
    np.testing.assert_allclose(first, np.eye(8)[3], atol=1e-3)
    last = patch_effects(model, CLEAN, corrupt, TOKEN, against, "resid_post").restored[-1]
    np.testing.assert_allclose(last, np.eye(8)[-1], atol=1e-3)
    assert not patch_effects(model, CLEAN, corrupt, TOKEN, against, "mlp_out").restored[:, :3].any()


def test_what_is_measured():
    model = made()
    view = patch_effects(model, CLEAN, CORRUPT, TOKEN, OTHER)
    logits = model(torch.tensor([CLEAN, CORRUPT]))[:, -1].detach()
    np.testing.assert_allclose([view.clean, view.corrupt], logits[:, TOKEN] - logits[:, OTHER], atol=1e-4)
    alone = patch_effects(model, CLEAN, CORRUPT, TOKEN)
    np.testing.assert_allclose([alone.clean, alone.corrupt], logits.log_softmax(-1)[:, TOKEN], atol=1e-4)


def test_a_long_text_takes_several_batches():
    model = tiny.model(40, position="none")
    n = 96
    assert n * (n - 2) > TOKENS
    clean = torch.randint(0, 40, (n,), generator=torch.Generator().manual_seed(0)).tolist()
    corrupt = [*clean[:2], 1 + clean[2] % 39, *clean[3:]]
    restored = patch_effects(model, clean, corrupt, TOKEN).restored
    np.testing.assert_allclose(restored[0], np.eye(n)[2], atol=1e-2)
    assert restored.shape == (2, n)


@pytest.mark.parametrize(
    ("clean", "corrupt", "said"),
    [
        (CLEAN, CORRUPT[:-1], "8 and 7 tokens"),
        (CLEAN, CLEAN, "the two texts are the same"),
        ([], [], "the two texts are the same"),
        ([], [1], "0 and 1 tokens"),
    ],
)
def test_texts_that_do_not_fit(clean, corrupt, said):
    with pytest.raises(InputError, match=said):
        patch_effects(made(), clean, corrupt, TOKEN)


def test_other_refusals():
    with pytest.raises(ConfigError, match="'heads' is unknown; there are: resid_pre, attention_out"):
        patch_effects(made(), CLEAN, CORRUPT, TOKEN, stage="heads")
    with pytest.raises(InputError, match="0 to 39"):
        patch_effects(made(), CLEAN, CORRUPT, TOKEN, 40)
    with pytest.raises(InputError, match="alike"):
        patch_effects(made(), CLEAN, CORRUPT, TOKEN, TOKEN)


def test_how_many_runs_are_done_is_told():
    told: list[tuple[int, int]] = []
    patch_effects(made(), CLEAN, CORRUPT, TOKEN, tell=lambda done, total: told.append((done, total)))
    total = 3 * (len(CLEAN) - 2)  # before the texts part there is nothing to run
    assert told == [(done, total) for done in (6, 12, 18)]
