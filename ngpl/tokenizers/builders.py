"""Training: texts to a tokenizer, one builder a kind. A new kind is one builder and one line in ``TOKENIZERS``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import tokenizers
from tokenizers import AddedToken, Regex, decoders, models, normalizers, pre_tokenizers, trainers

from ngpl.errors import ConfigError, DataError, choose
from ngpl.spec import Checked, param
from ngpl.tokenizers.chat import ROLE_MARKERS
from ngpl.tokenizers.texts import checked, chunks
from ngpl.tokenizers.tokenizer import Tokenizer

SPECIALS = ("<PAD>", "<UNK>", "<BOS>", "<EOS>")  # ids 0 to 3 of every tokenizer made here

# A word with its marks and inner apostrophes, a number, or any other single character that is not white space.
WORDS = r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*|\p{N}+|[^\s\p{L}\p{M}\p{N}]"


@dataclass(frozen=True)
class TokenizerOptions(Checked):
    """How a tokenizer is trained. What is rare falls apart into bytes (char, bpe) or becomes ``<UNK>`` (word)."""

    vocab_size: int = param(4096, "tokens in the vocabulary, at most", low=8, high=1_000_000)
    min_frequency: int = param(2, "characters, words and pairs that occur less often are left out", low=1)
    lowercase: bool = param(False, "word: capitals become small letters")
    roles: bool = param(False, "adds the role markers of a chat, and a chat template")

    @property
    def specials(self) -> tuple[str, ...]:
        return SPECIALS + ROLE_MARKERS * self.roles


def build_char(texts: Iterable[str], options: TokenizerOptions) -> tokenizers.Tokenizer:
    """ASCII, the bytes of all other characters, and the frequent ones of these whole; a BPE that never merges."""
    base = [*options.specials, *map(chr, range(128)), *(f"<0x{byte:02X}>" for byte in range(128, 256))]
    room = _room(options, len(base))
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(text)
    frequent = [char for char, n in counts.most_common() if n >= options.min_frequency and not char.isascii()]
    vocabulary = {token: id for id, token in enumerate(base + sorted(frequent[:room]))}
    model = models.BPE(vocab=vocabulary, merges=[], unk_token="<UNK>", byte_fallback=True)
    core = tokenizers.Tokenizer(model)
    core.decoder = decoders.Sequence([decoders.ByteFallback(), decoders.Fuse()])
    return core


def build_bpe(texts: Iterable[str], options: TokenizerOptions) -> tokenizers.Tokenizer:
    """Byte-level BPE as in GPT-2 (Radford et al., 2019): 256 bytes, then the most frequent pairs merged."""
    _room(options, len(options.specials) + 256)
    core = _byte_level(models.BPE(), False)
    trainer = trainers.BpeTrainer(
        vocab_size=options.vocab_size,
        min_frequency=options.min_frequency,
        special_tokens=list(options.specials),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    core.train_from_iterator(texts, trainer)
    return core


def build_word(texts: Iterable[str], options: TokenizerOptions) -> tokenizers.Tokenizer:
    """Words, numbers and punctuation marks, the most frequent first; the rest is ``<UNK>``."""
    core = tokenizers.Tokenizer(models.WordLevel(unk_token="<UNK>"))
    if options.lowercase:
        core.normalizer = normalizers.Lowercase()
    core.pre_tokenizer = pre_tokenizers.Split(Regex(WORDS), "removed", invert=True)
    trainer = trainers.WordLevelTrainer(
        vocab_size=options.vocab_size,
        min_frequency=options.min_frequency,
        special_tokens=list(options.specials),
        show_progress=False,
    )
    core.train_from_iterator(texts, trainer)
    return core


def byte_level_core(
    vocab: dict[str, int], merges: list[tuple[str, str]], add_prefix_space: bool = False
) -> tokenizers.Tokenizer:
    """A byte-level BPE as GPT-2's, without special tokens; with a space put before each text if asked to."""
    return _byte_level(models.BPE(vocab=vocab, merges=merges), add_prefix_space)


def _byte_level(model: models.BPE, add_prefix_space: bool) -> tokenizers.Tokenizer:
    core = tokenizers.Tokenizer(model)
    core.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=add_prefix_space)
    core.decoder = decoders.ByteLevel()
    return core


def _room(options: TokenizerOptions, base: int) -> int:
    """How many tokens may be learnt beyond the ``base`` that must be there."""
    if options.vocab_size < base:
        raise ConfigError(
            f"vocab_size {options.vocab_size} is too small; at least {base} hold the special tokens and all bytes"
        )
    return options.vocab_size - base


Builder = Callable[[Iterable[str], TokenizerOptions], tokenizers.Tokenizer]

TOKENIZERS: dict[str, Builder] = {"char": build_char, "word": build_word, "bpe": build_bpe}


def train_tokenizer(
    kind: str,
    texts: Iterable[str],
    options: TokenizerOptions | None = None,
    progress: Callable[[int], None] | None = None,
) -> Tokenizer:
    """Train a tokenizer of ``kind`` on ``texts``, read once.

    ``progress`` is told the number of texts read so far after each; an exception that it raises ends the training.
    ``TextError`` for a text that is none, ``DataError`` if there is nothing to learn from.
    """
    builder = choose(TOKENIZERS, kind, "tokenizer")
    options = options or TokenizerOptions()
    if isinstance(texts, str):
        raise DataError("texts must be many texts, not one str; put it in a list")
    core = builder(_read(texts, progress), options)
    core.add_special_tokens([AddedToken(name, normalized=False) for name in options.specials])
    return Tokenizer(core)


def _read(texts: Iterable[str], progress: Callable[[int], None] | None) -> Iterator[str]:
    """The texts in parts of a size that the trainers digest; told to ``progress``, checked, and not all empty."""
    characters = 0
    for number, text in enumerate(texts, start=1):
        characters += len(checked(text))
        yield from chunks(text)
        if progress:
            progress(number)
    if not characters:
        raise DataError("there is no text to train a tokenizer on; the corpus is empty")


def bpe_from_merges(vocab: dict[str, int], merges: list[tuple[str, str]], specials: Iterable[str]) -> Tokenizer:
    """A byte-level BPE from the two parts that GPT-2 was published in: ``vocab.json`` and ``merges.txt``."""
    core = byte_level_core(vocab, merges)
    core.add_special_tokens([AddedToken(name, normalized=False) for name in specials])
    return Tokenizer(core)
