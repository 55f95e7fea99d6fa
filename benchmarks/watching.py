"""What it costs to look: a pass that records all attention maps, beside one that is not watched, one that records
everything, and one of ``transformers`` with ``output_attentions=True`` on the same weights.

python -m benchmarks.watching [--model NAME] [--rounds 20] [--threads 1]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from typing import Any

import torch

import ngpl
from benchmarks.peers import peer_of
from ngpl.model import STAGES, Trace


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    model = ngpl.load(args.model, device="cpu", dtype="float32").gpt
    peer = peer_of(model, attn_implementation="eager")
    columns = ("plain", "attention", "all stages", "transformers")
    print("milliseconds; then attention over plain, and over transformers")
    print(" ".join(("tokens", *(f"{name:>12}" for name in columns))))
    for n in (32, 64, 128, 256):
        ids = torch.randint(model.config.vocab_size, (1, n), generator=torch.Generator().manual_seed(0))
        runs = runs_of(model, peer, ids)
        assert_equal(model, peer, ids)
        times = measure(runs, args.rounds)
        ratios = (times["attention"] / times[other] for other in ("plain", "transformers"))
        print(f"{n:6} {' '.join(f'{times[name]:12.2f}' for name in columns)}   {' '.join(f'{r:6.2f}' for r in ratios)}")


def runs_of(model: torch.nn.Module, peer: Any, ids: torch.Tensor) -> dict[str, Callable[[], Any]]:
    return {
        "plain": lambda: model(ids),
        "attention": lambda: model(ids, probe=Trace("attention")),
        "all stages": lambda: model(ids, probe=Trace(*STAGES)),
        "transformers": lambda: peer(ids, output_attentions=True, use_cache=False),
    }


@torch.inference_mode()
def assert_equal(model: torch.nn.Module, peer: Any, ids: torch.Tensor) -> None:
    """That both record the same attention."""
    trace = Trace("attention")
    model(ids, probe=trace)
    theirs = torch.stack(peer(ids, output_attentions=True, use_cache=False).attentions)
    torch.testing.assert_close(trace["attention"], theirs, atol=1e-4, rtol=0)


@torch.inference_mode()
def measure(runs: dict[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """Median milliseconds of each, taken in turns."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds + 2):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            times[name].append(1000 * (time.perf_counter() - start))
    return {name: statistics.median(found[2:]) for name, found in times.items()}


if __name__ == "__main__":
    main()
