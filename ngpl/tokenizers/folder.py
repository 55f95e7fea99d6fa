"""Tokenizers of models from elsewhere, as they lie in a folder from the Hub; and ours written as such a folder.

The tokenizer itself is ``tokenizer.json``, or ``vocab.json`` and ``merges.txt`` as GPT-2 was published. What its
special tokens are for is said by ``tokenizer_config.json`` and ``special_tokens_map.json``, in part by
``generation_config.json`` and ``config.json``; the chat template is a file of its own or stands in the first of these.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import tokenizers
from tokenizers import AddedToken
from tokenizers.processors import TemplateProcessing

from ngpl.bounds import parse_json, read_text
from ngpl.errors import CheckpointError
from ngpl.tokenizers.builders import byte_level_core
from ngpl.tokenizers.chat import FILE as CHAT_TEMPLATE
from ngpl.tokenizers.form import check_ids, check_merges, core_of, explained
from ngpl.tokenizers.special import NAMES, SpecialIds
from ngpl.tokenizers.tokenizer import Tokenizer

MIB = 1 << 20
LARGEST = {"tokenizer.json": 64 * MIB, "vocab.json": 16 * MIB, "merges.txt": 16 * MIB}  # the largest known have half
LARGEST_OTHER = 4 * MIB
ENTRIES = 16 * MIB  # characters of a vocabulary that are no text
GPT2_CLASSES = ("GPT2Tokenizer", "GPT2TokenizerFast")
GPT2_BEGIN = "<|endoftext|>"  # of its texts, unless another is named
PARTS = tuple(f"{part}_token" for part in NAMES)


def read_tokenizer(folder: str | Path, rows: int | None = None) -> Tokenizer:
    """The tokenizer in ``folder``, for a model with ``rows`` embeddings: as many as it has tokens if that is not said.

    ``CheckpointError`` names the file that is missing, too large, damaged or of a kind that cannot be read.
    """
    folder = Path(folder)
    config = _facts(folder, "tokenizer_config.json")
    core = _core(folder, config)
    _add_missing(core, config.get("added_tokens_decoder") or _listed(_facts(folder, "added_tokens.json")))
    named = _named(_facts(folder, "special_tokens_map.json") | config)
    known = [name for name in named.values() if name and core.token_to_id(name) is not None]
    core.add_special_tokens([AddedToken(name, normalized=False) for name in dict.fromkeys(known)])
    generation, model = (_facts(folder, name) for name in ("generation_config.json", "config.json"))
    special = _special_ids(core, named, generation, model)
    return Tokenizer(core, _template(folder, config), rows, special)


def write_tokenizer(tokenizer: Tokenizer, folder: str | Path) -> None:
    """Write what ``read_tokenizer`` and other libraries read. Of several tokens that end a text it says the first; the
    others belong into the ``generation_config.json`` of the model."""
    folder = Path(folder)
    tokenizer.save(folder / "tokenizer.json")
    parts = {part: getattr(tokenizer, f"{part}_id") for part in NAMES}
    names = {f"{part}_token": None if id is None else tokenizer.label(id) for part, id in parts.items()}
    facts = {"tokenizer_class": "PreTrainedTokenizerFast", "clean_up_tokenization_spaces": False, **names}
    text = json.dumps(facts, ensure_ascii=False, indent=2) + "\n"
    (folder / "tokenizer_config.json").write_text(text, encoding="utf-8", newline="\n")


def _core(folder: Path, config: dict[str, Any]) -> tokenizers.Tokenizer:
    text = _text(folder, "tokenizer.json")
    if text is not None:
        return core_of(text)
    if (folder / "vocab.json").is_file() and (folder / "merges.txt").is_file():
        return _gpt2(folder, config)
    if (folder / "tokenizer.model").is_file():
        raise CheckpointError(
            f"{folder} has its tokenizer only as tokenizer.model, SentencePiece's own file, which is not read here; "
            "AutoTokenizer.from_pretrained(folder).save_pretrained(folder) of transformers writes a tokenizer.json"
        )
    raise CheckpointError(f"{folder} holds no tokenizer; a tokenizer.json, or vocab.json and merges.txt, is needed")


def _gpt2(folder: Path, config: dict[str, Any]) -> tokenizers.Tokenizer:
    """A byte-level BPE from the two files that GPT-2 was published in."""
    kind = config.get("tokenizer_class") or GPT2_CLASSES[0]
    if kind not in GPT2_CLASSES:
        raise CheckpointError(
            f"{folder} has vocab.json and merges.txt, but its {kind} cuts texts otherwise than GPT-2 does; "
            "a tokenizer.json is needed, as save_pretrained of transformers writes it"
        )
    vocab = _facts(folder, "vocab.json")
    ids = list(vocab.values())
    if not ids or not all(type(id) is int and id >= 0 for id in ids) or len(set(ids)) < len(ids):
        raise CheckpointError(f"{folder / 'vocab.json'} is no vocabulary: it must give every token a number of its own")
    check_ids(ids)
    merges = _merges(folder)
    check_merges(vocab, merges)
    with explained(CheckpointError, f"the vocab.json and merges.txt in {folder} do not belong together"):
        core = byte_level_core(vocab, merges, bool(config.get("add_prefix_space")))
    known = [name for names in NAMES.values() for name in names if name in vocab]
    core.add_special_tokens([AddedToken(name, normalized=False) for name in known])
    begin = _named(config).get("bos") or GPT2_BEGIN
    if config.get("add_bos_token") is True and begin in vocab:
        with explained(CheckpointError, f"{begin!r:.60} cannot be put before every text"):
            core.post_processor = TemplateProcessing([begin, "$A"], special_tokens=[(begin, vocab[begin])])
    return core


def _merges(folder: Path) -> list[tuple[str, str]]:
    """The pairs of a ``merges.txt``, one a line, the first to merge first."""
    lines = (_text(folder, "merges.txt") or "").split("\n")
    pairs = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or (number == 1 and line.startswith("#version")):
            continue
        pair = line.rstrip("\r").split(" ")
        if len(pair) != 2:
            raise CheckpointError(f"line {number} of {folder / 'merges.txt'} is no pair of tokens: {line[:60]!r}")
        pairs.append((pair[0], pair[1]))
    return pairs


def _listed(added: dict[str, Any]) -> dict[str, Any]:
    """An ``added_tokens.json`` (token to id) in the form of the newer files (id to token)."""
    return {str(id): {"content": content, "special": False} for content, id in added.items()}


def _add_missing(core: tokenizers.Tokenizer, added: Any) -> None:
    """Add the tokens that are listed beside the tokenizer, each at the id that is given for it."""
    try:
        tokens = sorted((int(id), str(token["content"]), token.get("special") is True) for id, token in added.items())
    except (AttributeError, TypeError, ValueError, KeyError) as error:
        raise CheckpointError(f"the added tokens in tokenizer_config.json cannot be read: {error!r}") from error
    missing = {content: special for _, content, special in tokens if core.token_to_id(content) is None}
    core.add_tokens([AddedToken(name, normalized=not special, special=special) for name, special in missing.items()])
    for id, content, _ in tokens:
        if core.token_to_id(content) != id:
            raise CheckpointError(
                f"the added token {content!r} should have the id {id:,}, but the vocabulary gives it "
                f"{core.token_to_id(content)}; the files are of different tokenizers"
            )


def _named(facts: dict[str, Any]) -> dict[str, str | None]:
    """The names of the special tokens by part; empty if no file says anything of them."""
    named = {}
    for part in PARTS:
        if part in facts:
            value = facts[part].get("content") if isinstance(facts[part], dict) else facts[part]
            named[part.removesuffix("_token")] = value if isinstance(value, str) else None
    return named


def _special_ids(
    core: tokenizers.Tokenizer, named: dict[str, str | None], generation: dict[str, Any], model: dict[str, Any]
) -> SpecialIds:
    """What the tokens are for: as ``named``, or by their usual names if nothing is.

    All that ``generation_config.json`` ends a text with do so; ``config.json`` counts where that is silent, and only
    with tokens that are special: its ids are often left over from a default.
    """
    specials = {token.content: id for id, token in sorted(core.get_added_tokens_decoder().items()) if token.special}
    if named:
        pad, unk, bos, eos = (core.token_to_id(named.get(part) or "") for part in ("pad", "unk", "bos", "eos"))
        plain = SpecialIds(pad, unk, bos, () if eos is None else (eos,))
    else:
        plain = SpecialIds.by_name(specials)
    stated = _ids(generation.get("eos_token_id")) or _among(specials, _ids(model.get("eos_token_id")))
    starts = _among(specials, [*_ids(generation.get("bos_token_id")), *_ids(model.get("bos_token_id"))])
    ends = tuple(dict.fromkeys([*plain.ends, *stated]))
    closing = {*ends, plain.bos, *(specials.get(name) for name in NAMES["eos"])}  # GPT-2 calls its end unknown, too
    unk = None if plain.unk in closing else plain.unk
    return replace(plain, unk=unk, ends=ends, start=next(iter(starts), None))


def _ids(value: Any) -> list[int]:
    """One id, several or none, as the configs have it."""
    values = value if isinstance(value, list) else [value]
    return [id for id in values if type(id) is int and id >= 0]


def _among(specials: dict[str, int], ids: Iterable[int]) -> list[int]:
    return [id for id in ids if id in specials.values()]


def _template(folder: Path, config: dict[str, Any]) -> str | None:
    """The chat template; of several that one called ``default``, or the first."""
    given = _text(folder, CHAT_TEMPLATE) or config.get("chat_template")
    if isinstance(given, list):
        templates = {str(entry.get("name")): entry.get("template") for entry in given if isinstance(entry, dict)}
        given = templates.get("default", next(iter(templates.values()), None))
    if given is not None and not isinstance(given, str):
        raise CheckpointError(f"the chat template in {folder} is no text, but {type(given).__name__}")
    return given


def _facts(folder: Path, name: str) -> dict[str, Any]:
    """The object in a JSON file; empty if there is no such file."""
    text = _text(folder, name)
    return {} if text is None else parse_json(text, str(folder / name), ENTRIES)


def _text(folder: Path, name: str) -> str | None:
    """The text of a file; None if it is not there. ``CheckpointError`` if it is too large, or no text."""
    path = folder / name
    return read_text(path, LARGEST.get(name, LARGEST_OTHER)) if path.is_file() else None
