"""`tuopin standard list | show | diff | check`: clause, number, source and certainty, in either language and for machines."""

import json

import pytest
from click.testing import CliRunner

from chapters.standard.files import overlay
from tuopin.cli.standard import commands
from tuopin.common.refused import BadInput
from tuopin.common.words import choose
from tuopin.standard.edition import listed, load


@pytest.fixture(autouse=True)
def english():
    choose("en")
    yield
    choose(None)


def run(*words):
    return CliRunner().invoke(commands, words, catch_exceptions=False).output


def test_list_names_every_edition():
    output = run("list")
    assert [edition.name for edition in listed() if edition.name not in output] == []


def test_list_for_machines():
    told = json.loads(run("list", "--json"))
    assert [(each["name"], each["digest"]) for each in told] == [(edition.name, edition.digest) for edition in listed()]


def test_show_gives_the_number_with_clause_certainty_and_source():
    output = run("show", "cn-2016")
    row = next(line for line in output.splitlines() if "line 2017" in line)
    mark = row.split("·")[-1].strip(" │")
    assert ("2,952.00 yuan" in row, "H1 · believed" in row, f"{mark} 未找到出处，凭通行说法" in output) == (True, True, True)


def test_show_says_what_is_left_open():
    assert all(each.en[:40] in run("show", "gx-2017") for each in load("gx-2017").left_open)


def test_show_marks_what_is_weighed():
    assert run("show", "cn-2016").count("(weighed, no veto by itself)") == 4


def test_show_in_chinese():
    choose("zh")
    assert "人均住房面积不少于 13 平方米" in run("show", "gx-2017")


def test_show_for_machines_gives_every_number_its_ground():
    units = json.loads(run("show", "gx-2017", "--json"))["units"]
    given = [each for rules in units.values() for rule in rules for each in rule["given"].values()]
    numbers = [number for each in given for number in each.get("years", {"": each}).values()]
    assert [number for number in numbers if not {"value", "clause", "source", "certainty"} <= number.keys()] == []


def test_diff_says_in_words_what_changes_and_which_way():
    lines = run("diff", "cn-2016", "sn-2017").splitlines()
    assert (lines[0], "  household.income.line 2016 income: 2,952.00 yuan → 3,208.70 yuan (stricter)" in lines) == ("cn-2016 → sn-2017", True)


def test_diff_backwards_says_dropped_and_looser():
    output = run("diff", "gx-2017", "cn-2016")
    assert ("dropped household.floor_area" in output, "(looser)" in output, "binding → weighed (looser)" in output) == (True, True, True)


def test_diff_tells_what_counts_as_income():
    assert "income.excluded.low_allowance_income (of which low allowance): no rule → does not count (class of low allowance: C)" in run(
        "diff", "cn-2016", "gx-2017"
    )


def test_diff_of_the_same_edition():
    assert run("diff", "cn-2016", "cn-2016") == "cn-2016 → cn-2016\n  no difference\n"


def test_diff_for_machines():
    told = json.loads(run("diff", "cn-2016", "gx-2017", "--json"))
    assert ({"key": "village.industry.binding", "year": None, "way": "stricter", "before": None, "after": None} in told["changes"]) is True


def test_check_says_that_a_sound_file_is_sound(tmp_path):
    output = run("check", str(overlay(tmp_path, "")))
    assert output.splitlines()[:2] == ["over is sound.", "  it loosens nothing of base.toml"]


def test_check_for_machines(tmp_path):
    assert json.loads(run("check", str(overlay(tmp_path, "")), "--json"))["sound"] is True


def test_check_of_a_loosened_file_is_bad_input_with_file_and_key(tmp_path):
    path = overlay(tmp_path, '[[household]]\ncriterion = "income"\nGROUNDS\ngiven.years = { value = 1, GROUND }')
    with pytest.raises(BadInput, match=r"over\.toml: household\[0\]\.given\.years: loosens the base: from 2 to 1"):
        run("check", str(path))


@pytest.mark.parametrize("command", ["list", "show", "diff", "check"])
def test_every_command_has_help(command):
    assert "Usage" in run(command, "--help")
