"""Every tab's main action, called by another program."""

from __future__ import annotations

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

import ngpl
from ngpl import answers
from ngpl.ui.api import ENDPOINTS


@pytest.fixture(scope="module")
def client(app_url) -> Client:
    return Client(app_url, verbose=False)


@pytest.fixture(scope="module")
def lm() -> ngpl.LanguageModel:
    return ngpl.load("stories", device="cpu")


def test_there_is_one_for_every_tab(client):
    named = client.view_api(return_format="dict")["named_endpoints"]
    assert set(named) == {f"/{endpoint.__name__}" for endpoint in ENDPOINTS}
    tabs = {"/tokenize", "/embeddings", "/attention", "/lens", "/next_token", "/generate", "/compare", "/chat"}
    assert tabs <= {*named}


def test_they_answer_what_the_model_does(client, lm):
    text = "The cat saw a naïve dog 🙂"
    assert client.predict(text, api_name="/tokenize") == answers.tokens(lm.tokenizer, text)
    found = client.predict("The cat", 3, api_name="/next_token")["candidates"]
    wanted = answers.candidates(lm, lm.encode("The cat"), 3)["candidates"]
    assert [c["text"] for c in found] == [c["text"] for c in wanted]
    assert [c["prob"] for c in found] == pytest.approx([c["prob"] for c in wanted], abs=1e-6)
    maps = client.predict("The cat sat", 1, 2, api_name="/attention")
    assert maps["shape"][:2] == [lm.config.n_layer, lm.config.n_head]
    assert maps["attention"][2] == pytest.approx(ngpl.inspect(lm, "The cat sat").attention[1, 2, 2].tolist(), abs=1e-5)
    deep = client.predict("The cat sat", "dog", 2, api_name="/lens")
    assert deep["target"]["text"] == " dog" and len(deep["depths"]) == lm.config.n_layer + 1
    assert deep == answers.lens(lm, ngpl.lens(lm, "The cat sat", "dog", top=2))
    near = client.predict(" cat", [" dog"], [], 4, api_name="/embeddings")["neighbors"]
    assert near == answers.embeddings(lm, [" cat", " dog"], top=4)["neighbors"]


def test_they_write(client, lm):
    wanted = ngpl.generate(lm, "The cat", "greedy", max_new_tokens=5)
    written = client.predict("The cat", "greedy", {}, 5, 0, api_name="/generate")
    assert (written["text"], written["ids"]) == (wanted.text, list(wanted.ids))
    both = client.predict("The cat", ["greedy", "top_k"], 5, api_name="/compare")
    assert [run["strategy"] for run in both] == ["greedy", "top_k"] and both[0]["text"] == wanted.text
    reply = client.predict([{"role": "user", "content": "The cat"}], 5, api_name="/chat")
    assert reply["role"] == "assistant" and len(reply["ids"]) == 5


def test_what_cannot_be_done_is_said(client):
    for arguments, name, words in [
        (("x", "hot"), "/generate", "strategy 'hot' is unknown"),
        (("x", "greedy", {}, 10**6), "/generate", "new_tokens must be"),
        (("x", 99, 0), "/attention", "no layer 99"),
        (("x", "no such token"), "/lens", "no such token"),
        (("",), "/lens", "the text is empty"),
        (("x", "/etc/passwd"), "/tokenize", "not on offer"),
        ((5,), "/next_token", "text must be of type str"),
        (("x", "greedy"), "/compare", "strategies must be of type list"),
        ((["x"],), "/chat", "messages must be a list of"),
        (("x" * 300, [], []), "/embeddings", "at most 200 characters"),
    ]:
        with pytest.raises(AppError, match=words):
            client.predict(*arguments, api_name=name)


def test_their_names_and_documentation():
    assert all(endpoint.__doc__ for endpoint in ENDPOINTS)
