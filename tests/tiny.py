"""Models of a few thousand random weights, made in milliseconds."""

from __future__ import annotations

from functools import cache
from typing import Any

import torch

from ngpl.config import GPTConfig
from ngpl.hub import LanguageModel
from ngpl.model import GPT
from ngpl.tokenizers import Tokenizer, TokenizerOptions, train_tokenizer

TEXT = "The cat sat on the mat. The dog sat on the rug. The king and the queen saw the cat and the dog.\n"


@cache
def tokenizer(kind: str = "bpe", roles: bool = False) -> Tokenizer:
    return train_tokenizer(kind, [TEXT] * 4, TokenizerOptions(vocab_size=320, roles=roles))


def model(vocab_size: int, seed: int = 0, **changes: Any) -> GPT:
    shape = {"block_size": 32, "n_layer": 2, "n_head": 2, "n_embd": 16, "vocab_size": vocab_size}
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        made = GPT(GPTConfig(**(shape | changes)))
        for weight in made.parameters():
            if weight.dim() > 1:
                torch.nn.init.normal_(weight, std=0.3)  # far from uniform, so that choices differ
    return made.eval()


def language_model(kind: str = "bpe", roles: bool = False, **changes: Any) -> LanguageModel:
    words = tokenizer(kind, roles)
    return LanguageModel("tiny", model(words.vocab_size, **changes), words)
