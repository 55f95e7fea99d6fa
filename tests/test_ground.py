"""The ground all else stands on: parameters, settings, devices, files, errors."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

import pytest
import torch

from ngpl import errors
from ngpl.config import GPTConfig, Limits, read_settings
from ngpl.device import pick_device, training_dtype
from ngpl.errors import ConfigError, InputError, NGPLError, choose
from ngpl.files import write_whole
from ngpl.paths import CONFIG, ROOT
from ngpl.spec import Checked, param, params_of


@dataclass(frozen=True)
class Dials(Checked):
    heat: float = param(1.0, "how hot", low=0.0, high=2.0, step=0.1)
    count: int = param(3, "how many", low=1)
    mode: str = param("slow", "how", choices=("slow", "fast"))
    loud: bool = param(False, "with noise")


def test_a_parameter_is_declared_once():
    heat, count, mode, loud = params_of(Dials)
    assert (heat.label, heat.flag, heat.step, heat.help) == ("Heat", "--heat", 0.1, "how hot")
    assert (count.type, count.low, count.high) == (int, 1, None)
    assert mode.choices == ("slow", "fast") and loud.default is False


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"heat": 2.5}, "heat must be from 0.0 to 2.0, not 2.5"),
        ({"heat": math.nan}, "heat must be of type float"),
        ({"heat": "hot"}, "heat must be of type float, not 'hot'"),
        ({"count": 0}, "count must be at least 1, not 0"),
        ({"count": 1.5}, "count must be of type int"),
        ({"count": True}, "count must be of type int"),
        ({"count": math.inf}, "count must be of type int"),
        ({"mode": "quick"}, "mode must be one of slow, fast, not 'quick'"),
        ({"loud": 1}, "loud must be of type bool"),
    ],
)
def test_every_instance_is_within_its_bounds(wrong, words):
    with pytest.raises(ConfigError, match=words):
        Dials(**wrong)


def test_a_whole_float_serves_as_an_int_and_bounds_are_allowed():
    assert Dials(heat=2.0, count=4.0).count == 4 and Dials(heat=0)


def test_the_shape_survives_json():
    shape = GPTConfig(n_kv_head=4, attention="lam")
    assert GPTConfig.from_dict(json.loads(json.dumps(shape.to_dict()))) == shape


def test_the_settings_name_models_that_are_there():
    settings = read_settings(CONFIG)
    assert settings.offer(settings.default_model) is not None
    for offer in settings.models:
        assert offer.repo or ((ROOT / offer.file).is_file() and (ROOT / offer.file).stat().st_size < 10_000_000)
        assert offer.examples and offer.summary
    assert settings.offer("nothing") is None


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s.pop("default_model"),
        lambda s: s.update(default_model="nothing"),
        lambda s: s["models"][0].update(colour="red"),
        lambda s: s["models"][0].update(repo="owner/name"),
        lambda s: s["models"][0].pop("file"),
        lambda s: s["models"][-1].pop("bytes"),
        lambda s: s["limits"].update(tokens=0),
        lambda s: s.update(models=3),
    ],
)
def test_wrong_settings_are_named(tmp_path, change):
    values = json.loads(CONFIG.read_text(encoding="utf-8"))
    change(values)
    file = tmp_path / "config.json"
    file.write_text(json.dumps(values))
    with pytest.raises(ConfigError):
        read_settings(file)
    file.write_text("{")
    with pytest.raises(ConfigError, match=r"config\.json"):
        read_settings(file)
    assert Limits().tokens > 0


def test_devices():
    assert pick_device("cpu").type == "cpu" and pick_device().type in ("cpu", "cuda", "mps", "xpu")
    with pytest.raises(ConfigError, match="auto, cpu"):
        pick_device("tpu")
    if not torch.cuda.is_available():
        with pytest.raises(ConfigError, match="cpu always works"):
            pick_device("cuda")
    assert training_dtype("float32", torch.device("cpu")) == torch.float32


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    file = tmp_path / "new" / "file.txt"
    write_whole(file, "old")
    monkeypatch.setattr("os.fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(InputError, match="No space left"):
        write_whole(file, "newer and longer")
    assert file.read_text() == "old" and list(file.parent.iterdir()) == [file]


def test_the_tree_of_errors_is_the_one_that_is_drawn():
    drawn = {word for word in errors.__doc__.replace("─", " ").split() if word in vars(errors)}
    defined = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, NGPLError)}
    assert drawn == defined
    assert InputError.exit_code == 2 and errors.RunError.exit_code == 1


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(ConfigError, match="fruit 'car' is unknown; there are: apple, pear"):
        choose({"apple": 1, "pear": 2}, "car", "fruit")
