"""`explain`, `lists`, `workbook`, `simulate` as typed; nothing that leaves carries a document number or a phone. DESIGN 4.13."""

import json
import re

import openpyxl
import pytest
from click.testing import CliRunner

from chapters.assessment.tiny import COUNTY, PHONE, VILLAGE, code
from tuopin.cli import door
from tuopin.common.refused import BadInput, Refused

PRIVATE = re.compile(r"(?<!\d)(\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")
LISTS = ("ready", "wrong", "unknown", "near", "villages", "counties")


def call(*words):
    return CliRunner().invoke(door(), [str(word) for word in words], catch_exceptions=True)


def typed(*words):
    done = call(*words)
    assert done.exit_code == 0, done.output + repr(done.exception)
    return done.output


@pytest.fixture
def everything(result, snapshot, tmp_path):
    """All that the commands print and write, as one text."""
    root, told = result.root, []
    for n in range(1, 9):
        told += [typed("explain", root, code(n), "--names", "--lang", lang) for lang in ("zh", "en")]
        told.append(typed("explain", root, code(n), "--json"))
    told += [typed("explain", root, place) for place in (COUNTY, VILLAGE[:9], VILLAGE)]
    for name in LISTS:
        told += [typed("lists", root, name), typed("lists", root, name, "--json")]
        typed("lists", root, name, "--out", tmp_path / f"{name}.csv")
        typed("lists", root, name, "--out", tmp_path / f"{name}.xlsx")
    typed("workbook", root, "--place", COUNTY, "--out", tmp_path / "county.xlsx")
    told.append(typed("simulate", snapshot.root, "--set", "income.line=3200"))
    told += [path.read_text("utf-8-sig") for path in tmp_path.glob("*.csv")]
    for path in tmp_path.glob("*.xlsx"):
        sheets = openpyxl.load_workbook(path)
        told += [str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    return "\n".join(told)


def test_no_document_number_and_no_phone_ever_leaves(everything, snapshot):
    numbers = snapshot.scan("person", COUNTY).select("id_number").collect().to_series().to_list()
    held = [number for number in [*numbers, PHONE] if number in everything]
    assert (held, PRIVATE.findall(everything), "甲村" in everything) == ([], [], True)


def test_json_of_a_village_tells_numerator_and_denominator(result):
    told = json.loads(typed("explain", result.root, VILLAGE, "--json"))
    assert told["rate"] == "9 / 400 = 2.25%"


def test_a_register_instead_of_a_command_means_edition(snapshot):
    given = ("--set", "income.line=3200", "--json")
    assert json.loads(typed("simulate", snapshot.root, *given)) == json.loads(typed("simulate", "edition", snapshot.root, *given))


def test_a_simulation_says_it_is_not_in_force(snapshot):
    told = typed("simulate", snapshot.root, "--set", "income.line=1")
    assert "not in force" in told.splitlines()[0]


def test_omission_from_numbers_alone():
    given = ("--rural", 500_000, "--registered", 75_000, "--exited", 70_000, "--limit", "2%", "--omission", "1%")
    assert "(5,000 + 700 + 4,250) / 500,000 = 1.99%" in typed("simulate", "omission", "360881", *given)


def test_omission_from_a_result(result):
    assert json.loads(typed("simulate", "omission", result.root, COUNTY, "--json"))["room"] == 10


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("explain", "RESULT", "nobody"), BadInput),
        (("explain", "RESULT", COUNTY + "999"), BadInput),
        (("explain", "nowhere", COUNTY), BadInput),
        (("lists", "RESULT", "ready", "--place", "11"), Refused),
        (("lists", "RESULT", "near", "--near", "x"), BadInput),
        (("workbook", "RESULT", "--place", "110101", "--out", "w.xlsx"), Refused),
        (("simulate", "omission", "RESULT", "110101"), Refused),
        (("simulate", "SNAPSHOT"), BadInput),
    ],
)
def test_a_refusal_is_one_sentence(result, snapshot, words, kind):
    places = {"RESULT": result.root, "SNAPSHOT": snapshot.root}
    assert isinstance(call(*(places.get(word, word) for word in words)).exception, kind)


