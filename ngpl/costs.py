"""What a model and an adapter cost, as the command line and the app tell it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ngpl.config import GPTConfig
from ngpl.model.adapter import LoraConfig
from ngpl.model.counts import Flops, Parameters, count_adapter, count_flops, count_parameters, optimal_tokens, six_n_d

UNITS = ((1e18, "E"), (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))


def costs(config: GPTConfig, length: int = 0, tokens: int = 0, lora: LoraConfig | None = None) -> dict[str, Any]:
    """``{parameters, length, flops, forward, training, six_n, optimal_tokens, tokens, training_flops, six_n_d,
    adapter}``: parameters and operations by part. Operations are those of one token in a text of ``length`` tokens,
    but for the two that name all ``tokens``."""
    parameters, flops = count_parameters(config), count_flops(config, length)
    optimal = optimal_tokens(parameters.total)
    values = {
        "parameters": asdict(parameters) | {"total": parameters.total},
        "length": flops.length,
        "flops": {name: value for name, value in asdict(flops).items() if name not in ("length", "adapter")},
        "forward": flops.forward,
        "training": flops.training,
        "six_n": six_n_d(parameters.total, 1),
        "optimal_tokens": optimal,
        "tokens": tokens or optimal,
        "training_flops": flops.training * (tokens or optimal),
        "six_n_d": six_n_d(parameters.total, tokens or optimal),
    }
    return values | ({"adapter": adapter_costs(config, parameters, flops, lora)} if lora else {})


def adapter_costs(config: GPTConfig, parameters: Parameters, flops: Flops, lora: LoraConfig) -> dict[str, Any]:
    """``{parameters, share, flops, training}``: what an adapter adds, and what training it costs a token."""
    own, beside = count_adapter(config, lora), count_flops(config, flops.length, lora)
    return {
        "parameters": own,
        "share": own / parameters.total,
        "flops": beside.adapter,
        "training": beside.training,
    }


def adapter_line(values: dict[str, Any]) -> str:
    """What ``costs`` tells of an adapter beside its model, in a sentence."""
    own, whole = values["adapter"], values["parameters"]["total"]
    return (
        f"{own['parameters']:,} parameters beside the model's {whole:,} ({100 * own['share']:.1f} %); "
        f"{short(own['flops'])} a token beside {short(values['forward'])}; training it costs "
        f"{short(own['training'])} a token, training the model {short(values['training'])}"
    )


def short(flops: float) -> str:
    """A number of operations with three digits that count: 33.5 MFLOPs."""
    for size, unit in UNITS:
        if flops >= size:
            return f"{flops / size:.3g} {unit}FLOPs"
    return f"{flops:.3g} FLOPs"


def percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f} %"
