"""Milliseconds in a browser: from a new text to all maps drawn, and from a key to the next head, with random weights.

python -m benchmarks.drawing [--shape 12x12] [--tokens 64,128,256] [--rounds 7]
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import string
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from playwright.sync_api import Page, sync_playwright

from benchmarks.startup import ROOT, wait_for
from ngpl.config import GPTConfig
from ngpl.hub.checkpoint import save_gpl
from ngpl.model import GPT
from ngpl.tokenizers import Tokenizer, train_tokenizer
from tests.browser import start as start_browser

PORT = 7989
WIDTH = 16  # of a head

# From the change of the text to the first drawing of maps that were not there before.
NEW_TEXT = """async (text) => {
  const root = document.querySelector('.ngpl-attention');
  const box = document.querySelector('#text textarea');
  const drawn = new Promise((done) => new MutationObserver((_, watch) => {
    if (root.querySelectorAll('.attention-text [data-token]').length !== text.length) return;
    watch.disconnect();
    requestAnimationFrame(() => done(performance.now()));
  }).observe(root, { attributes: true, attributeFilter: ['data-drawn'] }));
  const start = performance.now();
  box.value = text;
  box.dispatchEvent(new Event('input', { bubbles: true }));
  return (await drawn) - start;
}"""
NEXT_HEAD = """async (key) => {
  const grid = document.querySelector('.ngpl-attention canvas[aria-label^="All heads"]');
  const start = performance.now();
  grid.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  return performance.now() - start;
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape", default="12x12", help="layers x heads")
    parser.add_argument("--tokens", default="64,128,256")
    parser.add_argument("--rounds", type=int, default=7)
    args = parser.parse_args()
    n_layer, n_head = map(int, args.shape.split("x"))
    print(f"{n_layer} layers x {n_head} heads\n{'tokens':>6} {'new text, ms':>13} {'next head, ms':>14}")
    with app(n_layer, n_head) as url, sync_playwright() as player:
        page = start_browser(player).new_page()
        page.goto(url)
        page.get_by_role("tab", name="Attention", exact=True).click()
        page.wait_for_selector(".ngpl-attention[data-drawn]")
        for n in map(int, args.tokens.split(",")):
            print(f"{n:6} {new_text(page, n, args.rounds):13.0f} {next_head(page, args.rounds):14.1f}", flush=True)


def new_text(page: Page, n: int, rounds: int) -> float:
    """Median milliseconds for texts of about ``n`` letters, one a token, all of different lengths."""
    times = []
    for number in range(rounds + 2):
        text = "".join(random.Random(number).choices(string.ascii_lowercase, k=n - number))
        times.append(page.evaluate(NEW_TEXT, text))
        page.wait_for_timeout(800)
    return statistics.median(times[2:])


def next_head(page: Page, rounds: int) -> float:
    """Median milliseconds, back and forth between heads."""
    keys = ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp")
    times = []
    for number in range(rounds + 2):
        times.append(page.evaluate(NEXT_HEAD, keys[number % len(keys)]))
        page.wait_for_timeout(300)
    return statistics.median(times[2:])


@contextmanager
def app(n_layer: int, n_head: int) -> Iterator[str]:
    """The address of the app with one model of random weights on offer, until the end of the block."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("ngpl", "assets"):
            (root / name).symlink_to(ROOT / name)
        save_gpl(root / "random.gpl", *random_model(n_layer, n_head))
        offer = {"name": "random", "file": "random.gpl", "summary": "random weights", "examples": ["a text"]}
        settings = json.loads((ROOT / "config.json").read_text(encoding="utf-8"))
        (root / "config.json").write_text(json.dumps(settings | {"default_model": "random", "models": [offer]}))
        command = [sys.executable, "-m", "ngpl", "app", "--port", str(PORT)]
        server = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL)
        try:
            wait_for(f"http://127.0.0.1:{PORT}/", server)
            yield f"http://127.0.0.1:{PORT}/"
        finally:
            server.terminate()
            server.wait()


def random_model(n_layer: int, n_head: int) -> tuple[GPT, Tokenizer]:
    """A model whose tokens are letters."""
    torch.manual_seed(0)
    tokenizer = train_tokenizer("char", [string.ascii_lowercase + " "])
    shape = GPTConfig(tokenizer.vocab_size, block_size=1024, n_layer=n_layer, n_head=n_head, n_embd=WIDTH * n_head)
    return GPT(shape).eval(), tokenizer


if __name__ == "__main__":
    main()
