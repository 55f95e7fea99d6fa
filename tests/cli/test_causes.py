"""Commands that look for causes: lens, ablate, attribute, patch."""

from __future__ import annotations

import json

import numpy as np
import pytest

from ngpl.api import ablate, lens, load

TEXT, OTHER = "The cat sat on the mat", "The dog sat on the mat"
COMMANDS = {
    "lens": ["lens", TEXT],
    "ablate": ["ablate", TEXT],
    "ablate some": ["ablate", TEXT, "--heads", "0.1,1.*"],
    "attribute": ["attribute", TEXT],
    "patch": ["patch", TEXT, OTHER],
}


@pytest.mark.parametrize("suffix", [".npz", ".png", ".html"])
@pytest.mark.parametrize("name", COMMANDS)
def test_files_and_what_is_printed(ngpl, model, tmp_path, name, suffix):
    out, again = tmp_path / f"sheet{suffix}", tmp_path / f"again{suffix}"
    made = ngpl(*COMMANDS[name], "--model", model, "--out", out, "--json")
    assert made.code == 0 and made.json["out"] == str(out) and str(out) in made.err
    shown = ngpl(*COMMANDS[name], "--model", model, "--out", again)
    assert shown.code == 0 and "\n" in shown.out and again.read_bytes() == out.read_bytes()


def test_lens(ngpl, model):
    lm = load(model)
    found = ngpl("lens", TEXT, "--model", model, "--target", "cat", "--top", 3, "--json").json
    view = lens(lm, TEXT, "cat")
    assert list(found) == ["tokens", "target", "depths"] and found["tokens"] == list(view.labels)
    assert found["target"] == {"id": lm.tokenizer.id_of(" cat"), "text": " cat"}
    for depth, at in np.ndindex(view.entropy.shape):
        cell = found["depths"][depth][at]
        assert [token["id"] for token in cell["top"]] == view.ids[depth, at, :3].tolist()
        assert [token["prob"] for token in cell["top"]] == pytest.approx(view.probs[depth, at, :3])
        assert cell["target_rank"] == view.target_ranks[depth, at]
        assert (cell["entropy"], cell["target_prob"]) == pytest.approx(
            (view.entropy[depth, at], view.target_probs[depth, at])
        )
    shown = ngpl("lens", TEXT, "--model", model, "--position", 1, "--target", "cat").out.splitlines()
    assert "after token 1, ·cat" in shown[0]
    ranks = [int(line.removeprefix("layer ").split()[2]) for line in shown[2:]]
    assert view.target_ranks is not None and ranks == view.target_ranks[::-1, 1].tolist()


@pytest.mark.parametrize("color", ["probability", "entropy", "target", "rank"])
def test_colours_of_the_lens(ngpl, model, tmp_path, color):
    out = tmp_path / "lens.json"
    assert ngpl("lens", TEXT, "--model", model, "--color", color, "--out", out).code == 0
    sheet = json.loads(out.read_text(encoding="utf-8"))
    assert len(sheet["rows"]) == 3 and (color in sheet["scale"]["name"] or color == "target")


@pytest.mark.parametrize("mode", ["zero", "mean"])
def test_ablate(ngpl, model, mode):
    found = ngpl("ablate", TEXT, "--model", model, "--mode", mode, "--top", 3, "--json").json
    view = ablate(load(model), TEXT, mode=mode)
    np.testing.assert_allclose(found["change"], view.change, atol=1e-6)
    assert list(found) == ["tokens", "target", "mode", "about", "change", "strongest"] and found["mode"] == mode
    assert [(s["layer"], s["head"]) for s in found["strongest"]] == view.strongest(3)
    shown = ngpl("ablate", TEXT, "--model", model, "--mode", mode).out
    assert f"{view.change[1, 0]:+.3f}" in shown and f"{view.logprob:.3f} nats" in shown


def test_ablate_some(ngpl, model):
    found = ngpl("ablate", TEXT, "--model", model, "--heads", "1.*,0.1", "--top", 1000, "--json").json
    assert found["heads"] == [[0, 1], [1, 0], [1, 1]]
    for when in ("before", "after"):
        assert sum(token[when] for token in found["candidates"]) == pytest.approx(1, abs=1e-4)
    before = ngpl("next", TEXT, "--model", model, "--json").json["candidates"]
    assert [token["id"] for token in found["candidates"][:5]] == [token["id"] for token in before[:5]]
    assert "change" in ngpl("ablate", TEXT, "--model", model, "--heads", "1.0").out


def test_attribute(ngpl, model, tmp_path):
    found = ngpl("attribute", TEXT, "--model", model, "--target", "cat", "--position", 2, "--json").json
    parts = [found["embedding"], found["offset"], *found["attention"], *found["mlp"]]
    assert sum(parts) == pytest.approx(found["logit"], abs=1e-4) and found["position"] == 2
    np.testing.assert_allclose(np.sum(found["heads"], 1), found["attention"], atol=1e-4)
    shown = ngpl("attribute", TEXT, "--model", model, "--target", "cat", "--position", 2).out
    assert f"the logit of ·cat is {found['logit']:.3f}" in shown and f"{found['mlp'][1]:+.3f}" in shown
    for name in ("blocks", "heads", "norms"):
        assert ngpl("attribute", TEXT, "--model", model, "--show", name, "--out", tmp_path / "x.json").code == 0
        assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["name"] == name


def test_patch(ngpl, model):
    words = ["patch", TEXT, OTHER, "--model", model, "--target", "cat"]
    found = ngpl(*words, "--against", "dog", "--stage", "resid_post", "--json").json
    assert found["restored"][-1][-1] == pytest.approx(1, abs=1e-3) and found["against"]["text"] == " dog"
    assert found["corrupt"]["tokens"][1] == " dog" and found["clean"]["value"] != found["corrupt"]["value"]
    shown = ngpl(*words).out.splitlines()
    assert shown[0].startswith("log-probability of ·cat: ") and shown[3].split()[:3] == ["·cat", "·dog", "100"]


def test_refusals(ngpl, model, tmp_path):
    for words, said in [
        (["lens", TEXT, "--target", "zebra"], "'zebra' is not one token"),
        (["lens", TEXT, "--position", "99"], "no position 99"),
        (["lens", TEXT, "--out", tmp_path / "x.gif"], ".npz"),
        (["ablate", TEXT, "--heads", "5.0"], "no head 5.0"),
        (["ablate", TEXT, "--heads", "x"], "is no head"),
        (["ablate", TEXT, "--heads", "0.0", "--target", "cat"], "give one or other"),
        (["patch", TEXT, "The cat"], "tokens; patching needs the same number"),
        (["patch", TEXT, TEXT], "the same"),
        (["patch", TEXT, OTHER, "--stage", "heads"], "resid_pre"),
    ]:
        result = ngpl(*words, "--model", model)
        assert result.code == 2 and said in result.err and result.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["lens", "ablate", "attribute"])
def test_texts_of_any_length(ngpl, model, command):
    long = ngpl(command, "The cat sat on the mat. " * 20, "--model", model, "--json")
    assert len(long.json["tokens"]) == 32 and "are cut" in long.err
    assert ngpl(command, "", "--model", model, "--json").json["tokens"] == ["<BOS>"]
    assert ngpl(command, "-", "--model", model, "--json", stdin="The cat\n").json["tokens"] == ["The", " cat"]
