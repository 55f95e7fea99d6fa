"""Texts from model files, on a page of Markdown."""

from __future__ import annotations

import re

SIGN = re.compile(r"[^\w\s]|_")


def literal(text: str) -> str:
    """A text as one line that Markdown shows as it is: no sign in it makes a tag, a link or a picture."""
    return SIGN.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(text.split()))
