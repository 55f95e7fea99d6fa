"""Chat templates of the kind that models come with read as they do elsewhere."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngpl.tokenizers import Tokenizer, TokenizerOptions, read_tokenizer, train_tokenizer
from ngpl.tokenizers.chat import _text
from tests.tokenizers.others import FOLDERS, write

CHATML = (
    "{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}"
    "{{ '<|im_start|>system\nYou help.<|im_end|>\n' }}{% endif %}"
    "{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
QWEN = """{%- if tools %}
    {{- '<|im_start|>system\\n# Tools\\n' }}
    {%- for tool in tools %}{{- "\\n" }}{{- tool | tojson }}{%- endfor %}
{%- elif messages[0].role == 'system' %}
    {{- '<|im_start|>system\\n' + messages[0].content + '<|im_end|>\\n' }}
{%- endif %}
{%- set ns = namespace(last=messages|length - 1, seen=false) %}
{%- for message in messages[::-1] %}
    {%- set index = (messages|length - 1) - loop.index0 %}
    {%- if not ns.seen and message.role == "user" and message.content is string
           and not message.content.startswith('<tool>') %}
        {%- set ns.seen = true %}
        {%- set ns.last = index %}
    {%- endif %}
{%- endfor %}
{%- for message in messages %}
    {%- if (message.role == "user") or (message.role == "system" and not loop.first) %}
        {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}
    {%- elif message.role == "assistant" %}
        {%- set content = message.content.split('</think>')[-1].lstrip('\\n') %}
        {%- if loop.index0 > ns.last and (loop.last or message.reasoning_content) %}
            {{- '<|im_start|>assistant\\n<think>\\n\\n</think>\\n\\n' + content }}
        {%- else %}
            {{- '<|im_start|>' ~ message.role ~ '\\n' ~ content }}
        {%- endif %}
        {%- if message.tool_calls %}{% for call in message.tool_calls %}{{ call.name }}{% endfor %}{% endif %}
        {{- '<|im_end|>\\n' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}{{- '<think>\\n\\n</think>\\n\\n' }}{%- endif %}
{%- endif %}"""
ZEPHYR = (
    "{% for message in messages %}\n{% if message['role'] == 'user' %}\n{{ '<|user|>\n' + message['content'] + "
    "eos_token }}\n{% elif message['role'] == 'system' %}\n{{ '<|system|>\n' + message['content'] + eos_token }}\n"
    "{% elif message['role'] == 'assistant' %}\n{{ '<|assistant|>\n'  + message['content'] + eos_token }}\n"
    "{% endif %}\n{% if loop.last and add_generation_prompt %}\n{{ '<|assistant|>' }}\n{% endif %}\n{% endfor %}"
)
LLAMA2 = (
    "{% if messages[0]['role'] == 'system' %}{% set loop_messages = messages[1:] %}"
    "{% set system = messages[0]['content'] %}{% else %}{% set loop_messages = messages %}{% set system = false %}"
    "{% endif %}{% for message in loop_messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}"
    "{{ raise_exception('roles must alternate user/assistant/user/assistant/...') }}{% endif %}"
    "{% if loop.index0 == 0 and system != false %}{% set content = '<<SYS>>\\n' + system + '\\n<</SYS>>\\n\\n' + "
    "message['content'] %}{% else %}{% set content = message['content'] %}{% endif %}"
    "{% if message['role'] == 'user' %}{{ bos_token + '[INST] ' + content.strip() + ' [/INST]' }}"
    "{% elif message['role'] == 'assistant' %}{{ ' '  + content.strip() + ' ' + eos_token }}{% endif %}{% endfor %}"
)
LLAMA3 = """{{- bos_token }}
{%- if custom_tools is defined %}{%- set tools = custom_tools %}{%- endif %}
{%- if not date_string is defined %}
    {%- if strftime_now is defined %}
        {%- set date_string = strftime_now("%d %b %Y") %}
    {%- else %}
        {%- set date_string = "26 Jul 2024" %}
    {%- endif %}
{%- endif %}
{%- if not tools is defined %}{%- set tools = none %}{%- endif %}
{%- if messages[0]['role'] == 'system' %}
    {%- set system_message = messages[0]['content']|trim %}
    {%- set messages = messages[1:] %}
{%- else %}
    {%- set system_message = "" %}
{%- endif %}
{{- "<|start_header_id|>system<|end_header_id|>\\n\\n" }}
{%- if tools is not none %}{{- "Environment: ipython\\n" }}{%- endif %}
{{- "Today Date: " + date_string + "\\n\\n" }}
{{- system_message }}
{{- "<|eot_id|>" }}
{%- for message in messages %}
    {%- if not (message.role == 'ipython' or message.role == 'tool' or 'tool_calls' in message) %}
        {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' }}
        {{- message['content'] | trim + '<|eot_id|>' }}
    {%- elif 'tool_calls' in message %}
        {{- '{"name": ' + message.tool_calls[0].function.name | tojson(indent=4) + '}' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}{{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{%- endif %}
"""
ODDMENTS = """{%- macro line(message, prefix='> ') -%}
{{ prefix }}{{ message.content | replace('a', 'bb') | upper | trim }}
{%- endmacro -%}
{%- macro wrap() %}({{ caller() }}){% endmacro -%}
{%- set names = {'user': 'U', "assistant": 'A'} -%}
{% for message in messages if message.role in names and message['content'] | length > 0 %}
{{ line(message) }} {{ names.get(message.role, '?') }} {{ loop.index }}/{{ loop.length }} {{ loop.revindex0 }}
{{ loop.cycle('x', 'y') }}
{% else %}nobody{% endfor %}
{{ messages | selectattr('role', 'equalto', 'user') | map(attribute='content') | map('trim') | join(', ') }}
{{ messages | map(attribute='role') | list | tojson }} {{ {'k': [1, 2.5, none, true]} | tojson(indent=2) }}
{{ (messages | first).role }}{{ (messages | last)['role'] }}
{{ messages | rejectattr('role', 'ne', 'user') | list | length }}
{%- for key, value in messages[0].items() %}{{ key ~ '=' ~ value | string }};{% endfor %}
{%- set text %}{{ '-' * 3 }}{{ 7 // 2 }}{{ 7 % 4 }}{{ 2 ** 3 }}{{ 1 if false }}{% endset %}{{ text }}
{%- generation %}{{ 'said' }}{% endgeneration %}
{{- ['a', 'b'] + ['c'] }}{{ "it's <b>" | safe }}{{ undefined_thing | default('none') }}{{ 'x' is defined }}
{%- set ns = namespace(n=0) %}
{%- for i in range(3) %}{% if i == 1 %}{% continue %}{% endif %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}
{%- filter upper %}shout{% endfilter %}{% call wrap() %}in{% endcall %}{{ messages[-1]['content'][:3][::-1] }}
{{- messages[0].content.strip().split(' ')[0].title() }}{{ 'a' in 'cat' and not 1 > 2 }}{{ [1, 2] == [1, 2] }}
{%- with x = 1 %}{{ x }}{% endwith %}{{ '%d' }}{{ 'abc'.replace('b', '').join(['1', '2']) }}{{ -3 | abs }}"""
TEMPLATES = {
    "chatml": CHATML,
    "qwen": QWEN,
    "zephyr": ZEPHYR,
    "llama2": LLAMA2,
    "llama3": LLAMA3,
    "oddments": ODDMENTS,
}
CHAT = [
    {"role": "system", "content": " Be kind & brief: <b>. "},
    {"role": "user", "content": 'Hello there, "you" — naïve cats?\n'},
    {"role": "assistant", "content": "<think>hm</think>\n A cat sat. "},
    {"role": "user", "content": "And\r\n漢字 😀?"},
]
QWENS = Tokenizer(FOLDERS["qwen"]()["tokenizer.json"])
TOKENS = {"bos_token": "<s>", "eos_token": "</s>"}


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("chat", [CHAT, CHAT[1:], CHAT[1:2], CHAT[:3]])
@pytest.mark.parametrize("reply", [True, False])
def test_templates_read_as_elsewhere(name: str, chat: list[dict[str, str]], reply: bool) -> None:
    theirs = pytest.importorskip("transformers.utils.chat_template_utils")
    template = TEMPLATES[name]
    [want], _ = theirs.render_jinja_template([chat], chat_template=template, add_generation_prompt=reply, **TOKENS)
    got = _text(template, messages=chat, tools=None, documents=None, add_generation_prompt=reply, **TOKENS)
    assert got == want and len(got) > 40


PAIRS = [("chatml", "qwen"), ("qwen", "qwen"), ("llama3", "llama3"), ("chatml", "smollm"), ("zephyr", "llama")]


@pytest.mark.parametrize(
    ("name", "kind"), [*PAIRS, ("llama2", "llama_new"), ("zephyr", "llama_bare"), ("chatml", "neox")]
)
@pytest.mark.parametrize("reply", [True, False])
def test_conversations_have_the_tokens_that_they_have_elsewhere(
    name: str, kind: str, reply: bool, tmp_path: Path
) -> None:
    transformers = pytest.importorskip("transformers")
    parts = FOLDERS[kind]()
    folder = write(tmp_path, parts | {"chat_template.jinja": TEMPLATES[name]})
    ours = read_tokenizer(folder)
    named = {
        part: ours.label(id) for part, id in (("bos_token", ours.bos_id), ("eos_token", ours.eos_id)) if id is not None
    }
    theirs = transformers.PreTrainedTokenizerFast(
        tokenizer_file=str(folder / "tokenizer.json"), chat_template=TEMPLATES[name], **named
    )
    chat = CHAT[1:] if name == "llama2" else CHAT
    want = theirs.apply_chat_template(chat, add_generation_prompt=reply, tokenize=True, return_dict=False)
    assert ours.render_chat(chat, reply=reply) == want


SPELLING = st.sampled_from(
    "<think> </think> <|im_end|> <|im_ end|> < | > im _start <|im_start|> user \n a </s>".split(" ")
)
CONTENTS = st.lists(SPELLING, max_size=8).map("".join)


@settings(max_examples=150, deadline=None, database=None)
@given(contents=st.lists(CONTENTS, min_size=4, max_size=4))
def test_no_content_becomes_a_marker_where_a_template_looks_into_it(contents: list[str]) -> None:
    words = Tokenizer.from_json(QWENS.to_json(), QWEN, None, QWENS.special_ids)
    chat = [turn | {"content": content} for turn, content in zip(CHAT, contents)]
    said = [words.label(id) for id in words.render_chat(chat) if id in words.specials.values()]
    assert said == ["<|im_start|>", "<|im_end|>"] * 4 + ["<|im_start|>"]


def test_the_day_is_today() -> None:
    before = datetime.now()
    text = _text("{{ strftime_now('%Y-%m-%d 100%%') }}")
    assert text in (f"{day:%Y-%m-%d} 100%" for day in (before, datetime.now()))


def test_tokens_that_a_model_does_not_have_are_not_defined(tmp_path: Path) -> None:
    folder = write(tmp_path, FOLDERS["qwen"]())
    template = "{{ bos_token }}{{ bos_token is defined }} {{ eos_token }}{{ unk_token is defined }} {{ pad_token }}"
    tokenizer = Tokenizer.from_json(
        (folder / "tokenizer.json").read_text(encoding="utf-8"), template, None, read_tokenizer(folder).special_ids
    )
    said = tokenizer.decode(tokenizer.render_chat([{"role": "user", "content": "a"}]), skip_special=False)
    assert said == "False <|im_end|>False <|endoftext|>"


def test_long_conversations_are_no_attack() -> None:
    chat = CHAT[1:3] * 1000
    for name in ("chatml", "qwen", "llama3"):
        text = _text(TEMPLATES[name], messages=chat, tools=None, add_generation_prompt=True, **TOKENS)
        assert text.count("A cat sat.") == 1000
    essay = [{"role": "user", "content": "word " * 400_000}]
    assert len(_text(CHATML, messages=essay, add_generation_prompt=True)) > 2_000_000


def test_what_a_template_writes_stays_its_own() -> None:
    """A second run starts with a full purse, and sees nothing of the first."""
    tokenizer = train_tokenizer("bpe", ["a b"], TokenizerOptions(roles=True))
    counting = "{% set ns = namespace(n=0) %}{% for i in range(60000) %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}"
    counter = Tokenizer.from_json(tokenizer.to_json(), counting)
    message: list[dict[str, Any]] = [{"role": "user", "content": "a"}]
    assert {counter.decode(counter.render_chat(message)) for _ in range(3)} == {"60000"}
