"""`tuopin synth`, `tuopin register template` and `tuopin register layouts` as they are typed."""

import json

import pytest
from click.testing import CliRunner

from tuopin.cli import door
from tuopin.common.refused import BadInput


def run(*words):
    return CliRunner().invoke(door(), words, catch_exceptions=False, standalone_mode=False)


def test_a_snapshot_is_made(tmp_path):
    made = json.loads(run("synth", str(tmp_path / "made"), "--places", "520381", "--households", "30", "--json").output)

    assert (made["counties"], made["households"], made["years"]) == (1, 30, [2015, 2016])


def test_workbooks_are_made_with_their_truth(tmp_path):
    options = ("--places", "520381", "--households", "120", "--layout", "person", "--layout", "village", "--errors", "0.05", "--json")
    made = json.loads(run("synth", str(tmp_path / "made"), *options).output)
    files = sorted(path.name for path in (tmp_path / "made").iterdir())

    assert (made["files"], made["damages"] > 0, files) == (2, True, ["truth.csv", "赤水市_行政村信息_2016年.xlsx", "赤水市_贫困人口信息_2016年.xlsx"])


@pytest.mark.parametrize("words", [("--years", "last"), ("--places", "99"), ("--layout", "none")])
def test_what_makes_no_sense_is_one_sentence(words, tmp_path):
    with pytest.raises(BadInput):
        run("synth", str(tmp_path / "made"), "--households", "10", *words)


def test_what_was_made_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("TUOPIN_LANG", "zh")

    assert "人物均为虚构" in run("synth", str(tmp_path / "made"), "--places", "520381", "--households", "10").output


def test_a_template_is_written(tmp_path):
    run("register", "template", "--layout", "person", "--out", str(tmp_path / "empty.xlsx"))

    assert (tmp_path / "empty.xlsx").is_file()


def test_a_template_is_never_written_over(tmp_path):
    (tmp_path / "mine.xlsx").write_bytes(b"mine")

    with pytest.raises(BadInput, match="exists"):
        run("register", "template", "--layout", "person", "--out", str(tmp_path / "mine.xlsx"))


def test_a_template_of_no_layout_is_refused(tmp_path):
    with pytest.raises(BadInput, match="no such layout"):
        run("register", "template", "--layout", "none", "--out", str(tmp_path / "empty.xlsx"))


def test_layouts_are_listed():
    listed = json.loads(run("register", "layouts", "--json").output)

    assert {each["name"]: each["row"] for each in listed}["exit_check"] == "household"
