"""What a repository on the Hub of the tests holds, and what of it makes up a model."""

from __future__ import annotations

from tests.hub_server import Files

WEIGHTS = bytes(range(256)) * 2000
FILES: Files = {
    "config.json": b'{"model_type": "gpt2"}',
    "tokenizer.json": b"{}",
    "README.md": b"---\nlanguage: en\nlicense: apache-2.0\n---\n# A model\n",
    "model.safetensors": WEIGHTS,
    "pytorch_model.bin": b"a pickle",
    "onnx/model.onnx": b"not wanted",
    "training_args.bin": b"a pickle",
}
TAKEN = {"config.json", "tokenizer.json", "README.md", "model.safetensors"}
