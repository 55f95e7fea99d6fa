"""What it costs to look: a pass watched by a trace of everything, over one that is not watched.

python -m benchmarks.watching [--model NAME] [--rounds 20] [--threads 1]
"""

from __future__ import annotations

import argparse
import statistics
import time

import torch

import ngpl
from ngpl.model import STAGES, Trace


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    model = ngpl.load(args.model, device="cpu").model
    print(f"{'tokens':>6} {'plain ms':>9} {'attention ms':>13} {'ratio':>6} {'all stages ms':>14} {'ratio':>6}")
    for n in (32, 64, 128, 256):
        ids = torch.randint(model.config.vocab_size, (1, n), generator=torch.Generator().manual_seed(0))
        plain, attention, everything = measure(model, ids, args.rounds)
        ratios = attention / plain, everything / plain
        print(f"{n:6} {plain:9.2f} {attention:13.2f} {ratios[0]:6.2f} {everything:14.2f} {ratios[1]:6.2f}")


@torch.inference_mode()
def measure(model: torch.nn.Module, ids: torch.Tensor, rounds: int) -> list[float]:
    """Median milliseconds of the three kinds of pass, taken in turns."""
    kinds = ((), ("attention",), STAGES)
    times: list[list[float]] = [[], [], []]
    for _ in range(rounds + 2):
        for stages, found in zip(kinds, times, strict=True):
            start = time.perf_counter()
            model(ids, probe=Trace(*stages) if stages else None)
            found.append(1000 * (time.perf_counter() - start))
    return [statistics.median(found[2:]) for found in times]


if __name__ == "__main__":
    main()
