"""Text to ids and back: character, word and byte-level BPE tokenizers over the ``tokenizers`` library."""

from ngpl.tokenizers.builders import TOKENIZERS, TokenizerOptions, bpe_from_merges, train_tokenizer
from ngpl.tokenizers.folder import read_tokenizer, write_tokenizer
from ngpl.tokenizers.pieces import Piece
from ngpl.tokenizers.special import SpecialIds
from ngpl.tokenizers.stream import StreamDecoder
from ngpl.tokenizers.tokenizer import Tokenizer

__all__ = [
    "TOKENIZERS",
    "Piece",
    "SpecialIds",
    "StreamDecoder",
    "Tokenizer",
    "TokenizerOptions",
    "bpe_from_merges",
    "read_tokenizer",
    "train_tokenizer",
    "write_tokenizer",
]
