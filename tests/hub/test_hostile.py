"""Files made to do harm: each is refused in one line, before it costs memory or time, and nothing in it is run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import torch

from ngpl.bounds import parse_json, read_json, read_text
from ngpl.hub import load_gpl
from ngpl.hub.files.tensors import open_tensors, read_safetensors
from tests.hub.hostile import at_most, entry, pack, refusal

A = entry([2], 0, 8)
ONE = pack({"a": A}, bytes(8))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "do not start with a header"),
        (ONE[:12], "do not start with a header"),
        (pack(b'{"a"', length=1 << 63), "do not start with a header"),
        (pack(b"[]"), "do not start with a header"),
        (pack({"a": A}, bytes(8), length=4), "no JSON"),
        (pack(b"{" + b" " * 99), "no JSON"),
        (pack(b'{"a\xff": 1}'), "not UTF-8"),
        (pack(b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"), "no JSON"),
        (pack(b'{"n": ' + b"9" * 5000 + b"}"), "no JSON"),
        (pack(b'{"\\ud800": 1}'), "no JSON"),
        (pack(b'{"a": 1, "b": 1, "a": 1}'), "it has a twice"),
        (pack(b'{"__metadata__": {"x": "1", "x": "2"}}'), "it has x twice"),
        (pack({"__metadata__": {"x": 1}}), "metadata are not texts"),
        (pack({"__metadata__": ["x"]}), "metadata are not texts"),
        (pack({"a": 1}), "has no dtype, shape and data_offsets"),
        (pack({"a": A | {"more": 1}}, bytes(8)), "or more than these"),
        (pack({"a": entry([2], 0, 8, "F7")}, bytes(8)), "is of type F7; known are F64, F32"),
        (pack({"a": entry([2], 0, 8, ["F32"])}, bytes(8)), "is of type"),
        (pack({"a": entry([-2], 0, 8)}, bytes(8)), "has the shape"),
        (pack({"a": entry([-1, -2], 0, 8)}, bytes(8)), "has the shape"),
        (pack({"a": entry([2.0], 0, 8)}, bytes(8)), "has the shape"),
        (pack({"a": entry([True, 2], 0, 8)}, bytes(8)), "has the shape"),
        (pack({"a": entry([1] * 9, 0, 4)}, bytes(4)), "has the shape"),
        (pack({"a": entry([1 << 62, 4], 0, 0)}), "has the shape"),
        (pack({"a": entry([1 << 32, 1 << 32], 0, 0)}), "has the shape"),
        (pack({"a": entry([0, 1 << 32, 1 << 32], 0, 0)}), "has the shape"),
        (pack({"a": entry([3], 0, 8)}, bytes(8)), "does not fill"),
        (pack({"a": entry([2], 8, 0)}, bytes(8)), "does not fill"),
        (pack({"a": entry([2], -8, 0)}, bytes(8)), "has the offsets"),
        (pack({"a": entry([2], 0, "8")}, bytes(8)), "has the offsets"),
        (pack({"a": A, "b": entry([2], 4, 12)}, bytes(12)), "b overlaps with the tensor before it"),
        (pack({"a": A, "b": A}, bytes(8)), "b overlaps with the tensor before it"),
        (pack({"a": A, "b": entry([2], 12, 20)}, bytes(20)), "b leaves a gap after the tensor before it"),
        (pack({"a": entry([2], 4, 12)}, bytes(12)), "a leaves a gap"),
        (pack({"a": A}, bytes(7)), "tells of 8 bytes, 7 follow"),
        (pack({"a": A}, bytes(9)), "tells of 8 bytes, 9 follow"),
        (pack({"a\n\x1b[31m" + "x" * 500: 1}), "has no dtype"),
    ],
)
def test_headers(tmp_path, data, words):
    (tmp_path / "m.gpl").write_bytes(data)
    for read in (read_safetensors, load_gpl):
        assert words in refusal(read, tmp_path / "m.gpl")


def test_a_good_file_may_have_its_tensors_in_any_order_and_of_no_size(tmp_path):
    header = {"b": entry([1], 8, 12), "a": A, "none": entry([0, 3], 8, 8), "one": entry([], 12, 16)}
    (tmp_path / "m").write_bytes(pack(header, torch.arange(4.0).numpy().tobytes()))
    tensors = read_safetensors(tmp_path / "m")[1]
    assert [tensors[name].tolist() for name in ("a", "b", "none", "one")] == [[0.0, 1.0], [2.0], [], 3.0]


@pytest.mark.parametrize("length", [0x280, 0x380, 0x480, 0x580])
def test_a_header_whose_length_looks_like_a_pickle(tmp_path, length):
    (tmp_path / "m").write_bytes(pack(b'{"a":' + b" " * (length - 6) + b"}"))
    assert "pickle" not in refusal(read_safetensors, tmp_path / "m")
    text = pack({"a": A})[8:]
    (tmp_path / "m").write_bytes(pack(text + b" " * (length - len(text)), bytes(8)))
    assert list(read_safetensors(tmp_path / "m")[1]) == ["a"]


@pytest.mark.parametrize("part", ["[],", '"",', "{},", "0,"])
def test_json_that_would_fill_the_memory(part):
    text = '{"a":[' + part * 1_200_000 + "0]}"
    with at_most(100_000):
        assert "too large" in refusal(parse_json, text, "x")


def test_what_is_there_twice_is_found_at_once():
    names = ",".join(f'"{n}":0' for n in range(50_000))
    assert "49999 twice" in refusal(parse_json, f'{{{names},"49999":0}}', "x")


def test_absurd_sizes_take_no_memory(tmp_path):
    (tmp_path / "m").write_bytes(pack({"a": entry([1 << 38], 0, 1 << 40)}, bytes(8)))
    with at_most(100_000):
        refusal(read_safetensors, tmp_path / "m")


def test_a_file_that_changes_while_it_is_read(tmp_path):
    file = tmp_path / "m"
    file.write_bytes(ONE)

    def cut_short() -> None:
        with open_tensors(file) as opened:
            os.truncate(file, len(ONE) - 4)
            opened.read("a")

    assert "changed while it was read" in refusal(cut_short)
    file.write_bytes(ONE)

    def written_to() -> None:
        with open_tensors(file) as opened:
            opened.read("a")
            os.utime(file, ns=(0, 0))

    assert "changed while it was read" in refusal(written_to)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_what_is_no_file_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for read in (load_gpl, read_text, read_json):
        assert "is a pipe" in refusal(read, tmp_path / "pipe")
        assert "is a device" in refusal(read, Path("/dev/zero"))
        assert "is a folder" in refusal(read, tmp_path)
        assert "there is no file" in refusal(read, tmp_path / "none")


def test_texts_are_bounded(tmp_path):
    (tmp_path / "t").write_bytes(b"x" * 11)
    assert read_text(tmp_path / "t", 11) == "x" * 11
    assert "has 11 bytes; such a file may have 10" in refusal(read_text, tmp_path / "t", 10)
    (tmp_path / "t").write_bytes(b"\xff")
    assert "not UTF-8" in refusal(read_text, tmp_path / "t")
    (tmp_path / "t").write_text("[1]")
    assert "must be a JSON object" in refusal(read_json, tmp_path / "t")
