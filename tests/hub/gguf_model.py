"""A plain model out of a GGUF file, as llama.cpp computes it: nothing of ngpl in it, and no speed."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from gguf import GGUFReader
from torch import Tensor


class GGUFModel:
    """``facts`` are the fields by name, ``tensors`` the weights, both as read back."""

    def __init__(self, path: Path) -> None:
        reader = GGUFReader(path)
        self.facts: dict[str, Any] = {name: field.contents() for name, field in reader.fields.items()}
        self.types = {tensor.name: tensor.tensor_type.name for tensor in reader.tensors}
        self.tensors = {tensor.name: torch.tensor(tensor.data).float() for tensor in reader.tensors}
        self.arch: str = self.facts["general.architecture"]

    def __call__(self, ids: list[int]) -> Tensor:
        """Logits ``(T, V)``."""
        x = self.tensors["token_embd.weight"][ids]
        if self.arch == "gpt2":
            x = x + self.tensors["position_embd.weight"][: len(ids)]
        for n in range(self.of("block_count")):
            x = self.block(f"blk.{n}.", x)
        head = self.tensors.get("output.weight", self.tensors["token_embd.weight"])
        return F.linear(self.norm("output_norm", x), head)

    def of(self, name: str, default: Any = None) -> Any:
        return self.facts.get(f"{self.arch}.{name}", default)

    def block(self, at: str, x: Tensor) -> Tensor:
        if self.of("use_parallel_residual"):
            return x + self.attention(at, self.norm(at + "attn_norm", x)) + self.mlp(at, self.norm(at + "ffn_norm", x))
        x = x + self.attention(at, self.norm(at + "attn_norm", x))
        return x + self.mlp(at, self.norm(at + "ffn_norm", x))

    def norm(self, name: str, x: Tensor) -> Tensor:
        if (eps := self.of("attention.layer_norm_rms_epsilon")) is None:
            eps, x = self.of("attention.layer_norm_epsilon"), x - x.mean(-1, keepdim=True)
        y = x / (x.square().mean(-1, keepdim=True) + eps).sqrt() * self.tensors[name + ".weight"]
        return y + self.tensors[name + ".bias"] if name + ".bias" in self.tensors else y

    def linear(self, name: str, x: Tensor) -> Tensor:
        return F.linear(x, self.tensors[name + ".weight"], self.tensors.get(name + ".bias"))

    def mlp(self, at: str, x: Tensor) -> Tensor:
        up = self.linear(at + "ffn_up", x)
        if at + "ffn_gate.weight" in self.tensors:
            return self.linear(at + "ffn_down", F.silu(self.linear(at + "ffn_gate", x)) * up)
        return self.linear(at + "ffn_down", F.gelu(up, approximate="tanh"))

    def attention(self, at: str, x: Tensor) -> Tensor:
        heads, width = self.of("attention.head_count"), self.of("attention.key_length")
        counts = (heads, self.of("attention.head_count_kv"), self.of("attention.head_count_kv"))
        if at + "attn_qkv.weight" in self.tensors:
            parts = self.linear(at + "attn_qkv", x).split([count * width for count in counts], -1)
        else:
            parts = tuple(self.linear(f"{at}attn_{part}", x) for part in "qkv")
        q, k, v = (part.view(len(x), count, width).transpose(0, 1) for part, count in zip(parts, counts, strict=True))
        if at + "attn_q_norm.weight" in self.tensors:
            q, k = self.norm(at + "attn_q_norm", q), self.norm(at + "attn_k_norm", k)
        q, k = self.turned(q), self.turned(k).repeat_interleave(heads // counts[1], 0)
        scores = q @ k.mT / math.sqrt(width) + torch.full((len(x), len(x)), -math.inf).triu(1)
        y = scores.softmax(-1) @ v.repeat_interleave(heads // counts[1], 0)
        return self.linear(at + "attn_output", y.transpose(0, 1).flatten(1))

    def turned(self, x: Tensor) -> Tensor:
        """``(H, T, D)``: neighbours turn together in ``llama``, halves of the turning channels in the others."""
        n = self.of("rope.dimension_count", 0)
        if not n:
            return x
        angles = torch.arange(x.size(1))[:, None] * self.frequencies(n)  # (T, n / 2)
        turning, rest = x[..., :n], x[..., n:]
        neighbours = self.arch == "llama"
        a, b = (turning[..., ::2], turning[..., 1::2]) if neighbours else turning.split(n // 2, -1)
        gain = self.gain()
        pair = gain * (a * angles.cos() - b * angles.sin()), gain * (a * angles.sin() + b * angles.cos())
        whole = torch.stack(pair, -1).flatten(-2) if neighbours else torch.cat(pair, -1)
        return torch.cat([whole, rest], -1)

    def gain(self) -> float:
        return 1 + 0.1 * math.log(self.of("rope.scaling.factor")) if self.of("rope.scaling.type") == "yarn" else 1.0

    def frequencies(self, n: int) -> Tensor:
        base, factor = self.of("rope.freq_base"), self.of("rope.scaling.factor", 1.0)
        plain = base ** -(torch.arange(0, n, 2) / n) / self.tensors.get("rope_freqs.weight", 1.0)
        if self.of("rope.scaling.type") != "yarn":
            return plain / factor
        context = self.of("rope.scaling.original_context_length")
        turns = [self.of(f"rope.scaling.yarn_beta_{end}") for end in ("fast", "slow")]
        low, high = (n * math.log(context / (turn * 2 * math.pi)) / (2 * math.log(base)) for turn in turns)
        low, high = max(0, math.floor(low)), min(n - 1, math.ceil(high))
        slow = ((torch.arange(n // 2) - low) / max(0.001, high - low)).clamp(0, 1)
        return plain * (1 - slow) + plain / factor * slow
