"""Where a text ends: at a special token, or before a text that was named."""

from __future__ import annotations

from collections.abc import Sequence

from ngpl.tokenizers import Tokenizer


def stop_ids(tokenizer: Tokenizer) -> set[int]:
    """The tokens that end a text: all special ones (end of text, end of turn), but not an unknown word; and whatever
    else the model's authors end one with."""
    return (set(tokenizer.specials.values()) - {tokenizer.unk_id}) | set(tokenizer.special_ids.ends)


class StopText:
    """Passes a text on up to the first of the stop texts, and holds back what may be the start of one."""

    def __init__(self, stops: Sequence[str]) -> None:
        self.stops = [stop for stop in stops if stop]
        self.found = False
        self._held = ""

    def push(self, text: str) -> str:
        """The text that has become certain with ``text``; nothing any more once a stop text was found."""
        if self.found:
            return ""
        held = self._held + text
        ends = [at for at in map(held.find, self.stops) if at >= 0]
        self.found = bool(ends)
        sure = min(ends) if ends else len(held) - self._open(held)
        self._held = "" if ends else held[sure:]
        return held[:sure]

    def flush(self) -> str:
        """What was held back, and turned out to be no stop text."""
        held, self._held = self._held, ""
        return held

    def _open(self, text: str) -> int:
        """How many characters at the end of ``text`` a stop text may begin with."""
        longest = max(map(len, self.stops), default=1) - 1
        sizes = range(min(longest, len(text)), 0, -1)
        return next((n for n in sizes if any(stop.startswith(text[-n:]) for stop in self.stops)), 0)
