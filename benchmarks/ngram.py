"""Bits per byte of a model beside those of an n-gram model that counted what the model learned from.

The n-grams are of the model's own tokens, or of bytes. Every training document of the model's recipe is counted once,
whatever its weight. Both foretell the same stream, <BOS> document <EOS> after another; the model within its windows, as
``ngpl eval`` measures it, the n-grams across them. Meant for texts: of conversations the model is measured on replies.

    python -m benchmarks.ngram [--model stories] [--recipe FILE] [--data tinystories] [--n 5] [--bytes]
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from typing import Any

import numpy as np
import torch

import ngpl
from ngpl.cli.commands.eval import SPLITS, documents_of
from ngpl.cli.flags import add_params, given
from ngpl.config import from_dict
from ngpl.errors import ConfigError
from ngpl.hub import LanguageModel
from ngpl.model import NGram, NGramConfig
from ngpl.tokenizers import Tokenizer
from ngpl.training.corpora import Document, Source, split_documents
from ngpl.training.evaluate import evaluate
from ngpl.training.recipe import encode_stream, read_recipe

BOS, EOS = 256, 257  # after the bytes
CHUNK = 512  # tokens at a time, each with a probability for every token of the vocabulary


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="")
    parser.add_argument("--recipe", type=Path, help="count the documents of this recipe, not of the model's own")
    parser.add_argument("--data", default="tinystories", help="a file, a folder or the name of a corpus to measure on")
    parser.add_argument("--split", choices=SPLITS, default="held-out")
    parser.add_argument("--n", type=int, default=5, help="tokens of the longest n-gram")
    parser.add_argument("--bytes", action="store_true", help="n-grams of bytes, not of the model's tokens")
    add_params(parser, Source, without=("path", "weight"))
    args = parser.parse_args()
    lm = ngpl.load(args.model, device="cpu")
    documents = documents_of(Source(args.data, **given(args, Source)), args.split)
    size = sum(len(document.plain().encode()) for document in documents)
    learned = [document for source in sources(lm, args.recipe) for document in split_documents(source)[0]]
    ids, vocab_size = byte_stream(learned) if args.bytes else token_stream(lm.tokenizer, learned)
    tried, _ = byte_stream(documents) if args.bytes else token_stream(lm.tokenizer, documents)
    unit = "bytes" if args.bytes else "tokens"
    print(f"{args.n}-grams of {len(ids):,} {unit}; measured on {size:,} bytes of {args.data}, {args.split}")
    found = evaluate(lm.model, lm.tokenizer, documents)
    nats = surprises(NGram(NGramConfig(vocab_size, order=args.n)).counted(ids), tried)
    print(f"{'':16} {'nats a token':>12} {'bits a byte':>12}")
    print(f"{lm.name:16} {found.loss:12.4f} {found.bits_per_byte:12.4f}")
    print(f"{f'{args.n}-grams of {unit}':16} {nats.mean():12.4f} {nats.sum() / math.log(2) / size:12.4f}")


@torch.inference_mode()
def surprises(model: NGram, ids: np.ndarray) -> np.ndarray:
    """How unexpected each token of a stream ``(N,)`` but the first is, in nats: ``(N - 1,)``."""
    stream, cache = torch.from_numpy(ids.astype(np.int64))[None], model.new_cache()
    pairs = zip(stream[:, :-1].split(CHUNK, 1), stream[:, 1:].split(CHUNK, 1))
    return np.concatenate([-model(seen, cache)[0].gather(1, then.T)[:, 0].numpy() for seen, then in pairs])


def sources(lm: LanguageModel, recipe: Path | None) -> tuple[Source, ...]:
    """What a recipe file, or that in the model's record, reads; ``ConfigError`` if the record has none."""
    if recipe:
        return read_recipe(recipe).data
    told: list[dict[str, Any]] = lm.record.get("recipe", {}).get("data", [])
    if not told:
        raise ConfigError(f"model {lm.name!r} does not tell what it learned from; name a recipe with --recipe")
    return tuple(from_dict(Source, source) for source in told)


def token_stream(tokenizer: Tokenizer, documents: list[Document]) -> tuple[np.ndarray, int]:
    """The ids of a training run, and the size of their vocabulary."""
    return encode_stream(tokenizer, documents).ids, tokenizer.vocab_size


def byte_stream(documents: list[Document]) -> tuple[np.ndarray, int]:
    """The same of bytes: ``BOS``, a document's UTF-8, ``EOS``, and so on."""
    texts = [np.frombuffer(document.plain().encode(), dtype=np.uint8) for document in documents]
    return np.concatenate([part for text in texts for part in ([BOS], text, [EOS])]), EOS + 1


if __name__ == "__main__":
    main()
