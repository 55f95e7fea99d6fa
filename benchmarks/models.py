"""Every model on offer in figures: size, loss on held-out text as ``ngpl eval`` gives it, speed on the CPU.

Prints the table of assets/models/README.md. With --check the figures in a file are compared with those found, all but
the speeds, and the exit code is 1 if one is stale. Speed is that of greedy decoding, the best of several rounds.

    python -m benchmarks.models [--check assets/models/README.md] [--new 200] [--rounds 5]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import torch

from ngpl.config import from_dict
from ngpl.decoding import STRATEGIES, Step, decode
from ngpl.hub import LanguageModel, load
from ngpl.hub.library import settings
from ngpl.training.corpora import Source, split_documents
from ngpl.training.evaluate import evaluate

PROMPT = "Once upon a time"
THREADS = (1, 2)
SPEED = "tokens/s"
HEADINGS = ("model", "parameters", "file, MB", "held out of", "nats a token", "bits a byte")

# Where the held-out text is from, if not from the first source of a model's recipe, read as that says.
DATA = {
    "stories": Source("tinystories"),
    "babygpt": Source("stories"),
    "shakespeare": Source("shakespeare"),
    "shakespeare-lam": Source("shakespeare"),
    "shakespeare-ngram": Source("shakespeare"),
    "shakespeare-bigram": Source("shakespeare"),
}

Table = dict[str, dict[str, str]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", type=Path, metavar="FILE", help="compare the table in this Markdown file")
    parser.add_argument("--new", type=int, default=200, help="tokens to write for the speed")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    models = [load(offer.name, "cpu") for offer in settings().models if offer.file]
    found = {lm.name: figures(lm) for lm in models}
    if args.check:
        wrong = differences(read_table(args.check.read_text(encoding="utf-8")), found)
        print("\n".join(wrong) or f"{args.check}: the figures of {len(found)} models hold")
        return int(bool(wrong))
    for threads in THREADS:
        for lm in models:
            found[lm.name][f"{SPEED}, {threads} thread{'s' * (threads > 1)}"] = f"{speed(lm, threads, args):.0f}"
    print(markdown(found))
    return 0


def figures(lm: LanguageModel) -> dict[str, str]:
    """What does not depend on the machine, by heading."""
    source = DATA.get(lm.name) or from_dict(Source, lm.record["recipe"]["data"][0])
    told = evaluate(lm.model, lm.tokenizer, split_documents(source)[1])
    size = Path(lm.source).stat().st_size / 1e6
    cells = (lm.name, f"{lm.model.n_params:,}", f"{size:.1f}", source.path)
    return dict(zip(HEADINGS, (*cells, f"{told.loss:.3f}", f"{told.bits_per_byte:.3f}")))


def speed(lm: LanguageModel, threads: int, args: argparse.Namespace) -> float:
    """Tokens a second, decoding greedily."""
    torch.set_num_threads(threads)
    return max(once(lm, args.new) for _ in range(args.rounds))


def once(lm: LanguageModel, new: int) -> float:
    start = time.perf_counter()
    events = decode(lm.model, lm.encode(PROMPT), STRATEGIES["greedy"](), max_new_tokens=new, top=0)
    steps = sum(isinstance(event, Step) for event in events)
    return steps / (time.perf_counter() - start)


def markdown(table: Table) -> str:
    """Rows of equal headings as a Markdown table; numbers stand at the right."""
    rows = list(table.values())
    lines = [list(rows[0]), ["---" if i in (0, 3) else "--:" for i in range(len(rows[0]))]]
    return "\n".join(_line(cells) for cells in [*lines, *(list(row.values()) for row in rows)])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def read_table(text: str) -> Table:
    """The table whose first column is headed ``model``, by the names in it; empty if there is none."""
    lines = [[cell.strip(" `") for cell in line.strip("| \n").split("|")] for line in text.splitlines() if "|" in line]
    start = next((i for i, cells in enumerate(lines) if cells[0] == HEADINGS[0]), len(lines))
    rows = [cells for cells in lines[start + 1 :] if len(cells) == len(lines[start]) and set(cells[0]) - set("-:")]
    return {cells[0]: dict(zip(lines[start], cells)) for cells in rows}


def differences(told: Table, found: Table) -> list[str]:
    """A line for each figure that is told otherwise than found, for each model that is missing or no more there."""
    wrong = [f"{name}: is told of, but not on offer" for name in told if name not in found]
    for name, row in found.items():
        if name not in told:
            wrong.append(f"{name}: is not told of")
            continue
        pairs = [(heading, told[name].get(heading, "nothing"), value) for heading, value in row.items()]
        wrong += [f"{name}: {heading} is told as {old}, but is {new}" for heading, old, new in pairs if old != new]
    return wrong


if __name__ == "__main__":
    raise SystemExit(main())
