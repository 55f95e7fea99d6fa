"""Folders of the Hub: what is read from which file, what is refused, and what the special tokens are then for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import tokenizers
from tokenizers import AddedToken, Regex, models, pre_tokenizers

from ngpl.api import generate, head_scores
from ngpl.errors import CheckpointError, TextError
from ngpl.hub import LanguageModel
from ngpl.hub.checkpoint import load_gpl, model_hash, save_gpl, tokenizer_metadata
from ngpl.stopping import stop_ids
from ngpl.tokenizers import SpecialIds, Tokenizer, read_tokenizer, write_tokenizer
from ngpl.training.corpora import Document
from ngpl.training.recipe import encode_stream
from tests import tiny
from tests.tokenizers import others
from tests.tokenizers.others import FOLDERS, write


def read(folder: Path, kind: str, rows: int | None = None, **changed: Any) -> Tokenizer:
    """The tokenizer of a kind, some of its files changed; the names of files without their ``.json``."""
    parts = FOLDERS[kind]() | {f"{name}.json": part for name, part in changed.items()}
    return read_tokenizer(write(folder, parts), rows)


def names(tokenizer: Tokenizer) -> dict[str, Any]:
    ids = tokenizer.special_ids
    found = {part: getattr(ids, part) for part in ("pad", "unk", "bos", "start")}
    told = {part: None if id is None else tokenizer.label(id) for part, id in found.items()}
    return told | {"ends": tokenizer.labels(ids.ends)}


NONE: dict[str, Any] = {"pad": None, "unk": None, "bos": None, "start": None, "ends": []}
END, TURN = "<|endoftext|>", "<|im_end|>"


@pytest.mark.parametrize(
    ("kind", "told", "start"),
    [
        ("gpt2", {"bos": END, "ends": [END]}, END),
        ("neox", {"bos": END, "ends": [END]}, END),
        ("qwen", {"pad": END, "start": END, "ends": [TURN, END]}, END),
        ("llama3", {"bos": "<|begin_of_text|>", "ends": ["<|eot_id|>", "<|end_of_text|>"]}, "<|begin_of_text|>"),
        ("smollm", {"bos": "<|im_start|>", "ends": [TURN]}, "<|im_start|>"),
        ("llama", {"bos": "<s>", "unk": "<unk>", "ends": ["</s>"]}, "<s>"),
        ("nothing", {}, "\n"),
    ],
)
def test_what_the_special_tokens_are_for(kind: str, told: dict[str, Any], start: str, tmp_path: Path) -> None:
    tokenizer = read(tmp_path, kind)
    assert names(tokenizer) == NONE | told
    assert tokenizer.label(tokenizer.start_id) == start
    stops = tokenizer.labels(sorted(stop_ids(tokenizer)))
    assert set(stops) == set(tokenizer.specials) - {"<unk>"}
    first = [] if tokenizer.bos_id is None else [tokenizer.bos_id]
    last = [] if tokenizer.eos_id is None else [tokenizer.eos_id]
    assert tokenizer.encode("cat", bos=True, eos=True) == [*first, *tokenizer.encode("cat"), *last]


def test_where_the_ends_are_said(tmp_path: Path) -> None:
    plain = read(tmp_path / "0", "nothing", generation_config={"eos_token_id": [65, 10**9]})
    assert plain.special_ids.ends == (65,) and stop_ids(plain) == {65}
    assert read(tmp_path / "1", "nothing", config={"eos_token_id": 65}).special_ids.ends == ()
    named = {"eos_token": TURN}
    both = read(tmp_path / "2", "smollm", tokenizer_config=named, config={"eos_token_id": 330, "bos_token_id": 330})
    assert names(both) == NONE | {"ends": [TURN, END], "start": END}
    odd = read(tmp_path / "3", "smollm", tokenizer_config={"eos_token": ["?"], "bos_token": "none such"})
    assert names(odd) == NONE


def test_a_token_that_is_named_special_is_so(tmp_path: Path) -> None:
    tokenizer = read(tmp_path, "nothing", tokenizer_config={"eos_token": "Ġcat"})
    id = tokenizer.specials["Ġcat"]
    assert tokenizer.special_ids.ends == (id,) and tokenizer.piece(id).bytes == b""
    with pytest.raises(TextError, match="not one token"):
        tokenizer.id_of("not there")


def test_all_of_it_survives_a_file_of_ours_and_a_folder(tmp_path: Path) -> None:
    for kind in FOLDERS:
        template = "{{ messages[0].content }}"
        tokenizer = read(tmp_path / kind, kind, 500, special_tokens_map={"pad_token": END})
        tokenizer = Tokenizer.from_json(tokenizer.to_json(), template, 500, tokenizer.special_ids)
        save_gpl(tmp_path / "m.gpl", tiny.model(500), tokenizer)
        loaded = load_gpl(tmp_path / "m.gpl")
        assert loaded.tokenizer.special_ids == tokenizer.special_ids and loaded.tokenizer.vocab_size == 500
        assert loaded.tokenizer.chat_template == template
        write_tokenizer(tokenizer, tmp_path / "out" / kind)
        again = read_tokenizer(tmp_path / "out" / kind, 500)
        assert (again.special_ids.bos, again.eos_id, again.pad_id) == (
            tokenizer.bos_id,
            tokenizer.eos_id,
            tokenizer.pad_id,
        )
        assert again.chat_template == template


def test_what_names_tell_is_not_written_and_hashes_stay() -> None:
    ours = tiny.tokenizer("bpe")
    assert set(tokenizer_metadata(ours)) == {"tokenizer", "chat_template"}
    other = Tokenizer.from_json(ours.to_json(), None, None, SpecialIds(ends=(5,)))
    assert SpecialIds.from_json(tokenizer_metadata(other)["special_tokens"]) == other.special_ids
    assert model_hash(tokenizer_metadata(ours), {}) != model_hash(tokenizer_metadata(other), {})


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"ends": 3}', '{"ends": [-1]}', '{"ends": [null]}', '{"ends": [], "x": 1}']
)
def test_special_tokens_that_are_none(text: str) -> None:
    with pytest.raises(CheckpointError, match="special tokens"):
        SpecialIds.from_json(text)


def test_a_text_that_needs_a_token_without_a_row(tmp_path: Path) -> None:
    tokenizer = read(tmp_path, "qwen", 331)
    assert tokenizer.specials == {END: 330} and names(tokenizer) == NONE | {"pad": END, "start": END, "ends": [END]}
    assert tokenizer.decode(tokenizer.encode("the cat <|im_end|>")) == "the cat <|im_end|>"
    with pytest.raises(TextError, match=r"needs the token '<think>', number 333 .* ends after 331"):
        tokenizer.encode("<think>")
    chatty = Tokenizer.from_json(tokenizer.to_json(), "<|im_start|>{{ messages[0].content }}", 331)
    with pytest.raises(TextError, match=r"needs the token '<\|im_start\|>'"):
        chatty.render_chat([{"role": "user", "content": "cat"}])


@pytest.mark.parametrize("kind", ["nothing", "qwen", "llama_new"])
def test_a_model_without_a_beginning_goes_on_from_something(kind: str, tmp_path: Path) -> None:
    tokenizer = read(tmp_path, kind, 600)
    lm = LanguageModel("other", tiny.model(600), tokenizer)
    assert lm.prompt("") == [tokenizer.start_id]
    assert len(generate(lm, "", max_new_tokens=3, strategy="greedy").ids) <= 3
    assert head_scores(lm, ["the cat sat on the mat"]).measures


def test_all_ends_stop(tmp_path: Path) -> None:
    plain = read(tmp_path / "plain", "nothing")
    model = tiny.model(plain.vocab_size)
    ids = generate(LanguageModel("other", model, plain), "the cat", "sample", max_new_tokens=50, seed=1).ids
    assert len(ids) == 50 and stop_ids(plain) == set()
    for ends in ([ids[7]], [ids[30], ids[7]], [ids[7], ids[30]]):
        tokenizer = read(tmp_path / "ends", "nothing", generation_config={"eos_token_id": ends})
        lm = LanguageModel("other", model, tokenizer)
        assert stop_ids(tokenizer) == set(ends)
        assert generate(lm, "the cat", "sample", max_new_tokens=50, seed=1).ids == ids[: ids.index(ids[7]) + 1]


ADDED = {"330": {"content": "<|tool|>", "special": True}, "331": {"content": "<x>", "special": False}}


def test_added_tokens_are_where_they_say(tmp_path: Path) -> None:
    tokenizer = read(tmp_path / "a", "nothing", tokenizer_config={"added_tokens_decoder": ADDED})
    assert tokenizer.specials == {"<|tool|>": 330} and tokenizer.encode("a<x>")[-1] == 331
    older = read(tmp_path / "b", "gpt2", added_tokens={"<x>": 331, "<y>": 332})
    assert older.labels([331, 332]) == ["<x>", "<y>"] and older.encode("<y>") == [332]
    with pytest.raises(CheckpointError, match="'<x>' should have the id 5, but the vocabulary gives it 331"):
        read(tmp_path / "c", "gpt2", added_tokens={"<x>": 5})
    wrongs: list[Any] = [{"5": 3}, {"x": {"content": "a"}}, [1], {"5": {}}]
    for wrong in wrongs:
        with pytest.raises(CheckpointError, match="added tokens"):
            read(tmp_path / "d", "nothing", tokenizer_config={"added_tokens_decoder": wrong})


def test_many_added_tokens_are_added_at_once(tmp_path: Path) -> None:
    many = {str(id): {"content": f"<{id}>", "special": id % 2 == 0} for id in range(330, 10_330)}
    tokenizer = read(tmp_path, "nothing", tokenizer_config={"added_tokens_decoder": many})
    assert tokenizer.encode("<5331>") == [5331]


def test_a_space_before_each_text_if_it_is_asked_for(tmp_path: Path) -> None:
    tokenizer = read(tmp_path, "gpt2", tokenizer_config={"add_prefix_space": True})
    assert tokenizer.encode("cat") == tokenizer.encode(" cat") and tokenizer.prefixes
    assert [piece.text for piece in tokenizer.pieces("cat")][:1] == ["cat"]


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({}, "holds no tokenizer; a tokenizer.json, or vocab.json and merges.txt, is needed"),
        ({"tokenizer.model": "spm"}, "only as tokenizer.model, SentencePiece's own file.*save_pretrained"),
        ({"tokenizer.json": "{"}, "not JSON"),
        ({"tokenizer.json": "[" * 100_000}, "not a tokenizer.json"),
        ({"tokenizer.json": {"model": {"type": "BPE"}}}, "damaged, or newer"),
        ({"vocab.json": {"a": 0}}, "holds no tokenizer"),
        ({"vocab.json": "[]", "merges.txt": ""}, "must be a JSON object; it holds"),
        ({"vocab.json": {}, "merges.txt": ""}, "no vocabulary"),
        ({"vocab.json": {"a": 0, "b": 0}, "merges.txt": ""}, "a number of its own"),
        ({"vocab.json": {"a": "0"}, "merges.txt": ""}, "a number of its own"),
        ({"vocab.json": {"a": 10**9}, "merges.txt": ""}, "ids up to 1,000,000,000"),
        (
            {"tokenizer.json": {"model": {"type": "BPE", "vocab": {"a": 10**9}, "merges": []}}},
            "ids up to 1,000,000,000",
        ),
        ({"vocab.json": {"a": 0}, "merges.txt": "a b c"}, "line 1 of .*merges.txt is no pair of tokens: 'a b c'"),
        ({"vocab.json": {"a": 0}, "merges.txt": "a b"}, "needs a token 'b', but the vocabulary has none"),
        ({"vocab.json": {"a": 0, "b": 1}, "merges.txt": "a b"}, "needs a token 'ab', but the vocabulary has none"),
        ({"tokenizer_config.json": "nothing"}, "tokenizer_config.json holds no JSON that can be used"),
        (
            {"config.json": "[]", "vocab.json": {"a": 0}, "merges.txt": ""},
            "config.json must be a JSON object; it holds",
        ),
    ],
)
def test_a_folder_that_cannot_be_read_is_refused(parts: dict[str, Any], reason: str, tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=reason):
        read_tokenizer(write(tmp_path, parts))


def test_other_classes_cut_otherwise(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="its Qwen2Tokenizer cuts texts otherwise than GPT-2"):
        read(tmp_path, "gpt2", tokenizer_config={"tokenizer_class": "Qwen2Tokenizer"})


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "tokenizer.json").open("wb") as file:
        file.truncate(65 << 20)
    with pytest.raises(CheckpointError, match="has 68,157,440 bytes; such a file may have 67,108,864"):
        read_tokenizer(tmp_path)
    (tmp_path / "tokenizer.json").write_bytes(b"\xff\xfe")
    with pytest.raises(CheckpointError, match="not UTF-8"):
        read_tokenizer(tmp_path)


def test_a_pattern_that_hangs_is_refused() -> None:
    core = others.byte_level(pre_tokenizers.ByteLevel(add_prefix_space=False), [END])
    cut = pre_tokenizers.Split(Regex("(a+)+$"), "isolated")
    core.pre_tokenizer = pre_tokenizers.Sequence([cut, pre_tokenizers.ByteLevel(False, use_regex=False)])
    tokenizer = Tokenizer(core)
    assert tokenizer.encode("aa")
    with pytest.raises(TextError, match="cannot encode the text"):
        tokenizer.encode("a" * 40 + "b")


def test_a_text_with_characters_that_a_vocabulary_has_no_word_for() -> None:
    core = tokenizers.Tokenizer(models.WordLevel({"a": 0}, unk_token="none"))
    with pytest.raises(TextError, match="cannot encode the text"):
        Tokenizer(core).encode("b")


def test_merging_at_random_is_put_aside() -> None:
    core = others.byte_level(pre_tokenizers.ByteLevel(add_prefix_space=False), [], dropout=0.5)
    tokenizer = Tokenizer(core)
    assert len({tuple(tokenizer.encode("the cat sat on the mat")) for _ in range(20)}) == 1


@pytest.mark.parametrize(
    ("given", "chosen"),
    [
        ("one", "one"),
        ([{"name": "rag", "template": "r"}, {"name": "default", "template": "two"}], "two"),
        ([{"name": "rag", "template": "r"}], "r"),
        ([], None),
        (None, None),
    ],
)
def test_the_chat_template_among_several(given: Any, chosen: str | None, tmp_path: Path) -> None:
    assert read(tmp_path, "qwen", tokenizer_config={"chat_template": given}).chat_template == chosen
    (tmp_path / "chat_template.jinja").write_text("a file of its own", encoding="utf-8")
    assert read_tokenizer(tmp_path).chat_template == "a file of its own"


def test_a_chat_template_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="is no text, but dict"):
        read(tmp_path, "qwen", tokenizer_config={"chat_template": {"a": 1}})


def test_special_tokens_of_the_file_stay_in_it(tmp_path: Path) -> None:
    core = others.byte_level(pre_tokenizers.ByteLevel(add_prefix_space=False), [END])
    core.add_special_tokens([AddedToken("<|x|>", normalized=False)])
    kept = json.loads(Tokenizer(core).to_json())
    assert [token["content"] for token in kept["added_tokens"]] == [END, "<|x|>"]


def test_one_token_between_texts_where_begin_and_end_are_one(tmp_path: Path) -> None:
    texts = [Document(text="the cat"), Document(text="sat")]
    for kind, begins, ends in (("gpt2", 1, 0), ("llama", 1, 1), ("nothing", 0, 0), ("qwen", 0, 1)):
        tokenizer = read(tmp_path / kind, kind)
        first, second = (tokenizer.encode(text) for text in ("the cat", "sat"))
        begin, end = [tokenizer.bos_id] * begins, [tokenizer.eos_id] * ends
        assert encode_stream(tokenizer, texts).ids.tolist() == [*begin, *first, *end, *begin, *second, *end]
