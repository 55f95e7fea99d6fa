"""Heads switched off: the batch gives what the probe gives head by head."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
import torch

from ngpl.errors import ConfigError, InputError
from ngpl.inspection import ABLATIONS, ablate, candidates_without, log_softmax, next_logits, next_without
from ngpl.inspection.ablation import mean
from ngpl.model import GPT, KERNELS, MLPS, NORMS, POSITIONS, STORAGES, Intervene, stored_as, without_heads, zero_head
from tests import tiny

IDS = [3, 1, 4, 1, 5, 9, 2, 6, 5]
TARGET = 7
SHAPES = [
    {"attention": attention, "norm": norm, "mlp": mlp, "position": position, "bias": norm == "layernorm"}
    for attention, norm, mlp, position in product(KERNELS, NORMS, MLPS, POSITIONS)
]


def made(**shape) -> GPT:
    return tiny.model(40, n_layer=3, n_head=4, n_embd=32, n_kv_head=2, **shape)


@torch.inference_mode()
def by_probe(model: GPT, layer: int, head: int, mode: str) -> float:
    """The log-probability of TARGET from one whole pass with one head off."""

    def replaced(heads: torch.Tensor) -> torch.Tensor:
        changed = heads.clone()
        changed[:, head] = heads[:, head].mean(1, keepdim=True)
        return changed

    probe = zero_head(layer, head) if mode == "zero" else Intervene("heads", layer, replaced)
    return model(torch.tensor([IDS]), probe=probe)[0, -1].log_softmax(-1)[TARGET].item()


def check(model: GPT, mode: str, atol: float) -> None:
    view = ablate(model, IDS, TARGET, mode)
    wanted = [[by_probe(model, layer, head, mode) for head in range(4)] for layer in range(3)]
    np.testing.assert_allclose(view.logprob + view.change, wanted, atol=atol)
    assert view.change.dtype == np.float32 and np.abs(view.change).max() > 0.01
    assert (view.target, view.mode, view.ids) == (TARGET, mode, tuple(IDS))
    plain = model(torch.tensor([IDS]))[0, -1].log_softmax(-1)[TARGET].item()
    assert view.logprob == pytest.approx(plain, abs=1e-4)


@pytest.mark.parametrize(("shape", "mode"), list(product(SHAPES, ABLATIONS)))
def test_every_change_is_that_of_a_whole_pass_with_the_head_off(shape, mode):
    check(made(**shape), mode, 1e-4)


@pytest.mark.parametrize(("storage", "mode"), list(product(STORAGES, ABLATIONS)))
def test_under_every_type_of_weights(storage, mode):
    check(stored_as(made(), storage), mode, 1e-4)


def test_a_head_that_writes_nothing_changes_nothing():
    model = made()
    quiet = without_heads(model, [(1, 2)])
    assert ablate(quiet, IDS, TARGET).change[1, 2] == pytest.approx(0, abs=1e-5)
    assert abs(ablate(model, IDS, TARGET).change[1, 2]) > 1e-3


def test_the_mean_of_a_head_that_says_the_same_everywhere_is_what_it_says():
    model = made(position="none")
    assert np.abs(ablate(model, [5] * 6, TARGET, "mean").change).max() < 1e-4
    assert np.abs(ablate(model, [5] * 6, TARGET, "zero").change).max() > 1e-2


def test_means_by_hand():
    heads = torch.tensor([[[1.0, 0.0], [3.0, 0.0], [5.0, 6.0]]])  # one head, three positions
    assert mean(heads).tolist() == [[[3.0, 2.0]] * 3]


@pytest.mark.parametrize("attention", KERNELS)
def test_next_without_several_heads(attention):
    model = made(attention=attention)
    heads = [(0, 1), (2, 3), (0, 2)]
    silent = next_without(model, IDS, heads)
    np.testing.assert_allclose(silent, next_logits(without_heads(model, heads), IDS), atol=1e-4)
    np.testing.assert_allclose(next_without(model, IDS, []), next_logits(model, IDS), atol=1e-5)
    logprobs = torch.from_numpy(next_without(model, IDS, [(1, 1)], "mean")).log_softmax(-1)
    assert logprobs[TARGET].item() == pytest.approx(by_probe(model, 1, 1, "mean"), abs=1e-4)
    assert np.abs(silent - next_without(model, IDS, heads, "mean")).max() > 0.01


def test_the_strongest():
    view = ablate(made(), IDS, TARGET)
    found = view.strongest(3)
    assert [abs(view.change[place]) for place in found] == sorted(np.abs(view.change).flatten(), reverse=True)[:3]
    assert len(view.strongest(100)) == 12


def test_refusals():
    model = made()
    with pytest.raises(ConfigError, match="'nothing' is unknown; there are: zero, mean"):
        ablate(model, IDS, TARGET, "nothing")
    with pytest.raises(InputError, match="0 to 39"):
        ablate(model, IDS, 40)
    with pytest.raises(InputError, match="empty"):
        ablate(model, [], TARGET)
    with pytest.raises(InputError, match=r"no head 3\.0"):
        next_without(model, IDS, [(3, 0)])


@pytest.mark.parametrize("mode", ABLATIONS)
def test_candidates_are_the_best_before_and_after(mode):
    model, heads = made(), [(1, 1), (0, 0), (1, 1)]
    view = candidates_without(model, IDS, heads, mode, top=3)
    before, after = (np.exp(log_softmax(next_without(model, IDS, some, mode))) for some in ([], heads))
    assert {*np.argsort(-before)[:3], *np.argsort(-after)[:3]} == set(view.candidates) and view.heads == (
        (0, 0),
        (1, 1),
    )
    assert np.array_equal(view.before, before[list(view.candidates)]) and (np.diff(view.before) <= 0).all()
    assert np.array_equal(view.after, after[list(view.candidates)])
