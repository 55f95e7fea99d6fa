"""Greedy decoding, tokens a second: ours in every type of weights, and without a cache, beside ``transformers``'
generate.

All run the same weights (a Llama shape), in one process, in turns, with the same number of threads; what counts is each
one's best round. With --data the loss of a text that is read token by token is compared with float32's.

    python -m benchmarks.decoding [--model stories | --width 384] [--data FILE] [--new 200] [--rounds 5] [--threads 1]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F

import ngpl
from benchmarks.peers import peer_of
from ngpl.config import GPTConfig
from ngpl.decoding import STRATEGIES, Step, decode
from ngpl.hub.checkpoint import tensors_as
from ngpl.model import GPT, STORAGES, stored_as

PROMPT = "Once upon a time"
WINDOWS = 8  # so many contexts of the text are read
PEER = "transformers generate"


@torch.inference_mode()
def ours(model: GPT, ids: list[int], new: int) -> list[int]:
    steps = decode(model, ids, STRATEGIES["greedy"](), max_new_tokens=new, top=0)
    return [event.id for event in steps if isinstance(event, Step)]


@torch.inference_mode()
def without_cache(model: GPT, ids: list[int], new: int) -> list[int]:
    text = list(ids)
    for _ in range(new):
        text.append(int(model(torch.tensor([text]))[0, -1].argmax()))
    return text[len(ids) :]


@torch.inference_mode()
def theirs(peer: Any, ids: list[int], new: int) -> list[int]:
    prompt = torch.tensor([ids])
    out = peer.generate(
        prompt,
        attention_mask=torch.ones_like(prompt),
        max_new_tokens=new,
        do_sample=False,
        eos_token_id=None,
        pad_token_id=0,
    )
    return out[0, len(ids) :].tolist()


def speed(run: Callable[[], list[int]]) -> float:
    start = time.perf_counter()
    return len(run()) / (time.perf_counter() - start)


@torch.inference_mode()
def loss(model: GPT, ids: list[int]) -> float:
    """Nats a token, each read by itself with a cache, as in decoding."""
    nats = []
    for window in torch.tensor(ids).split(model.context)[:WINDOWS]:
        cache = model.new_cache()
        logits = torch.cat([model(id.view(1, 1), cache)[0] for id in window[:-1]])
        nats.append(F.cross_entropy(logits, window[1:], reduction="none"))
    return torch.cat(nats).mean().item()


def subject(args: argparse.Namespace) -> tuple[GPT, list[int], list[int]]:
    """The model, a prompt, and the ids of the text of --data."""
    if args.width:
        shape = GPTConfig(vocab_size=65, n_embd=args.width, n_head=6, block_size=1024)
        rounded = stored_as(GPT(shape).eval(), "float16")  # as a file would hold it
        return stored_as(rounded, "float32"), [1, 2, 3], []
    lm = ngpl.load(args.model, "cpu", "float32")
    return lm.gpt, lm.encode(PROMPT), lm.encode(Path(args.data).read_text("utf-8")) if args.data else []


def rounds(runs: dict[str, Callable[[], list[int]]], count: int) -> dict[str, float]:
    """The best tokens a second of each."""
    best = dict.fromkeys(runs, 0.0)
    for _ in range(count):
        for name, run in runs.items():
            best[name] = max(best[name], speed(run))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="")
    parser.add_argument("--width", type=int, default=0, help="a fresh model of this width instead, with 65 tokens")
    parser.add_argument("--data", default="", help="a text file")
    parser.add_argument("--new", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    model, ids, text = subject(args)
    models = {name: stored_as(model, name) for name in STORAGES}
    runs: dict[str, Callable[[], list[int]]] = {PEER: partial(theirs, peer_of(model), ids, args.new)}
    runs |= {"ngpl, no cache": partial(without_cache, model, ids, args.new)}
    runs |= {f"ngpl {name}": partial(ours, made, ids, args.new) for name, made in models.items()}
    texts = {name: run() for name, run in runs.items()}  # which also warms
    best = rounds(runs, args.rounds)
    print(f"{model.n_params:,} parameters, {args.new} tokens, threads {args.threads}, best of {args.rounds} rounds")
    losses = {name: loss(made, text) for name, made in models.items()} if text else {}
    for name, found in best.items():
        storage = name.removeprefix("ngpl ") if name.removeprefix("ngpl ") in models else "float32"
        size = sum(tensor.nbytes for tensor in tensors_as(models.get(storage, model), storage).values()) / 1e6
        same = next((i for i, (a, b) in enumerate(zip(texts[name], texts[PEER], strict=True)) if a != b), None)
        words = "same tokens" if same is None else f"other tokens from {same}"
        change = f"  loss {losses[storage] - losses['float32']:+.4f}" if storage in losses else ""
        print(f"{name:22} {found:7.0f} tokens/s  x {found / best[PEER]:5.2f}  {size:6.2f} MB{change}  {words}")


if __name__ == "__main__":
    main()
