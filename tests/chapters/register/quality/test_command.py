"""`tuopin register check`: exit code 1 when something was found, 0 when nothing was; files when asked for."""

import json
import shutil

import polars as pl
import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from chapters.register.quality import frozen
from tuopin.cli.register_check import check, rules
from tuopin.common import digest

FOUND = {"inc-04": 1, "guar-28": 0}


@pytest.fixture
def snapshot(tmp_path):
    frozen.freeze(tmp_path / "snapshot")
    return tmp_path / "snapshot"


def run(*arguments, command=check):
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


@pytest.mark.parametrize(("rule", "code"), FOUND.items())
def test_the_exit_code_says_whether_something_was_found(snapshot, rule, code):
    assert run(snapshot, "--rule", rule).exit_code == code


def test_the_numbers_for_machines(snapshot):
    told = json.loads(run(snapshot, "--rule", "inc-04", "--json").stdout)

    assert (told["problems"], told["by_level"]["contradiction"], told["by_rule"]) == (
        1, 1, [{"rule": "inc-04", "problems": 1, "households": 1, "exempted": 0}],
    )


def test_files_are_written(snapshot, tmp_path):
    run(snapshot, "--out", tmp_path / "out")
    sheets = CalamineWorkbook.from_path(tmp_path / "out" / "problems.xlsx").sheet_names
    listed = pl.read_parquet(tmp_path / "out" / "problems.parquet")

    assert (sheets, "inc-04" in listed["rule"].to_list()) == (["按规则 by rule", "按地区 by place", "问题清单 problems"], True)


def test_an_exempted_problem_does_not_count(snapshot, tmp_path):
    (tmp_path / "list.csv").write_text("rule,code,reason,until,by\ninc-04,1,复核,2026-06-30,李某\n", "utf-8")

    codes = [run(snapshot, "--rule", "inc-04", "--exemptions", tmp_path / "list.csv", "--on", day).exit_code for day in ("2026-06-30", "2026-07-01")]

    assert codes == [0, 1]


@pytest.mark.parametrize("arguments", [("--rule", "xx-01"), ("--level", "bad"), ("--line", "2016"), ("--sources", ".")])
def test_a_wrong_call_is_said(snapshot, arguments):
    assert run(snapshot, *arguments).exit_code == 2


def test_a_workbook_changed_since_the_import_is_refused(tmp_path):
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / frozen.PEOPLE).write_bytes(b"one")
    sources = [frozen.SOURCES[0] | {"sha256": digest.of_bytes(b"another")}]
    frozen.freeze(tmp_path / "snapshot", sources=sources)

    refused = run(tmp_path / "snapshot", "--out", tmp_path / "out", "--sources", folder)

    assert "changed since" in str(refused.exception)
    shutil.rmtree(folder)


def test_rules_are_listed_and_shown():
    listed, shown = run(command=rules).stdout, run("time-14", command=rules).stdout

    assert ("time-14" in listed, "risk_cleared_on = 2021-08-01" in shown) == (True, True)
