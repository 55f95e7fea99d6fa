"""Our models as those of ``transformers``, for measurements side by side."""

from __future__ import annotations

from typing import Any

import torch

from ngpl.model import GPT

# Parts of our parameters' names -> Llama's, in order.
NAMES = {
    "tokens.": "model.embed_tokens.",
    "blocks.": "model.layers.",
    "attention_norm.": "input_layernorm.",
    "mlp_norm.": "post_attention_layernorm.",
    "attention.out.": "self_attn.o_proj.",
    "attention.": "self_attn.",
    "gate.": "gate_proj.",
    "up.": "up_proj.",
    "down.": "down_proj.",
}


def peer_of(model: GPT, **options: Any) -> Any:
    """The same model as a ``transformers`` Llama, or as a Qwen3 if its queries and keys are normed."""
    from transformers import LlamaConfig, LlamaForCausalLM, Qwen3Config, Qwen3ForCausalLM

    c = model.config
    qwen3, llama = (Qwen3Config, Qwen3ForCausalLM), (LlamaConfig, LlamaForCausalLM)
    config, build = qwen3 if c.qk_norm == "scale" else llama  # type: Any, Any
    shape = config(
        vocab_size=c.vocab_size,
        hidden_size=c.n_embd,
        intermediate_size=model.get_parameter("blocks.0.mlp.up.weight").size(0),
        num_hidden_layers=c.n_layer,
        num_attention_heads=c.n_head,
        num_key_value_heads=c.kv_heads,
        head_dim=c.head_size,
        max_position_embeddings=c.block_size,
        rms_norm_eps=1e-5,
        tie_word_embeddings=c.tied,
        **options,
    )
    peer = build(shape).eval()
    weights = renamed(model) | {"lm_head.weight": model.head.weight}
    weights["model.norm.weight"] = weights.pop("norm.weight")
    scales = {name: weights.pop(name) for name in list(weights) if name.endswith("qk_norm.scale")}
    lost, unknown = peer.load_state_dict(weights, strict=False)
    assert not unknown and all("_norm" in name for name in lost), (lost, unknown)
    for layer, scale in zip(peer.model.layers, scales.values(), strict=bool(scales)):
        norms = layer.self_attn.q_norm, layer.self_attn.k_norm
        for norm, own in zip(norms, scale.split((c.n_head, c.kv_heads)), strict=True):
            norm.weight = torch.nn.Parameter(own[:, None])  # (H, 1): one for each head, where Qwen3 has (D,)
    return peer


def renamed(model: GPT) -> dict[str, torch.Tensor]:
    """Our weights under Llama's names."""
    c = model.config
    named: dict[str, torch.Tensor] = {}
    for name, weight in model.named_parameters():
        for ours, theirs in NAMES.items():
            name = name.replace(ours, theirs)
        if "qkv" in name:
            parts = weight.split([c.n_embd, c.kv_heads * c.head_size, c.kv_heads * c.head_size])
            named |= {name.replace("qkv", f"{letter}_proj"): part for letter, part in zip("qkv", parts, strict=True)}
        else:
            named[name] = weight
    return named
