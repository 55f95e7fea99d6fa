"""Arrays as JSON: compressed bytes in base64, the shape and the type beside them."""

from __future__ import annotations

import base64
import zlib
from typing import Any

import numpy as np

LEVELS = 255


def pack(array: np.ndarray) -> dict[str, Any]:
    """``{dtype, shape, data}`` of an array, little-endian; ``data`` is zlib in base64."""
    array = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
    data = base64.b64encode(zlib.compress(array.tobytes(), 6)).decode("ascii")
    return {"dtype": array.dtype.name, "shape": list(array.shape), "data": data}


def unpack(packed: dict[str, Any]) -> np.ndarray:
    """The array that ``pack`` was given."""
    data = zlib.decompress(base64.b64decode(packed["data"]))
    return np.frombuffer(data, np.dtype(packed["dtype"]).newbyteorder("<")).reshape(packed["shape"])


def pack_u8(weights: np.ndarray) -> dict[str, Any]:
    """Weights from 0 to 1 in 256 levels, even in their square root: small weights keep their detail."""
    return pack(quantise(weights)) | {"scale": "sqrt"}


def unpack_u8(packed: dict[str, Any]) -> np.ndarray:
    """The weights of ``pack_u8``, each within ``sqrt(w) / 255 + 4e-6`` of what went in."""
    return np.square(unpack(packed).astype(np.float32) / LEVELS)


def quantise(weights: np.ndarray) -> np.ndarray:
    """``round(255 sqrt(w))`` as uint8; what lies outside of 0 to 1 is cut."""
    root = np.sqrt(np.clip(weights, 0, 1, dtype=np.float32))
    return (root * LEVELS + 0.5).astype(np.uint8)
