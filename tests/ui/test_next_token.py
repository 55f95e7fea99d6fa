"""The next token of the decoding tab in a browser."""

from __future__ import annotations

import re

import numpy as np
import pytest
import torch
from playwright.sync_api import Page, expect

import ngpl
from ngpl.decoding import FILTERS, STRATEGIES, filter_stages
from ngpl.inspection.forward import next_logits
from ngpl.plots.next_token import ROWS, next_token_payload
from ngpl.plots.scripts import read_asset
from ngpl.ui.tabs.decoding import next_token
from tests.ui.decoding_page import draw_alone, opened

Sample = STRATEGIES["sample"]
PROMPT = "The cat sat on the"
NASTY = ["<b>", "${alert(1)}", " <img src=x onerror=alert(2)>", "\n", "\\xF0\\x9F", "😀", "\u202e", " "]


SETTINGS = [
    {},
    {"repetition_penalty": 1.5},
    {"temperature": 0.0},
    {"temperature": 0.35},
    {"temperature": 5.0},
    {"top_k": 1},
    {"top_k": 40},
    {"top_k": 1000},
    {"top_p": 0.0},
    {"top_p": 0.63},
    {"top_p": 0.999},
    {"min_p": 0.05},
    {"min_p": 1.0},
    {"no_repeat_ngram": 1},
    {"no_repeat_ngram": 2},
    {"no_repeat_ngram": 20},
    {"typical_p": 0.0},
    {"typical_p": 0.2},
    {"typical_p": 0.95},
    {"repetition_penalty": 2.0, "temperature": 0.7, "top_k": 50, "top_p": 0.9, "min_p": 0.02, "typical_p": 0.5},
    {"repetition_penalty": 1.1, "temperature": 1.6, "top_p": 0.8},
]


@pytest.mark.parametrize("seed", range(3))
def test_the_browser_filters_as_python_does(page, seed):
    random = np.random.default_rng(seed)
    logits = random.normal(size=500, scale=1 + 2 * seed).astype(np.float32)
    seen = random.choice(500, 60).tolist() * 2
    code = f"""([logits, seen, runs]) => {{ {read_asset("decoding/filters.js")}
        const dist = distribution(new Float32Array(logits));
        const best = (values) => [...values.subarray(0, 10)];
        const told = ({{ name, dist, probs, entropy }}) =>
            ({{ name, kept: dist.ids.length, ids: best(dist.ids), probs: best(probs), entropy }});
        return runs.map((run) => stagesOf(dist, run, seen).map(told));
    }}"""
    runs = [[[name, getattr(Sample(**s), name)] for name in FILTERS] for s in SETTINGS]
    found = page.evaluate(code, [logits.tolist(), seen, runs])
    for settings, stages in zip(SETTINGS, found):
        for mine, theirs in zip(filter_stages(torch.tensor(logits), seen, Sample(**settings), 10), stages):
            assert (theirs["name"], theirs["kept"]) == (mine.name, mine.kept), settings
            assert tuple(theirs["ids"]) == mine.ids
            assert theirs["probs"] == pytest.approx(mine.probs, rel=1e-4)
    assert found[2][-1]["entropy"] == 0
    model = torch.tensor(logits).double().softmax(0)
    assert found[0][0]["entropy"] == pytest.approx(float(-(model * model.log()).sum()), rel=1e-5)


def test_every_filter_has_its_twin(page):
    twins = page.evaluate(f"() => {{ {read_asset('decoding/filters.js')} return Object.keys(FILTERS); }}")
    assert twins == list(FILTERS)


def rows_of(page: Page) -> list[tuple[int, float]]:
    """Id and probability of every row."""
    read = "rows => rows.map(row => [Number(row.dataset.id), Number(row.dataset.prob)])"
    return [(id, prob) for id, prob in page.eval_on_selector_all("button.decoding-row", read)]


def test_the_next_token_follows_its_sliders_and_can_be_chosen(page, app_url):
    opened(page, app_url)
    text = page.locator("#text textarea")
    text.fill(PROMPT)
    expect(page.locator("#decoding-next .decoding-tail")).to_contain_text("The·cat")
    lm = ngpl.load(page.locator("#decoding-next .decoding-prompt b").inner_text())
    ids = lm.encode(PROMPT)
    logits = torch.tensor(next_logits(lm.model, ids))

    settings = {
        "repetition_penalty": 1.3,
        "no_repeat_ngram": 1,
        "temperature": 0.8,
        "top_k": 12,
        "top_p": 0.9,
        "min_p": 0.01,
    }
    for name, value in settings.items():
        page.locator(f"[data-param={name}] input[type=number]").fill(str(value))
    *_, last = stages = filter_stages(logits, ids, Sample(**settings), ROWS)
    rows = rows_of(page)
    assert [id for id, _ in rows[: last.kept]] == list(last.ids)
    assert [prob for _, prob in rows[: last.kept]] == pytest.approx(last.probs, rel=1e-3)
    assert len(rows) == ROWS and all(prob == 0 for _, prob in rows[last.kept :])
    expect(page.locator("button.decoding-row.removed")).to_have_count(ROWS - last.kept)
    kept = [int(b.get_attribute("data-kept")) for b in page.locator(".decoding-stages button").all()]
    assert kept == [stage.kept for stage in stages]

    page.get_by_role("button", name=re.compile("^model")).click()
    assert rows_of(page)[0][1] == pytest.approx(stages[0].probs[0], rel=1e-3)
    page.get_by_role("button", name="Filters off").click()
    expect(page.locator("button.decoding-row.removed")).to_have_count(0)

    pieces = [(i, lm.tokenizer.piece(id).text) for i, (id, _) in enumerate(rows_of(page))]
    number, piece = next((i, piece) for i, piece in pieces if piece.strip().isalpha())
    page.locator("button.decoding-row").nth(number).click()
    expect(text).to_have_value(PROMPT + piece)
    undo = page.get_by_role("button", name="Undo last token")
    expect(undo).to_be_enabled()
    undo.click()
    expect(text).to_have_value(PROMPT)
    expect(undo).to_be_disabled()


def test_labels_are_text_and_rows_obey_the_keys(page):
    payload = next_token_payload(-np.arange(8, dtype=np.float32), [1], lambda id: NASTY[id])
    prompt = {"model": "<i>", "tail": NASTY[2], "tokens": 1, "notes": ["<u>"]}
    draw_alone(page, "decoding-next", {**payload, "prompt": prompt, "filters": next_token.filter_params(), "undo": 1})
    rows = page.locator("button.decoding-row")
    expect(rows).to_have_count(8)
    labels = page.locator("button.decoding-row .decoding-label").all_inner_texts()
    assert labels == ["<b>", "${alert(1)}", "·<img·src=x·onerror=alert(2)>", "↵", "\\xF0\\x9F", "😀", "\\u202e", "·"]
    rows.first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "End", "Enter", "Backspace"):
        page.keyboard.press(key)
    assert page.evaluate("told") == [["choose", {"id": 7}], ["undo", {}]]
    page.locator("[data-param=top_k] input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("button.decoding-row.removed")).to_have_count(7)
