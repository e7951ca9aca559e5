"""Issue A: `tuopin register import`: what it says, its exit codes, and nothing left behind when it is stopped."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

import tuopin as tuopin_package
from chapters.register.importing.books import people, person, rows_of, write
from tuopin.cli import BAD_INPUT, door
from tuopin.register.importing.rules import RULES, page

ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(tuopin_package.__file__).parents[1])}


def call(*arguments: object):
    return CliRunner().invoke(door(), ["register", *map(str, arguments)])


def tuopin(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tuopin.cli", "register", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT | environment, check=False)


@pytest.fixture
def book(tmp_path) -> Path:
    return write(tmp_path / "a.xlsx", rows_of([*people(2), person("0000000003", 健康状况="3"), person(户编号="")]))


def test_the_outcome_is_a_table_and_where_to_look(tmp_path, book):
    said = call("import", book, "--out", tmp_path / "s", "--problems", tmp_path / "p").output
    assert ("a.xlsx" in said, "fatal 1  contradiction 1" in said, str(tmp_path / "p") in said.replace("\n", "")) == (
        True,
    ) * 3


def test_the_outcome_is_json_for_machines(tmp_path, book):
    said = json.loads(call("import", book, "--out", tmp_path / "s", "--json").output)
    assert (said["rows"]["read"], said["rows"]["taken"], said["rows"]["refused"], said["rules"]) == (
        6,
        5,
        1,
        {"I01": 1, "I31": 1},
    )


def test_an_import_with_problems_is_done_all_the_same(tmp_path, book):
    assert call("import", book, "--out", tmp_path / "s").exit_code == 0


def test_the_problem_workbooks_are_written(tmp_path, book):
    call("import", book, "--out", tmp_path / "s", "--problems", tmp_path / "p")
    assert [path.name for path in (tmp_path / "p").iterdir()] == ["a-problems.xlsx"]


@pytest.mark.parametrize(("lang", "said"), [("zh", "输入有误"), ("en", "bad input")])
def test_a_bad_input_is_one_sentence_and_exit_code_4(tmp_path, lang, said):
    (tmp_path / "none.xlsx").write_bytes(b"")
    done = tuopin("import", tmp_path / "none.xlsx", "--out", tmp_path / "s", TUOPIN_LANG=lang)
    assert (done.returncode, done.stderr.startswith(said), done.stderr.count("none.xlsx"), "Traceback" in done.stderr) == (
        BAD_INPUT, True, 1, False,
    )


def test_when_nothing_could_be_taken_the_problem_workbook_is_written_and_no_snapshot(tmp_path):
    bad = write(tmp_path / "bad.xlsx", rows_of([person(户编号="")]))
    done = tuopin("import", bad, "--out", tmp_path / "s", "--problems", tmp_path / "p")
    assert (done.returncode, [path.name for path in (tmp_path / "p").iterdir()], (tmp_path / "s").exists()) == (
        BAD_INPUT,
        ["bad-problems.xlsx"],
        False,
    )


def test_a_wrong_year_is_a_wrong_call(tmp_path, book):
    assert call("import", book, "--out", tmp_path / "s", "--year", "16").exit_code == 2


def test_a_proposal_is_printed_or_written_and_never_over_a_file(tmp_path, book):
    out = tmp_path / "m.toml"
    assert call("propose-map", book).output.startswith("# 对应表")
    assert call("propose-map", book, "--out", out).exit_code == 0
    assert "already exists" in str(call("propose-map", book, "--out", out).exception)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_import_leaves_nothing(tmp_path, stop):
    files = [write(tmp_path / f"{number}.xlsx", rows_of(people(1500))) for number in range(4)]
    out = tmp_path / "out" / "snapshot"
    out.parent.mkdir()
    command = [sys.executable, "-m", "tuopin.cli", "register", "import", *map(str, files), "--out", str(out)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT) as running:
        while not list(out.parent.iterdir()) and running.poll() is None:
            time.sleep(0.01)
        running.send_signal(stop)
        said = running.communicate(timeout=60)[1]
    assert (running.returncode, list(out.parent.iterdir()), "Traceback" in said) == (130, [], False)


def test_every_rule_of_the_import_is_on_its_page():
    assert [rule for rule in RULES if f"| {rule} |" not in page()] == []


def test_every_rule_says_itself_in_both_languages():
    assert [rule.id for rule in RULES.values() if not (rule.because.zh and rule.because.en)] == []
