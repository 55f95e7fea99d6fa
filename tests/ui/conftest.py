"""The app, started once in this process; and a context with tiny models for handlers that are called as functions."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(scope="session")
def app_url() -> str:
    """The address of the running app; it ends with the process."""
    from ngpl.ui.app import launch

    return launch(block=False)


@pytest.fixture(scope="session")
def tiny() -> Any:
    """A ``Context`` with an untrained model for each kind of tokenizer: ``bpe``, ``char``, ``word``; ``chat``
    has roles, and the tokenizer of ``begun`` puts a token before every text."""
    import torch

    from ngpl.config import GPTConfig, Limits, Settings
    from ngpl.hub import LanguageModel
    from ngpl.model import GPT
    from ngpl.tokenizers import TokenizerOptions, train_tokenizer
    from ngpl.ui.context import Context
    from tests.tokenizers.others import begun

    class Tiny(Context):
        def __init__(self) -> None:
            super().__init__(Settings("bpe", (), Limits(tokens=24, characters=4_000, new_tokens=12, seconds=20)))
            self.models = {}
            for name in ("bpe", "char", "word", "chat", "begun"):
                options = TokenizerOptions(vocab_size=320, min_frequency=2, roles=name == "chat")
                kind = "bpe" if name in ("chat", "begun") else name
                tokenizer = train_tokenizer(kind, ["the cat sat on the mat, the dog ran"] * 9, options)
                tokenizer = begun(tokenizer) if name == "begun" else tokenizer
                torch.manual_seed(0)
                shape = GPTConfig(tokenizer.vocab_size, block_size=32, n_layer=1, n_head=2, n_embd=8)
                self.models[name] = LanguageModel(name, GPT(shape).eval(), tokenizer, hash=name)

        def model(self, name: str) -> LanguageModel:
            return self.models[name]

    return Tiny()
