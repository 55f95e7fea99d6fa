"""How a model is trained: one record, read by flags, forms and recipes alike."""

from __future__ import annotations

from dataclasses import dataclass

from ngpl.spec import Checked, param


@dataclass(frozen=True)
class TrainConfig(Checked):
    """Settings of one run. A step is one update of the weights, from ``accumulate`` batches."""

    steps: int = param(2000, "updates of the weights", low=1)
    batch_size: int = param(16, "sequences in a batch", low=1)
    accumulate: int = param(1, "batches whose gradients are added up before a step", low=1)
    learning_rate: float = param(1e-3, "peak of the learning rate", low=0.0)
    final_share: float = param(0.1, "learning rate at the end of the cosine, as a share of its peak", low=0.0, high=1.0)
    warmup: int = param(100, "steps in which the learning rate climbs to its peak, at most a tenth of the run", low=0)
    weight_decay: float = param(0.1, "weight decay of matrices; norms and biases have none", low=0.0)
    beta1: float = param(0.9, "AdamW's decay of the mean gradient", low=0.0, high=0.9999)
    beta2: float = param(0.95, "AdamW's decay of the mean square", low=0.0, high=0.99999)
    clip: float = param(1.0, "largest norm of the gradient; 0: no limit", low=0.0)
    eval_every: int = param(200, "steps between evaluations; each keeps a checkpoint", low=1)
    eval_batches: int = param(16, "batches of an evaluation, the same ones each time", low=1)
    seed: int = param(1337, "seed of the weights, the order of the data and dropout", low=0)
    dtype: str = param("auto", "type of matrix products", choices=("auto", "float32", "bfloat16"))
    compile: bool = param(False, "compile the model first: slow to start, faster steps")
