"""A model's weights under the names of llama.cpp, in its order of rows."""

from __future__ import annotations

import re
from collections.abc import Mapping

import torch
from torch import Tensor

from ngpl.config import GPTConfig
from ngpl.errors import ConfigError, InputError
from ngpl.hub.gguf.architectures import UNSPLIT
from ngpl.model import GPT
from ngpl.model.lora import merged
from ngpl.model.positions import frequencies, slowed_below

INTERLEAVED = ("llama",)
NAMES = {
    "tokens": "token_embd",
    "positions.table": "position_embd",
    "attention_norm": "attn_norm",
    "attention.qkv": "attn_qkv",
    "attention.out": "attn_output",
    "attention.qk_norm.query": "attn_q_norm",
    "attention.qk_norm.key": "attn_k_norm",
    "mlp_norm": "ffn_norm",
    "mlp.gate": "ffn_gate",
    "mlp.up": "ffn_up",
    "mlp.down": "ffn_down",
    "norm": "output_norm",
    "head": "output",
}
OURS = re.compile(r"(?:blocks\.(\d+)\.)?(.+?)(?:\.(weight|bias))?")


def tensors_of(model: GPT, architecture: str) -> dict[str, Tensor]:
    """The weights in float32, any adapter merged, by the architecture's names and in its order of rows."""
    c = model.config
    found: dict[str, Tensor] = {}
    for name, tensor in merged(model).named_parameters():
        place, end = placed(name)
        if place.endswith("attn_qkv") and architecture not in UNSPLIT:
            found |= split_qkv(place, end, tensor.detach().cpu(), c, architecture in INTERLEAVED)
        else:
            found[f"{place}.{end}"] = tensor.detach().cpu()
    if architecture in UNSPLIT:
        found |= zeros_for(found)
    if architecture == "gptneox":
        found.setdefault("output.weight", found["token_embd.weight"])  # others take the embedding if it is not there
    if c.rope_scaling is not None and c.rope_scaling.kind == "llama3":
        pairs = frequencies(c.turned, c.rope_base)
        found["rope_freqs.weight"] = pairs / slowed_below(pairs, c.rope_base, c.rope_scaling)
    return found


def placed(name: str) -> tuple[str, str]:
    """Where one of our tensors stands there: ``blocks.3.mlp.up.bias`` as ``blk.3.ffn_up`` and ``bias``."""
    match = OURS.fullmatch(name)
    if match is None or match[2] not in NAMES:
        raise ConfigError(f"the tensor {name} has no name in GGUF")
    block = f"blk.{match[1]}." if match[1] else ""
    return block + NAMES[match[2]], match[3] or "weight"


def split_qkv(place: str, end: str, tensor: Tensor, c: GPTConfig, interleaved: bool) -> dict[str, Tensor]:
    """Queries, keys and values apart."""
    found = dict(zip("qkv", tensor.split(c.qkv_rows), strict=True))
    if interleaved:
        found |= {name: neighbours(found[name], c.head_size) for name in "qk"}
    return {f"{place.removesuffix('qkv')}{name}.{end}": part for name, part in found.items()}


def neighbours(tensor: Tensor, head_size: int) -> Tensor:
    """Rows so that channels that turn together, which stand half a head apart, stand side by side."""
    halves = tensor.view(-1, 2, head_size // 2, *tensor.shape[1:])
    return halves.transpose(1, 2).reshape(tensor.shape).contiguous()


def zeros_for(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Zeros for the biases that are missing."""
    bare = ("token_embd.weight", "position_embd.weight", "output.weight")
    names = [name for name in tensors if name not in bare and name.endswith(".weight")]
    biases = {name.removesuffix("weight") + "bias": torch.zeros(len(tensors[name])) for name in names}
    return {name: zeros for name, zeros in biases.items() if name not in tensors}


def typed(name: str, tensor: Tensor, kind: torch.dtype) -> Tensor:
    """A matrix as ``kind``; vectors and positions, which llama.cpp adds, stay float32."""
    if tensor.dim() < 2 or name.startswith("position_embd"):
        return tensor
    made = tensor.to(kind)
    if not made.isfinite().all():
        raise InputError(f"{name} has weights beyond what float16 can hold; write float32 instead")
    return made
