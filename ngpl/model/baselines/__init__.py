"""Baselines: models that count, or look at one token only. What a GPT has learned is what it knows beyond them."""

from ngpl.model.baselines.baseline import Baseline, Recent
from ngpl.model.baselines.bigram import Bigram, BigramConfig
from ngpl.model.baselines.ngram import INTEGERS, Evidence, NGram, NGramConfig

__all__ = ["INTEGERS", "Baseline", "Bigram", "BigramConfig", "Evidence", "NGram", "NGramConfig", "Recent"]
