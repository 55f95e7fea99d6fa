"""Bytes sent to the browser for the attention view, beside the JSON of the same maps (as BertViz embeds them).

python -m benchmarks.attention_bytes [--model NAME | --shape 12x12]
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import replace

import torch

import ngpl
from ngpl.hub import LanguageModel
from ngpl.model import GPT
from ngpl.plots.attention import attention_payload
from ngpl.training.corpora import stories


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="")
    parser.add_argument("--shape", default="", help="layers x heads of a model of random weights")
    args = parser.parse_args()
    model = ngpl.load(args.model, device="cpu")
    tales = stories(seed=7)
    ids = model.encode("\n".join(next(tales) for _ in range(20)))
    lm = reshaped(model, args.shape) if args.shape else model
    c = lm.gpt.config
    print(f"{c.n_layer} layers x {c.n_head} heads, a story")
    print(f"{'tokens':>6} {'sent MB':>8} {'JSON MB':>8} {'ratio':>6} {'encode ms':>10}")
    for n in (32, 64, 128, 256):
        view = ngpl.inspect(lm, ids[:n]).attention_view
        start = time.perf_counter()
        payload = attention_payload(view)
        milliseconds = 1000 * (time.perf_counter() - start)
        sent, plain = len(json.dumps(payload)), len(json.dumps(view.weights.tolist()))
        print(f"{n:6} {sent / 1e6:8.3f} {plain / 1e6:8.2f} {plain / sent:6.0f} {milliseconds:10.1f}")


def reshaped(lm: LanguageModel, shape: str) -> LanguageModel:
    """A model of random weights with that many layers x heads, each 16 numbers wide, and the same tokenizer."""
    n_layer, n_head = map(int, shape.split("x"))
    torch.manual_seed(0)
    config = replace(lm.gpt.config, n_layer=n_layer, n_head=n_head, n_kv_head=n_head, n_embd=16 * n_head, n_hidden=0)
    return replace(lm, model=GPT(config).eval())


if __name__ == "__main__":
    main()
