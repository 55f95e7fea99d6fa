"""The table of the models on offer: what is written is read back, and what is stale is said."""

from __future__ import annotations

from benchmarks.models import HEADINGS, differences, markdown, read_table

TABLE = {
    name: dict(zip((*HEADINGS, "tokens/s, 1 thread"), (name, "1,234", "9.6", "a corpus", loss, "1.180", "400")))
    for name, loss in (("one", "2.857"), ("two-lam", "1.504"))
}


def test_a_table_is_read_as_it_was_written():
    text = f"# Models\n\nSome | text\n\n{markdown(TABLE)}\n\nmore\n\n| other | table |\n|---|---|\n| a | b |\n"
    assert read_table(text) == TABLE
    assert read_table("no table") == {}
    assert read_table(markdown(TABLE).replace("| one |", "| `one` |")) == TABLE


def test_what_is_stale_is_said():
    fixed = {name: {key: value for key, value in row.items() if key in HEADINGS} for name, row in TABLE.items()}
    assert differences(TABLE, fixed) == []  # speeds are not compared
    changed = fixed | {"one": fixed["one"] | {"nats a token": "2.858"}}
    assert differences(TABLE, changed) == ["one: nats a token is told as 2.857, but is 2.858"]
    del fixed["one"]
    assert differences(TABLE, fixed) == ["one: is told of, but not on offer"]
    assert differences({}, fixed) == ["two-lam: is not told of"]
