"""Models of other programs compute here what they compute there: logits, maps, and every token that is written."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from ngpl.decoding import STRATEGIES, Step, decode
from ngpl.hub.foreign.families import FAMILIES
from ngpl.model import GPT, Trace
from tests.exact.models import CASES, CONTEXT, ROWS, pair, prompts

NEW = 8  # tokens
STOPS = tuple(torch.randperm(ROWS, generator=torch.Generator().manual_seed(0))[:24].tolist())


def written(model: GPT, ids: Tensor, strategy: Any, new: int = NEW, stop: tuple[int, ...] = ()) -> list[int]:
    events = decode(model, ids.tolist(), strategy, max_new_tokens=new, stop=stop, top=0)
    return [event.id for event in events if isinstance(event, Step)]


def generated(model: Any, ids: Tensor, **settings: Any) -> list[list[int]]:
    """What ``transformers`` writes after each row of ids (B, T)."""
    settings = {"max_new_tokens": NEW, "do_sample": False, "pad_token_id": 0, "eos_token_id": None} | settings
    out = model.generate(ids, attention_mask=torch.ones_like(ids), **settings)
    return [row[ids.size(1) :].tolist() for row in out]


def test_every_family_is_among_the_cases():
    assert {CASES[name]().model_type for name in CASES} == set(FAMILIES)


@pytest.mark.parametrize("name", CASES)
@torch.inference_mode()
def test_logits_and_maps(name):
    both, trace = pair(name), Trace("attention")
    for ids in (*prompts(), torch.arange(CONTEXT)[None]):
        theirs = both.theirs(ids, output_attentions=True)
        ours = both.ours.model(ids)
        assert (ours - theirs.logits).abs().max() < 1e-4 * theirs.logits.std()
        trace = Trace("attention")
        assert torch.equal(both.ours.model(ids, probe=trace), ours)
        for layer, maps in enumerate(theirs.attentions):
            assert (trace["attention"][layer] - maps).abs().max() < 1e-5


@pytest.mark.parametrize("name", CASES)
@torch.inference_mode()
def test_logits_with_a_cache(name):
    """Of batches, read in pieces and token by token, beside one pass of theirs without a cache."""
    both = pair(name)
    ids = prompts()[-1]
    theirs = both.theirs(ids, use_cache=False).logits
    cache = both.ours.model.new_cache()
    ours = torch.cat([both.ours.model(part, cache) for part in ids.split([9, 1, 4, *[1] * 7], dim=1)], 1)
    assert (ours - theirs).abs().max() < 1e-4 * theirs.std()


@pytest.mark.parametrize("name", CASES)
@torch.inference_mode()
def test_greedy_writes_the_same(name):
    """50 prompts, here with a cache and without, there with a cache in batches of one length."""
    both = pair(name)
    for ids in prompts():
        wanted = generated(both.theirs, ids)
        assert [written(both.ours.model, row, STRATEGIES["greedy"]()) for row in ids] == wanted
        text = ids
        for _ in range(NEW):
            text = torch.cat([text, both.ours.model(text)[:, -1:].argmax(-1)], 1)
        assert text[:, ids.size(1) :].tolist() == wanted


@pytest.mark.parametrize("name", CASES)
@torch.inference_mode()
def test_beam_search_writes_the_same(name):
    """50 prompts, without stop tokens."""
    both, beam = pair(name), STRATEGIES["beam"](beams=3)
    for ids in prompts():
        ours = [written(both.ours.model, row, beam) for row in ids]
        assert ours == generated(both.theirs, ids, num_beams=3, length_penalty=1.0, early_stopping=False)


@pytest.mark.parametrize("beams", [2, 5])
@torch.inference_mode()
def test_beam_search_with_stop_tokens_writes_the_same(beams):
    """50 prompts, 24 random stop tokens, and length penalties that favour short and long texts."""
    both, lengths = pair("llama"), set()
    theirs = {"num_beams": beams, "early_stopping": False, "eos_token_id": list(STOPS)}
    for penalty in (0.0, 0.6, 1.0, 2.0):
        beam = STRATEGIES["beam"](beams=beams, length_penalty=penalty)
        for row in (row for ids in prompts() for row in ids):
            ours = written(both.ours.model, row, beam, stop=STOPS)
            assert [ours] == generated(both.theirs, row[None], length_penalty=penalty, **theirs)
            lengths.add(len(ours))
    assert len(lengths) > 5  # of 8


@torch.inference_mode()
def test_a_stop_token_ends_the_same_texts():
    both, ids = pair("gpt2"), prompts()[-2]
    stop = generated(both.theirs, ids)[0][4]
    for row in ids:
        ours = written(both.ours.model, row, STRATEGIES["greedy"](), new=30, stop=(stop,))
        [theirs] = generated(both.theirs, row[None], max_new_tokens=30, eos_token_id=stop)
        assert ours == theirs


@torch.inference_mode()
def test_without_a_cache_theirs_is_the_same_too():
    both, ids = pair("neo"), prompts()[-1]
    assert generated(both.theirs, ids, use_cache=False) == generated(both.theirs, ids)
