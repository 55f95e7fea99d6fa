"""What travels to the browser: small, and within the error that its 8 bits promise."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from ngpl.errors import ConfigError, InputError
from ngpl.plots.attention import (
    MOST_TOKENS,
    THUMB_CELLS,
    attention_payload,
    combined_payload,
    exact_payload,
    triangles,
    view_key,
)
from ngpl.plots.colors import RAMPS, ramp
from ngpl.plots.labels import clip, visible, width
from ngpl.plots.payload import pack, pack_signed, pack_u8, quantise, quantise_signed, unpack, unpack_signed, unpack_u8
from ngpl.plots.scripts import script
from ngpl.plots.style import Style, pooled

WEIGHTS = arrays(np.float32, array_shapes(max_dims=3), elements=st.floats(0, 1, width=32))


@given(WEIGHTS)
def test_eight_bits_keep_their_promise(weights):
    packed = json.loads(json.dumps(pack_u8(weights)))
    assert (abs(unpack_u8(packed) - weights) <= np.sqrt(weights) / 255 + 4e-6).all()


@given(arrays(np.float32, array_shapes(max_dims=3), elements=st.floats(-1, 1, width=32)))
def test_signed_levels_keep_their_promise(weights):
    packed = json.loads(json.dumps(pack_signed(weights)))
    assert (abs(unpack_signed(packed) - weights) <= np.sqrt(abs(weights)) / 127 + 2e-5).all()


def test_signed_levels():
    assert quantise_signed(np.array([-2, -1, -0.25, 0, 0.25, 1])).tolist() == [1, 1, 64, 128, 192, 255]


@pytest.mark.parametrize("array", [np.arange(6, dtype=">f4").reshape(2, 3), np.zeros((0, 2), np.uint8)])
def test_arrays_come_back(array):
    back = unpack(pack(array))
    assert back.shape == array.shape and (back == array).all()


def test_levels():
    assert quantise(np.array([-0.1, 0, 0.25, 1, 1.5])).tolist() == [0, 0, 128, 255, 255]


def test_exact_head_is_exact(view):
    message = exact_payload(view, 1, 3)
    rows, columns = np.tril_indices(len(view.labels))
    assert (unpack(message["weights"]) == view.weights[1, 3][rows, columns]).all()
    assert attention_payload(view, 1, 3)["exact"] == message


def test_payload(make_view):
    view = make_view(2, 4, 30, kv_heads=2, implied=True)
    payload = json.loads(json.dumps(attention_payload(view, 1, 2, token=7)))
    assert [payload[f"n_{what}"] for what in ("layer", "head", "kv_head", "token")] == [2, 4, 2, 30]
    assert [payload[what] for what in ("implied", "layer", "head", "token")] == [True, 1, 2, 7]
    assert (unpack(payload["weights"]) == quantise(triangles(view.weights)).reshape(8, -1)).all()
    assert attention_payload(view, token=30)["token"] is None


def test_a_difference_travels_with_its_sign(signed_view):
    payload = json.loads(json.dumps(attention_payload(signed_view, style=Style(threshold=0.5))))
    assert (unpack(payload["weights"]) == quantise_signed(triangles(signed_view.weights)).reshape(8, -1)).all()
    assert payload["signed"] and payload["notes"] == ["difference: b less a"] and len(payload["kl"]) == 12
    assert payload["style"] == {"scale": "sqrt", "palette": "sea", "threshold": 0.5}
    assert payload["diverging"]["dark"] and set(payload["palettes"]) >= {"sea", "viridis", "cividis"}
    assert np.allclose(payload["measures"]["entropy"], signed_view.entropy, atol=1e-4)
    assert np.allclose(payload["measures"]["distance"], signed_view.distance, atol=1e-4)


def test_heads_of_a_long_text_travel_as_thumbnails(make_view):
    view = make_view(1, 2, MOST_TOKENS + 4)
    payload = attention_payload(view, 0, 1)
    cells = triangles(pooled(view.weights, THUMB_CELLS)).reshape(2, -1)
    assert payload["pooled"] == THUMB_CELLS and (unpack(payload["weights"]) == quantise(cells)).all()
    assert (unpack(payload["exact"]["weights"]) == triangles(view.head(0, 1))).all()
    assert attention_payload(make_view(1, 1, 9))["pooled"] == 0


def test_the_text_stays_the_same_whatever_is_done_to_its_weights(view, one_view):
    treated = replace(view, weights=view.weights / 2, sink="value_norm", notes=("halved",))
    a, b = attention_payload(view), attention_payload(treated)
    assert a["text"] == b["text"] and a["key"] != b["key"] and (b["sink"], b["notes"]) == ("value_norm", ["halved"])
    assert a["text"] != attention_payload(one_view)["text"]


def test_the_answer_for_a_combination_is_exact(view, one_view):
    message = json.loads(json.dumps(combined_payload(view, one_view, "mean", [(0, 1), (2, 3)])))
    assert message["key"] == view_key(view) and message["combine"] == "mean" and message["heads"] == [[0, 1], [2, 3]]
    assert (unpack(message["weights"]) == triangles(one_view.head(0, 0))).all()
    assert message["title"] == "mean of heads 0.1, 2.3" and message["notes"] == ["no first", "the mean of it"]


def test_key_tells_texts_apart(make_view):
    assert attention_payload(make_view(1, 2, 5))["key"] != attention_payload(make_view(1, 2, 6))["key"]
    assert attention_payload(make_view(1, 2, 5))["key"] == attention_payload(make_view(1, 2, 5))["key"]


def test_size(make_view):
    assert len(json.dumps(attention_payload(make_view(6, 8, 128)))) < 500_000


@pytest.mark.parametrize(("layer", "head", "text"), [(2, 0, "layers 0 to 1"), (0, -1, "heads 0 to 3")])
def test_no_such_head(view, layer, head, text):
    with pytest.raises(InputError, match=text):
        exact_payload(view, layer, head)


def test_labels_show_what_is_there():
    assert visible(" cat\n") == "·cat↵"
    assert visible("a\u202eb\u200b") == "a\\u202eb\\u200b"
    assert visible("👩‍👧 é") == "👩‍👧·é"
    assert visible("\u200d") == "\\u200d"
    assert visible("") == "∅"


@given(st.text(), st.integers(1, 20))
def test_clipped_labels_fit(text, columns):
    assert width(clip(text, columns)) <= columns
    assert clip(text, max(1, width(text))) == text


@pytest.mark.parametrize("theme", RAMPS)
def test_lightness_of_a_ramp_goes_one_way(theme):
    linear = (ramp(theme) / 255.0) ** 2.2
    luminance = linear @ [0.2126, 0.7152, 0.0722]
    steps = np.diff(luminance) * (1 if theme == "dark" else -1)
    assert (steps > -2e-3).all() and abs(luminance[-1] - luminance[0]) > 0.8


def test_scripts_are_plain_and_local():
    code = script("attention")
    assert "'head_select'" in code and "'token_select'" in code
    assert not any(word in code for word in ("innerHTML", "import ", "://", "</script", "eval("))
    with pytest.raises(ConfigError, match="attention"):
        script("nothing")
