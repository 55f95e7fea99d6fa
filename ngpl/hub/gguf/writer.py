"""The file itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import torch

from ngpl.config import GPTConfig
from ngpl.errors import InputError, choose
from ngpl.files import drafted
from ngpl.hub.gguf.architectures import architecture_of
from ngpl.hub.gguf.tensors import tensors_of, typed
from ngpl.hub.gguf.vocabulary import Vocabulary, vocabulary_of
from ngpl.hub.language_model import LanguageModel
from ngpl.model import Baseline

if TYPE_CHECKING:
    from gguf import GGUFWriter

TYPES = {"float32": (torch.float32, 0), "float16": (torch.float16, 1)}  # and GGUF's number for the type of a file


def save_gguf(lm: LanguageModel, path: str | Path, dtype: str = "float32") -> None:
    """Write a model for llama.cpp; matrices as ``dtype`` (float32, float16), all else in float32.

    ``InputError`` says what of the model has no home there, or why the file cannot be written.
    """
    from gguf import GGUFWriter

    kind, file_type = choose(TYPES, dtype, "type of weights in GGUF")
    if isinstance(lm.model, Baseline):
        raise InputError(f"{lm.model.sight}: it has no home in GGUF; keep it as a .gpl file")
    architecture = architecture_of(lm.gpt.config)
    vocabulary = vocabulary_of(lm.tokenizer)
    tensors = {name: typed(name, tensor, kind) for name, tensor in tensors_of(lm.gpt, architecture).items()}
    with drafted(path) as draft:
        writer = GGUFWriter(None, architecture)
        add_facts(writer, lm, file_type)
        add_shape(writer, lm.gpt.config, len(tensors["blk.0.ffn_up.weight"]))
        add_rotation(writer, lm.gpt.config)
        add_vocabulary(writer, vocabulary)
        for name, tensor in tensors.items():
            writer.add_tensor(name, tensor.numpy())
        writer.write_header_to_file(draft)
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()


def add_facts(writer: GGUFWriter, lm: LanguageModel, file_type: int) -> None:
    writer.add_type("model")
    writer.add_name(str(lm.record.get("about", {}).get("name") or Path(lm.name).name.removesuffix(".gpl")))
    if lm.licence:
        writer.add_license(lm.licence)
    writer.add_file_type(file_type)


def add_shape(writer: GGUFWriter, c: GPTConfig, hidden: int) -> None:
    writer.add_vocab_size(c.vocab_size)
    writer.add_context_length(c.block_size)
    writer.add_embedding_length(c.n_embd)
    writer.add_block_count(c.n_layer)
    writer.add_feed_forward_length(hidden)
    writer.add_head_count(c.n_head)
    writer.add_head_count_kv(c.kv_heads)
    writer.add_key_length(c.head_size)
    writer.add_value_length(c.head_size)
    if c.norm == "rmsnorm":
        writer.add_layer_norm_rms_eps(c.norm_eps)
    else:
        writer.add_layer_norm_eps(c.norm_eps)
    if writer.arch == "gptneox":
        writer.add_parallel_residual(c.parallel)


def add_rotation(writer: GGUFWriter, c: GPTConfig) -> None:
    """How positions turn queries and keys; ``llama3``'s scaling is a tensor of its own."""
    from gguf import RopeScalingType

    if c.position != "rotary":
        return
    writer.add_rope_dimension_count(c.turned)
    writer.add_rope_freq_base(c.rope_base)
    scaling = c.rope_scaling
    if scaling is not None and scaling.kind != "llama3":
        writer.add_rope_scaling_type(RopeScalingType(scaling.kind))
        writer.add_rope_scaling_factor(scaling.factor)
    if scaling is not None and scaling.kind == "yarn":
        writer.add_rope_scaling_orig_ctx_len(scaling.original_context)
        writer.add_rope_scaling_yarn_beta_fast(scaling.beta_fast)
        writer.add_rope_scaling_yarn_beta_slow(scaling.beta_slow)


def add_vocabulary(writer: GGUFWriter, words: Vocabulary) -> None:
    writer.add_tokenizer_model(words.model)
    writer.add_tokenizer_pre(words.pre)
    writer.add_token_list(words.tokens)
    writer.add_token_types(words.types)
    if words.scores:
        writer.add_token_scores(words.scores)
    if words.merges:
        writer.add_token_merges(words.merges)
    for name, id in words.ids.items():
        writer.add_uint32(f"tokenizer.ggml.{name}_token_id", id)
    for name, value in words.switches.items():
        writer.add_bool(f"tokenizer.ggml.{name}", value)
    if words.chat_template:
        writer.add_chat_template(words.chat_template)
