"""Bytes sent to the browser for the attention view, beside the JSON of the same maps (as BertViz embeds them).

python -m benchmarks.attention_bytes [--model NAME]
"""

from __future__ import annotations

import argparse
import json
import time

import ngpl
from ngpl.plots.attention import attention_payload
from ngpl.training.corpora import stories


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="")
    lm = ngpl.load(parser.parse_args().model, device="cpu")
    tales = stories(seed=7)
    ids = lm.encode("\n".join(next(tales) for _ in range(20)))
    c = lm.config
    print(f"{c.n_layer} layers x {c.n_head} heads, a story")
    print(f"{'tokens':>6} {'sent MB':>8} {'JSON MB':>8} {'ratio':>6} {'encode ms':>10}")
    for n in (32, 64, 128, 256):
        view = ngpl.inspect(lm, ids[:n]).attention_view
        start = time.perf_counter()
        payload = attention_payload(view)
        milliseconds = 1000 * (time.perf_counter() - start)
        sent, plain = len(json.dumps(payload)), len(json.dumps(view.weights.tolist()))
        print(f"{n:6} {sent / 1e6:8.3f} {plain / 1e6:8.2f} {plain / sent:6.0f} {milliseconds:10.1f}")


if __name__ == "__main__":
    main()
