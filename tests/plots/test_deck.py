"""The parts of presentations: whole, and safe to be put together in a browser."""

from __future__ import annotations

import re

import pytest

from ngpl.plots.deck import NOT_PICTURES, deck_parts
from ngpl.plots.scripts import SCRIPTS

MARKS = {"page": {"PARTS", "SCENES"}, "stage": {"RATIO", "DARK", "STYLE", "MESSAGE", "VIEWS"}}


@pytest.mark.parametrize("name", MARKS)
def test_a_template_has_each_mark_once_and_no_other(name):
    assert sorted(re.findall(r"@([A-Z]+)@", deck_parts()[name])) == sorted(MARKS[name])


def test_every_picture_can_be_in_a_scene():
    assert set(deck_parts()["views"]) == set(deck_parts()["styles"]) == set(SCRIPTS) - set(NOT_PICTURES)


@pytest.mark.parametrize("view", sorted(set(SCRIPTS) - set(NOT_PICTURES)))
def test_no_script_ends_the_element_that_it_stands_in(view):
    assert "</script" not in deck_parts()["views"][view].lower()
    assert "</style" not in deck_parts()["styles"][view].lower()


def test_neither_document_may_ask_anybody_for_anything():
    for name in MARKS:
        assert "default-src 'none'" in deck_parts()[name]
