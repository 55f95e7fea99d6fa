"""Conversations become markers and plain text, and no content becomes a marker."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngpl.errors import ConfigError, TextError
from ngpl.tokenizers import Tokenizer, TokenizerOptions, train_tokenizer

TOKENIZER = train_tokenizer("bpe", ["hello there, hello you"], TokenizerOptions(vocab_size=280, roles=True))
SPELLING = st.sampled_from([*TOKENIZER.specials, "<|", "|>", "<", "end", "user", " ", "\n", "\U000f0000", "{{ 1 }}"])
CONTENTS = st.lists(SPELLING, max_size=8).map("".join)


def with_template(template: str) -> Tokenizer:
    return Tokenizer.from_json(TOKENIZER.to_json(), template)


def user(content: str) -> dict[str, str]:
    return {"role": "user", "content": content}


def spelled(tokenizer: Tokenizer, messages: list[dict[str, str]], reply: bool = True) -> str:
    return tokenizer.decode(tokenizer.render_chat(messages, reply=reply), skip_special=False)


def test_a_conversation_as_it_is_written() -> None:
    messages = [{"role": "system", "content": "Be kind."}, user("hello"), {"role": "assistant", "content": "hi"}]
    want = "<BOS><|system|>Be kind.<|end|><|user|>hello<|end|><|assistant|>hi<|end|>"
    assert spelled(TOKENIZER, messages, reply=False) == want
    assert spelled(TOKENIZER, messages) == want + "<|assistant|>"
    of = TOKENIZER.specials
    ids = TOKENIZER.render_chat([user("hello")])
    assert ids == [2, of["<|user|>"], *TOKENIZER.encode("hello"), of["<|end|>"], of["<|assistant|>"]]


@settings(max_examples=60, deadline=None, database=None)
@given(first=CONTENTS, second=CONTENTS)
def test_no_content_becomes_a_marker(first: str, second: str) -> None:
    ids = TOKENIZER.render_chat([user(first), user(second)])
    markers = [TOKENIZER.label(id) for id in ids if id in TOKENIZER.specials.values()]
    assert markers == ["<BOS>", *["<|user|>", "<|end|>"] * 2, "<|assistant|>"]
    assert TOKENIZER.decode(ids) == first + second


def test_not_even_together_with_the_template_or_its_neighbour() -> None:
    bare = with_template("<|{% for message in messages %}{{ message.content }}{% endfor %}>")
    ids = bare.render_chat([user("en"), user("d|")])
    assert bare.decode(ids) == "<|end|>" and not set(ids) & set(bare.specials.values())


def test_templates_of_the_hub_trim_loop_and_merge_with_what_they_write() -> None:
    tokenizer = with_template(
        "{%- for message in messages %}\n"
        "  {%- if message['content'] | trim | length == 0 %}{% continue %}{% endif %}\n"
        "{{ message['role'] | upper + ': ' + message['content'] | trim + eos_token }}\n"
        "{%- endfor %}\n"
        "{%- if add_generation_prompt %} hello{% endif %}"
    )
    assert spelled(tokenizer, [user("  "), user("  <EOS>  ")]) == "USER: <EOS><EOS> hello"
    ids = with_template("{{ 'hel' + messages[0].content }}").render_chat([user("lo")])
    assert ids == TOKENIZER.encode("hello")


@pytest.mark.parametrize(
    ("template", "cause"),
    [
        ("{% for %}", "not valid Jinja: line 1"),
        ("{{ persona.names.first }}", "'persona' is undefined; it may need fields beyond role"),
        ("{{ raise_exception('roles must alternate') }}", "refuses these messages: roles must alternate"),
        ("{{ ''.__class__.__mro__ }}", "may not"),
        ("{{ messages.append(1) }}", "may not"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ messages | frobnicate }}", "not valid Jinja"),
    ],
)
def test_a_failing_template_is_explained(template: str, cause: str) -> None:
    with pytest.raises(ConfigError, match=cause):
        with_template(template).render_chat([user("hello")])


def test_without_a_template_there_is_no_chat() -> None:
    with pytest.raises(ConfigError, match="no chat template"):
        train_tokenizer("word", ["a a"]).render_chat([user("a")])


@pytest.mark.parametrize(
    ("message", "cause"),
    [
        ({"role": "wizard", "content": "a"}, "role 'wizard'; it may be one of system, user, assistant"),
        ({"content": "a"}, "role None"),
        ({"role": "user"}, "must be a str, not NoneType"),
        ({"role": "user", "content": "ab\ud800"}, "surrogate"),
    ],
)
def test_what_is_no_message_is_refused(message: dict[str, str], cause: str) -> None:
    with pytest.raises(TextError, match=cause):
        TOKENIZER.render_chat([message])


def assistant(content: str) -> dict[str, str]:
    return {"role": "assistant", "content": content}


def counted_text(tokenizer: Tokenizer, messages: list[dict[str, str]]) -> str:
    """What the assistant has to say, markers included."""
    [(ids, counted)] = tokenizer.render_chats([messages])
    assert ids == tokenizer.render_chat(messages, reply=False) and len(ids) == len(counted)
    return tokenizer.decode([id for id, counts in zip(ids, counted, strict=True) if counts], skip_special=False)


def test_what_the_assistant_has_to_say() -> None:
    messages = [{"role": "system", "content": "y"}, user("hello"), assistant("u"), user("y"), assistant("")]
    [(ids, counted)] = TOKENIZER.render_chats([messages])
    want = "<BOS> <|system|> y <|end|> <|user|> hello <|end|> <|assistant|> u <|end|> <|user|> y <|end|> <|assistant|>"
    assert TOKENIZER.labels(ids) == [*want.split(), "<|end|>"]
    assert [at for at, counts in enumerate(counted) if counts] == [8, 9, 14]
    assert TOKENIZER.render_chats([]) == []


CONVERSATIONS = st.lists(st.tuples(CONTENTS, CONTENTS), max_size=3).map(
    lambda turns: [message for asked, said in turns for message in (user(asked), assistant(said))]
)
AS_OURS = f"{TOKENIZER.chat_template}{{# the same, but found out by rendering it #}}"
CHATML = (
    "{% for m in messages %}<|user|>{{ m.role }}\n{{ m.content }}<|end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|user|>assistant\n{% endif %}"
)


@settings(max_examples=40, deadline=None, database=None)
@given(conversations=st.lists(CONVERSATIONS, max_size=2))
def test_replies_are_found_in_any_template(conversations: list[list[dict[str, str]]]) -> None:
    ours = TOKENIZER.render_chats(conversations)
    assert with_template(AS_OURS).render_chats(conversations) == ours
    for messages in conversations:
        said = "".join(message["content"] + "<|end|>" for message in messages if message["role"] == "assistant")
        assert counted_text(TOKENIZER, messages) == counted_text(with_template(CHATML), messages) == said


def test_a_template_without_markers_ends_a_reply_where_it_does() -> None:
    lines = with_template(
        "{% for m in messages %}{{ m.role }}: {{ m.content | trim }}\n{% endfor %}"
        "{% if add_generation_prompt %}assistant:{% endif %}"
    )
    messages = [user("hello"), assistant(" there "), user("you"), assistant("hello you")]
    assert counted_text(lines, messages) == " there\n hello you\n"


@pytest.mark.parametrize(
    "template",
    [
        "{{ messages[-1].content }}",
        "{% for m in messages %}{{ m.content if loop.last else '' }}<|end|>{% endfor %}",
        "{% for m in messages %}{{ m.content }}<|end|>{% endfor %}{{ '<EOS>' * (not add_generation_prompt) }}",
    ],
)
def test_a_template_that_takes_back_what_it_wrote_is_refused(template: str) -> None:
    with pytest.raises(ConfigError, match="the reply in message 2 stands cannot be told"):
        with_template(template).render_chats([[user("a"), assistant("b"), user("c"), assistant("d")]])
