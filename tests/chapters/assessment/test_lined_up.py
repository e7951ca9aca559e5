"""P0: tables laid side by side give what the ordinary left join gives, and anything out of line falls back to it."""

import narwhals as nw
import polars as pl
import pytest

from tuopin.assessment import lined_up
from tuopin.assessment.facts import counted_members, left_join
from tuopin.assessment.lined_up import LinedUp
from tuopin.standard.criterion import EachMember, Unit
from tuopin.standard.edition import load

HOUSEHOLDS = pl.Series("household_code", ["03", "01", "02"])
FOUND = {rule: found for rule in load("cn-2016").rules(Unit.HOUSEHOLD) if isinstance(found := rule.finding(2016), EachMember)}
ORDERS = {
    "in line": (["03", "01", "02"], True),
    "out of order": (["01", "02", "03"], False),
    "one missing": (["03", "01"], False),
    "one too many": (["03", "01", "02", "09"], False),
    "one twice": (["03", "01", "01", "02"], False),
    "none": ([], False),
}


def persons(codes: list[str]) -> pl.LazyFrame:
    rows = len(codes)
    flags = {"resident_insurance": [place % 3 != 0 for place in range(rows)], "employee_insurance": [None if place % 2 else False for place in range(rows)]}
    told = {"household_code": codes, "student": ["primary"] * rows, "out_of_school_reason": [None] * rows, **flags}
    types = {"household_code": pl.String, "student": pl.String, "out_of_school_reason": pl.String, "resident_insurance": pl.Boolean}
    return pl.LazyFrame(told, schema_overrides=types | {"employee_insurance": pl.Boolean}).with_columns(birth_on=pl.date(2008, 1, 1))


def refuse(*_: object) -> None:
    raise AssertionError("fell back")


@pytest.mark.parametrize(("codes", "in_line"), ORDERS.values(), ids=ORDERS)
def test_side_by_side_is_the_left_join(codes: list[str], *, in_line: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    left = nw.from_native(HOUSEHOLDS.to_frame().lazy())
    right = nw.from_native(pl.LazyFrame({"household_code": codes, "members": range(len(codes))}, schema_overrides={"household_code": pl.String}))
    expected = left_join(left, right).to_native().collect()
    if in_line:
        monkeypatch.setattr(lined_up, "left_join", refuse)
    found = LinedUp(HOUSEHOLDS)(left, right).to_native().collect()
    assert found.sort("household_code", "members").equals(expected.sort("household_code", "members"))


MEMBERS = {
    "together and in line": (["03", "03", "01", "02", "02", "02"], True),
    "scattered": (["03", "01", "03", "02", "02", "02"], False),
    "a household without anybody": (["03", "03", "02"], False),
}


@pytest.mark.parametrize(("codes", "in_line"), MEMBERS.values(), ids=MEMBERS)
def test_running_sums_are_the_group_by(codes: list[str], *, in_line: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = counted_members(nw.from_native(persons(codes)), FOUND).to_native().collect().sort("household_code")
    if in_line:
        monkeypatch.setattr(lined_up, "counted_members", refuse)
    found = LinedUp(HOUSEHOLDS).counted(persons(codes), FOUND).to_native().collect().sort("household_code")
    assert found.equals(expected)
