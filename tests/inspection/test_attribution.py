"""What each block adds to a logit: the parts sum up to the model's own number."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
import torch

from ngpl.errors import InputError
from ngpl.inspection import attribute, inspect
from ngpl.inspection.attribution import CENTRES
from ngpl.inspection.views import AttributionView
from ngpl.model import GPT, KERNELS, MLPS, NORMS, POSITIONS, STORAGES, Trace, stored_as
from tests import tiny

IDS = [3, 1, 4, 1, 5, 9, 2, 6, 5]
SHAPES = [
    {"attention": attention, "norm": norm, "mlp": mlp, "position": position, "bias": bias, "tied": not bias}
    for attention, norm, mlp, position, bias in product(KERNELS, NORMS, MLPS, POSITIONS, (False, True))
]


def made(**shape) -> GPT:
    """A small model whose biases and gains are far from their first values, too."""
    model = tiny.model(40, n_layer=3, n_head=4, n_embd=32, n_kv_head=2, **shape)
    with torch.no_grad():
        for number, weight in enumerate(model.parameters()):
            if weight.dim() == 1:
                weight.add_(0.5 * torch.randn(weight.shape, generator=torch.Generator().manual_seed(number)))
    return model


def check(model: GPT, atol: float = 1e-4) -> None:
    for target, position in ((7, -1), (0, 2)):
        view = attribute(model, IDS, target, position)
        logit = model(torch.tensor([IDS]))[0, position, target].item()
        assert view.logit == pytest.approx(logit, abs=1e-6) and view.total == pytest.approx(logit, abs=atol)
        biases = [added_by_bias(model, view, layer) for layer in range(3)]
        np.testing.assert_allclose(view.heads.sum(-1) + biases, view.attention, atol=atol)


def added_by_bias(model: GPT, view: AttributionView, layer: int) -> float:
    """What the bias of an output projection adds, spelled out."""
    weights = {name: weight.double() for name, weight in model.named_parameters()}
    bias = weights.get(f"blocks.{layer}.attention.out.bias")
    if bias is None:
        return 0.0
    trace, centre = Trace("resid_post"), CENTRES[model.config.norm]
    model(torch.tensor([IDS]), probe=trace)
    end = trace["resid_post"][-1, 0, view.position].double()
    scale = (centre(end).square().mean() + 1e-5).rsqrt()
    row = weights["tokens.weight" if model.config.tied else "head.weight"][view.target]
    return (scale * (centre(bias) * weights["norm.weight"] * row).sum()).item()


@pytest.mark.parametrize("shape", SHAPES)
def test_the_parts_sum_up_to_the_logit(shape):
    check(made(**shape))


@pytest.mark.parametrize(("storage", "norm", "attention"), list(product(STORAGES, NORMS, KERNELS)))
def test_under_every_type_of_weights(storage, norm, attention):
    check(stored_as(made(norm=norm, attention=attention), storage))


@pytest.mark.parametrize(("norm", "attention"), list(product(NORMS, KERNELS)))
def test_in_double_and_in_half_precision(norm, attention):
    check(made(norm=norm, attention=attention, tied=False, bias=True).double())
    half = attribute(made(norm=norm, attention=attention, position="none").bfloat16(), IDS, 7)
    assert half.total == pytest.approx(half.logit, abs=0.02 * np.abs([*half.attention, *half.mlp, half.logit]).sum())


def test_every_norm_says_how_it_centres():
    assert list(CENTRES) == list(NORMS)


@pytest.mark.parametrize("norm", NORMS)
def test_by_hand(norm):
    """Attention and MLP that add the same vectors whatever they read."""
    model = tiny.model(3, n_layer=1, n_head=1, n_embd=4, position="none", norm=norm, bias=True, tied=False, mlp="gelu")
    with torch.no_grad():
        for weight in model.blocks.parameters():
            weight.zero_()
        model.tokens.weight.copy_(torch.tensor([[1.0, 1, -1, -1], [0, 0, 0, 0], [0, 0, 0, 0]]))
        model.blocks[0].attention.out.bias.copy_(torch.tensor([1.0, -1, 0, 0]))
        model.blocks[0].mlp.down.bias.copy_(torch.tensor([0.0, 0, 3, -3]))
        model.norm.weight.copy_(torch.tensor([1.0, 1, 1, 2]))
        model.head.weight.copy_(torch.tensor([[0.0, 0, 0, 0], [1, 0, 0, 1], [0, 0, 0, 0]]))
        if norm == "layernorm":
            model.norm.bias.copy_(torch.tensor([0.25, 9, 9, 0.5]))
    view = attribute(model, [0], 1)  # the stream ends as (2, 0, 2, -4), of mean 0 and mean square 6
    unit = 1 / (6 + 1e-5) ** 0.5
    assert view.embedding == pytest.approx((1 - 2) * unit) and view.attention == pytest.approx([1 * unit])
    assert view.mlp == pytest.approx([-6 * unit]) and view.heads == pytest.approx(np.zeros((1, 1)))
    assert view.offset == pytest.approx(0.75 if norm == "layernorm" else 0)
    np.testing.assert_allclose(view.norms, [[2], [24**0.5]], rtol=1e-6)


def test_norms_are_those_of_the_recorded_stream():
    model = made()
    residual = inspect(model, IDS, [""] * len(IDS)).residual
    np.testing.assert_allclose(attribute(model, IDS, 7).norms, np.linalg.norm(residual, axis=-1), rtol=1e-5)


@pytest.mark.parametrize("position", [9, -10])
def test_a_position_that_is_not_there(position):
    with pytest.raises(InputError, match=rf"no position {position} in 9 tokens; there are 0 to 8"):
        attribute(made(), IDS, 7, position)


def test_other_refusals():
    with pytest.raises(InputError, match="0 to 39"):
        attribute(made(), IDS, -1)
    with pytest.raises(InputError, match="empty"):
        attribute(made(), [], 7)
