"""Commands that let a model write: generate, compare, chat."""

from __future__ import annotations

import pytest

from ngpl.api import generate
from ngpl.cli.strategies import parse_strategy
from ngpl.decoding import STRATEGIES
from ngpl.errors import ConfigError
from ngpl.hub import load

KEYS = ["prompt", "text", "ids", "logprobs", "seconds", "tokens_per_second"]


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_generate(ngpl, model, strategy):
    words = ["generate", "The cat", "--model", model, "--strategy", strategy, "--max-new-tokens", 8, "--seed", 4]
    found = ngpl(*words, "--json").json
    expected = generate(load(model), "The cat", strategy, max_new_tokens=8, seed=4)
    assert list(found) == KEYS and found["prompt"] == "The cat"
    assert (found["text"], found["ids"], found["logprobs"]) == (
        expected.text,
        list(expected.ids),
        list(expected.logprobs),
    )
    shown = ngpl(*words)
    assert shown.out == f"The cat{expected.text}\n" and "tokens/s]" in shown.err


def test_generate_with_settings(ngpl, model):
    words = ["generate", "The", "--model", model, "--json", "--strategy"]
    flags = ngpl(*words, "top_k", "--top-k", 3, "--temperature", 0.5).json
    assert flags["text"] == ngpl(*words, "top_k:top_k=3:temperature=0.5").json["text"]
    assert flags["text"] == generate(load(model), "The", "top_k", top_k=3, temperature=0.5).text


@pytest.mark.parametrize(
    "words, said",
    [
        (["--strategy", "greedy", "--top-k", "3"], "strategy greedy has no --top-k; its own are: --repetition-penalty"),
        (["--beams", "3"], "strategy top_p has no --beams; its own are: --top-p"),
        (["--strategy", "beam", "--beams", "0"], "beams must be from 1 to 64"),
        (["--strategy", "top_p", "--top-p", "nan"], "top_p must be"),
        (["--strategy", "top_k", "--top-k", "three"], "invalid int value"),
        (["--strategy", "top_k:5"], "must be of the form setting=value"),
        (["--strategy", "top_k:top_k=x"], "top_k must be of type int, not 'x'"),
        (["--strategy", "nothing"], "strategy 'nothing' is unknown; there are: greedy"),
        (["--max-new-tokens", "-3"], "max_new_tokens must be at least 0"),
        (["--seed", "-1"], "seed must be"),
    ],
)
def test_refusals(ngpl, model, words, said):
    result = ngpl("generate", "The", "--model", model, "--json", *words)
    assert result.code == 2 and result.out == ""
    assert said in result.err and result.err.count("\n") == 1


def test_generate_from_nothing_and_from_standard_input(ngpl, model):
    assert ngpl("generate", "", "--model", model, "--max-new-tokens", 3, "--json").json["prompt"] == ""
    piped = ngpl("generate", "-", "--model", model, "--max-new-tokens", 0, "--json", stdin="The dog\n").json
    assert (piped["prompt"], piped["text"], piped["ids"]) == ("The dog", "", [])


def test_stop_text(ngpl, model):
    words = ["generate", "The", "--model", model, "--seed", 2, "--strategy", "sample", "--json"]
    whole = ngpl(*words).json["text"]
    stop = whole[3:5]
    assert ngpl(*words, "--stop", stop).json["text"] == whole[: whole.index(stop)]


def test_compare(ngpl, model):
    words = ["compare", "The", "--model", model, "--max-new-tokens", 6, "--seed", 1]
    specs = "greedy, top_k:top_k=2:temperature=0.7,beam:beams=2"
    found = ngpl(*words, "--strategies", specs, "--json").json
    assert [list(result) for result in found] == [["strategy", *KEYS]] * 3
    assert [result["strategy"] for result in found] == ["greedy", "top_k:top_k=2:temperature=0.7", "beam:beams=2"]
    assert found[0]["text"] == generate(load(model), "The", "greedy", max_new_tokens=6).text
    shown = ngpl(*words, "--strategies", specs).out
    assert all(f"== {result['strategy']}\nThe{result['text']}\n" in shown for result in found)
    assert len(ngpl(*words, "--json").json) == 5
    assert ngpl(*words, "--strategies", "greedy,").code == 2


def test_parse_strategy():
    assert parse_strategy("top-k:top-k=5".replace("top-k:", "top_k:")) == STRATEGIES["top_k"](top_k=5)
    assert parse_strategy("beam", beams=2) == STRATEGIES["beam"](beams=2)
    with pytest.raises(ConfigError, match="its own are: --beams, --length-penalty"):
        parse_strategy("beam:top_p=0.5")


def test_chat_with_a_chat_model(ngpl, chat_model):
    words = ["chat", "--model", chat_model, "--max-new-tokens", 5, "--seed", 2]
    first, second = ngpl(*words, "--json", stdin="Hi\nAnd?\n").jsons
    lm = load(chat_model)
    messages = [{"role": "user", "content": "Hi"}]
    expected = generate(lm, lm.tokenizer.render_chat(messages), max_new_tokens=5, seed=2)
    assert list(first) == KEYS and first["text"] == expected.text
    messages += [{"role": "assistant", "content": expected.text}, {"role": "user", "content": "And?"}]
    ids = lm.tokenizer.render_chat(messages)[-27:]
    assert second["ids"] == list(generate(lm, ids, max_new_tokens=5, seed=3).ids)
    assert "base model" not in ngpl(*words, stdin="Hi\n").err


def test_chat_with_a_base_model(ngpl, model):
    words = ["chat", "--model", model, "--max-new-tokens", 4]
    result = ngpl(*words, stdin="Once upon\n/raw\n/quit\nnot read\n")
    lm = load(model)
    reply = generate(lm, lm.tokenizer.encode("Once upon", bos=True), max_new_tokens=4).text
    assert result.out == f"{reply}\n"
    assert "base model: it was not taught to converse" in result.err and "<BOS>Once upon" in result.err
    transcript = ngpl(*words, "--layout", "transcript", stdin="Hi\n/raw\n").err
    assert "base model" not in transcript and "<BOS>User: Hi\nAssistant:" in transcript


def test_chat_commands(ngpl, chat_model):
    words = ["chat", "--model", chat_model, "--max-new-tokens", 6, "--strategy", "sample", "--json"]
    result = ngpl(*words, "--system", "Be kind.", stdin="/retry\n/raw\nHi\n/raw\n/retry\n/nothing\n/clear\nHi\n/help\n")
    first, again, fresh = result.jsons
    assert result.code == 0 and first["prompt"] == again["prompt"] == fresh["prompt"]
    assert first["ids"] != again["ids"]
    assert "there is no message to reply to" in result.err and "nothing was said yet" in result.err
    assert "there is no command '/nothing'" in result.err
    assert "[template," in result.err and "/retry: another reply" in result.err


def test_chat_says_what_it_cuts(ngpl, model):
    result = ngpl("chat", "--model", model, "--max-new-tokens", 4, stdin="The cat sat.\n" + "the dog " * 40)
    assert result.code == 0 and "too long for the model's context: 3 of the oldest" in result.err
