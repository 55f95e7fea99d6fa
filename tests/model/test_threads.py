"""One loaded model serves many threads: nothing in it changes when it is called."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import torch

from ngpl.decoding import STRATEGIES, Step, decode
from ngpl.inspection import inspect
from ngpl.model import KERNELS
from tests import tiny


@pytest.mark.parametrize("attention", KERNELS)
def test_many_threads_get_what_one_gets(attention):
    model = tiny.model(vocab_size=40, attention=attention, position="rotary")

    def work(seed: int) -> tuple[list[int], float]:
        ids = [seed % 40, 3, 5, 7]
        steps = decode(model, ids, STRATEGIES["sample"](), seed=seed, max_new_tokens=20, top=0)
        written = [event.id for event in steps if isinstance(event, Step)]
        return written, float(inspect(model, ids, ["a"] * 4).attention.sum())

    before = {name: weight.clone() for name, weight in model.state_dict().items()}
    alone = [work(seed) for seed in range(12)]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(work, range(12))) == alone
    assert all(torch.equal(weight, before[name]) for name, weight in model.state_dict().items())
