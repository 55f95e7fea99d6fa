"""How attention is shown, declared once: what is made of the weights, and how that is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ngpl.inspection import COMBINATIONS, SINKS, combined, with_sink
from ngpl.inspection.views import AttentionView
from ngpl.plots.style import Style
from ngpl.spec import param

SINGLY = "none"


@dataclass(frozen=True)
class Looks(Style):
    """The style of a picture, and what its maps are derived from the model's weights by."""

    sink: str = param("raw", "how tokens are treated that take spare weight, as the first does", choices=tuple(SINKS))
    combine: str = param(SINGLY, "make one map of the chosen heads", choices=(SINGLY, *COMBINATIONS))

    def of(self, view: AttentionView, heads: Iterable[tuple[int, int]] | None = None) -> AttentionView:
        """What is shown of a raw view; ``heads`` ``(layer, head)`` are those to combine, all of them by default."""
        treated = with_sink(view, self.sink)
        return treated if self.combine == SINGLY else combined(treated, self.combine, heads)


def offers() -> dict[str, dict[str, str]]:
    """What can be made of the weights, for the page: ``{sinks, combinations}``, each by name with what it does."""
    return {
        "sinks": {name: sink.about for name, sink in SINKS.items()},
        "combinations": {name: combination.about for name, combination in COMBINATIONS.items()},
    }
