"""All plots, by name."""

from __future__ import annotations

from ngpl.training.corpora.stories.engine import Plot
from ngpl.training.corpora.stories.plots import courage, home, kindness, outdoors, wonder

PLOTS: dict[str, Plot] = {**kindness.PLOTS, **courage.PLOTS, **home.PLOTS, **outdoors.PLOTS, **wonder.PLOTS}
