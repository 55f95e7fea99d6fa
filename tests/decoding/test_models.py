"""Decoding with real models: what the cache says equals a full pass, for every kernel and position scheme."""

import pytest
import torch

from ngpl.config import GPTConfig
from ngpl.decoding import STRATEGIES, Step, decode
from ngpl.model import GPT, KERNELS, POSITIONS
from tests.decoding.fake import full_pass

TINY = {"vocab_size": 19, "block_size": 16, "n_layer": 2, "n_head": 4, "n_kv_head": 2, "n_embd": 16}
PROMPT = [3, 1, 4, 1, 5]
every_model = pytest.mark.parametrize("kernel, position", [(k, p) for k in KERNELS for p in POSITIONS])
every_strategy = pytest.mark.parametrize("strategy", [kind() for kind in STRATEGIES.values()], ids=STRATEGIES)


def tiny(**changes) -> GPT:
    torch.manual_seed(0)
    model = GPT(GPTConfig(**(TINY | changes))).eval()
    for parameter in model.parameters():  # far from the small initial weights, so that a fault shows
        torch.nn.init.normal_(parameter, std=0.4)
    return model


def windows(model: GPT, ids: list[int], prompt: int) -> list[list[int]]:
    """What the model sees before each token of ``ids[prompt:]``, by the rule of three quarters."""
    seen, found = ids[:prompt], []
    for id in ids[prompt:]:
        found.append(seen)
        seen = [*seen, id]
        if len(seen) > model.context:
            seen = seen[-(3 * model.context // 4) :]
    return found


@every_model
@every_strategy
def test_cached_decoding_equals_the_full_pass(kernel, position, strategy):
    """Past the context too: 30 tokens do not fit into 16."""
    model = tiny(attention=kernel, position=position)
    steps = [e for e in decode(model, PROMPT, strategy, seed=1, max_new_tokens=30, top=0) if isinstance(e, Step)]
    ids = PROMPT + [step.id for step in steps]
    assert len(steps) == 30
    for step, seen in zip(steps, windows(model, ids, len(PROMPT)), strict=True):
        assert step.logprob == pytest.approx(float(full_pass(model, seen)[step.id]), abs=2e-4)


def test_decoding_leaves_the_model_as_it_was():
    model = tiny()
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    list(decode(model, PROMPT, STRATEGIES["beam"](), max_new_tokens=5))
    assert all(torch.equal(tensor, before[name]) for name, tensor in model.state_dict().items())
    model(torch.tensor([PROMPT])).sum().backward()  # and it can still be trained
