"""The Python API: what it gives, that it is the model's own, and that importing it costs nothing."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import pytest
import torch

import ngpl
from ngpl.api import exhaust
from ngpl.decoding import STRATEGIES
from ngpl.errors import ConfigError, InputError, TextError
from ngpl.model import KERNELS
from ngpl.stopping import StopText
from tests import tiny

LM = tiny.language_model()


def test_names():
    assert set(ngpl.__all__) <= set(dir(ngpl))
    assert all(getattr(ngpl, name) for name in ngpl.__all__)
    with pytest.raises(AttributeError, match="generate"):
        ngpl.nothing  # noqa: B018


def test_importing_loads_neither_torch_nor_gradio():
    script = "import sys, ngpl; print(*{'torch', 'gradio', 'numpy'} & set(sys.modules))"
    top = Path(__file__).parents[1]
    run = subprocess.run([sys.executable, "-c", script], cwd=top, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_generate_and_stream_agree(strategy):
    written = ngpl.generate(LM, "The cat", strategy, max_new_tokens=12, seed=3)
    pieces: list[str] = []
    streamed = exhaust(ngpl.stream(LM, "The cat", strategy, max_new_tokens=12, seed=3), pieces.append)
    assert (streamed.text, streamed.ids, streamed.logprobs) == (written.text, written.ids, written.logprobs)
    assert "".join(pieces) == written.text == LM.decode(written.ids)
    assert 0 < len(written.ids) == len(written.logprobs) <= 12
    assert written.tokens_per_second == len(written.ids) / written.seconds > 0


def test_greedy_takes_the_best_of_a_full_pass():
    ids = LM.encode("The dog")
    written = ngpl.generate(LM, ids, "greedy", max_new_tokens=6)
    for id, logprob in zip(written.ids, written.logprobs, strict=True):
        logprobs = LM.model(torch.tensor([ids]))[0, -1].log_softmax(-1)
        assert id == logprobs.argmax()
        assert logprob == pytest.approx(logprobs[id].item(), abs=1e-4)
        ids.append(id)
    assert written.prompt == "The dog"


def test_the_space_between_words_is_kept():
    lm = tiny.language_model("word")
    written = ngpl.generate(lm, "The cat", "sample", max_new_tokens=5, seed=1)
    assert "The cat" + written.text == lm.decode(lm.encode("The cat") + list(written.ids))


def test_stop_texts():
    whole = ngpl.generate(LM, "The", "sample", max_new_tokens=30, seed=5).text
    stop = whole[4:6]
    written = ngpl.generate(LM, "The", "sample", max_new_tokens=30, seed=5, stop=["\x00", stop])
    assert written.text == whole[: whole.index(stop)]


@pytest.mark.parametrize(
    "stops, pieces, shown",
    [
        ([], ["ab", "c"], ["ab", "c"]),
        (["bc"], ["ab", "cd", "bc"], ["a", "", ""]),
        (["bc"], ["ab", "bd"], ["a", "bbd"]),
        (["bcd", "c"], ["ab", "cd"], ["a", ""]),
        (["", "xyz"], ["x", "y", "q"], ["", "", "xyq"]),
    ],
)
def test_stop_text(stops, pieces, shown):
    ending = StopText(stops)
    assert [ending.push(piece) for piece in pieces] == shown


def test_stop_text_gives_back_what_was_held():
    ending = StopText(["bcd"])
    assert (ending.push("abc"), ending.flush(), ending.found) == ("a", "bc", False)


def test_arguments_are_checked_at_the_call():
    with pytest.raises(ConfigError, match="greedy has no top_k; it has: repetition_penalty"):
        ngpl.stream(LM, "a", "greedy", top_k=3)
    with pytest.raises(ConfigError, match="there are: greedy"):
        ngpl.stream(LM, "a", "nothing")
    with pytest.raises(InputError, match="max_new_tokens"):
        ngpl.stream(LM, "a", max_new_tokens=-1)
    with pytest.raises(TextError, match="surrogate"):
        ngpl.stream(LM, "\udcff")
    with pytest.raises(ConfigError, match="beside a strategy"):
        ngpl.stream(LM, "a", STRATEGIES["greedy"](), top_k=3)


def test_nothing_to_write():
    written = ngpl.generate(LM, "", max_new_tokens=0)
    assert (written.text, written.ids, written.tokens_per_second) == ("", (), 0.0)
    assert len(ngpl.generate(LM, "", "greedy", max_new_tokens=3).ids) > 0


def test_inspect():
    seen = ngpl.inspect(LM, "The cat sat")
    size = len(LM.encode("The cat sat"))
    assert seen.attention.shape == (2, 2, size, size) and seen.residual.shape == (3, size, 16)
    assert list(seen.tokens) == LM.tokenizer.labels(seen.ids)
    plain = LM.model(torch.tensor([seen.ids]))[0]
    assert torch.equal(torch.tensor(seen.logits), plain.detach())
    with pytest.raises(InputError, match="empty"):
        ngpl.inspect(LM, "")
    with pytest.raises(InputError, match="context of 32"):
        ngpl.inspect(LM, [5] * 33)


@pytest.mark.parametrize("attention", KERNELS)
def test_a_model_writes_past_its_context(attention):
    lm = tiny.language_model(attention=attention)
    assert math.isfinite(sum(ngpl.generate(lm, [5] * 40, "greedy", max_new_tokens=3).logprobs))
