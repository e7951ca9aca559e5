"""A stolen dump of the database holds no readable ID number, phone or bank number, however they came in. Clause R3c."""

import csv
from datetime import date

import pytest

from conftest import numbers_in
from office.filled import fill, made
from office.people import AT, COUNTY
from tuopin.common.identity import made_up_id
from tuopin.register.schema import TABLES
from tuopin.settings.scope import acting

NUMBER, PHONE = made_up_id(date(1970, 1, 2), "female", 7), f"199{7:08d}"
CARD = "6217" + "0" * 11 + "1234"


@pytest.fixture(scope="module")
def dumped(office, tmp_path_factory):
    """A made-up county, a list of another department with all three kinds of numbers, a number revealed; dumped as plain SQL."""
    from django.db import connection

    from tuopin.register.actions.cross_lists import import_cross_list
    from tuopin.register.actions.reveal import reveal
    from tuopin.settings.backup.programs import output, program
    from tuopin.settings.database import from_environment

    fill("520381", households=60)
    path = tmp_path_factory.mktemp("list") / "payroll.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["姓名", "身份证号", "电话", "银行卡号"], ["张三", NUMBER, PHONE, CARD]])
    with acting(COUNTY):
        import_cross_list(path, "payroll", source="finance bureau", as_of=date(2016, 9, 30), place="520381", by=COUNTY, at=AT)
        reveal("person.id_number", revealed(), reason="the visit of November", by=COUNTY, at=AT)
    command = [program("pg_dump", major=connection.connection.info.server_version // 10000), "--format=plain"]
    return b"".join(output(command, from_environment().owned())).decode()


def revealed():
    """Somebody of the county whose number is known."""
    persons = made("520381", households=60)["person"]
    return persons.filter(persons["id_number"].is_not_null())["person_code"][0]


def test_the_dump_is_whole(dumped):
    assert [name for name in TABLES if f"COPY public.register_{name} " not in dumped] == []


def test_no_line_of_it_holds_a_number(dumped):
    assert [line[:120] for line in dumped.splitlines() if numbers_in(line)] == []


def test_not_one_of_the_numbers_that_came_in_stands_there(dumped):
    persons = made("520381", households=60)["person"]
    came = {*persons["id_number"].drop_nulls(), *persons["phone"].drop_nulls(), NUMBER, PHONE, CARD}
    assert [number for number in came if number in dumped] == []
