"""Greedy decoding, tokens a second: ours with and without cache beside ``transformers``' generate.

Both run the same weights (a Llama shape), in one process, in turns, with the same number of threads.

    python -m benchmarks.decoding [--model assets/models/stories.gpl] [--new 200] [--rounds 5] [--threads 1]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from typing import Any

import torch

import ngpl
from ngpl.decoding import STRATEGIES, Step, decode
from ngpl.model import GPT

PROMPT = "Once upon a time"

# Parts of our parameters' names -> Llama's, in order.
NAMES = {
    "tokens.": "model.embed_tokens.",
    "blocks.": "model.layers.",
    "attention_norm.": "input_layernorm.",
    "mlp_norm.": "post_attention_layernorm.",
    "attention.out.": "self_attn.o_proj.",
    "attention.": "self_attn.",
    "gate.": "gate_proj.",
    "up.": "up_proj.",
    "down.": "down_proj.",
}


def peer_of(model: GPT) -> Any:
    """The same model as a ``transformers`` Llama."""
    from transformers import LlamaConfig, LlamaForCausalLM

    c = model.config
    shape = LlamaConfig(
        vocab_size=c.vocab_size,
        hidden_size=c.n_embd,
        intermediate_size=model.get_parameter("blocks.0.mlp.up.weight").size(0),
        num_hidden_layers=c.n_layer,
        num_attention_heads=c.n_head,
        num_key_value_heads=c.kv_heads,
        max_position_embeddings=c.block_size,
        rms_norm_eps=1e-5,
        tie_word_embeddings=c.tied,
    )
    peer = LlamaForCausalLM(shape).eval()
    weights = renamed(model) | {"lm_head.weight": model.head.weight}
    weights["model.norm.weight"] = weights.pop("norm.weight")
    peer.load_state_dict(weights)
    return peer


def renamed(model: GPT) -> dict[str, torch.Tensor]:
    """Our weights under Llama's names."""
    c = model.config
    named: dict[str, torch.Tensor] = {}
    for name, weight in model.named_parameters():
        for ours, theirs in NAMES.items():
            name = name.replace(ours, theirs)
        if "qkv" in name:
            parts = weight.split([c.n_embd, c.kv_heads * c.head_size, c.kv_heads * c.head_size])
            named |= {name.replace("qkv", f"{letter}_proj"): part for letter, part in zip("qkv", parts, strict=True)}
        else:
            named[name] = weight
    return named


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


def speed(run: Callable[[], list[int]]) -> tuple[float, list[int]]:
    start = time.perf_counter()
    ids = run()
    return len(ids) / (time.perf_counter() - start), ids


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="")
    parser.add_argument("--new", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    lm = ngpl.load(args.model, device="cpu")
    ids, peer = lm.encode(PROMPT), peer_of(lm.model)
    runs: dict[str, Callable[[], list[int]]] = {
        "transformers generate": lambda: theirs(peer, ids, args.new),
        "ngpl, no cache": lambda: without_cache(lm.model, ids, args.new),
        "ngpl": lambda: ours(lm.model, ids, args.new),
    }
    found: dict[str, list[float]] = {name: [] for name in runs}
    texts = {name: run() for name, run in runs.items()}  # warm, and the same tokens
    for _ in range(args.rounds):
        for name, run in runs.items():
            found[name].append(speed(run)[0])
    base = statistics.median(found["transformers generate"])
    print(f"{lm.model.n_params:,} parameters, {args.new} tokens, {args.threads} threads, median of {args.rounds}")
    for name, speeds in found.items():
        same = "same tokens" if texts[name] == texts["ngpl"] else "OTHER TOKENS"
        middle = statistics.median(speeds)
        print(f"{name:24} {middle:8.0f} tokens/s   x {middle / base:5.2f}   {same}")


if __name__ == "__main__":
    main()
