"""Issue A: rows become tables; rows read = taken + refused + what is no data; two sheets that disagree are told."""

from pathlib import Path

import pytest

from chapters.register.importing.books import PLACE, TITLE, people, person, rows_of, write
from chapters.register.importing.imported import persons, rows, run
from tuopin.register.importing import COUNTED, NothingTaken, Options


def exit_rows(*checks: dict[str, object]) -> list[list[object]]:
    labels = [*PLACE, "户编号", "户主姓名", "不愁吃", "不愁穿", "住房面积"]
    return [labels, *([{**PLACE, **check}.get(label, "") for label in labels] for check in checks)]


def village_rows(**cells: object) -> list[list[object]]:
    row = {
        "县(市、区、旗)": "赤水市",
        "乡(镇)": "大同镇",
        "行政村": "大同村",
        "是否出列": "是",
        "总户数": "300",
        "总人口数": "1200",
        "村级集体经济收入（万元）": "5.5",
        **cells,
    }
    return [list(row), list(row.values())]


def county_rows(**cells: object) -> list[list[object]]:
    row = {"县编码": "520381", "县名": "赤水市", "农业户籍人口": "250000", **cells}
    return [list(row), list(row.values())]


def two(tmp_path: Path, first: list[list[object]], second: list[list[object]], **how: str):
    files = [write(tmp_path / "a.xlsx", first), write(tmp_path / "b.xlsx", second, **how)]
    return run(files, tmp_path / "snapshot")


def test_a_person_row_feeds_four_tables(tmp_path):
    got = persons(tmp_path)
    assert [len(got.table(name)) for name in ("person", "person_year", "household", "household_year")] == [6, 6, 3, 3]


def test_the_householders_name_is_that_of_the_householder(tmp_path):
    assert persons(tmp_path).column("household", "head_name") == ["合成1"] * 3


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"户编号": ""}, "I01"),
        ({"户编号": 1.2e17}, "I02"),
        ({"户编号": "某户"}, "I02"),
        ({"人编号": 1.2e17}, "I02"),
        ({"人编号": "", "姓名": "", "证件号码": ""}, "I03"),
        ({"行政村": "没有村"}, "I04"),
        ({"行政村": ""}, "I12"),
    ],
)
def test_a_row_that_cannot_say_what_it_is_about_is_refused(tmp_path, cells, rule):
    got = persons(tmp_path, [person(), person("0000000002", **cells)])
    assert (got.count("taken"), got.count("refused"), got.rules) == (1, 1, [rule])


def test_a_row_twice_is_refused_as_a_duplicate(tmp_path):
    got = persons(tmp_path, [person(), person()])
    assert (got.count("taken"), got.found) == (1, [("I07", 5, 6)])


def test_a_number_twice_with_other_content_is_refused(tmp_path):
    got = persons(tmp_path, [person(), person(姓名="别人")])
    assert (got.column("person", "name"), got.found) == (["合成1"], [("I08", 5, 6)])


def test_a_person_in_two_households_is_refused_the_second_time(tmp_path):
    got = persons(tmp_path, [person(), person("0000000002", 人编号="000000000101"), person("0000000002", 2)])
    assert (got.count("taken"), got.found) == (2, [("I09", 5, 6)])


def test_household_cells_that_disagree_are_told_on_the_later_row_and_the_first_stands(tmp_path):
    got = persons(tmp_path, [person(), person(number=2, 人均纯收入="4000")])
    assert (got.column("household_year", "net_income_per_head"), got.found) == ([350050], [("I14", 5, 26)])


def test_the_problem_shows_the_value_as_it_is_written(tmp_path):
    got = persons(tmp_path, [person(), person(number=2, 人均纯收入="4000", 脱贫属性="返贫", 危房户="是")])
    assert got.problems["value"].to_list() == ["返贫", "是", "4000.0"]


def test_a_household_in_two_villages_stays_in_the_first(tmp_path):
    got = persons(tmp_path, [person(), person(number=2, 行政村="华平村")])
    assert (got.rules, got.column("person", "village_code")) == (["I16"], ["520381102200"] * 2)


def test_a_blank_is_filled_from_a_later_row(tmp_path):
    got = persons(tmp_path, [person(人均纯收入=""), person(number=2)])
    assert (got.column("household_year", "net_income_per_head"), got.rules) == ([350050], [])


def test_persons_without_a_number_get_one_from_household_and_order(tmp_path):
    given = [person(number=number, 人编号="") for number in (1, 2)]
    assert persons(tmp_path, given).column("person", "person_code") == ["0000000001-01", "0000000001-02"]


def test_a_person_without_a_number_is_known_by_the_document_in_another_sheet(tmp_path):
    got = two(tmp_path, rows_of([person(民族="")]), rows_of([person(人编号="", 民族="苗族")]))
    assert (got.column("person", "person_code"), got.column("person", "ethnicity")) == (["000000000101"], ["苗族"])


def test_two_sheets_about_one_person_fill_each_others_blanks(tmp_path):
    got = two(tmp_path, rows_of([person(民族="", 务工时间="")]), rows_of([person()]))
    assert (got.column("person", "ethnicity"), got.column("person_year", "work_months"), got.rules) == (
        ["汉族"],
        [6],
        [],
    )


def test_two_sheets_that_differ_are_told_naming_both_and_the_first_stands(tmp_path):
    got = two(tmp_path, rows_of([person()]), rows_of([person(民族="苗族")]))
    assert (got.column("person", "ethnicity"), got.rules) == (["汉族"], ["I15"])
    problem = got.problems.row(0, named=True)
    assert (problem["file"], "a.xlsx · Sheet1 · 4" in problem["because_zh"]) == ("b.xlsx", True)


def test_the_order_of_the_files_decides_which_value_stands(tmp_path):
    files = [
        write(tmp_path / "a.xlsx", rows_of([person()])),
        write(tmp_path / "b.xlsx", rows_of([person(民族="苗族")])),
    ]
    assert run(files[::-1], tmp_path / "s").column("person", "ethnicity") == ["苗族"]


def test_a_status_may_change_over_the_years_and_the_latest_stands(tmp_path):
    got = two(tmp_path, rows_of([person()]), rows_of([person(脱贫属性="返贫")]), title="2017年名单")
    assert (got.column("household", "status"), got.rules, got.outcome.years) == (["returned"], [], (2016, 2017))


def test_a_household_sheet_joins_by_household_number_whatever_the_order_of_files(tmp_path):
    sheet = exit_rows({"户编号": "0000000001", "户主姓名": "合成1", "不愁吃": "是", "不愁穿": "否", "住房面积": "80"})
    got = two(tmp_path, sheet, rows_of(people(2)))
    assert (got.column("household_year", "food_secure"), got.column("household_year", "house_area")) == (
        [True, None],
        [8000, None],
    )


def test_a_household_sheets_row_of_an_unknown_household_is_refused(tmp_path):
    got = two(tmp_path, rows_of(people(1)), exit_rows({"户编号": "9", "不愁吃": "是", "不愁穿": "是"}))
    assert (got.count("taken"), got.found) == (2, [("I10", 4, 4)])


def test_a_householder_of_another_name_is_told(tmp_path):
    got = two(
        tmp_path,
        rows_of(people(1)),
        exit_rows({"户编号": "0000000001", "户主姓名": "别人", "不愁吃": "是", "不愁穿": "是"}),
    )
    assert (got.count("taken"), got.found) == (3, [("I13", 4, 5)])


def test_a_village_sheet_feeds_the_village_year(tmp_path):
    got = two(tmp_path, rows_of(people(1)), village_rows())
    row = got.table("village_year").row(0, named=True)
    assert [row[name] for name in ("village_code", "year", "exited", "households", "collective_income")] == [
        "520381102200",
        2016,
        True,
        300,
        5500000,
    ]


def test_a_county_sheet_feeds_the_county_year(tmp_path):
    got = two(tmp_path, rows_of(people(1)), county_rows(**{"自来水普及率(%)": "98.5%"}))
    row = got.table("county_year").row(0, named=True)
    assert [row[name] for name in ("county_code", "rural_population", "tap_water_share")] == ["520381", 250000, 9850]


def test_a_village_sheet_alone_may_be_imported(tmp_path):
    assert rows(tmp_path, village_rows()).count("taken") == 1


def test_nothing_taken_is_no_snapshot_and_says_the_commonest_reason(tmp_path):
    with pytest.raises(NothingTaken, match="no household number"):
        persons(tmp_path, [person(户编号="") for _ in range(3)])
    assert not list(tmp_path.glob("snapshot*"))


def test_every_row_is_accounted_for(tmp_path):
    content = rows_of(people(2))
    got = rows(tmp_path, [*content[:3], content[0], content[2], ["合计"], [], *content[3:], ["注：合成"]])
    assert [got.count(name) for name in COUNTED] == [9, 4, 1, 1, 1, 1, 1]
    assert got.snapshot.manifest["conservation"][0] == {
        "file": "book.xlsx",
        "sheet": "Sheet1",
        **{name: got.count(name) for name in COUNTED},
    }


def test_the_origin_of_every_row_taken_is_kept(tmp_path):
    import polars as pl

    got = persons(tmp_path)
    origin = pl.read_parquet(got.snapshot.root / "origin" / "520381.parquet")
    assert origin.row(1) == (0, "Sheet1", 5, "520381102200", "0000000001", "000000000102", 2016)
    assert got.snapshot.manifest["sources"][0]["sheets"][0]["columns"]["household_year.net_income_per_head"] == 26


def test_the_problems_are_part_of_the_snapshot(tmp_path):
    import polars as pl

    got = persons(tmp_path, [person(健康状况="3")])
    assert pl.read_parquet(got.snapshot.root / "problems.parquet")["rule"].to_list() == ["I31"]


def test_the_same_files_give_the_same_bytes(tmp_path):
    path = write(tmp_path / "a.xlsx", rows_of(people(40)), title=TITLE)
    digests = [run([path], tmp_path / name).snapshot.digest for name in ("one", "two")]
    assert digests[0] == digests[1]


def test_a_synthetic_import_says_so_in_the_manifest(tmp_path):
    assert persons(tmp_path, options=Options(synthetic=True)).snapshot.synthetic


def test_a_snapshot_is_never_overwritten(tmp_path):
    persons(tmp_path)
    with pytest.raises(Exception, match="never overwritten"):
        persons(tmp_path)
