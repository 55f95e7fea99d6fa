"""Models from the Hub, against a Hub of our own that breaks off, lies, refuses, and is not there."""

from __future__ import annotations

import shutil

import pytest
from huggingface_hub import constants

from ngpl.errors import DownloadError, ModelNotFound
from ngpl.hub import load_gpl, room, save_gpl
from ngpl.hub.foreign.shards import weight_files
from ngpl.hub.remote import download, transfer
from ngpl.hub.remote.cache import cached, licence_of, origin_of, store_of
from ngpl.hub.remote.download import Unreachable, fetch
from ngpl.hub.remote.listing import CONVERTED, CONVERTER, TITLE
from tests import tiny
from tests.hub.repository import FILES, TAKEN, WEIGHTS
from tests.hub_server import Files


def without(*names: str) -> Files:
    return {name: data for name, data in FILES.items() if name not in names}


def test_only_what_a_model_needs_is_fetched_and_its_commit_is_known(hub, commit):
    told: list[tuple[int, int]] = []
    found = fetch("me/it", tell=lambda done, total: told.append((done, total)))
    assert {path.name: path.read_bytes() for path in found.folder.iterdir()} == {n: FILES[n] for n in TAKEN}
    assert (found.repo, found.revision, found.commit, found.model) == ("me/it", "main", commit, found.folder)
    assert set(hub.files("me/it")) == TAKEN and all(commit in line for line in hub.asked if "/resolve/" in line)
    total = sum(len(FILES[name]) for name in TAKEN)
    assert told[-1] == (total, total) and [done for done, _ in told] == sorted(done for done, _ in told)
    assert (licence_of(found.folder), origin_of(found.folder)) == ("apache-2.0", {"repo": "me/it", "commit": commit})


def test_what_is_here_is_not_fetched_again(hub, commit):
    assert cached("me/it") is None
    first = fetch("me/it")
    hub.asked.clear()
    assert cached("me/it") == fetch("me/it") == first and hub.files("me/it") == []
    second = hub.repo("me/it").commit(FILES | {"config.json": b'{"model_type": "llama"}'})
    hub.asked.clear()
    assert fetch("me/it").commit == second and hub.files("me/it") == ["config.json"]
    assert (first.folder / "config.json").read_bytes() == FILES["config.json"]


def test_a_gpl_file_is_all_that_its_repository_gives(hub, tmp_path):
    words = tiny.tokenizer("char")
    save_gpl(tmp_path / "a.gpl", tiny.model(words.vocab_size), words)
    hub.repo("me/own").commit(FILES | {"a.gpl": (tmp_path / "a.gpl").read_bytes()})
    found = fetch("me/own")
    assert sorted(path.name for path in found.folder.iterdir()) == ["README.md", "a.gpl"]
    assert load_gpl(found.model).hash == load_gpl(tmp_path / "a.gpl").hash


@pytest.mark.parametrize("ranges", [True, False])
def test_a_connection_that_breaks_off_is_taken_up_where_it_ended(hub, commit, ranges):
    hub.drops["model.safetensors"] = [70_000, 30_000]
    hub.ranges = ranges  # a server may ignore what is asked for, and start anew
    assert (fetch("me/it").folder / "model.safetensors").read_bytes() == WEIGHTS
    starts = [line.split("bytes=")[1] for line in hub.asked if "/cdn/" in line and "bytes=" in line]
    assert starts == ["70000-", "100000-" if ranges else "30000-"]


def test_a_fetch_that_was_given_up_goes_on_later(hub, commit, monkeypatch):
    hub.drops["model.safetensors"] = [100_000]
    with monkeypatch.context() as patch:
        patch.setattr(transfer, "PAUSES", ())
        with pytest.raises(Unreachable, match="'me/it' is not on this machine"):
            fetch("me/it")
    assert cached("me/it") is None and hub.asked[-1].endswith("model.safetensors")
    told: list[int] = []
    assert (
        fetch("me/it", tell=lambda done, total: told.append(done)).folder / "model.safetensors"
    ).read_bytes() == WEIGHTS
    assert hub.asked[-1].endswith("bytes=100000-") and min(told) > 100_000


@pytest.mark.parametrize("name", ["model.safetensors", "config.json"])
def test_other_bytes_than_promised_are_thrown_away(hub, commit, name):
    hub.wrong.add(name)
    with pytest.raises(DownloadError, match=rf"'{name}' of 'me/it' is not what the Hub says it is"):
        fetch("me/it")
    assert cached("me/it") is None and not list(store_of("me/it").glob("snapshots/*"))
    kept = [path.read_bytes() for path in store_of("me/it").glob("blobs/*")]
    assert FILES[name][::-1] not in kept
    hub.wrong.clear()
    assert (fetch("me/it").folder / name).read_bytes() == FILES[name]


def test_a_server_that_never_ends_is_left(hub, commit):
    files = hub.repo("me/it").commits[commit] = dict(FILES)
    hub.moves["model.safetensors"] = lambda: files.update({"model.safetensors": WEIGHTS * 2})
    with pytest.raises(DownloadError, match=r"longer than the 512,000 bytes"):
        fetch("me/it")
    assert cached("me/it") is None


def test_a_revision_is_one_commit_for_all_files(hub, commit):
    """While the first file is fetched, main moves on to other weights."""
    repo = hub.repo("me/it")
    hub.moves["config.json"] = lambda: repo.commit(FILES | {"model.safetensors": b"newer", "config.json": b"{}"})
    found = fetch("me/it")
    assert found.commit == commit != repo.refs["main"]
    assert (found.folder / "model.safetensors").read_bytes() == WEIGHTS
    assert fetch("me/it").commit == repo.refs["main"] and cached("me/it", commit) is not None


def test_the_revision_that_was_asked_for_is_remembered(hub, commit):
    step = hub.repo("me/it").commit(FILES | {"model.safetensors": b"step"}, "step1000")
    found = fetch("me/it", "step1000")
    assert origin_of(found.folder) == {"repo": "me/it", "commit": step, "revision": "step1000"}
    assert origin_of(fetch("me/it").folder) == {"repo": "me/it", "commit": commit}


def test_revisions(hub, commit):
    step = hub.repo("me/it").commit(FILES | {"model.safetensors": b"step"}, "step1000")
    pull = hub.repo("me/it").commit(FILES | {"model.safetensors": b"pull"}, "refs/pr/3")
    for revision, data in {commit: WEIGHTS, "step1000": b"step", step: b"step", "refs/pr/3": b"pull"}.items():
        found = fetch("me/it", revision)
        assert (found.folder / "model.safetensors").read_bytes() == data and cached("me/it", revision) == found
    assert cached("me/it", "refs/pr/3").commit == pull
    with pytest.raises(ModelNotFound, match="'me/it' has no revision 'step7'"):
        fetch("me/it", "step7")


def test_busy_at_first(hub, commit):
    hub.busy = {"/api/models/me/it": [429, 500], "/cdn/": [503, 429], "config.json": [502]}
    assert fetch("me/it").commit == commit and not any(hub.busy.values())


def test_busy_for_good(hub, commit):
    hub.busy = {"/api/models/me/it": [500] * 9}
    with pytest.raises(DownloadError, match=r"the Hub is out of order \(status 500\), so 'me/it' cannot be fetched"):
        fetch("me/it")
    hub.busy = {}
    found = fetch("me/it")
    hub.busy = {"/api/models/me/it": [503] * 9}
    assert fetch("me/it") == found
    hub.busy = {"/api/models/me/it": [429] * 9}
    with pytest.raises(DownloadError, match=r"\(status 429\): too many were asked for"):
        fetch("me/it")


@pytest.mark.parametrize(
    ("error", "kind", "message"),
    [
        ("RepoNotFound", ModelNotFound, "no public repository 'me/it'.*HF_TOKEN"),
        ("GatedRepo", DownloadError, "'me/it' is gated: ask for access on http://.*/me/it, then log in"),
    ],
)
def test_repositories_that_are_not_for_everybody(hub, commit, error, kind, message):
    hub.repo("me/it").error = error
    with pytest.raises(kind, match=message):
        fetch("me/it")


@pytest.mark.parametrize(
    ("status", "kind", "message"),
    [
        (401, ModelNotFound, "no public repository.*if it is a private one"),
        (403, DownloadError, "403.*your token does not allow it"),
        (404, ModelNotFound, "no public repository"),
        (418, DownloadError, "refuses 'me/it'"),
    ],
)
def test_statuses_without_a_reason(hub, commit, status, kind, message):
    hub.busy["/api/models/"] = [status]
    with pytest.raises(kind, match=message):
        fetch("me/it")


def test_no_such_repository(hub):
    with pytest.raises(ModelNotFound, match="no public repository 'no/body'"):
        fetch("no/body")


@pytest.mark.parametrize(
    ("files", "kind", "message"),
    [
        (without("config.json"), ModelNotFound, "config.json and safetensors; it holds 0 .gpl files and no config"),
        ({"a.gpl": b"", "b.gpl": b""}, ModelNotFound, "it holds 2 .gpl files"),
        (without("model.safetensors", "pytorch_model.bin", "training_args.bin"), ModelNotFound, "holds no model.safet"),
        (
            without("model.safetensors", "pytorch_model.bin", "training_args.bin") | {"weights.safetensors": WEIGHTS},
            ModelNotFound,
            "holds no model.safetensors",
        ),
        (without("model.safetensors"), DownloadError, f"pickles only .*me/it@{CONVERTED}.*refs/pr/NUMBER"),
        (FILES | {"vocab.json": b" " * 99}, DownloadError, "'vocab.json' of 'me/it' is said to have 99 bytes"),
    ],
)
def test_repositories_without_a_model(hub, files, kind, message, monkeypatch):
    monkeypatch.setattr("ngpl.hub.remote.listing.TEXT_LIMIT", 90)
    hub.repo("me/it").commit(files)
    with pytest.raises(kind, match=message):
        fetch("me/it")
    assert hub.files("me/it") == []


def test_the_safetensors_that_the_converter_of_the_hub_made(hub):
    repo = hub.repo("me/it")
    repo.commit(without("model.safetensors"))
    with pytest.raises(ModelNotFound, match="converter has made no safetensors"):
        fetch("me/it", CONVERTED)
    pull = {"num": 4, "title": TITLE, "status": "open", "isPullRequest": True, "createdAt": "2024-05-02T10:00:00.000Z"}
    forged = pull | {"author": {"name": "someone"}, "repo": {"name": "me/it", "type": "model"}}
    repo.pulls = [forged, forged | {"num": 7, "author": {"name": CONVERTER}}]
    repo.commit(FILES | {"model.safetensors": b"forged"}, "refs/pr/4")
    repo.commit(FILES, "refs/pr/7")
    found = fetch("me/it", CONVERTED)
    assert found.commit == repo.refs["refs/pr/7"] and cached("me/it", CONVERTED) == found
    repo.commit(FILES | {"model.safetensors": b"own"}, CONVERTED)
    assert (fetch("me/it", CONVERTED).folder / "model.safetensors").read_bytes() == b"own"


def test_weights_in_parts(hub):
    index = b'{"weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}'
    parts = {f"model-0000{n}-of-00002.safetensors": bytes([n]) * 9 for n in (1, 2)}
    others = {"consolidated.safetensors": b"twice", "model.safetensors.index.json": index}
    hub.repo("me/it").commit(without("model.safetensors") | parts | others)
    found = fetch("me/it")
    assert {path.name for path in found.folder.glob("*.safetensors")} == set(parts)
    (found.folder / "model-00002-of-00002.safetensors").unlink()
    assert cached("me/it") is None  # another program may have fetched but a part


def test_a_whole_file_is_taken_without_the_index_of_parts(hub):
    index = {"model.safetensors.index.json": b'{"weight_map": {"a": "model-00001-of-00001.safetensors"}}'}
    hub.repo("me/it").commit(FILES | index | {"model-00001-of-00001.safetensors": b"twice"})
    found = fetch("me/it")
    assert {path.name for path in found.folder.iterdir()} == TAKEN
    (found.folder / "model.safetensors.index.json").write_bytes(*index.values())  # other programs fetch it
    assert cached("me/it") == found and weight_files(found.folder) == [found.folder / "model.safetensors"]
    (found.folder / "model.safetensors").rename(found.folder / "weights.safetensors")
    (found.folder / "model.safetensors.index.json").unlink()
    assert cached("me/it") is None


@pytest.mark.parametrize("page", [b"<html>Log in</html>", b"{}", b"[]", b'{"id": "me/it", "siblings": [1]}'])
def test_a_page_in_place_of_the_hub(hub, commit, page):
    hub.instead = page
    with pytest.raises(Unreachable, match=rf"{hub.url} answered for 'me/it' as the Hub does not; is there a login"):
        fetch("me/it")
    hub.instead = b""
    found = fetch("me/it")
    hub.instead = page
    assert fetch("me/it") == found


@pytest.mark.parametrize(
    "name",
    ["../x.json", "a/../../x.json", "/etc/x.json", "..\\x.json", "C:\\x.json", "C:x.json", "a\n.json", "\\\\h\\x"],
)
def test_names_that_lead_elsewhere(hub, tmp_path, name):
    hub.repo("me/it").commit(FILES | {name: b"{}"})
    with pytest.raises(DownloadError, match="would lie outside of its folder; nothing is taken"):
        fetch("me/it")
    assert hub.files("me/it") == [] and not (tmp_path / "cache").exists()


def test_without_a_network(hub, commit, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
        with pytest.raises(DownloadError, match=r"'me/it' is not on this machine, and the Hub did not .*refused"):
            fetch("me/it")
    found = fetch("me/it")
    for name, value in {"ENDPOINT": "http://127.0.0.1:9", "HF_HUB_OFFLINE": True}.items():
        with monkeypatch.context() as patch:
            patch.setattr(constants, name, value)
            assert fetch("me/it") == found
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(DownloadError, match="HF_HUB_OFFLINE is set"):
        fetch("me/other")
    shutil.rmtree(store_of("me/it") / "blobs")
    with pytest.raises(DownloadError, match="HF_HUB_OFFLINE is set"):
        fetch("me/it")


def test_a_full_disk_is_seen_before(hub, commit, monkeypatch):
    monkeypatch.setattr(room, "free_disk", lambda folder: 100_300_000)
    with pytest.raises(DownloadError, match=r"has 100 MB free, the model needs 101 MB; HF_HOME"):
        fetch("me/it")
    assert hub.files("me/it") == []


@pytest.mark.parametrize("revision", ["", "../x", "/etc/passwd", "a b", "a\n"])
def test_revisions_that_cannot_be(hub, commit, revision):
    with pytest.raises(ModelNotFound, match="no owner/name and revision of the Hub"):
        fetch("me/it", revision)
    assert hub.asked == []


def test_two_at_once_fetch_once(hub, commit):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: download.fetch("me/it"), range(4)))
    assert found == [found[0]] * 4 and sorted(hub.files("me/it")) == sorted(TAKEN)
