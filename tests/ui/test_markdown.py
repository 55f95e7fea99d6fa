"""Texts from model files on a page of Markdown: shown to the letter, and nothing is fetched for them."""

from __future__ import annotations

import re
from dataclasses import replace

import gradio as gr
import pytest

from ngpl.ui.header import origin
from ngpl.ui.markdown import literal
from tests import tiny

HOSTILE = [
    "![a](http://127.0.0.1:9/x.png)",
    "<img src=http://127.0.0.1:9/x.png onerror=alert(1)>",
    "[here](javascript:alert(1)) **bold** `code` $$x^2$$ ~~gone~~",
    "a\n# heading\n- one\n\n| a | b |",
    "&lt;b&gt; &#33; \\[x\\] snake_case 漢字 🙂",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_sign_is_left_to_be_read_as_markdown(text):
    shown = literal(text)
    assert not re.search(r"[^\w\s&#;]|_", shown) and "\n" not in shown
    assert re.sub(r"&#(\d+);", lambda code: chr(int(code[1])), shown) == " ".join(text.split())


def test_a_page_shows_them_to_the_letter(page):
    with gr.Blocks() as demo:
        gr.Markdown("\n\n".join(map(literal, HOSTILE)), elem_id="texts")
    _, url, _ = demo.launch(prevent_thread_lock=True, quiet=True)
    try:
        page.goto(url)
        page.locator("#texts p").first.wait_for()
        assert page.locator("#texts p").all_inner_texts() == [" ".join(text.split()) for text in HOSTILE]
        assert page.locator("#texts :is(img, a, b, strong, code, h1, li, table)").count() == 0
    finally:
        demo.close()


def test_what_a_model_says_of_its_licence_is_text():
    lm = replace(tiny.language_model(), record={"about": {"licence": f"{HOSTILE[0]}; more"}, "source": {"commit": 5}})
    assert origin(lm) == f" · licence {literal(HOSTILE[0])} · commit 5"
