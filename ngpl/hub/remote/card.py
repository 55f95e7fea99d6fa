"""The model card: what a repository on the Hub says of a model, from nothing but the model and its record."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from typing import Any

from ngpl.bounds import cut
from ngpl.config import GPTConfig
from ngpl.hub.foreign.widening import can_widen
from ngpl.hub.language_model import LanguageModel

LICENCES = ("mit", "apache-2.0", "bsd-3-clause", "cc0-1.0", "cc-by-4.0", "cc-by-sa-4.0", "cdla-sharing-1.0", "openrail")
USES = {
    "gpl": """```python
import ngpl  # NanoGPL

lm = ngpl.load("{repo}")
print(ngpl.generate(lm, "Once upon a time").text)
```

On the command line: `ngpl generate "Once upon a time" --model {repo}`.""",
    "hf": """```python
from transformers import AutoModelForCausalLM, AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained("{repo}")
model = AutoModelForCausalLM.from_pretrained("{repo}")
```""",
}
AS_WELL = """

NanoGPL opens it as well: `ngpl.load("{repo}")`."""
TOLD = ("loss", "val_loss", "steps", "tokens_seen", "seconds", "hardware", "software", "date", "family")
DATA = ("source", "documents", "characters", "tokens", "weight")
LIMITS = """\
This is a small model. It continues texts that resemble those it was trained on, and it makes things up: nothing that it
writes should be taken for true, used as advice, or published unread. It may repeat what is wrong or hurtful in its
training data. It reads at most {context} tokens at a time."""


def card(lm: LanguageModel, repo: str, form: str, languages: Iterable[str] = ()) -> str:
    """The text of a ``README.md`` for ``repo``, which holds the model in a form of ``USES``."""
    sections = {
        "Load it": use(lm, form).format(repo=repo),
        "The model": table(("", ""), shape(lm)),
        "Training": training(lm.record),
        "Licence": plain(lm.licence) or "None is recorded. Ask who made the model before you use it.",
        "Limits": LIMITS.format(context=f"{lm.config.block_size:,}"),
    }
    body = "\n\n".join(f"## {title}\n\n{text}" for title, text in sections.items() if text)
    return f"{front_matter(lm, repo, form, languages)}\n# {plain(repo.split('/')[-1])}\n\n{opening(lm)}\n\n{body}\n"


def use(lm: LanguageModel, form: str) -> str:
    """How the model is loaded. NanoGPL does not read back a folder for which heads were widened."""
    wide = isinstance(lm.config, GPTConfig) and can_widen(lm.config)
    return USES[form] + (AS_WELL if form == "hf" and not wide else "")


def front_matter(lm: LanguageModel, repo: str, form: str, languages: Iterable[str]) -> str:
    """What the Hub reads: YAML, each value in the form of JSON, which YAML takes."""
    told = lm.licence
    name = re.split(r"[;,\s]", told, maxsplit=1)[0].lower()
    own = {"license": name} if name in LICENCES else {"license": "other", "license_name": tagged(told)} if told else {}
    tags = ["text-generation", "nanogpl", "glass-box", *(["safetensors"] if form == "hf" else [])]
    values = own | {"library_name": "ngpl" if form == "gpl" else "transformers", "tags": tags}
    values |= {"language": list(languages)} if languages else {}
    source = lm.record.get("source", {}).get("repo")
    values |= {"base_model": source} if isinstance(source, str) and source != repo else {}
    values |= {"pipeline_tag": "text-generation"}
    return "---\n" + "".join(f"{key}: {json.dumps(value)}\n" for key, value in values.items()) + "---\n"


def opening(lm: LanguageModel) -> str:
    if not isinstance(lm.config, GPTConfig):
        return "A language model without attention, which serves as a baseline, in the form that NanoGPL writes."
    kind = {"lam": "linear attention (LAM)", "softmax": "softmax attention"}.get(lm.config.attention, "attention")
    size, source = f"{lm.gpt.n_params:,} parameters", lm.record.get("source", {})
    if "family" in lm.record:
        origin = source.get("repo") or source.get("folder") or source.get("file") or "another program"
        return f"A small GPT with {kind} and {size}: {plain(origin)}, made by others, in the form that NanoGPL writes."
    return f"A small GPT with {kind} and {size}, written by NanoGPL, a glass box for small GPTs."


def shape(lm: LanguageModel) -> list[tuple[str, str]]:
    """The facts of the model, as rows of a table."""
    c, words = lm.config, lm.tokenizer
    rows = [("tokenizer", f"{words.kind}, {words.vocab_size:,} tokens")]
    if isinstance(c, GPTConfig):
        rows += [
            ("layers, heads, key-value heads", f"{c.n_layer}, {c.n_head}, {c.kv_heads}"),
            ("width, context", f"{c.n_embd:,}, {c.block_size:,} tokens"),
            ("attention, positions", f"{c.attention}, {c.position}"),
            ("norm, MLP", f"{c.norm}, {c.mlp}"),
            ("unembedding", "the embedding itself" if c.tied else "weights of its own"),
        ]
    return [*rows, ("weights stored as", lm.stored)]


def training(record: dict[str, Any]) -> str:
    """What the record tells of how the model came about; only what it does tell."""
    given, source = record.get("data"), record.get("source")
    data = [entry for entry in given if isinstance(entry, dict)] if isinstance(given, list) else []
    rows = [tuple(plain(entry.get(name, "")) for name in DATA) for entry in data]
    facts = [(name.replace("_", " "), record.get(name)) for name in TOLD]
    facts += [(f"source: {plain(name)}", value) for name, value in (source if isinstance(source, dict) else {}).items()]
    told = [(name, plain(value)) for name, value in facts if isinstance(value, str | int | float)]
    parts = [table(DATA, rows) if rows else "", table(("", ""), told) if told else ""]
    return "\n\n".join(filter(None, parts)) or "Nothing is recorded of its training."


def tagged(text: str) -> str:
    """A text as the Hub has names: words with hyphens."""
    return re.sub(r"[^a-z0-9.]+", "-", text.lower())[:60].strip("-")


def table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [headings, tuple("---" for _ in headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def plain(value: Any) -> str:
    """A value of the record as one line of text that is nothing but text in Markdown."""
    text = f"{value:,}" if isinstance(value, int | float) and not isinstance(value, bool) else cut(str(value), 300)
    return re.sub(r"([\\`*_|\[\]])", r"\\\1", html.escape(text, quote=False))
