"""What all tests share: a quiet environment without a network, and pages in a real browser that complain."""

from __future__ import annotations

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["OMP_NUM_THREADS"] = "1"  # torch's threads: tiny tensors are faster on one
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"

import re
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import listen, start

settings.register_profile("ngpl", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("ngpl")

expect.set_options(timeout=20_000)

LOCAL = ("127.0.0.1", "::1", "localhost", "0.0.0.0", "")


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """A connection to another machine fails the test that makes it."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOCAL:
            raise OSError(f"a test tried to reach {address[0]}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", local_only)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; a run without one fails."""
    with sync_playwright() as playwright:
        chromium = start(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Makes pages: ``new_page(allow=regex, **options)``; the options are those of a browser context (``viewport``).

    The test fails if a page logs an error, throws one or asks another host for anything. ``allow`` matches the
    complaints that the test provokes.
    """
    contexts = []
    complaints: list[str] = []

    def make(*, allow: str = "(?!)", **options: Any) -> Page:
        def complain(text: str) -> None:
            if not re.search(allow, text):
                complaints.append(text)

        context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        listen(page, complain)
        return page

    yield make
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page of desktop size; see ``new_page``."""
    return new_page()
