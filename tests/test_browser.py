"""The browser of the tests: it draws with WebGL, and a page cannot go wrong unnoticed."""

from __future__ import annotations

import pytest

from tests.browser import listen

FAULTS = {
    "console": "() => { console.error('spoilt') }",
    "page error": "() => { setTimeout(() => { throw Error('spoilt') }, 0) }",
    "request to example.org": "() => fetch('http://example.org/').catch(() => {})",
}


def test_webgl_draws(page):
    page.goto("about:blank")
    assert page.evaluate("() => document.createElement('canvas').getContext('webgl') !== null")


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_are_heard(new_page, fault):
    page, heard = new_page(allow=""), []
    listen(page, heard.append)
    page.goto("about:blank")
    page.evaluate(FAULTS[fault])
    page.wait_for_timeout(100)
    assert any(text.startswith(fault) for text in heard)
