"""Models that have to be fetched, chosen in the header of an app of its own, with a Hub of our own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ngpl.config import Limits, Offer, Settings
from ngpl.errors import ConfigError, DownloadError
from ngpl.hub import library, save_gpl
from ngpl.paths import ROOT
from ngpl.ui.context import Context
from ngpl.ui.downloads import Downloads, Tell, Unwanted
from ngpl.ui.fetching import bring, offered
from ngpl.ui.header import choices
from tests import tiny
from tests.browser import LEFT
from tests.hub_server import Hub, serving

MEGABYTES = 3  # so that a bar has something to show


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    with serving() as hub:
        yield hub


@pytest.fixture(scope="module")
def far_url(hub: Hub, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an app that offers one model in a file, one that is on the Hub, and one that is nowhere."""
    root = tmp_path_factory.mktemp("root")
    for name in ("ngpl", "assets"):
        (root / name).symlink_to(ROOT / name)
    save(root / "near.gpl", 0, n_embd=16)
    save(root / "far.gpl", 1, n_embd=256, n_layer=1)
    card = b"---\nlicense: apache-2.0\n---\n"
    for repo in ("me/far", "me/slow"):
        hub.repo(repo).commit({"far.gpl": (root / "far.gpl").read_bytes(), "README.md": card})
    offers = [{"name": "near", "file": "near.gpl", "examples": ["The cat"]}]
    for name in ("far", "slow", "lost"):
        offers.append({"name": name, "repo": f"me/{name}", "parameters": 10**6, "bytes": MEGABYTES * 10**6})  # type: ignore[dict-item]
    (root / "config.json").write_text(json.dumps({"default_model": "near", "models": offers}))
    with running(root, {"HF_ENDPOINT": hub.url, "HF_HOME": str(root / "cache"), "HF_HUB_OFFLINE": "0"}) as url:
        yield url
    assert (root / "cache" / "hub" / "models--me--far").is_dir()


def save(path: Path, seed: int, **shape: int) -> None:
    words = tiny.tokenizer("char")
    save_gpl(path, tiny.model(words.vocab_size, seed, **shape), words)


@contextmanager
def running(root: Path, environment: dict[str, str]) -> Iterator[str]:
    """The address of the app in ``root``, until the end of the block."""
    command = [sys.executable, "-m", "ngpl", "app"]
    server = subprocess.Popen(command, cwd=root, env=os.environ | environment, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        line = next((line for line in server.stdout if "running on" in line), "")
        yield line.split()[-1]
    finally:
        server.terminate()
        server.wait()


def test_a_model_is_fetched_once_for_all_who_wait():
    calls, go = [], threading.Event()

    def fetch(name: str, tell: Tell) -> None:
        calls.append(name)
        tell(1, 2)
        assert go.wait(20)

    downloads = Downloads(fetch)
    with ThreadPoolExecutor(3) as pool:
        found = [pool.submit(list, downloads.bring("far")) for _ in range(3)]
        assert next(downloads.bring("far")) == (1, 2)
        go.set()
        assert all(future.result()[0] == (1, 2) for future in found) and calls == ["far"]
    assert list(downloads.bring("far")) == [] and calls == ["far", "far"]


def test_a_model_that_nobody_waits_for_is_given_up():
    left, seen = threading.Event(), []

    def fetch(name: str, tell: Tell) -> None:
        tell(1, 2)
        assert left.wait(20)
        try:
            tell(2, 2)
        except Unwanted as error:
            seen.append(error)
            raise

    waiting = Downloads(fetch).bring("far")
    assert next(waiting) == (1, 2)
    waiting.close()
    left.set()
    for _ in range(100):
        if seen:
            break
        time.sleep(0.05)
    assert len(seen) == 1


def test_what_goes_wrong_reaches_those_who_wait():
    def fetch(name: str, tell: Tell) -> None:
        raise DownloadError(f"no {name}")

    with pytest.raises(DownloadError, match="no far"):
        list(Downloads(fetch).bring("far"))


def test_a_host_may_forbid_downloads(monkeypatch):
    far = Offer("far", repo="me/far", parameters=1000, bytes=10**6)
    settings = Settings("near", (Offer("near", "near.gpl"), far), Limits(downloads=False))
    context = Context(settings, "cpu")
    monkeypatch.setattr(context.downloads, "bring", lambda name: pytest.fail("it was fetched"))
    for name, message in {"far": "it fetches no models", "me/other": "not on offer"}.items():
        with pytest.raises(ConfigError, match=message):
            next(bring(choices, context, f"{name} 123"))
    monkeypatch.setattr(library, "settings", lambda: settings)
    assert offered(context) == []
    assert [info.name for info in offered(Context(replace(settings, limits=Limits()), "cpu"))] == ["far"]


def choose(page: Page, name: str) -> None:
    page.locator("#model input").click()
    page.get_by_role("option", name=name).click()


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    expect(page.locator("#about")).to_contain_text("parameters")
    return page


def test_a_model_is_fetched_when_it_is_chosen_and_the_page_works_on(new_page, far_url, hub):
    page, other = opened(new_page(), far_url), opened(new_page(allow=LEFT), far_url)
    hub.gate = threading.Event()
    choose(page, "far · 1.0 M · 3 MB to fetch")
    expect(page.locator("#fetching label")).to_contain_text("Fetching far: 2 of 3 MB")
    for visitor, text in ((page, "The king"), (other, "The queen sat")):
        visitor.locator("#text textarea").fill(text)
        expect(visitor.locator("#status")).to_contain_text(f"{len(text)} of")
    expect(page.locator("#about")).to_contain_text("2 layers")
    expect(other.locator("#fetching progress")).to_have_count(0)
    hub.gate.set()
    expect(page.locator("#about")).to_contain_text("1 layers × 2 heads")
    expect(page.locator("#about")).to_contain_text(f"licence apache-2.0 · commit {hub.repo('me/far').refs['main'][:7]}")
    expect(page.locator("#fetching progress")).to_have_count(0)
    expect(page.locator("#model input")).to_have_value("far · 870 k · softmax")
    expect(page.locator("#status")).to_contain_text("8 of")
    expect(other.locator("#about")).to_contain_text("2 layers")
    opened(other, far_url).locator("#model input").click()
    expect(other.get_by_role("option", name="far · 870 k · softmax")).to_be_visible()


def test_choosing_something_else_ends_the_wait(new_page, far_url, hub):
    page = opened(new_page(), far_url)
    hub.gate = threading.Event()
    choose(page, "slow")
    expect(page.locator("#fetching label")).to_contain_text("Fetching slow: 2 of 3 MB")
    choose(page, "near")
    expect(page.locator("#fetching progress")).to_have_count(0)
    hub.gate.set()
    page.locator("#text textarea").fill("The dog")
    expect(page.locator("#status")).to_contain_text("7 of")
    page.wait_for_timeout(1000)
    expect(page.locator("#model input")).to_have_value("near · 12 k · softmax")
    expect(page.locator("#about")).to_contain_text("2 layers")


def test_a_model_that_cannot_be_had_is_told_and_the_one_before_stays(new_page, far_url):
    page = opened(new_page(), far_url)
    choose(page, "lost")
    expect(page.locator(".toast-body")).to_contain_text("the Hub has no public repository 'me/lost'")
    expect(page.locator("#model input")).to_have_value("near · 12 k · softmax")
    expect(page.locator("#fetching progress")).to_have_count(0)
    page.locator("#text textarea").fill("The dog")
    expect(page.locator("#status")).to_contain_text("7 of")
