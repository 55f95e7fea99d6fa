"""Seconds from the start of ``python app.py`` to the first page: the server's answer, and the text a visitor reads.

python -m benchmarks.startup [--rounds 3]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser import start as start_browser

ROOT = Path(__file__).parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with sync_playwright() as player:
        browser = start_browser(player)
        rounds = [measure(browser, 7990 + number) for number in range(args.rounds)]
    for name, times in zip(("server answers", "tokens on the page"), zip(*rounds, strict=True), strict=True):
        print(f"{name:20} {statistics.median(times):5.2f} s   ({', '.join(f'{t:.2f}' for t in times)})")


def measure(browser: Browser, port: int) -> tuple[float, float]:
    """Seconds until the page is served, and until the first tab shows the model's tokens."""
    start = time.perf_counter()
    env = os.environ | {"GRADIO_SERVER_PORT": str(port)}
    server = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    try:
        answered = wait_for(f"http://127.0.0.1:{port}/", server) - start
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_selector("#tokens [data-token]")
        return answered, time.perf_counter() - start
    finally:
        server.terminate()
        server.wait()


def wait_for(url: str, server: subprocess.Popen[bytes]) -> float:
    """When ``url`` first answers; SystemExit if its server has ended."""
    while server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return time.perf_counter()
        except OSError:
            time.sleep(0.02)
    raise SystemExit(f"the app ended with exit code {server.returncode} before it answered")


if __name__ == "__main__":
    main()
