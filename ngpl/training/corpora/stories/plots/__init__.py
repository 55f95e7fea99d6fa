"""All plots, by name."""

from __future__ import annotations

from ngpl.training.corpora.stories.engine import Plot
from ngpl.training.corpora.stories.plots import (
    courage,
    creatures,
    family,
    fancy,
    home,
    kindness,
    outdoors,
    outings,
    playmates,
    things,
    wonder,
)

GROUPS = (kindness, courage, home, outdoors, wonder, family, playmates, creatures, fancy, outings, things)

PLOTS: dict[str, Plot] = {name: plot for group in GROUPS for name, plot in group.PLOTS.items()}
