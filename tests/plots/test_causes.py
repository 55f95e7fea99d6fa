"""Sheets of what makes a prediction: every number stands where its labels say, whatever the tokens are called."""

from __future__ import annotations

import numpy as np
import pytest

from ngpl.errors import ConfigError, InputError
from ngpl.inspection.views import AblationView, AttributionView, LensView, PatchView, WithoutView
from ngpl.plots.ablation import ablation_sheet, patch_sheet, without_sheet
from ngpl.plots.layers import ATTRIBUTIONS, LENS_COLORS, blocks_sheet, lens_sheet, texts_of
from ngpl.plots.sheet import Scale, Sheet
from ngpl.plots.sheet_export import sheet_bytes
from tests.plots.conftest import NASTY

RANDOM = np.random.default_rng(3)
N = len(NASTY)


def label(id: int) -> str:
    return NASTY[id % N]


def lens_view(target: int | None = 2, depths: int = 3, tokens: int = N) -> LensView:
    probs = np.sort(RANDOM.dirichlet(np.ones(4), (depths, tokens)).astype(np.float32))[..., ::-1]
    ids, entropy = RANDOM.integers(0, N, probs.shape), RANDOM.random((depths, tokens)).astype(np.float32)
    if target is None:
        return LensView(ids, probs, entropy, NASTY[:tokens])
    return LensView(ids, probs, entropy, NASTY[:tokens], target, probs[..., 1], RANDOM.integers(1, 999, entropy.shape))


def attribution(offset: float = 0.0) -> AttributionView:
    norms = RANDOM.random((4, N)).astype(np.float32)
    attention, mlp = RANDOM.normal(size=(2, 3))
    heads = RANDOM.normal(size=(3, 5))
    return AttributionView(0.5, attention, mlp, heads, offset, 2.0, norms, 1, 2, tuple(range(N)))


def patching(against: int | None = None) -> PatchView:
    ids = tuple(range(5))
    restored = RANDOM.normal(size=(3, 5)).astype(np.float32)
    return PatchView(restored, 2.0, -1.0, ids, (0, 1, 7, 3, 4), 1, against, "resid_pre", "the stream")


ABLATION = AblationView(RANDOM.normal(size=(3, 5)).astype(np.float32), -1.0, 4, "zero", (1, 2), "is zero")
WITHOUT = WithoutView((3, 1), np.array([0.5, 0.1]), np.array([0.2, 0.3]), ((0, 1), (2, 0)), "mean", (1, 2), "is mean")
SHEETS = {
    **{f"lens by {color}": lens_sheet(lens_view(), label, color) for color in LENS_COLORS},
    **{name: make(attribution(0.3), label) for name, make in ATTRIBUTIONS.items()},
    "ablation": ablation_sheet(ABLATION, label),
    "without": without_sheet(WITHOUT, label),
    "patching": patch_sheet(patching(), label),
    "patching against": patch_sheet(patching(4), label),
}


@pytest.mark.parametrize("suffix", [".npz", ".json", ".csv", ".svg"])
@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_can_be_written(name, suffix):
    assert len(sheet_bytes(SHEETS[name], suffix)) > 100


@pytest.mark.parametrize("name", SHEETS)
def test_no_value_is_off_its_scale_and_every_cell_has_its_text_and_card(name):
    sheet = SHEETS[name]
    low = -sheet.scale.high if sheet.scale.signed else sheet.scale.low
    there = sheet.values[~np.isnan(sheet.values)]
    assert there.min() >= low - 1e-6 and there.max() <= sheet.scale.high + 1e-6
    for cells in (sheet.texts, sheet.cards):
        assert not cells or [len(row) for row in cells] == [len(sheet.columns)] * len(sheet.rows)


@pytest.mark.parametrize("color", LENS_COLORS)
def test_the_lens_has_the_last_layer_on_top(color):
    view = lens_view()
    sheet = lens_sheet(view, label, color)
    wanted = {
        "probability": view.probs[..., 0],
        "entropy": view.entropy,
        "target": view.target_probs,
        "rank": 1 / view.target_ranks,
    }[color]
    assert sheet.rows == ("layer 1", "layer 0", "embedding") and sheet.columns == NASTY
    np.testing.assert_allclose(sheet.values, wanted[::-1], rtol=1e-6)
    for row, depth in ((0, 2), (2, 0)):
        best, rank = label(view.ids[depth, 5, 0]), str(view.target_ranks[depth, 5])
        assert sheet.texts[row][5] == (rank if color == "rank" else best)
        card = sheet.cards[row][5]
        assert len(card) == 4 + 3 and card[-2] == ("rank of ·upon", rank) and card[4][0] == "entropy"
    assert np.array_equal(sheet.arrays["target_ranks"], view.target_ranks)


def test_a_lens_without_a_target():
    view = lens_view(target=None)
    sheet = lens_sheet(view, label)
    assert len(sheet.cards[0][0]) == 4 + 1 and list(sheet.arrays) == ["ids", "probs", "entropy"]
    for color in ("target", "rank"):
        with pytest.raises(InputError, match=f"cannot mean {color}"):
            lens_sheet(view, label, color)
    with pytest.raises(ConfigError, match="there are: probability, entropy, target, rank"):
        lens_sheet(view, label, "mood")


@pytest.mark.parametrize("offset", [0.0, 0.25])
def test_the_last_column_of_the_blocks_sums_up_to_the_total(offset):
    view = attribution(offset)
    sheet = blocks_sheet(view, label)
    ground = ("embedding", "bias of the norm")[: 1 + bool(offset)]
    assert sheet.rows == ("layer 2", "layer 1", "layer 0", *ground) and sheet.columns == ("attention", "MLP", "sum")
    assert sheet.values[:, 2].sum() == pytest.approx(view.total, abs=1e-5)
    np.testing.assert_allclose(sheet.values[:3, :2], np.stack([view.attention, view.mlp], 1)[::-1], rtol=1e-6)
    assert np.isnan(sheet.values[3:, :2]).all() and sheet.texts[3][:2] == ["", ""]


def cell(sheet: Sheet, row: str, column: str) -> float:
    return sheet.values[sheet.rows.index(row), sheet.columns.index(column)].item()


def test_every_number_stands_by_its_labels():
    view = attribution()
    assert cell(ATTRIBUTIONS["heads"](view, label), "layer 1", "head 4") == pytest.approx(view.heads[1, 4])
    norms = ATTRIBUTIONS["norms"](view, label)
    assert cell(norms, "layer 2", " upon") == view.norms[3, 2] and cell(norms, "embedding", "Once") == view.norms[0, 1]
    assert cell(SHEETS["ablation"], "layer 2", "head 0") == ABLATION.change[2, 0]
    assert cell(SHEETS["without"], " ", "some off") == pytest.approx(0.2)
    patched = patching()
    sheet = patch_sheet(patched, label)
    assert cell(sheet, "layer 2", "·upon→\\xF0\\x9F") == patched.restored[2, 2]
    assert cell(sheet, "layer 0", "<BOS>") == patched.restored[0, 0]


def test_what_is_said():
    assert "·upon" in lens_sheet(lens_view(), label, "target").scale.name
    assert "36.8 %" in SHEETS["ablation"].note and "is zero" in SHEETS["ablation"].note
    assert dict(SHEETS["ablation"].cards[0][0]).keys() == {"change", "↵ without this head"}
    assert "0.1, 2.0; of each, is mean" in SHEETS["without"].note
    assert "log-probability of Once is back from -1.00 (corrupt) to 2.00 (clean)" in SHEETS["patching"].note
    assert "logit of Once less that of ↵" in SHEETS["patching against"].note


@pytest.mark.parametrize(
    ("values", "scale", "texts"),
    [
        ([[0.5, -0.0004]], Scale("a", high=0.5, signed=True), [["+0.500", "+0.000"]]),
        ([[12.3, -3.456]], Scale("a", high=12.3, signed=True), [["+12.3", "−3.5"]]),
        ([[0.98, np.nan]], Scale("a", "%", high=1, signed=True), [["+98", ""]]),
        ([[1234.5, 0.2]], Scale("a", high=1234.5), [["1234", "0"]]),
        ([[0.0] * 99], Scale("a", high=1.0), []),
    ],
)
def test_texts_in_cells(values, scale, texts):
    assert texts_of(np.array(values), scale) == texts
