"""One head taken apart, as sheets and files."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest

from ngpl.errors import InputError
from ngpl.inspection.views import AnatomyStage, AnatomyView
from ngpl.plots.anatomy import anatomy_bytes, anatomy_sheets, write_anatomy
from ngpl.plots.anatomy_payload import anatomy_payload
from ngpl.plots.payload import unpack
from ngpl.plots.sheet_export import WRITERS

NO = -np.inf
STAGES = (
    AnatomyStage("query", "what is looked for", np.array([[1, -2], [3, 4.5]], np.float32), "channel", ("0", "1")),
    AnatomyStage("masked", "later keys hidden", np.array([[1, NO], [-3, 4]], np.float32), "token"),
    AnatomyStage("sums", "the sum of each row", np.array([[1], [0.2]], np.float32), "sum", ("sum",)),
    AnatomyStage("weights", "the map", np.array([[1, 0], [0.25, 0.75]], np.float32), "token"),
)


@pytest.fixture
def anatomy() -> AnatomyView:
    return AnatomyView(2, 3, STAGES, 1.5e-7, (8, 9), ("</script>", " b"), False, 0.9)


def test_a_sheet_a_stage(anatomy):
    sheets = anatomy_sheets(anatomy)
    assert [sheet.name for sheet in sheets] == ["query", "masked", "sums", "weights"]
    assert sheets[1].title == "2. masked · layer 2 head 3" and sheets[1].columns == anatomy.labels
    assert sheets[0].columns == ("0", "1") and sheets[0].scale.signed and sheets[0].scale.high == 4.5
    assert sheets[3].scale.unit == "%" and sheets[3].note == (
        "the map; the weights times the values above differ from it by 1.5e-07 at most"
    )
    for sheet in (sheets[1], sheets[3]):
        assert np.isnan(sheet.values).tolist() == [[False, True], [False, False]]
    assert sheets[3].texts == [["100", ""], ["25", "75"]]


@pytest.mark.parametrize("suffix", WRITERS)
def test_same_bytes(anatomy, suffix, tmp_path):
    write_anatomy(anatomy, tmp_path / f"a{suffix}")
    data = (tmp_path / f"a{suffix}").read_bytes()
    assert data == anatomy_bytes(anatomy, suffix.upper()) and len(data) > 50


def test_numbers_come_back(anatomy):
    with np.load(io.BytesIO(anatomy_bytes(anatomy, ".npz"))) as file:
        for stage in anatomy.stages:
            assert np.array_equal(file[stage.name], stage.values) and file[stage.name].dtype == np.float32
        assert (file["layer"], file["head"], file["error"]) == (2, 3, 1.5e-7) and file["ids"].tolist() == [8, 9]
        assert file["gamma"] == 0.9
    record = json.loads(anatomy_bytes(anatomy, ".json"))
    assert record["tokens"] == list(anatomy.labels) and record["error"] == 1.5e-7
    assert record["gamma"] == 0.9
    assert record["stages"][1]["values"] == [[1, None], [-3, 4]] and record["stages"][1]["kind"] == "token"
    rows = list(csv.DictReader(io.StringIO(anatomy_bytes(anatomy, ".csv").decode())))
    assert len(rows) == 4 + 3 + 2 + 3


def test_the_message_holds_every_number_but_what_is_hidden(anatomy):
    message = json.loads(json.dumps(anatomy_payload(anatomy)))
    assert message["labels"] == ["</script>", "·b"] and message["gamma"] == 0.9
    masked, weights = (unpack(message["stages"][i]["values"]) for i in (1, 3))
    assert np.array_equal(masked, [[1, np.nan], [-3, 4]], equal_nan=True)
    assert np.array_equal(weights, [[1, np.nan], [0.25, 0.75]], equal_nan=True)
    assert anatomy_bytes(anatomy, ".html").count(b"</script>") == 2


def test_unknown_suffix(anatomy):
    with pytest.raises(InputError, match=r"\.npz, \.json"):
        anatomy_bytes(anatomy, ".pdf")
