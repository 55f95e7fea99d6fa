"""One head taken apart: the stages are what the pass computed, and end in its own output."""

from itertools import product

import numpy as np
import pytest
import torch

from ngpl.config import GPTConfig
from ngpl.errors import InputError
from ngpl.inspection import anatomy, inspect
from ngpl.model import GPT, KERNELS, POSITIONS

IDS = [3, 1, 4, 1, 5, 9, 2, 6]
LABELS = [f"t{i}" for i in IDS]


def tiny(**changes) -> GPT:
    torch.manual_seed(0)
    shape = {"vocab_size": 13, "block_size": 16, "n_layer": 3, "n_head": 4, "n_embd": 16, "memory": 8, "n_kv_head": 2}
    model = GPT(GPTConfig(**(shape | changes))).eval()
    for weight in model.parameters():
        torch.nn.init.normal_(weight, std=0.3)
    return model


@pytest.mark.parametrize(("attention", "position"), list(product(KERNELS, POSITIONS)))
def test_the_stages_reproduce_the_pass(attention, position):
    model = tiny(attention=attention, position=position)
    view, seen = anatomy(model, IDS, 1, 2, LABELS), inspect(model, IDS, LABELS)
    assert np.array_equal(view.stage("weights").values, seen.attention[1, 2])
    assert view.error < 1e-5
    spelled = view.stage("weights").values @ view.stage("value").values
    assert view.error == np.abs(spelled - view.stage("output").values).max()
    assert view.implied == seen.implied and view.labels == tuple(LABELS) and (view.layer, view.head) == (1, 2)


@pytest.mark.parametrize("attention", KERNELS)
def test_every_stage_has_a_row_a_token_and_a_name_for_each_column(attention):
    view = anatomy(tiny(attention=attention), IDS, 0, 3, LABELS)
    assert len({stage.name for stage in view.stages}) == len(view.stages)
    for stage in view.stages:
        columns = len(stage.columns) if stage.kind != "token" else len(IDS)
        assert stage.values.shape == (len(IDS), columns) and stage.values.dtype == np.float32 and stage.about


def test_softmax_hides_what_comes_later():
    view = anatomy(tiny(), IDS, 0, 0, LABELS)
    assert [s.name for s in view.stages] == ["query", "key", "scores", "scaled", "masked", "weights", "value", "output"]
    hidden = np.isneginf(view.stage("masked").values)
    assert np.array_equal(hidden, np.triu(np.ones((8, 8), bool), 1))
    assert np.array_equal(view.stage("scores").values / 2, view.stage("scaled").values)  # heads of size 4
    assert view.gamma is None


def test_linear_attention_shows_its_features_and_what_it_remembers():
    view = anatomy(tiny(attention="lam"), IDS, 0, 1, LABELS)
    assert [s.name for s in view.stages] == [
        *("query", "key", "query_features", "key_features", "scaled", "series", "faded", "sums", "weights"),
        *("value", "state", "output"),
    ]
    faded, sums = view.stage("faded").values, view.stage("sums").values
    np.testing.assert_allclose(faded.sum(-1, keepdims=True), sums, rtol=1e-6)
    state, values = view.stage("state"), view.stage("value").values
    assert state.columns == ("0", "1", "2", "3", "sum") and "21 features by 5 channels" in state.about
    length = np.linalg.norm(view.stage("key_features").values[0])  # after one token: its features times its values
    np.testing.assert_allclose(state.values[0], length * np.abs([*values[0], 1]), rtol=1e-5)
    assert (view.stage("key_features").values[:, 0] == 1).all()
    assert faded[5, 2] == pytest.approx(view.stage("series").values[5, 2] * view.gamma**3, rel=1e-5)
    assert anatomy(tiny(attention="lam", memory=0), IDS, 0, 1, LABELS).gamma == 1


@pytest.mark.parametrize(
    ("ids", "layer", "head", "said"), [([], 0, 0, "empty"), (IDS, 3, 0, "3.0"), (IDS, 0, -1, "2.3")]
)
def test_what_there_is_not_is_said(ids, layer, head, said):
    with pytest.raises(InputError, match=said):
        anatomy(tiny(), ids, layer, head, LABELS)
