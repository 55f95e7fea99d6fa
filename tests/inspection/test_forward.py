"""What the probed pass reports is what the model did."""

from itertools import product

import numpy as np
import pytest
import torch

from ngpl.config import GPTConfig
from ngpl.errors import InputError
from ngpl.inspection import inspect, lens, lens_logits, log_softmax, next_logits, predict
from ngpl.model import GPT, KERNELS, NORMS, STORAGES, Trace, stored_as, zero_head
from ngpl.model.storage import weight_of

IDS = [3, 1, 4, 1, 5, 9, 2, 6]
LABELS = [f"t{i}" for i in IDS]


def tiny(**changes) -> GPT:
    torch.manual_seed(0)
    return GPT(
        GPTConfig(**({"vocab_size": 13, "block_size": 16, "n_layer": 3, "n_head": 4, "n_embd": 16} | changes))
    ).eval()


@pytest.mark.parametrize(("attention", "norm"), list(product(KERNELS, NORMS)))
def test_every_number_is_the_models_own(attention, norm):
    model = tiny(attention=attention, norm=norm, n_kv_head=2)
    with torch.inference_mode():
        logits = model(torch.tensor([IDS]))[0].numpy()
    seen = inspect(model, IDS, LABELS)
    assert np.array_equal(seen.logits, logits)
    assert np.array_equal(lens_logits(model, seen.residual[-1]), logits)
    assert seen.attention.shape == (3, 4, 8, 8) and seen.attention.dtype == np.float32
    assert seen.residual.shape == (4, 8, 16)
    assert np.array_equal(seen.residual[0], model.embedding.detach().numpy()[IDS])
    assert seen.tokens == tuple(LABELS) and seen.implied == KERNELS[attention].implied and seen.n_kv_head == 2
    np.testing.assert_allclose(seen.attention.sum(-1), 1.0, atol=1e-5)


@pytest.mark.parametrize(("kv_heads", "storage"), list(product((4, 2), STORAGES)))
def test_value_norms_are_those_of_what_a_head_would_write_if_it_looked_at_one_token(kv_heads, storage):
    model = stored_as(tiny(n_kv_head=kv_heads, bias=True), storage)
    trace = Trace("value")
    with torch.inference_mode():
        model(torch.tensor([IDS]), probe=trace)
        values = torch.zeros(8, 16)
        values[:, 8:12] = trace["value"][1, 0, 2]  # head 2 of 4
        out = model.blocks[1].attention.out
        written = torch.nn.functional.linear(values, weight_of(out))
    found = inspect(model, IDS, LABELS).value_norms
    assert found.shape == (3, 4, 8) and found.dtype == np.float32
    np.testing.assert_allclose(found[1, 2], written.norm(dim=-1), rtol=1e-5)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float64])
def test_models_of_every_type_can_be_looked_into(dtype):
    seen = inspect(tiny().to(dtype), IDS, LABELS)
    views = (seen.attention, seen.residual, seen.logits, seen.value_norms)
    assert all(view.dtype == np.float32 and np.isfinite(view).all() for view in views)


def test_the_lens_ends_with_the_prediction():
    model = tiny()
    seen = inspect(model, IDS, LABELS)
    view = lens(model, seen, top=4)
    last = predict(seen.logits[-1], top=4)
    assert view.ids.shape == view.probs.shape == (4, 8, 4)
    assert tuple(view.ids[-1, -1]) == last.ids
    np.testing.assert_allclose(view.probs[-1, -1], last.probs, rtol=1e-5)
    probs = np.exp(log_softmax(seen.logits))
    np.testing.assert_allclose(view.entropy[-1], -(probs * np.log(probs)).sum(-1), rtol=1e-5)


def test_a_head_switched_off_shows_in_what_is_recorded():
    model = tiny()
    plain, changed = inspect(model, IDS, LABELS), inspect(model, IDS, LABELS, zero_head(1, 2))
    assert np.array_equal(plain.residual[1], changed.residual[1])
    assert not np.array_equal(plain.residual[2], changed.residual[2])


def test_next_logits_use_the_last_tokens_that_fit():
    model = tiny(position="learned")
    long = IDS * 4
    assert np.array_equal(next_logits(model, long), next_logits(model, long[-16:]))
    np.testing.assert_allclose(next_logits(model, IDS), inspect(model, IDS, LABELS).logits[-1], atol=1e-6)


def test_predictions_are_ordered_probabilities():
    view = predict(np.array([0.0, 2.0, 1.0, 2.0], dtype=np.float32), top=10)
    assert view.ids == (1, 3, 2, 0)
    np.testing.assert_allclose(view.probs.sum(), 1.0, rtol=1e-6)
    np.testing.assert_allclose(np.exp(view.logprobs), view.probs)


def test_nothing_to_look_at_is_said():
    for call in (lambda: inspect(tiny(), [], []), lambda: next_logits(tiny(), [])):
        with pytest.raises(InputError, match="empty"):
            call()
