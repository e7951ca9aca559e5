"""Issue A: cells as people and Excel leave them. What cannot be read is null and reported; nothing is guessed."""

import datetime as dt

import polars as pl
import pytest

from chapters.register.importing.books import id_number, people, person, rows_of
from chapters.register.importing.imported import persons, rows
from tuopin.register.importing.cells import folded, read
from tuopin.register.importing.documents import derived, valid
from tuopin.register.schema import TABLES

TABLE = """
table.field                     cell                  number  value      rule
household_year.wage_income      2952                  -       295200     -
household_year.wage_income      2,952.15              -       295215     -
household_year.wage_income      ２９５２．１５         -       295215     -
household_year.wage_income      ¥2952.1               -       295210     -
household_year.wage_income      2952元                -       295200     -
household_year.wage_income      1.5万元               -       1500000    -
household_year.wage_income      -30                   -       -3000      -
household_year.wage_income      2952.150              -       295215     -
household_year.wage_income      2952.155              -       -          I23
household_year.wage_income      2952.1500000000001    -       -          I23
household_year.wage_income      2952.1500000000001    n       295215     -
household_year.wage_income      2952.155              n       -          I23
household_year.wage_income      29,52                 -       -          I22
household_year.wage_income      约3000                -       -          I22
household_year.wage_income      1.00000E+16           n       -          I22
household_year.wage_income      /                     -       -          -
household_year.wage_income      #N/A                  -       -          I33
village_year.collective_income  2.5                   -       2500000    -
village_year.collective_income  2.5万元               -       2500000    -
village_year.collective_income  25000元               -       2500000    -
village_year.collective_income  1.2345678             -       -          I23
household_year.house_area       80                    -       8000       -
household_year.house_area       80.5㎡                -       8050       -
household_year.house_area       80.5平方米            -       8050       -
household_year.house_area       13.055                -       1306       I24
household_year.house_area       13.05                 n       1305       -
household_year.house_area       两间                  -       -          I22
household_year.members          3                     -       3          -
household_year.members          3.0                   n       3          -
household_year.members          ３人                  -       3          -
household_year.members          2.5                   -       -          I25
household_year.members          三                    -       -          I22
household_year.members          99999999999           -       -          I36
person.birth_on                 1980-03-01            -       1980-03-01 -
person.birth_on                 1980/3/1              -       1980-03-01 -
person.birth_on                 1980.3.1              -       1980-03-01 -
person.birth_on                 19800301              -       1980-03-01 -
person.birth_on                 19800301              n       1980-03-01 -
person.birth_on                 1980年3月1日          -       1980-03-01 -
person.birth_on                 29281                 n       1980-03-01 -
person.birth_on                 1980-02-30            -       -          I27
person.birth_on                 1980-03               -       -          I27
household.identified_on         201603                -       2016-03-01 -
household.identified_on         2016-03               -       2016-03-01 -
household.identified_on         2016.3                -       2016-03-01 -
household.identified_on         2016.3                n       2016-03-01 -
household.identified_on         2016.1                -       2016-01-01 -
household.identified_on         2016.1                n       -          I28
household.identified_on         2016年11月            -       2016-11-01 -
household.identified_on         2016-03-15            -       2016-03-01 -
household.identified_on         42430                 n       2016-03-01 -
household.identified_on         2016                  -       -          I27
household.exited_year           2016                  -       2016       -
household.exited_year           2016年                -       2016       -
household.exited_year           2016.0                -       2016       -
household.exited_year           201612                -       2016       -
household.exited_year           2016-12-31            -       2016       -
household.exited_year           16                    -       -          I29
household_year.safe_water       是                    -       True       -
household_year.safe_water       否                    -       False      -
household_year.safe_water       √                     -       True       -
household_year.safe_water       ×                     -       False      -
household_year.safe_water       Y                     -       True       -
household_year.safe_water       n                     -       False      -
household_year.safe_water       已解决                -       True       -
household_year.safe_water       未解决                -       False      -
household_year.safe_water       不安全                -       False      -
household_year.safe_water       1                     -       -          I31
household_year.safe_water       0                     n       -          I31
household_year.safe_water       不清楚                -       -          I30
household_year.water_difficult  已解决                -       -          I30
household_year.dangerous_house  已改造                -       -          I30
person_year.serious_illness_insurance 已参加          -       True       -
household.main_cause            因病                  -       illness    -
household.main_cause            1                     -       -          I31
household.main_cause            1                     n       -          I31
household.main_cause            因懒                  -       -          I32
household.kind                  五保（特困供养）贫困户 -      special_support -
person_year.health              残疾、长期慢性病      -       chronic|disabled -
person_year.health              残疾，患有大病        -       serious|disabled -
person_year.health              健康；怪              -       -          I32
household.household_code        00123                 -       00123      -
household.household_code        123.0                 -       123        -
household.household_code        '00123                -       00123      -
household.household_code        1.23E+17              -       -          I02
household.household_code        户一                  -       -          I02
"""
CASES = [line.split() for line in TABLE.strip().splitlines()[1:]]


@pytest.mark.parametrize(("field", "cell", "number", "value", "rule"), CASES)
def test_a_cell_is_read_or_reported(field, cell, number, value, rule):
    table, _, name = field.partition(".")
    got = read(folded(pl.Series([cell])), pl.Series([number == "n"]), TABLES[table][name])
    said = ["-" if item is None else str(item) for item in (got.values[0], got.rule[0])]
    assert said == [value, rule]


@pytest.mark.parametrize("cell", ["", "　", " - ", "—", "/", "\u200b", "无数据", "nan"])
def test_what_means_nothing_is_null(cell):
    assert folded(pl.Series([cell])).to_list() == [None]


def test_invisible_characters_and_full_width_spaces_go_from_a_name(tmp_path):
    assert persons(tmp_path, [person(姓名="　合\u200b成\u202c 一 ")]).column("person", "name") == ["合成 一"]


LOST = [522e15 + 1, "5.22E+17", "5.22422E+17", id_number()[:15] + "000"]


@pytest.mark.parametrize("cell", LOST)
def test_a_document_number_made_a_number_is_lost_reported_and_kept_out(tmp_path, cell):
    got = persons(tmp_path, [person(证件号码=cell)])
    assert (got.found, got.column("person", "id_number")) == ([("I20", 4, 8)], [None])


def test_a_document_number_in_text_is_kept_with_a_small_x_made_large(tmp_path):
    number = next(number for number in (id_number(sequence=n) for n in range(200)) if number.endswith("X"))
    assert persons(tmp_path, [person(证件号码=number.lower())]).column("person", "id_number") == [number]


def test_a_number_truly_ending_in_zeros_is_no_loss(tmp_path):
    number = next(
        number for number in (id_number(f"19{year}0101", 100) for year in range(30, 99)) if number.endswith("000")
    )
    assert persons(tmp_path, [person(证件号码=number)]).rules == []


@pytest.mark.parametrize("tail", ["", "41", "4121"])
def test_birth_and_sex_follow_from_a_valid_number_also_on_a_disability_card(tmp_path, tail):
    got = persons(tmp_path, [person(证件号码=id_number("19800229", 11) + tail)])
    assert (got.column("person", "birth_on"), got.column("person", "sex")) == ([dt.date(1980, 2, 29)], ["male"])


def test_birth_and_sex_do_not_follow_from_a_number_whose_checksum_is_wrong(tmp_path):
    number = id_number()
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
    got = persons(tmp_path, [person(证件号码=wrong)])
    assert (got.column("person", "birth_on"), got.column("person", "sex")) == ([None], [None])


def test_a_sex_that_is_written_stays_even_against_the_number(tmp_path):
    content = rows_of([person(证件号码=id_number(sequence=11))])
    assert rows(tmp_path, [[*content[0], "性别"], [*content[1], "女"]]).column("person", "sex") == ["female"]


def test_a_persons_year_knows_the_date_of_birth(tmp_path):
    got = persons(tmp_path, [person(证件号码=id_number("19800229", 11))])
    assert got.column("person_year", "birth_on") == [dt.date(1980, 2, 29)]


def test_the_checksum_is_that_of_the_standard():
    numbers = [id_number(sequence=n) for n in range(50)]
    sound = pl.DataFrame({"t": [*numbers, *(number[:-1] for number in numbers)]}).select(valid(pl.col("t")))["t"]
    assert sound.to_list() == [True] * 50 + [False] * 50


def test_a_day_that_does_not_exist_derives_nothing():
    frame = pl.DataFrame({"t": [id_number("19800230")]})
    assert frame.select(derived(pl.col("t"))[0])["t"].to_list() == [None]


def test_leading_zeros_lost_to_a_number_cell_are_put_back_where_the_column_has_one_width(tmp_path):
    given = people(3)
    given[2]["户编号"] = given[3]["户编号"] = 2
    got = persons(tmp_path, given)
    assert (got.column("household", "household_code"), got.rules) == (
        ["0000000001", "0000000002", "0000000003"],
        ["I34", "I34"],
    )


def test_zeros_are_not_put_back_where_nothing_tells_the_width(tmp_path):
    got = persons(tmp_path, [person(户编号=2, 人编号=201)])
    assert (got.column("household", "household_code"), got.rules) == (["2"], [])


def test_number_cells_of_several_widths_are_said_once(tmp_path):
    given = [person(户编号=code, 人编号=f"{code:012d}", 证件号码="") for code in (12, 3, 4)]
    got = persons(tmp_path, given)
    assert (got.column("household", "household_code"), got.found) == (["12", "3", "4"], [("I37", 5, 5)])


def test_a_day_in_a_date_cell_is_read(tmp_path):
    content = rows_of([person()])
    got = rows(tmp_path, [[*content[0], "出生日期"], [*content[1], "1980年5月6日"]])
    assert got.column("person", "birth_on") == [dt.date(1980, 5, 6)]


def test_an_excel_error_is_said_where_it_stands(tmp_path):
    import openpyxl

    from chapters.register.importing.books import write
    from chapters.register.importing.imported import run

    path = write(tmp_path / "e.xlsx", rows_of(people(1)))
    book = openpyxl.load_workbook(path)
    cell = book.active["Z4"]
    cell.value, cell.data_type = "#DIV/0!", "e"
    book.save(path)
    assert run([path], tmp_path / "s").found == [("I33", 4, 26)]


def test_several_risk_columns_become_one_list(tmp_path):
    content = rows_of([person()])
    got = rows(
        tmp_path,
        [[*content[0], "致贫/返贫风险1", "致贫/返贫风险2", "致贫/返贫风险4"], [*content[1], "因学", "因病", "因学"]],
    )
    assert got.column("household", "risks") == ["illness|schooling"]


def test_a_problem_says_what_stands_there_and_what_was_expected_in_both_languages(tmp_path):
    problem = persons(tmp_path, [person(健康状况="3")]).problems.row(0, named=True)
    told = ("field", "value", "label", "sheet", "household_code")
    assert [problem[name] for name in told] == ["health", "3", "健康状况", "Sheet1", "0000000001"]
    assert problem["expected_zh"].startswith("健康、长期慢性病")
    assert problem["expected_en"].startswith("one of the answers")
