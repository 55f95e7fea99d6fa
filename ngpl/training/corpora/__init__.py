"""Corpora: built-in stories and conversations, corpora known by name, and readers for any UTF-8 file or folder."""

from __future__ import annotations

from ngpl.training.corpora.readers import Document, Message, render_plain
from ngpl.training.corpora.registry import CORPORA, Corpus, fetch, locate
from ngpl.training.corpora.source import Source, read_documents, split_documents, texts
from ngpl.training.corpora.stories import stories
from ngpl.training.corpora.talk import talk

__all__ = [
    "CORPORA",
    "Corpus",
    "Document",
    "Message",
    "Source",
    "fetch",
    "locate",
    "read_documents",
    "render_plain",
    "split_documents",
    "stories",
    "talk",
    "texts",
]
