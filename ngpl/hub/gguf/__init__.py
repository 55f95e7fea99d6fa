"""GGUF, the format of llama.cpp: our weights under its names, and what it must know of the model beside them.

The ``llama`` architecture turns neighbouring channels together where we turn halves of a head, so the rows of queries
and keys change places; everything else is written as it is. Biases that an architecture asks for and the model lacks
are zeros. llama.cpp computes every GELU by its approximation, so a model with the exact one differs there slightly.
"""

from ngpl.hub.gguf.writer import save_gguf

__all__ = ["save_gguf"]
