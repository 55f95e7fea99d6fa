"""What a tokenizer.json says about itself: which kind it is, and how its tokens spell bytes."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import tokenizers

from ngpl.errors import CheckpointError, InputError
from ngpl.tokenizers.growth import check_growth
from ngpl.tokenizers.pieces import BYTE_TOKEN, byte_fallback, byte_level, metaspace

# What puts a space before a text, in the parts of a tokenizer.json that change and cut it.
PREFIXING = (
    '"add_prefix_space": true',
    '"type": "Prepend"',
    '"prepend_scheme": "always"',
    '"prepend_scheme": "first"',
)
MOST_LISTS = 2_000_000  # of a tokenizer.json; each takes far more memory than text. The largest known has a quarter
LONGEST = 2_000  # characters of a token; the longest known are runs of white space of some hundred
LONGEST_MARKER = 200  # of a special token
MOST_TOKENS, MOST_MARKERS = 1_000_000, 10_000  # in a vocabulary; special ones
USABLE = "those that can: WordLevel, BPE of bytes (GPT-2), BPE and Unigram with spaces as ▁ (Llama, SentencePiece)"


@dataclass(frozen=True)
class Form:
    """How to read one tokenizer.json.

    ``cuts``: a long text may be cut before white space without changing a token. ``prefixes``: encoding puts a space
    before a text; ``opens``: but not before what follows a special token. ``strips``: decoding drops one in front.
    """

    kind: str
    bytes_of: Callable[[str], bytes]
    cuts: bool
    prefixes: bool
    opens: bool
    strips: bool


@contextmanager
def explained(error: type[InputError], reason: str) -> Iterator[None]:
    """Turns what the library throws into ``error``: it has no narrower exceptions, and panics where a pattern hangs."""
    try:
        yield
    except BaseException as thrown:
        if not isinstance(thrown, Exception) and type(thrown).__name__ != "PanicException":
            raise
        raise error(f"{reason}: {str(thrown)[:300]}") from thrown


def core_of(text: str) -> tokenizers.Tokenizer:
    """Read a tokenizer.json; ``CheckpointError`` with the cause if ``text`` is none."""
    if text.count("[") + text.count("{") > MOST_LISTS:
        raise CheckpointError(f"not a tokenizer.json: it has more than {MOST_LISTS:,} lists and objects")
    try:
        facts = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CheckpointError(f"not a tokenizer.json: not JSON ({error}); it starts with {text[:40]!r}") from error
    if not isinstance(facts, dict) or "model" not in facts:
        raise CheckpointError(f"not a tokenizer.json: it has no 'model'; it starts with {text[:40]!r}")
    check_model(facts["model"])
    check_growth(facts)
    with explained(CheckpointError, "this tokenizer.json is damaged, or newer than what can be read"):
        return tokenizers.Tokenizer.from_str(text)


def check_model(model: Any) -> None:
    """``CheckpointError`` for a model in a tokenizer.json that is none, or that the library does not survive."""
    if not isinstance(model, dict):
        raise CheckpointError(f"not a tokenizer.json: its model is {type(model).__name__}, not an object")
    vocab, merges = model.get("vocab"), model.get("merges")
    check_tokens(listed(vocab), LONGEST, MOST_TOKENS)
    if isinstance(vocab, dict):
        check_ids([id for id in vocab.values() if isinstance(id, int)])
        check_merges(vocab, merges if isinstance(merges, list) else [])
    marked = model.get("continuing_subword_prefix") or model.get("end_of_word_suffix")
    if marked and model.get("type") != "WordPiece":
        raise CheckpointError(
            f"a tokenizer that marks parts of words with {str(marked)[:20]!r} cannot be used; {USABLE}"
        )


def check_tokens(tokens: Collection[Any], longest: int, most: int) -> None:
    """``CheckpointError`` for more than ``most`` tokens, or one of more than ``longest`` characters, which a single id
    would write."""
    if len(tokens) > most:
        raise CheckpointError(f"the tokenizer has {len(tokens):,} tokens of a kind; {most:,} are allowed")
    length = max((len(token) for token in tokens if isinstance(token, str)), default=0)
    if length > longest:
        raise CheckpointError(f"the tokenizer has a token of {length:,} characters; {longest:,} are allowed")


def listed(vocab: Any) -> list[Any]:
    """The tokens of a vocabulary, which is a mapping to ids or a list of (token, score); nothing of what is neither."""
    pairs = vocab if isinstance(vocab, list) else []
    return list(vocab) if isinstance(vocab, dict) else [pair[0] for pair in pairs if isinstance(pair, list) and pair]


def check_ids(ids: Collection[int]) -> None:
    """``CheckpointError`` if hardly any number up to the largest is a token: tables of that length would be made."""
    largest = max(ids, default=0)
    if largest > 2 * len(ids) + 1000:
        raise CheckpointError(f"the tokenizer has {len(ids):,} tokens, but ids up to {largest:,}")


def check_merges(vocab: Mapping[str, Any], merges: Iterable[Any]) -> None:
    """``CheckpointError`` if a merge has or makes what is no token."""
    for merge in merges:
        pair = merge.split(" ") if isinstance(merge, str) else merge
        if isinstance(pair, list | tuple) and len(pair) == 2 and all(isinstance(part, str) for part in pair):
            strange = next((token for token in (*pair, "".join(pair)) if token not in vocab), None)
            if strange is not None:
                raise CheckpointError(
                    f"the merge {pair!r:.80} needs a token {strange!r:.60}, but the vocabulary has none"
                )


def form_of(facts: dict[str, Any]) -> Form:
    """The form of a tokenizer.json; ``CheckpointError`` if it is of no kind known here."""
    kind, bytes_of = _kind(facts)
    before = json.dumps([facts["normalizer"], facts["pre_tokenizer"]])
    return Form(
        kind,
        bytes_of,
        cuts=_cuts(kind, facts),
        prefixes=any(sign in before for sign in PREFIXING),
        opens='"prepend_scheme": "first"' in before,
        strips=_strips(json.dumps(facts["decoder"])),
    )


def _kind(facts: dict[str, Any]) -> tuple[str, Callable[[str], bytes]]:
    """The kind, and the function from a token to its bytes."""
    model = facts["model"]
    around = json.dumps([facts["normalizer"], facts["pre_tokenizer"], facts["decoder"]], ensure_ascii=False)
    if model["type"] == "WordLevel":
        return "word", str.encode
    if model["type"] == "Unigram" and "▁" in around:
        return "unigram", metaspace
    if model["type"] == "BPE" and ("▁" in around or model["byte_fallback"]):
        return ("bpe" if model["merges"] else "char"), (metaspace if "▁" in around else byte_fallback)
    if model["type"] == "BPE" and '"ByteLevel"' in json.dumps(facts["decoder"]):
        return "bpe", byte_level
    raise CheckpointError(f"a tokenizer of type {model['type']} cannot be used; {USABLE}")


def _cuts(kind: str, facts: dict[str, Any]) -> bool:
    """Whether no token reaches from a word into the white space after it: so it is with those made here and GPT-2's."""
    before = facts["pre_tokenizer"]
    if facts["normalizer"] not in (None, {"type": "Lowercase"}, {"type": "NFC"}):
        return False
    if any(added["lstrip"] or added["rstrip"] or added["single_word"] for added in facts["added_tokens"]):
        return False
    if kind == "char":
        return before is None
    return before is not None and (before["type"] == "Split" if kind == "word" else _is_gpt2(before))


def _is_gpt2(before: dict[str, Any]) -> bool:
    """Whether words are cut as by GPT-2, with digits one by one at most."""
    if before["type"] == "Sequence" and before["pretokenizers"]:
        *digits, before = before["pretokenizers"]
        if any(part["type"] != "Digits" for part in digits):
            return False
    return before["type"] == "ByteLevel" and not before["add_prefix_space"] and before["use_regex"]


def _strips(decoder: str) -> bool:
    prefixed = '"Metaspace"' in decoder and '"prepend_scheme": "never"' not in decoder
    return prefixed or '"Strip"' in decoder


def table_of(core: tokenizers.Tokenizer, bytes_of: Callable[[str], bytes]) -> list[bytes | None]:
    """The bytes of every token, by id; of special tokens none, and None for ids that the vocabulary leaves out."""
    vocabulary = core.get_vocab(with_added_tokens=True)
    table: list[bytes | None] = [None] * (max(vocabulary.values(), default=-1) + 1)
    for token, id in vocabulary.items():
        table[id] = bytes_of(token)
    for id, added in core.get_added_tokens_decoder().items():
        table[id] = b"" if added.special else added.content.encode()
    return table


def unused_in(table: list[bytes | None], rows: int) -> list[int]:
    """The ids below ``rows`` that no token has."""
    return [id for id in range(rows) if id >= len(table) or table[id] is None]


def names_of(core: tokenizers.Tokenizer, table: list[bytes | None], unused: Iterable[int]) -> dict[int, str]:
    """The ids that are shown by a name: special tokens, unused ones, and the tokens of single bytes where another token
    spells the same."""
    vocabulary = core.get_vocab(with_added_tokens=True)
    bytewise = {token: id for token, id in vocabulary.items() if BYTE_TOKEN.fullmatch(token)}
    spelled = {table[id] for token, id in vocabulary.items() if token not in bytewise}
    names = {id: f"<unused {id}>" for id in unused}
    names |= {id: token for token, id in bytewise.items() if table[id] in spelled}
    return names | {id: token.content for id, token in core.get_added_tokens_decoder().items() if token.special}


def sealed(core: tokenizers.Tokenizer, facts: dict[str, Any]) -> tokenizers.Tokenizer:
    """A tokenizer that makes no special token of any text, whatever it spells.

    That is ``core`` itself in most cases. But where words are looked up whole, a text that spells ``</s>`` would find
    it; there the special tokens get names that nobody can know.
    """
    core.encode_special_tokens = True  # what looks like an added special token is plain text
    core.post_processor = None  # it adds special tokens, and shifts offsets
    model, secret = facts["model"], secrets.token_hex(16)
    added = [token for token in facts["added_tokens"] if token["special"]]
    hidden = {token["content"]: f"{token['content']} {secret}" for token in added}
    merges = [pair for pair in model.get("merges", ()) if not {*pair, "".join(pair)} & hidden.keys()]
    if model["type"] == "BPE" and not model["ignore_merges"] and len(merges) == len(model["merges"]):
        return core
    changed = model | {"vocab": _renamed(model["vocab"], hidden)}
    changed |= {"merges": merges} if model["type"] == "BPE" else {}
    changed |= {"unk_token": hidden.get(model["unk_token"], model["unk_token"])} if "unk_token" in model else {}
    tokens = [token | {"content": hidden.get(token["content"], token["content"])} for token in facts["added_tokens"]]
    other = core_of(json.dumps(facts | {"model": changed, "added_tokens": tokens, "post_processor": None}))
    other.encode_special_tokens = True
    return other


def unopened(core: tokenizers.Tokenizer) -> tokenizers.Tokenizer:
    """A sealed tokenizer for texts that follow a special token, where one ``opens`` texts only at their start."""
    facts = json.loads(core.to_str())
    before = json.dumps(facts["pre_tokenizer"]).replace('"prepend_scheme": "first"', '"prepend_scheme": "never"')
    other = core_of(json.dumps(facts | {"pre_tokenizer": json.loads(before)}))
    other.encode_special_tokens = True
    return other


def _renamed(vocab: Any, names: dict[str, str]) -> Any:
    """A vocabulary, either token to id or (token, score) by id, with other names for some tokens."""
    if isinstance(vocab, dict):
        return {names.get(token, token): id for token, id in vocab.items()}
    return [[names.get(token, token), score] for token, score in vocab]
