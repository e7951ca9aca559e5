"""Help and complaints read well: Chinese through and through under a Chinese locale, never wider than the terminal. Issue A, show 10."""

import re
import subprocess
import sys

import pytest

from house.tree import ROOT
from tuopin.cli.page import columns, first_sentence, wrapped

EVERY_HELP = """
import click
from tuopin.cli import door

def walk(command, context):
    context.terminal_width = WIDTH
    print(command.get_help(context))
    for name in command.list_commands(context) if isinstance(command, click.Group) else ():
        inner = command.get_command(context, name)
        walk(inner, inner.context_class(inner, info_name=name, parent=context))

walk(door(), door().context_class(door(), info_name="tuopin"))
"""
ENGLISH = re.compile(r"Usage|Options|Commands|Show this|default:|required|INTEGER|FLOAT|TEXT|PATH|DIRECTORY|FOLDER|\bFILE\b|\bCODE\b")


def said(language, *arguments):
    """What Python says in that language: both streams and the exit code."""
    surroundings = {"TUOPIN_LANG": language, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run([sys.executable, *arguments], env=surroundings, capture_output=True, encoding="utf-8", check=False)


def tuopin(language, *arguments):
    return said(language, "-m", "tuopin.cli", *arguments)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120])
def test_no_line_of_help_is_wider_than_the_terminal(language, width):
    page = said(language, "-c", EVERY_HELP.replace("WIDTH", str(width)))
    assert [line for line in page.stdout.splitlines() if columns(line) > width] == []


def test_no_english_is_left_in_chinese_help():
    page = said("zh", "-c", EVERY_HELP.replace("WIDTH", "100"))
    assert ENGLISH.findall(page.stdout) == []


def test_every_command_was_asked():
    assert said("en", "-c", EVERY_HELP.replace("WIDTH", "80")).stdout.count("Usage: ") > 15


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["asses"], "没有命令“asses”。"),
        (["assess"], "缺少参数“快照”。"),
        (["assess", "x"], "缺少选项“--out”。"),
        (["assess", "x", "--uot", "y"], "没有选项“--uot”。"),
        (["assess", "x", "y", "--out", "z"], "多余的参数：y。"),
        (["assess", "x", "--year", "now", "--out", "z"], "“now”不是整数。"),
        (["assess", "x", "--out"], "选项“--out”后面要写值。"),
        (["assess", "x", "--engine", "dask", "--out", "z"], "“dask”不在可选之列"),
        (["synth", "x", "--errors", "2"], "2.0 不在 0<=x<=0.5 的范围内。"),
        (["register", "check", "x", "--exemptions", "none.csv"], "“none.csv”不存在。"),
        (["register", "check", "x", "--on", "now"], "“now”不是 '%Y-%m-%d' 格式的日期。"),
    ],
)
def test_a_wrong_call_is_told_in_chinese(call, told):
    done = tuopin("zh", *call)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr


def test_a_wrong_call_names_the_help_in_english():
    done = tuopin("en", "assess", "x", "--uot", "y")
    assert "Try 'tuopin assess --help' for help." in done.stderr


def test_a_line_breaks_by_what_the_eye_sees():
    assert wrapped("甲乙丙丁戊", 6) == ["甲乙丙", "丁戊"]


def test_no_line_begins_with_a_closing_mark():
    assert wrapped("甲乙丙，丁", 6) == ["甲乙", "丙，丁"]


def test_no_line_ends_with_an_opening_mark():
    assert wrapped("甲乙（丙）", 6) == ["甲乙", "（丙）"]


def test_english_breaks_at_spaces():
    assert wrapped("one two three", 8) == ["one two", "three"]


@pytest.mark.parametrize(("text", "first"), [("一。二。", "一"), ("One .xlsx file. Two.", "One .xlsx file"), ("Only one", "Only one")])
def test_a_command_is_listed_by_its_first_sentence(text, first):
    assert first_sentence(text) == first
