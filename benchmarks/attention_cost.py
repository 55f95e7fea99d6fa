"""What softmax and linear attention (LAM) cost as the context grows, at the shape of the Shakespeare models.

Memory of the decoding state (no room to grow in it), time a token while decoding, and time a token of one pass
over the whole text, each the best of several rounds in turns. Costs do not depend on the weights, so these are random,
and the context may be longer than any model has learned. The loss is that of the trained files, by how many characters
stand before, on the held-out text.

    python -m benchmarks.attention_cost [--longest 8192] [--rounds 5] [--threads 1] [--out FILE.svg]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import ngpl
from ngpl.config import GPTConfig
from ngpl.files import write_whole
from ngpl.hub import LanguageModel
from ngpl.model import GPT
from ngpl.paths import ASSETS, MODELS
from ngpl.plots.panels import Panel, panels_svg
from ngpl.training.corpora import Source, split_documents
from ngpl.training.recipe import encode_stream

KINDS = {"softmax": "shakespeare", "lam": "shakespeare-lam"}
DECODED = 8  # tokens of which the mean time is taken
BINS = [1 << i for i in range(21)]  # losses are averaged between these counts of characters

Points = list[tuple[float, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--longest", type=int, default=8192)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, default=ASSETS / "pictures" / "softmax_lam.svg")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    trained = {kind: ngpl.load(name, "cpu") for kind, name in KINDS.items() if (MODELS / f"{name}.gpl").is_file()}
    shape = next(iter(trained.values())).gpt.config
    models = {kind: random_model(replace(shape, attention=kind)) for kind in KINDS}
    lengths = [n for n in BINS if 64 <= n <= args.longest]
    costs = {kind: dict.fromkeys(lengths, (np.inf,) * 3) for kind in KINDS}
    for _ in range(args.rounds):
        for n in lengths:
            for kind, model in models.items():
                costs[kind][n] = tuple(map(min, costs[kind][n], cost(model, n)))  # type: ignore[assignment]
    print(f"{models['softmax'].n_params:,} parameters, best of {args.rounds} rounds, {args.threads} threads")
    print_table(costs, lengths)
    for lm in trained.values():
        print(f"{lm.name}: {lm.record['val_loss']:.4f} nats a character on held-out text, as its record says")
    losses = {label(kind): loss_curve(trained[kind]) if kind in trained else [] for kind in KINDS}
    write_whole(args.out, panels_svg(panels(costs, losses), "What softmax and linear attention cost"))


def random_model(config: GPTConfig) -> GPT:
    torch.manual_seed(0)
    return GPT(config).eval()


@torch.inference_mode()
def cost(model: GPT, n: int) -> tuple[float, float, float]:
    """At ``n`` tokens: megabytes of the decoding state, milliseconds a token decoding, and in one pass over all."""
    ids = torch.randint(model.config.vocab_size, (1, n), generator=torch.Generator().manual_seed(0))
    cache = model.new_cache()
    for half in ids.split(n // 2, 1):  # room is made for twice the first call, so none is left
        model(half, cache=cache)
    megabytes = cache.bytes() / 1e6
    decoding = min(milliseconds(lambda: model(ids[:, :1], cache=cache)) for _ in range(DECODED))
    return megabytes, decoding, milliseconds(lambda: model(ids)) / n


def milliseconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - start)


def print_table(costs: dict[str, dict[int, tuple[float, float, float]]], lengths: list[int]) -> None:
    heads = ("MB of state", "ms, decoding", "ms, a pass")
    print(f"{'tokens':>6}" + "".join(f"{f'{kind} {head}':>22}" for head in heads for kind in KINDS))
    for n in lengths:
        print(f"{n:6}" + "".join(f"{costs[kind][n][i]:22.4f}" for i in range(len(heads)) for kind in KINDS))


@torch.inference_mode()
def loss_curve(lm: LanguageModel) -> Points:
    """(characters before, mean nats of the next) on the held-out part of what the model learned from.

    Characters are counted within the windows of ``ngpl eval``; what follows 1, 2 to 3, 4 to 7, ... is averaged.
    """
    (told,) = lm.record["recipe"]["data"]
    documents = split_documents(Source(**told))[1]
    ids, size = encode_stream(lm.tokenizer, documents).ids, lm.model.context
    whole = (len(ids) - 1) // size * size
    before, after = (
        torch.from_numpy(part.astype(np.int64)).view(-1, size) for part in (ids[:whole], ids[1 : whole + 1])
    )
    nats = [at_places(lm.gpt, *pair) for pair in zip(before.split(16), after.split(16))]
    means = torch.cat(nats).mean(0).tolist()  # (T,): after 1, 2, ... characters
    groups = [(low, means[low - 1 : 2 * low - 1]) for low in BINS if 2 * low - 1 <= size]
    return [(low * 2**0.5 if low > 1 else 1, sum(group) / len(group)) for low, group in groups]


def at_places(model: GPT, ids: torch.Tensor, following: torch.Tensor) -> torch.Tensor:
    """The loss at every place of a batch ``(B, T)``, in nats: ``(B, T)``."""
    return F.cross_entropy(model(ids).transpose(1, 2), following, reduction="none")


def panels(costs: dict[str, dict[int, tuple[float, float, float]]], losses: dict[str, Points]) -> list[Panel]:
    titles = ("memory of the decoding state, MB", "decoding, ms a token", "whole pass, ms a token")
    drawn = [Panel("held-out loss, nats a character", "characters before", losses)]
    for i, title in enumerate(titles):
        lines = {label(kind): [(n, cost[i]) for n, cost in found.items()] for kind, found in costs.items()}
        drawn.append(Panel(title, "tokens of context", lines))
    return drawn


def label(kind: str) -> str:
    return {"lam": "LAM"}.get(kind, kind)


if __name__ == "__main__":
    main()
