"""The loop: it learns, it stops where it should, and a run that was killed gives the losses of one left alone."""

import json
import math
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from ngpl.config import GPTConfig
from ngpl.errors import CheckpointError, ConfigError, DataError, TrainingError
from ngpl.model import GPT
from ngpl.training import Evaluated, History, Progress, Recipe, Run, TrainConfig, prepare, read_recipe, train
from ngpl.training.batches import IGNORED, Batches, Stream
from ngpl.training.corpora import Source
from ngpl.training.loop import batch_loss, learning_rate, make_optimizer
from ngpl.training.loss import cross_entropy

SHAPE = GPTConfig(vocab_size=17, block_size=8, n_layer=1, n_head=2, n_embd=16, dropout=0.1)
SHORT = TrainConfig(steps=12, batch_size=4, warmup=2, eval_every=4, eval_batches=2, dtype="float32")
COUNTING = np.arange(400, dtype=np.uint16) % 17


def tiny_run(config: TrainConfig = SHORT, **options) -> Run:
    torch.manual_seed(0)
    streams = [Stream("counting", COUNTING, 1.0)]
    train_batches, held_out = (Batches(streams, 8, config.batch_size, seed) for seed in (1, 2))
    return Run(GPT(SHAPE), train_batches, held_out, config, **options)


def losses(events) -> list[float]:
    return [event.loss if isinstance(event, Progress) else event.val_loss for event in events]


def test_a_model_learns_to_count():
    config = replace(SHORT, steps=150, learning_rate=1e-2, eval_every=150)
    events = list(train(tiny_run(config)))
    assert events[0].loss == pytest.approx(math.log(17), abs=0.3)
    assert isinstance(events[-1], Evaluated) and events[-1].val_loss < 0.5


def test_a_run_that_stops_anywhere_goes_on_exactly(tmp_path):
    alone = losses(train(tiny_run()))
    state = tmp_path / "state.safetensors"
    events = train(tiny_run(state=state))
    first = [next(events) for _ in range(8)]  # six steps, one evaluation with its checkpoint at step 4, two lost steps
    events.close()
    second = list(train(tiny_run(state=state)))
    assert isinstance(first[4], Evaluated)
    assert losses(first[:5]) + losses(second) == alone
    assert list(train(tiny_run(state=state))) == []  # done is done


SCRIPT = """
import json, sys, time
from pathlib import Path
from tests.training.test_training import tiny_run
from ngpl.training import train
for event in train(tiny_run(state=Path(sys.argv[1]))):
    print(json.dumps([event.step, getattr(event, "loss", None)]), flush=True)
    time.sleep(float(sys.argv[2]))
"""


def test_a_run_killed_without_warning_goes_on_exactly(tmp_path):
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "state.safetensors")]
    child = subprocess.Popen([*command, "0.05"], stdout=subprocess.PIPE, text=True, cwd=root)
    seen = [json.loads(child.stdout.readline()) for _ in range(9)]
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    rest = subprocess.run([*command, "0"], capture_output=True, text=True, cwd=root, check=True).stdout.splitlines()
    found = {step: loss for step, loss in [*seen, *map(json.loads, rest)] if loss is not None}
    alone = {event.step: event.loss for event in train(tiny_run()) if isinstance(event, Progress)}
    assert json.loads(rest[0])[0] > 4
    assert found == alone


def test_a_state_of_other_settings_or_a_damaged_one_is_refused(tmp_path):
    state = tmp_path / "state.safetensors"
    list(train(tiny_run(state=state, fingerprint="one")))
    with pytest.raises(ConfigError, match="other settings"):
        list(train(tiny_run(state=state, fingerprint="two")))
    state.write_bytes(state.read_bytes()[:-50])
    with pytest.raises(CheckpointError, match="damaged"):
        list(train(tiny_run(state=state, fingerprint="one")))


def test_the_best_model_is_kept():
    kept: list[int] = []
    events = list(train(tiny_run(keep=lambda history: kept.append(history.step))))
    assert kept == [event.step for event in events if isinstance(event, Evaluated) and event.best]


def test_accumulated_batches_are_one_large_batch():
    model = GPT(replace(SHAPE, dropout=0.0))
    batches = Batches([Stream("counting", COUNTING, 1.0)], 8, 4, 0)
    parts = [batches.batch(number) for number in range(2)]
    whole = tuple(torch.cat(pair) for pair in zip(*parts, strict=True))
    cpu, exact = torch.device("cpu"), torch.float32
    mean = sum(batch_loss(model, part, exact, cpu) for part in parts) / 2
    torch.testing.assert_close(mean, batch_loss(model, whole, exact, cpu))


def test_the_loss_and_its_gradient_are_those_of_cross_entropy():
    torch.manual_seed(0)
    logits, following = torch.randn(300, 11), torch.randint(0, 11, (300,))
    following[::7] = IGNORED
    ours, theirs = logits.clone().requires_grad_(), logits.clone().requires_grad_()
    found, wanted = cross_entropy(ours, following), torch.nn.functional.cross_entropy(theirs, following)
    torch.testing.assert_close(found, wanted)
    torch.testing.assert_close(cross_entropy(logits, following), wanted.detach())
    (3 * found).backward()
    (3 * wanted).backward()
    torch.testing.assert_close(ours.grad, theirs.grad)
    nothing = cross_entropy(ours, torch.full((300,), IGNORED))
    assert nothing == 0


def test_matrices_decay_and_norms_do_not():
    decayed, free = make_optimizer(GPT(SHAPE), SHORT).param_groups
    assert decayed["weight_decay"] == SHORT.weight_decay and free["weight_decay"] == 0.0
    assert {p.dim() for p in decayed["params"]} == {2} and {p.dim() for p in free["params"]} == {1}


def test_the_learning_rate_climbs_and_falls():
    config = TrainConfig(steps=100, warmup=10, learning_rate=1.0, final_share=0.1)
    rates = [learning_rate(step, config) for step in range(101)]
    assert rates[0] == pytest.approx(0.1) and rates[9] == rates[10] == pytest.approx(1.0)
    assert learning_rate(1, TrainConfig(steps=20, warmup=100, learning_rate=1.0)) == 1.0
    assert rates[10:] == sorted(rates[10:], reverse=True) and rates[100] == pytest.approx(0.1)


def test_batches_follow_from_their_number_and_their_weights():
    streams = [Stream("zeros", np.zeros(99, np.uint16), 3.0), Stream("ones", np.ones(99, np.uint16), 1.0)]
    batches = Batches(streams, 8, 16, 5)
    ids, following = batches.batch(7)
    assert torch.equal(ids, Batches(streams, 8, 16, 5).batch(7)[0])
    assert not torch.equal(ids, batches.batch(8)[0])
    assert ids.shape == following.shape == (16, 8) and ids.dtype == torch.int64
    share = torch.cat([batches.batch(n)[0][:, 0] for n in range(100)]).float().mean().item()
    assert share == pytest.approx(0.25, abs=0.03)
    counting, after = Batches([Stream("counting", COUNTING, 1.0)], 8, 4, 0).batch(0)
    assert torch.equal((counting + 1) % 17, after)


def test_shares_change_evenly_to_the_final_weights():
    zeros = Stream("zeros", np.zeros(99, np.uint16), 3.0, final_weight=0.0)
    ones = Stream("ones", np.ones(99, np.uint16), 1.0, final_weight=2.0)
    batches = Batches([zeros, ones], 8, 64, 5, total=200)
    assert [batches.shares(n).tolist() for n in (0, 100, 200, 300)] == [[0.75, 0.25], [0.375, 0.625], [0, 1], [0, 1]]
    first, last = (torch.cat([batches.batch(n)[0][:, 0] for n in range(at, at + 20)]) for at in (0, 180))
    assert first.float().mean() < 0.35 and last.float().mean() > 0.9
    with pytest.raises(DataError, match="at the end every source has weight 0"):
        Batches([zeros], 8, 4, 0, total=2)


def test_what_cannot_be_trained_on_is_named():
    with pytest.raises(DataError, match="held-out part"):
        Batches([Stream("the held-out part of x", np.zeros(8, np.uint16), 1.0)], 8, 4, 0)
    with pytest.raises(DataError, match="no text"):
        Batches([], 8, 4, 0)
    with pytest.raises(TrainingError, match="learning rate"):
        list(train(tiny_run(replace(SHORT, learning_rate=1e30, clip=0.0))))


def test_history_keeps_the_lowest():
    history = History()
    assert history.step == 0 and history.best == math.inf
    history.add(3, loss=2.0)
    history.add(3, val_loss=1.5)
    history.add(6, val_loss=1.7)
    assert (history.step, history.best) == (3, 1.5)


RECIPE = """
storage = "float32"
[about]
name = "counting"
[model]
n_layer = 1
n_head = 2
n_embd = 16
block_size = 8
[tokenizer]
kind = "char"
[training]
steps = 5
warmup = 1
[[data]]
path = "FILE"
separator = ""
holdout = 0.5
"""


def test_a_recipe_says_everything(tmp_path):
    text, file = tmp_path / "counting.txt", tmp_path / "recipe.toml"
    text.write_text("0123456789" * 8)
    file.write_text(RECIPE.replace("FILE", str(text)))
    recipe = read_recipe(file)
    assert (recipe.tokenizer, recipe.training.steps, recipe.model.n_embd) == ("char", 5, 16)
    assert recipe.data == (Source(str(text), separator="", holdout=0.5),)
    material = prepare(recipe, torch.device("cpu"))
    ids = material.train.streams[0].ids
    assert material.tokenizer.decode(ids.tolist()) == "0123456789" * 4
    assert (ids[0], ids[-1]) == (material.tokenizer.bos_id, material.tokenizer.eos_id)
    assert material.data[0]["source"] == "counting.txt" and material.data[0]["characters"] == 40
    assert material.model.config.vocab_size == material.tokenizer.vocab_size


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ("[model]", "[shape]"),
        ("n_layer", "layers"),
        ('"float32"', '"int3"'),
        ("steps = 5", "steps = 0"),
        ("[[data]]", "[["),
    ],
)
def test_a_wrong_recipe_is_named(tmp_path, change, word):
    file = tmp_path / "recipe.toml"
    file.write_text(RECIPE.replace(change, word))
    with pytest.raises(ConfigError):
        read_recipe(file)


def test_another_setting_is_another_run(tmp_path):
    text = tmp_path / "counting.txt"
    text.write_text("0123456789" * 20)
    recipe = Recipe(
        model=replace(SHAPE, vocab_size=1), training=SHORT, tokenizer="char", data=(Source(str(text), holdout=0.5),)
    )
    same, other = (
        prepare(recipe, torch.device("cpu")),
        prepare(replace(recipe, training=replace(SHORT, seed=1)), torch.device("cpu")),
    )
    assert same.fingerprint == prepare(recipe, torch.device("cpu")).fingerprint != other.fingerprint
