"""Save where every head of a model looks while it reads a text.

The suffix of FILE says in which form: .npz (attention, a float32 array of layers, heads, tokens, tokens; and ids),
.json, .csv, or a picture as .png, .svg or .html. Rows are the tokens that look, columns those looked at. A long text is
cut to the model's context, its first tokens are kept.

--combine makes one map of many heads, --sink frees maps of the tokens that take spare weight; both are said in the
file. --against and --against-model save what changes, the second less the first, and how far the predictions move (kl,
in nats). --inside saves all matrices of one head, from its queries and keys to its output. --scale, --palette and
--threshold change pictures and no numbers.

--write continues the text by up to N tokens first, with the strategies and settings of ngpl generate, and saves the
maps of the whole: .html plays the text as it was written, .npz and .json hold the candidates of every step beside the
maps, .csv holds them alone.

examples:
  ngpl attention "The cat sat on the mat because it was tired." --out maps.npz
  ngpl attention "The cat sat on the mat." --layer 2 --head 5 --out head.svg
  ngpl attention "The cat sat on the mat." --heads 0.1,2.3,3.* --combine mean --sink without_first --out mean.png
  ngpl attention "The cat sat." --against "The dog sat." --out difference.html
  ngpl attention "The cat sat." --layer 1 --head 0 --inside --out inside.html
  ngpl attention "Once upon a" --write 30 --strategy top_k --top-k 20 --seed 3 --out film.html
  ngpl attention - --out page.html < sentence.txt
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from ngpl.api import LanguageModel, difference, inspect, load
from ngpl.cli.flags import add_model, add_params, at_least, given, show
from ngpl.cli.heads import Heads, parse_heads
from ngpl.cli.loading import model_of
from ngpl.cli.strategies import add_strategy, strategy_of
from ngpl.cli.texts import add_text, first_tokens, read_text
from ngpl.errors import InputError
from ngpl.film import film
from ngpl.inspection import anatomy
from ngpl.inspection.views import AttentionView
from ngpl.looks import SINGLY, Looks
from ngpl.plots.anatomy import write_anatomy
from ngpl.plots.export import write_attention
from ngpl.plots.film import write_film


def add_flags(parser: argparse.ArgumentParser) -> None:
    add_text(parser)
    parser.add_argument(
        "--out", required=True, type=Path, metavar="FILE", help="where to write; the suffix is the form"
    )
    parser.add_argument("--layer", type=int, metavar="L", help="one layer only, counted from 0 [all]")
    parser.add_argument("--head", type=int, metavar="H", help="one head only, counted from 0 [all]")
    parser.add_argument("--heads", metavar="L.H,...", help="heads to combine, such as 0.1,2.3; 2.* is all of a layer")
    parser.add_argument("--against", metavar="TEXT", help="save what changes with TEXT, of as many tokens")
    parser.add_argument("--against-model", metavar="MODEL", help="save what changes with MODEL, of one tokenizer")
    parser.add_argument("--inside", action="store_true", help="all matrices of the head that --layer and --head name")
    parser.add_argument("--write", type=at_least(1), metavar="N", help="continue the text by up to N tokens first")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="of what is written with --write [0]")
    add_params(parser, Looks)
    add_strategy(parser)
    add_model(parser)


def run(args: argparse.Namespace) -> int:
    lm = model_of(args)
    text, looks = read_text(args.text), Looks(**given(args, Looks))
    if args.write is not None:
        return save_film(args, lm, text, looks)
    ids = first_tokens(lm.encode(text), lm.model.context)
    return save_inside(args, lm, ids, looks) if args.inside else save_maps(args, lm, ids, looks)


def save_maps(args: argparse.Namespace, lm: LanguageModel, ids: list[int], looks: Looks) -> int:
    """The maps chosen, or one made of them, or what changes in them."""
    layer, head, heads = chosen(args, looks, lm)
    view = view_of(args, lm, ids, looks, heads)
    shape = write_attention(view, args.out, layer=layer, head=head, style=looks)
    values: dict[str, Any] = {"tokens": list(view.labels), "shape": list(shape), "out": str(args.out)}
    values |= {"title": view.title, "notes": list(view.notes)}
    values |= {name: array.tolist() for name, array in view.arrays.items()}
    told = "; ".join([f"{args.out}: maps of {' x '.join(map(str, shape))}", *view.notes])
    return show(args, values, lambda: told)


def save_film(args: argparse.Namespace, lm: LanguageModel, text: str, looks: Looks) -> int:
    """The text as it goes on, step by step."""
    if args.inside or args.against is not None or args.against_model is not None:
        raise InputError("--write looks at one text while it is written, so --inside and --against do not go with it")
    layer, head, heads = chosen(args, looks, lm)
    view = film(lm, text, strategy_of(args), max_new_tokens=args.write, seed=args.seed)
    view = replace(view, maps=looks.of(view.maps, heads))
    write_film(view, args.out, layer, head, looks)
    values = {"tokens": list(view.maps.labels), "prompt": view.prompt, "text": lm.decode(view.maps.ids)}
    told = f"{args.out}: {len(view.chosen)} tokens written after {view.prompt}: {view.how}"
    return show(args, values | {"how": view.how, "out": str(args.out)}, lambda: told)


def view_of(args: argparse.Namespace, lm: LanguageModel, ids: list[int], looks: Looks, heads: Heads) -> AttentionView:
    """The maps as the flags want them."""
    if args.against is None and args.against_model is None:
        return looks.of(inspect(lm, ids).attention_view, heads)
    second = None if args.against is None else first_tokens(lm.encode(args.against), lm.model.context)
    other = None if args.against_model is None else load(args.against_model, args.device, args.dtype)
    return difference(lm, ids, second, other, lambda view: looks.of(view, heads)).attention_view


def chosen(args: argparse.Namespace, looks: Looks, lm: LanguageModel) -> tuple[int | None, int | None, Heads]:
    """The layer and the head whose maps are saved, ``None`` for all, and the heads that are combined."""
    if args.heads is not None and (args.layer is not None or args.head is not None):
        raise InputError("--heads names layers too, so --layer and --head have nothing to add to it; give one or other")
    layers = range(lm.gpt.config.n_layer) if args.layer is None else [args.layer]
    numbers = range(lm.gpt.config.n_head) if args.head is None else [args.head]
    named = parse_heads(args.heads, lm.gpt.config.n_head) if args.heads is not None else None
    heads = [(layer, head) for layer in layers for head in numbers] if named is None else named
    if looks.combine != SINGLY:
        return None, None, heads
    if named is None:
        return args.layer, args.head, heads
    if len(heads) > 1:
        raise InputError("several --heads make one map: say how with --combine mean, largest or rollout")
    return *heads[0], heads


def save_inside(args: argparse.Namespace, lm: LanguageModel, ids: list[int], looks: Looks) -> int:
    """All stages of one head."""
    foreign = {"--heads": args.heads, "--against": args.against, "--against-model": args.against_model}
    given_too = [flag for flag, value in foreign.items() if value is not None]
    given_too += [p for p, plain in (("--sink", "raw"), ("--combine", SINGLY)) if getattr(looks, p[2:]) != plain]
    if given_too:
        raise InputError(
            f"--inside shows one head as the model computed it, so {', '.join(given_too)} cannot change it"
        )
    if args.layer is None or args.head is None:
        raise InputError("--inside shows one head: name it with --layer and --head")
    view = anatomy(lm.gpt, ids, args.layer, args.head, lm.tokenizer.labels(ids))
    write_anatomy(view, args.out, looks.palette)
    stages = [{"name": stage.name, "shape": list(stage.values.shape), "about": stage.about} for stage in view.stages]
    values = {"tokens": list(view.labels), "layer": view.layer, "head": view.head, "error": view.error}
    told = (
        f"{args.out}: {len(stages)} matrices; weights times values differ from the output by {view.error:.1e} at most"
    )
    return show(args, values | {"stages": stages, "out": str(args.out)}, lambda: told)
