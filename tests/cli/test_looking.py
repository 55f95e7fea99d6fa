"""Commands that look into a model: models, tokenize, embeddings, attention, next, and the two interactive tests."""

from __future__ import annotations

import numpy as np
import pytest

from ngpl.hub import library, load
from tests import tiny

TEXT = "The cat sat on the mat."


def test_models(ngpl, monkeypatch):
    info = library.ModelInfo("tiny", 12345, "bpe", "lam", "a/tiny.gpl", "for tests")
    monkeypatch.setattr("ngpl.cli.commands.models.list_offers", lambda: [info])
    found = {"name": "tiny", "parameters": 12345, "tokenizer": "bpe", "attention": "lam", "source": "a/tiny.gpl"}
    found |= {"storage": "float32", "download": 0}
    assert ngpl("models", "--json").json == [found]
    assert "tiny  12,345" in " ".join(ngpl("models").out.split()).replace("tiny 12", "tiny  12")


@pytest.mark.parametrize("text", [TEXT, "", "naïve 🙂\n\x1b", " <EOS> "])
def test_tokenize(ngpl, model, text):
    found = ngpl("tokenize", text, "--model", model, "--json").json
    assert list(found) == ["ids", "tokens", "decoded"] and found["decoded"] == text
    assert found["ids"] == load(model).encode(text) == [token["id"] for token in found["tokens"]]
    for token in found["tokens"]:
        assert list(token) == ["id", "text", "bytes", "start", "end"]
        assert bytes(token["bytes"]) == text.encode()[token["start"] : token["end"]]
    shown = ngpl("tokenize", text, "--model", model)
    assert shown.code == 0 and f"{len(found['ids'])} tokens" in shown.out and "\x1b" not in shown.out


def test_tokenize_standard_input(ngpl, model):
    assert ngpl("tokenize", "-", "--model", model, "--json", stdin="The\ncat\n").json["decoded"] == "The\ncat"
    assert ngpl("tokenize", "--model", model, "--json", "--", "-", stdin="-").json["decoded"] == "-"
    bad = ngpl("tokenize", "-", "--model", model, stdin=b"caf\xe9")
    assert bad.code == 2 and "standard input is not UTF-8" in bad.err


def test_lone_surrogates(ngpl, model):
    for command in (["tokenize"], ["next"], ["generate"], ["compare"], ["attention", "--out", "x.npz"]):
        result = ngpl(*command, "caf\udce9", "--model", model)
        assert result.code == 2 and "lone surrogate U+DCE9" in result.err and result.err.count("\n") == 1


def test_tokenizer_file(ngpl, tmp_path):
    tiny.tokenizer("char").save(tmp_path / "tokenizer.json")
    found = ngpl("tokenize", "abc", "--tokenizer", tmp_path, "--json").json
    assert [token["text"] for token in found["tokens"]] == ["a", "b", "c"]


def test_embeddings(ngpl, model):
    found = ngpl("embeddings", " cat", "--model", model, "--top", 4, "--json").json["neighbors"]
    assert len(found) == 4 and all(list(near) == ["id", "text", "cosine"] for near in found)
    lm = load(model)
    table = lm.model.embedding.detach().numpy()
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ unit[lm.tokenizer.id_of(" cat")]
    assert found[0]["id"] == np.argsort(cosines)[-2]
    assert found[0]["cosine"] == pytest.approx(cosines[found[0]["id"]], abs=1e-5)
    assert found[0]["text"] == lm.tokenizer.label(found[0]["id"])
    assert "cosine" in ngpl("embeddings", " cat", "--model", model).out


def test_embedding_arithmetic(ngpl, model):
    words = ["embeddings", " king", "--minus", " dog", "--plus", " cat", "--plus", " the"]
    found = ngpl(*words, "--model", model, "--top", 1000, "--json").json["neighbors"]
    lm = load(model)
    given = {lm.tokenizer.id_of(text) for text in (" king", " dog", " cat", " the")}
    assert {near["id"] for near in found} == set(range(lm.config.vocab_size)) - given
    zero = ngpl("embeddings", " cat", "--minus", " cat", "--model", model)
    assert zero.code == 2 and "zero" in zero.err


def test_a_bare_word_is_the_one_within_a_sentence(ngpl, model):
    bare, spaced, exact = (ngpl("embeddings", text, "--model", model).out for text in ("cat", " cat", '"c"'))
    assert bare == spaced != exact


def test_a_token_that_is_none(ngpl, model):
    for text in ("zebra", ""):
        result = ngpl("embeddings", text, "--model", model)
        assert result.code == 2 and "is not one token" in result.err


def test_attention(ngpl, model, tmp_path):
    found = ngpl("attention", TEXT, "--model", model, "--out", tmp_path / "maps.npz", "--json").json
    lm = load(model)
    ids = lm.encode(TEXT)
    assert found["tokens"] == lm.tokenizer.labels(ids) and found["out"] == str(tmp_path / "maps.npz")
    with np.load(tmp_path / "maps.npz") as file:
        assert file["attention"].shape == tuple(found["shape"]) == (2, 2, len(ids), len(ids))
        assert file["attention"].dtype == np.float32 and file["ids"].tolist() == ids
        assert np.allclose(file["attention"].sum(-1), 1, atol=1e-5)


@pytest.mark.parametrize("suffix", [".npz", ".json", ".csv", ".png", ".svg", ".html"])
def test_attention_of_one_head(ngpl, model, tmp_path, suffix):
    out = tmp_path / f"head{suffix}"
    found = ngpl("attention", "The cat", "--layer", 1, "--head", 0, "--out", out, "--model", model, "--json").json
    assert found["shape"][-2:] == [2, 2] and out.stat().st_size > 50


def test_attention_refusals(ngpl, model, tmp_path):
    for words, said in [
        (["", "--out", "x.npz"], "empty"),
        (["a", "--out", tmp_path / "x.gif"], ".npz"),
        (["a", "--out", tmp_path / "x.npz", "--head", "2"], "0 to 1"),
        (["a", "--out", tmp_path / "x.npz", "--layer", "-1"], "0 to 1"),
        (["a"], "--out"),
    ]:
        result = ngpl("attention", *words, "--model", model)
        assert result.code == 2 and said in result.err and result.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_long_texts_are_cut_and_that_is_said(ngpl, model, tmp_path):
    text = "The cat sat on the mat. " * 20
    lm = load(model)
    ids = lm.encode(text)
    maps = ngpl("attention", text, "--model", model, "--out", tmp_path / "x.npz", "--json")
    assert maps.json["tokens"] == lm.tokenizer.labels(ids[:32]) and f"the last {len(ids) - 32} are cut" in maps.err
    said = f"the first {len(ids) - 32} are cut"
    long = ngpl("next", text, "--model", model, "--json")
    short = ngpl("next", lm.decode(ids[-32:]), "--model", model, "--json")
    assert said in long.err and long.json == short.json
    assert said in ngpl("generate", text, "--model", model, "--max-new-tokens", 1).err


def test_next(ngpl, model):
    found = ngpl("next", TEXT, "--model", model, "--top", 7, "--json").json["candidates"]
    assert len(found) == 7 and all(list(token) == ["id", "text", "prob", "logprob"] for token in found)
    assert [t["prob"] for t in found] == sorted((t["prob"] for t in found), reverse=True)
    assert all(token["prob"] == pytest.approx(np.exp(token["logprob"]), rel=1e-5) for token in found)
    every = ngpl("next", TEXT, "--model", model, "--top", 10_000, "--json").json["candidates"]
    assert sum(token["prob"] for token in every) == pytest.approx(1, abs=1e-4)
    assert ngpl("next", "", "--model", model).code == 0


def test_heads(ngpl, model):
    found = ngpl("heads", "--model", model, "--json").json
    assert list(found) == ["implied", "measures", "heads"] and not found["implied"]
    assert [(head["layer"], head["head"]) for head in found["heads"]] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    for m in found["measures"]:
        scores = [head["scores"][m["tag"]][m["sample"]] for head in found["heads"]]
        assert m["strongest"]["score"] == max(scores) and 0 < m["chance"] <= 1
    assert (
        found
        == ngpl("heads", "--model", model, "--json").json
        != ngpl("heads", "--model", model, "--seed", 1, "--json").json
    )
    shown = ngpl("heads", "--model", model, "--text", TEXT).out
    assert "induction" in shown and "head 1" in shown
    assert ngpl("heads", "--model", model, "--text", "").code == 2


def test_tokenizer_test(ngpl, model):
    lines = ngpl("tokenizer-test", "--model", model, "--json", stdin="The cat\n\nnaïve\nexit\nnot read").jsons
    assert [line["decoded"] for line in lines] == ["The cat", "naïve"]
    assert "decoded: the text itself" in ngpl("tokenizer-test", "--model", model, stdin="The").out
    assert ngpl("tokenizer-test", "--model", model).code == 0


def test_embedding_test(ngpl, model):
    result = ngpl("embedding-test", "--model", model, "--top", 3, "--json", stdin=" cat\nzebra\nking - dog + cat\n")
    single, sum_of_three = result.jsons
    assert single == ngpl("embeddings", "cat", "--model", model, "--top", 3, "--json").json
    words = ["embeddings", "king", "--minus", "dog", "--plus", "cat"]
    assert sum_of_three == ngpl(*words, "--model", model, "--top", 3, "--json").json
    assert result.code == 0 and "'zebra' is not one token" in result.err
