"""Issue A: an unknown layout gets a mapping that a person finishes, and a first one is proposed with near matches."""

import tomllib
from pathlib import Path

import pytest

from chapters.register.importing.books import person, rows_of, write
from chapters.register.importing.imported import run
from tuopin.common.refused import BadInput
from tuopin.register.importing import Options, read_mapping
from tuopin.register.importing.proposal import propose

LOCAL = {
    "县区": "赤水市",
    "镇": "大同镇",
    "村名称": "大同村",
    "户号": "0000000001",
    "成员": "合成1",
    "身份证号码": "",
    "关系": "户主",
    "致贫": "1",
    "水安全吗": "1",
    "人均收入": "3,500.5",
    "备注": "无",
}
MAPPING = """
layout = "person"
year = 2016
[columns]
"县区" = "place.county"
"镇" = "place.township"
"村名称" = "place.village"
"户号" = "key.household_code"
"成员" = "person.name"
"关系" = "person.relation"
"致贫" = "household.main_cause"
"水安全吗" = "household_year.safe_water"
"人均收入" = "household_year.net_income_per_head"
"备注" = "-"
[choices."household.main_cause"]
"1" = "因病"
[choices."household_year.safe_water"]
"1" = "是"
"""


def local(tmp_path: Path) -> Path:
    return write(tmp_path / "local.xlsx", [["本县自制表"], list(LOCAL), list(LOCAL.values())], title=None)


def mapping(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mapping.toml"
    path.write_text(text, "utf-8")
    return path


def test_an_unknown_sheet_is_imported_by_its_mapping(tmp_path):
    options = Options(mapping=read_mapping(mapping(tmp_path, MAPPING + "\n")))
    got = run([local(tmp_path)], tmp_path / "s", options)
    assert (got.column("household", "main_cause"), got.column("household_year", "safe_water"), got.rules) == (
        ["illness"],
        [True],
        [],
    )


def test_the_mapping_names_sheet_and_header_row(tmp_path):
    text = MAPPING.replace("year = 2016", 'year = 2016\nsheet = "第二张"\nheader_row = 2')
    path = write(
        tmp_path / "two.xlsx",
        [["别的表"]],
        title=None,
        more={"第二张": [["本县自制表"], list(LOCAL), list(LOCAL.values())]},
    )
    got = run([path], tmp_path / "s", Options(mapping=read_mapping(mapping(tmp_path, text))))
    assert (got.count("taken"), got.outcome.sources[0].skipped[0][0]) == (1, "Sheet1")


def test_a_header_row_that_is_not_there_is_refused(tmp_path):
    text = MAPPING.replace("year = 2016", "year = 2016\nheader_row = 30")
    with pytest.raises(BadInput, match="no header in row 30"):
        run([local(tmp_path)], tmp_path / "s", Options(mapping=read_mapping(mapping(tmp_path, text))))


def test_a_mapping_that_names_no_household_number_is_refused(tmp_path):
    text = MAPPING.replace('"户号" = "key.household_code"', '"户号" = "-"')
    with pytest.raises(BadInput, match=r"missing: key\.household_code"):
        run([local(tmp_path)], tmp_path / "s", Options(mapping=read_mapping(mapping(tmp_path, text))))


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("layout = 1", "layout"),
        ('layout = "nothing"', "layout"),
        ('colums = "x"', "colums"),
        ('header_row = "x"', "header_row"),
        ("columns = 1", "columns"),
        ('[columns]\n"户" = "household.nothing"', "columns.户"),
        ('[choices."household.main_cause"]\n"1" = "因懒"', "choices.household.main_cause"),
        ('[choices."household.nothing"]\n"1" = "因病"', "choices.household.nothing"),
        ("[choices]\nx = 1", "choices"),
        ("= 1", "TOML"),
    ],
)
def test_a_wrong_mapping_is_refused_naming_the_key(tmp_path, text, where):
    with pytest.raises(BadInput) as caught:
        read_mapping(mapping(tmp_path, text))
    assert caught.value.where == f"mapping.toml: {where}"


def test_a_mapping_that_is_not_there_is_said(tmp_path):
    with pytest.raises(BadInput, match="no such file"):
        read_mapping(tmp_path / "none.toml")


def test_a_proposal_for_a_known_sheet_is_a_finished_mapping(tmp_path):
    path = write(tmp_path / "a.xlsx", rows_of([person()]))
    text = propose(path)
    got = run([path], tmp_path / "s", Options(year=2016, mapping=read_mapping(mapping(tmp_path, text))))
    assert (tomllib.loads(text)["header_row"], got.rules) == (3, [])


def test_a_proposal_for_an_unknown_sheet_offers_near_labels_to_accept(tmp_path):
    lines = propose(local(tmp_path)).splitlines()
    assert '# "人均收入" = "household_year.net_income_per_head"  # ? 人均纯收入  # 0,000.0' in lines


def test_a_proposal_shows_shapes_and_no_persons_data(tmp_path):
    path = write(
        tmp_path / "b.xlsx",
        rows_of(
            [person(姓名="赵某某", 联系电话="13000000000") | {"新列": "赵某某"}], ["姓名", "户编号", "人编号", "新列"]
        ),
    )
    text = propose(path)
    assert ("赵某某" in text, "字字字" in text) == (False, True)


def test_a_proposal_with_no_header_to_be_found_is_refused(tmp_path):
    with pytest.raises(BadInput, match="no header found"):
        propose(write(tmp_path / "c.xlsx", [["一句话"]], title=None))
