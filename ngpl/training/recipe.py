"""A recipe says all that makes a model: shape, tokenizer, data and training, in one TOML file."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from ngpl.config import GPTConfig, from_dict
from ngpl.errors import ConfigError, DataError
from ngpl.model import GPT, STORAGES, AnyConfig, AnyModel, config_dict, config_from, new_model
from ngpl.model.adapter import LoraConfig, fresh
from ngpl.model.lora import learning
from ngpl.tokenizers import Tokenizer, TokenizerOptions, train_tokenizer
from ngpl.training.batches import Batches, Stream
from ngpl.training.config import TrainConfig
from ngpl.training.corpora import Document, Message, Source, split_documents, texts

ENCODED_AT_ONCE = 512
RECIPE_TABLES = {"data": list, "storage": str, "base": str}  # all else is a table


@dataclass(frozen=True)
class Recipe:
    """Everything that decides what a run gives. ``model`` is the shape; its vocabulary size comes from the tokenizer.

    ``tokenizer_file`` takes a tokenizer that is there already instead of training one. With ``lora`` an adapter is
    learned for the model called ``base``, by default that of the app, whose shape and tokenizer it has.
    """

    model: AnyConfig = field(default_factory=GPTConfig)
    training: TrainConfig = field(default_factory=TrainConfig)
    data: tuple[Source, ...] = (Source(),)
    tokenizer: str = "bpe"
    tokenizer_options: TokenizerOptions = field(default_factory=TokenizerOptions)
    tokenizer_file: str = ""
    storage: str = "float16"
    about: dict[str, str] = field(default_factory=dict)
    base: str = ""
    lora: LoraConfig | None = None

    def __post_init__(self) -> None:
        if self.storage not in STORAGES:
            raise ConfigError(f"storage {self.storage!r} is unknown; there are: {', '.join(STORAGES)}")
        if self.base and self.lora is None:
            raise ConfigError(f"only an adapter starts from a model, here {self.base!r}: give it a rank (--lora-rank)")
        if self.lora and self.storage == "int8":
            raise ConfigError("an adapter cannot be stored as int8; it can as float32, float16 and bfloat16")

    def to_dict(self) -> dict[str, Any]:
        return asdict(self) | {"model": config_dict(self.model)}


def read_recipe(path: Path) -> Recipe:
    """A recipe from a TOML file: ``[about]``, ``[model]``, ``[tokenizer]``, ``[training]``, a ``[[data]]`` a source.

    Raises ``ConfigError`` that names what cannot be read, does not belong or is out of bounds.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} cannot be read as a recipe: {error}") from error
    allowed = ("about", "model", "tokenizer", "training", "data", "storage", "base", "lora")
    unknown = [name for name in values if name not in allowed]
    if unknown:
        raise ConfigError(f"{path}: a recipe has no {', '.join(unknown)}; it has: {', '.join(allowed)}")
    wrong = [name for name, value in values.items() if not isinstance(value, RECIPE_TABLES.get(name, dict))]
    if wrong:
        form = "a text" if RECIPE_TABLES.get(wrong[0]) is str else f"a table, [{wrong[0]}]"
        raise ConfigError(f"{path}: {wrong[0]} must be {form}; data is a list of tables, [[data]]")
    tokenizer = values.get("tokenizer", {})
    return Recipe(
        model=config_from(values.get("model", {})),
        training=from_dict(TrainConfig, values.get("training", {})),
        data=tuple(from_dict(Source, source) for source in values.get("data", [{}])),
        tokenizer=tokenizer.pop("kind", "bpe"),
        tokenizer_file=tokenizer.pop("file", ""),
        tokenizer_options=from_dict(TokenizerOptions, tokenizer),
        storage=values.get("storage", "float16"),
        about=values.get("about", {}),
        base=values.get("base", ""),
        lora=from_dict(LoraConfig, values["lora"]) if "lora" in values else None,
    )


@dataclass(frozen=True)
class Base:
    """A trained model that an adapter is learned for, with ordinary float32 layers. ``hash`` names it to the bit."""

    model: GPT
    tokenizer: Tokenizer
    hash: str


@dataclass(frozen=True)
class Material:
    """What a run is made of once its data has been read: a fresh model, or a fresh adapter in a frozen one; its
    tokenizer; and batches to learn and judge."""

    model: AnyModel
    tokenizer: Tokenizer
    train: Batches
    held_out: Batches
    data: list[dict[str, Any]]
    fingerprint: str


def prepare(
    recipe: Recipe, device: torch.device, say: Callable[[str], None] = lambda line: None, base: Base | None = None
) -> Material:
    """Read the data, train the tokenizer, encode, and make the model. ``say`` is told what is going on; ``base`` is the
    model that an adapter is for."""
    with torch.device("meta"):
        new_model(recipe.model)  # a shape that cannot be is said before any data is read
    parts = []
    for source in recipe.data:
        say(f"reading {source.path}")
        parts.append(split_documents(source))
    documents = [document for train, _ in parts for document in train]
    tokenizer = base.tokenizer if base else make_tokenizer(recipe, documents, say)
    say("encoding")
    train, held_out, facts = [], [], []
    for source, (first, last) in zip(recipe.data, parts, strict=True):
        learned = encode_stream(tokenizer, first, source.path, source.weight)
        train.append(replace(learned, final_weight=source.last_weight))
        held_out.append(encode_stream(tokenizer, last, f"the held-out part of {source.path}", source.last_weight))
        facts.append(_facts(source, first, train[-1], held_out[-1]))
    config, settings = replace(recipe.model, vocab_size=tokenizer.vocab_size), recipe.training
    torch.manual_seed(settings.seed)
    return Material(
        model=start(recipe, config, base).to(device),
        tokenizer=tokenizer,
        train=Batches(
            train, config.block_size, settings.batch_size, settings.seed, settings.steps * settings.accumulate
        ),
        held_out=Batches(held_out, config.block_size, settings.batch_size, settings.seed + 1),
        data=facts,
        fingerprint=_fingerprint(recipe, tokenizer, facts, base),
    )


def start(recipe: Recipe, config: AnyConfig, base: Base | None) -> AnyModel:
    """The model before its first step."""
    if recipe.lora is None:
        return new_model(config)
    if base is None:
        raise ConfigError("an adapter is learned for a model, and there is none")
    return learning(base.model, fresh(base.model, recipe.lora))


def make_tokenizer(recipe: Recipe, documents: list[Document], say: Callable[[str], None]) -> Tokenizer:
    """The tokenizer of a recipe: read from its file, or trained on the training documents."""
    if recipe.tokenizer_file:
        return Tokenizer.load(recipe.tokenizer_file)
    say(f"training the tokenizer ({recipe.tokenizer}) on {len(documents):,} documents")
    return train_tokenizer(recipe.tokenizer, texts(documents), recipe.tokenizer_options)


def encode_stream(tokenizer: Tokenizer, documents: Iterable[Document], name: str = "", weight: float = 1.0) -> Stream:
    """Documents one after the other as one stream, its ids in the smallest integer type that holds them.

    A text is ``<BOS> text <EOS>`` and counts whole. A conversation is written by the tokenizer's chat template, and
    what its assistant says counts; without a template it is text, see ``Document.plain``.
    """
    dtype = np.uint16 if tokenizer.vocab_size <= 1 << 16 else np.uint32
    parts = [part for group in _groups(documents) for part in _encoded(tokenizer, group, dtype)]
    ids = np.concatenate([np.empty(0, dtype), *(ids for ids, _ in parts)])
    counted = np.concatenate([np.empty(0, bool), *(counted for _, counted in parts)])
    if counted.all():
        return Stream(name, ids, weight)
    starts = np.cumsum([0, *(len(ids) for ids, _ in parts[:-1])])
    return Stream(name, ids, weight, counted, starts)


def _encoded(tokenizer: Tokenizer, group: list[Document], dtype: type) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The ids of each document, and which of them count."""
    chats = [as_chat(tokenizer, document) for document in group]
    rendered = iter(tokenizer.render_chats(filter(None, chats)))
    others = [document.plain() for document, chat in zip(group, chats, strict=True) if not chat]
    plain = iter(tokenizer.encode_batch(others))
    begin, end = tokenizer.encode("", bos=True), tokenizer.encode("", eos=True)
    end = [] if end == begin else end  # GPT-2 has one token between its texts
    for chat in chats:
        if chat:
            ids, counted = next(rendered)
        else:
            ids = [*begin, *next(plain), *end]
            counted = [True] * len(ids)
        yield np.array(ids, dtype), np.array(counted, bool)


def as_chat(tokenizer: Tokenizer, document: Document) -> list[Message] | None:
    """The messages of a document that is learned as a conversation: if it is one, and there is a chat template."""
    return document.messages if document.text is None and tokenizer.chat_template else None


def _groups(documents: Iterable[Document]) -> Iterator[list[Document]]:
    group: list[Document] = []
    for document in documents:
        group.append(document)
        if len(group) == ENCODED_AT_ONCE:
            yield group
            group = []
    yield group


def _facts(source: Source, documents: list[Document], train: Stream, held_out: Stream) -> dict[str, Any]:
    if not documents:
        raise DataError(f"{source.path} leaves nothing to train on once {source.holdout:.0%} of it is held out")
    digest = hashlib.sha256()
    for document in documents:
        digest.update(document.plain().encode())
    facts = {
        "source": Path(source.path).name,
        "weight": source.weight,
        "final_weight": source.last_weight,
        "documents": len(documents),
        "characters": sum(len(document.plain()) for document in documents),
        "tokens": len(train.ids),
        "held_out_tokens": len(held_out.ids),
        "sha256": digest.hexdigest(),
    }
    return facts if train.counted is None else facts | {"counted_tokens": int(train.counted.sum())}


def _fingerprint(recipe: Recipe, tokenizer: Tokenizer, facts: list[dict[str, Any]], base: Base | None) -> str:
    """Names the run: any change of shape, settings, tokenizer, data or base gives another."""
    deciding = {"model": config_dict(recipe.model), "training": asdict(recipe.training), "data": facts}
    if base and recipe.lora:
        deciding |= {"base": base.hash, "lora": asdict(recipe.lora)}
    template = tokenizer.chat_template if any("counted_tokens" in source for source in facts) else None
    text = json.dumps(deciding, sort_keys=True) + tokenizer.to_json() + (template or "")
    return hashlib.sha256(text.encode()).hexdigest()
