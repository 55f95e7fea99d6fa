"""The Chromium that the tests drive. Run as a script, it says by its exit code whether one starts."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

# What Gradio logs of an answer that was under way when a page is left or loaded anew.
LEFT = "AbortError: signal is aborted|Connection errored out"

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# For a container's root user without a GPU; WebGL then runs in software. No name but this machine's resolves.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def start(playwright: Playwright) -> Browser:
    """Start the system's Chromium without a window, else Playwright's own; RuntimeError if there is neither."""
    reason = ""
    for path in (*filter(None, map(shutil.which, NAMES)), None):
        try:
            return playwright.chromium.launch(executable_path=path, args=FLAGS)
        except Error as error:
            reason = error.message.strip().splitlines()[0]
    raise RuntimeError(f"the tests need a Chromium and none starts ({reason}); `sh tests/get_chromium.sh` installs one")


def listen(page: Page, complain: Callable[[str], None]) -> None:
    """Tell ``complain`` of errors in the console, errors thrown and requests to other hosts."""

    def on_address(url: str) -> None:
        host = urlsplit(url).hostname
        if host not in (None, "127.0.0.1"):
            complain(f"request to {host}: {url}")

    page.on("console", lambda message: complain(f"console: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: complain(f"page error: {error}"))
    page.on("request", lambda request: on_address(request.url))
    page.on("websocket", lambda websocket: on_address(websocket.url))


if __name__ == "__main__":
    with sync_playwright() as driver:
        start(driver).close()
