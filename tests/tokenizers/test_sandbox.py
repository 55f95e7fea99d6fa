"""Hostile chat templates get nowhere, and any other writes what it writes elsewhere, or says why not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2.exceptions import SecurityError

from ngpl.errors import ConfigError
from ngpl.tokenizers.chat import _text
from ngpl.tokenizers.meter import Purse
from tests.tokenizers.test_templates import CHAT

GROW = (
    "{{% set ns = namespace(s={start}, t={start}) %}}{{% for i in range(40) %}}{{% set ns.s = {s} %}}"
    "{{% set ns.t = {t} %}}{{% endfor %}}{end}"
)
DOUBLE = GROW.format(start="'ab'", s="ns.s + ns.s", t="''", end="")
TILDE = GROW.format(start="'ab'", s="ns.s ~ ns.s", t="''", end="")
LISTS = GROW.format(start="[1]", s="ns.s + ns.s", t="''", end="")
LONG = "{% set x = 'a' * 900000 %}"
ROUNDS = "{% for a in range(100000) %}"


def nested(end: str) -> str:
    """Lists that hold each other forty deep: small in memory, endless to write out."""
    return GROW.format(start="[1]", s="[ns.s, ns.s]", t="[ns.t, ns.t]", end=end)


def tuples(end: str) -> str:
    return GROW.format(start="(1, 1)", s="(ns.s, ns.s)", t="1", end=end)


STEPS = "more steps, or makes longer texts"
HOSTILE: dict[str, tuple[str, str]] = {
    "loops": (ROUNDS * 3 + "{% endfor %}" * 3, STEPS),
    "searches from the end": (LONG + "{{ x.rfind(x[:300000] ~ 'b') }}", STEPS),
    "splits from the end": (LONG + "{{ x.rsplit(x[:300000] ~ 'b', 1) }}", STEPS),
    "loops that filter all": (ROUNDS + "{% for b in range(100000) if false %}{% endfor %}{% endfor %}", STEPS),
    "loops that end early": (ROUNDS + "{% for b in range(100000) %}{% break %}{% endfor %}{% endfor %}", STEPS),
    "long body": (ROUNDS + "{% if a %}{% endif %}" * 4000 + "{% endfor %}", STEPS),
    "macro with a long body": (
        "{% macro f() %}" + "{% if a %}{% endif %}" * 4000 + "{% endmacro %}" + ROUNDS + "{{ f() }}{% endfor %}",
        STEPS,
    ),
    "macros": ("{% macro f() %}{% endmacro %}" + ROUNDS * 2 + "{{ f() }}" + "{% endfor %}" * 2, STEPS),
    "long text": (ROUNDS + "x" * 50_000 + "{% endfor %}", STEPS),
    "doubled text": (DOUBLE, STEPS),
    "doubled text with ~": (TILDE, STEPS),
    "doubled list": (LISTS, STEPS),
    "doubled block": (
        "{% set ns = namespace(s='a') %}" + "{% set x %}{{ ns.s }}{{ ns.s }}{% endset %}{% set ns.s = x %}" * 40,
        STEPS,
    ),
    "written lists": (nested("{{ ns.s }}"), "nests lists|" + STEPS),
    "compared lists": (nested("{{ ns.s == ns.t }}"), "nests lists|" + STEPS),
    "searched lists": (nested("{{ ns.s in [ns.t] }}"), "nests lists|" + STEPS),
    "tested lists": (nested("{{ ns.s is eq(ns.t) }}"), "nests lists|" + STEPS),
    "lists as JSON": (nested("{{ ns.s | tojson }}"), "nests lists|" + STEPS),
    "lists joined": (nested("{{ ns.s ~ '' }}"), "nests lists|" + STEPS),
    "lists raised": (nested("{{ raise_exception(ns.s) }}"), "nests lists|" + STEPS),
    "lists called": (nested("{{ ns.s() }}"), "calls a list"),
    "keys": (tuples("{{ {ns.s: 1} }}"), "key of a tuple"),
    "keys looked up": (tuples("{{ {}[ns.s] }}"), "looks up a tuple"),
    "namespace": ("{% set ns = namespace() %}{% set ns.a = ns %}{{ ns }}", "namespace as if"),
    "times": ("{{ 'a' * 10000000000 }}", STEPS),
    "power": ("{{ 10 ** 1000000000 }}", "power too high"),
    "squares": (GROW.format(start="10", s="ns.s * ns.s", t="1", end=""), "more than 64 bits"),
    "percent": ("{{ '%1000000000d' % 1 }}", "cannot compute str % int"),
    "percent in a test": ("{{ '%1000000000d' is odd }}", "invalid literal"),
    "format": ("{{ '{:>1000000000}'.format(1) }}", "may not"),
    "format as a filter": ("{{ '%1000000000d' | format(1) }}", "No filter named 'format'"),
    "center": ("{{ 'a' | center(1000000000) }}", "No filter named 'center'"),
    "indent": ("{{ 'a' | indent(1000000000) }}", "No filter named 'indent'"),
    "ljust": ("{{ 'a'.ljust(1000000000) }}", "'ljust' of 'str'"),
    "replace": (LONG + "{{ x | replace('a', x) }}", STEPS),
    "replace nothing": (LONG + "{{ x.replace('', x) }}", STEPS),
    "join": (LONG + "{{ x | join(x) }}", STEPS),
    "join as a method": (LONG + "{{ x.join(range(100000)) }}", STEPS),
    "split": ("{% set x = 'a ' * 900000 %}" + ROUNDS + "{% set y = x.split() %}{% endfor %}", STEPS),
    "strip": (LONG + "{{ x.strip(x) }}", "strips 900,000"),
    "title": ("{% set x = 'a ' * 900000 %}{{ x | title }}", STEPS + "|longer text"),
    "search": (LONG + ROUNDS + "{% set y = x.find('b') %}{% endfor %}", STEPS),
    "slices": ("{% set x = range(100000) | list %}" + ROUNDS + "{% set y = x[0:] %}{% endfor %}", STEPS),
    "JSON spread out": ("{{ [[1]] | tojson(indent=1000000000) }}", "spreads JSON out"),
    "a long name": (LONG + "{{ range(10000) | map(attribute=x) | list }}", "name of more than 100"),
    "much output": (LONG + "{{ x }}{{ x }}", "longer text"),
    "recursion": ("{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}", "more than 30 deep"),
    "recursive loop": ("{% for m in messages recursive %}{{ loop(messages) }}{% endfor %}", "loop that calls itself"),
    "blocks": ("{% block a %}{{ self.a() }}{% endblock %}", "Block has no place"),
    "include": ("{% include '/etc/passwd' %}", "Include has no place"),
    "import": ("{% import 'os' as os %}", "Import has no place"),
    "extends": ("{% extends 'x' %}", "Extends has no place"),
    "subclasses": ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "may not"),
    "globals": ("{{ raise_exception.__globals__.x }}", "may not"),
    "globals of a class": ("{{ namespace.__init__.__globals__ }}", "may not"),
    "attr": ("{{ '' | attr('__class__') }}", "No filter named 'attr'"),
    "map to an attribute": ("{{ [''] | map(attribute='__class__.__mro__') | list }}", "may not"),
    "the meter's own payment": ("{% set _ = [-100000000000000000] | map('p by the meter') | list %}", "only the meter"),
    "the meter's own loop": ("{{ ['ab'] | map('l by the meter', -1e13) | list }}", "only the meter"),
    "the meter within map": ("{{ [[-1]] | map('map', 'p by the meter') | list }}", "only the meter"),
    "context": ("{{ self._TemplateReference__context.x }}", "may not"),
    "cycler": ("{{ cycler.__init__.__globals__.os }}", "may not"),
    "lipsum": ("{{ lipsum(n=100000) }}", "'lipsum' is undefined"),
    "change of a message": ("{{ messages[0].update({'role': 'x'}) }}", "may not"),
    "date": ("{{ strftime_now('%1000000000d') }}", "asks for the date"),
    "brackets": ("{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}", "recursion"),
    "ifs": ("{% if a %}" * 3000 + "{% endif %}" * 3000, "recursion"),
    "fors": ("{% for a in [1] %}" * 30 + "{% endfor %}" * 30, "nested blocks"),
    "sums": ("{{ " + "1+" * 20_000 + "1 }}", "recursion"),
    "digits": ("{{ " + "9" * 9000 + " }}", "4300 digits"),
    "comments": ("{#" * 50_000, "not valid Jinja"),
    "size": ("a" * 100_001, "has 100,001 characters"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_gets_nowhere(name: str) -> None:
    template, reason = HOSTILE[name]
    with pytest.raises(ConfigError, match=reason) as error:
        _text(template, messages=CHAT, tools=None, documents=None, add_generation_prompt=True)
    assert len(str(error.value)) < 600 and "\n" not in str(error.value)


@pytest.mark.parametrize("steps", [-1, float("nan")])
def test_nothing_fills_the_purse(steps: float) -> None:
    with pytest.raises(SecurityError, match="it pays"):
        Purse(1).pay(steps)  # type: ignore[arg-type]


PARTS = st.sampled_from(
    "messages messages[0] messages[0].content ns.s ns x 'ab' 3 -1 1.5 none true [] {} loop loop.index range(9) f f() "
    "f(x) x|length x|list x|tojson x|join(x) x|string x|first x+x x*3 x~x x-x x%x x**x x==x x[1:] x[0] x.upper() "
    "x.items() x.get(1) x.split() x.strip(x) x.replace(x,x) namespace(a=x) dict(a=x) [x,x] {'a':x} (x,x) x|trim "
    "x|map('upper') x|selectattr('role') messages|map(attribute='role')|list strftime_now('%Y') x|default(3) "
    "x|items".split()
)
STATEMENTS = st.sampled_from(
    [
        "{{{{ {0} }}}}",
        "{{% set x = {0} %}}",
        "{{% set ns.s = {0} %}}",
        "{{% if {0} %}}a{{% endif %}}",
        "{{% for x in {0} %}}{{{{ x }}}}{{{{ loop.index }}}}{{% endfor %}}",
        "{{% for i in range(7) %}}{{% set ns.s = {0} %}}{{% endfor %}}",
    ]
)
WILD = st.lists(st.builds(str.format, STATEMENTS, PARTS), min_size=1, max_size=8).map("".join)


@settings(max_examples=300, deadline=None, database=None)
@given(template=WILD)
def test_any_template_writes_a_text_or_says_why_not(template: str) -> None:
    head = "{% set ns = namespace(s=1) %}{% set x = 'a' %}{% macro f(y=1) %}{{ y }}{% endmacro %}"
    theirs = pytest.importorskip("transformers.utils.chat_template_utils")
    try:
        got = _text(head + template, messages=CHAT, tools=None, documents=None)
    except ConfigError:
        return
    [want], _ = theirs.render_jinja_template([CHAT], chat_template=head + template)
    address = r"0x[0-9a-f]+|<\S* ?\S* ?'?\w+'?[^>]*>"  # what shows the inside of Python
    if not re.search(address, want) and "strftime" not in template and "loop" not in template:
        assert got == want
