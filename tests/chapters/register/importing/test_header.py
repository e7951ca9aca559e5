"""Issue A: title rows and the header row are found by content; every row that is no data is counted by kind."""

import pytest

from chapters.register.importing.books import LABELS, people, person, rows_of, write
from chapters.register.importing.imported import persons, rows, run
from tuopin.common.refused import BadInput
from tuopin.register.importing import Options
from tuopin.register.layouts import LAYOUTS

THREE = rows_of(people(3))


@pytest.mark.parametrize("above", [0, 1, 2, 5, 20])
def test_the_header_is_found_under_any_number_of_title_rows(tmp_path, above):
    titles = [["贫困人口 2016年"], *[["说明文字"]] * above]
    assert rows(tmp_path, [*titles, *THREE], title=None).count("taken") == 6


def test_labels_are_known_in_full_width_with_spaces_line_breaks_and_numbers(tmp_path):
    odd = {
        "人均纯收入": "人均纯收入\n（元）",
        "户编号": " 户 编 号 ",
        "姓名": "A4姓名",
        "与户主关系": "A8.与户主关系*",
    }
    content = [[odd.get(str(label), label) for label in THREE[0]], *THREE[1:]]
    got = rows(tmp_path, content)
    assert got.column("household_year", "net_income_per_head") == [350050] * 3


def test_columns_stand_in_any_order(tmp_path):
    turned = [list(reversed(row)) for row in THREE]
    assert rows(tmp_path, turned).count("taken") == 6


def test_a_table_may_begin_in_another_column(tmp_path):
    got = rows(tmp_path, [["", "", *row] for row in [*THREE[:2], [*THREE[2][:16], "六", *THREE[2][17:]]]])
    assert got.found == [("I22", 5, 19)]


def two_rows() -> list[list[object]]:
    """The header in two rows: 收支 over three columns, the rest merged downward."""
    labels = [*LABELS, "工资性收入", "生产经营性收入", "转移性收入"]
    top = [*LABELS, "家庭收入", "", ""]
    return [top, [*[""] * len(LABELS), *labels[-3:]], *[[*row, "100", "200", "300"] for row in THREE[1:]]]


def merges_of_two_rows() -> list[tuple[int, int, int, int, object]]:
    end = len(LABELS)
    down = [(2, column, 3, column, label) for column, label in enumerate(LABELS)]
    return [*down, (2, end, 2, end + 2, "家庭收入")]


def test_a_header_of_two_merged_rows_is_read_by_its_lower_labels(tmp_path):
    got = rows(tmp_path, two_rows(), merges=merges_of_two_rows())
    assert got.column("household_year", "transfer_income") == [30000] * 3


def test_the_facts_after_the_risk_was_cleared_are_never_taken_for_the_facts(tmp_path):
    merges = [*merges_of_two_rows()[:-1], (2, len(LABELS), 2, len(LABELS) + 2, "风险消除后")]
    content = two_rows()
    content[0][len(LABELS)] = "风险消除后"
    assert rows(tmp_path, content, merges=merges).column("household_year", "transfer_income") == [None] * 3


def test_a_repeated_header_is_dropped_and_counted(tmp_path):
    got = rows(tmp_path, [*THREE[:3], THREE[0], *THREE[3:]])
    assert (got.count("header"), got.count("taken")) == (1, 6)


@pytest.mark.parametrize("word", ["合计", "合 计", "小计：", "总计", "大同镇合计", "共计"])
def test_totals_rows_are_counted_and_not_taken(tmp_path, word):
    total = [word, *[""] * 3, "3", *[""] * 3, "6", *[""] * 18]
    got = rows(tmp_path, [*THREE[:3], total, *THREE[3:], total])
    assert (got.count("total"), got.count("taken"), got.count("refused")) == (2, 6, 0)


def test_a_person_whose_name_is_a_totals_word_is_a_person(tmp_path):
    assert persons(tmp_path, [person(姓名="小计")]).count("taken") == 1


def test_blank_rows_and_rows_with_only_a_serial_number_are_blank(tmp_path):
    numbered = [["序号", *THREE[0]], *[[str(n), *row] for n, row in enumerate(THREE[1:], 1)], ["7"], [], ["8"]]
    got = rows(tmp_path, numbered)
    assert (got.count("blank"), got.count("taken")) == (2 + 1, 6)


@pytest.mark.parametrize(
    "note",
    [
        "注：本表为合成数据",
        "填表人：某某",
        "制表人：某某    审核人：某某",
        "以上数据截至年底",
        "单位负责人（签字）：",
    ],
)
def test_notes_under_the_table_are_notes(tmp_path, note):
    got = rows(tmp_path, [*THREE, [], [note]])
    assert (got.count("note"), got.count("refused")) == (1, 0)


def test_a_free_text_between_the_rows_is_refused_not_forgotten(tmp_path):
    got = rows(tmp_path, [*THREE[:3], ["看不懂的一行"], *THREE[3:]])
    assert (got.count("note"), got.count("refused"), set(got.rules)) == (0, 1, {"I01", "I03", "I12"})


def test_hidden_and_empty_sheets_are_skipped_and_the_hidden_named(tmp_path):
    import xlsxwriter

    path = tmp_path / "hidden.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("看得见", "藏起来"):
            page = book.add_worksheet(name)
            for number, row in enumerate([["2016年"], *THREE]):
                page.write_row(number, 0, row)
        book.add_worksheet("空表")
        page.hide()
    got = run([path], tmp_path / "snapshot")
    assert [(name, reason.en) for name, reason in got.outcome.sources[0].skipped] == [
        ("藏起来", "a hidden sheet"),
        ("空表", "no header found"),
    ]


def test_several_sheets_are_read_together(tmp_path):
    second = rows_of([person("0000000009")])
    got = rows(tmp_path, THREE, more={"第二张": [["2016年"], *second]})
    assert got.count("taken") == 7


def test_an_unknown_table_is_refused_naming_the_nearest_layouts_and_what_they_miss(tmp_path):
    labels = [label for label in LABELS if label not in {"户编号", "贫困户属性"}]
    with pytest.raises(BadInput, match=r"person; missing 户编号、贫困户属性") as caught:
        rows(tmp_path, rows_of(people(), labels))
    assert "propose-map" in caught.value.remedy.en


def test_a_workbook_with_no_table_says_what_it_looked_at(tmp_path):
    with pytest.raises(BadInput, match="no table to import: Sheet1"):
        rows(tmp_path, [["只有", "文字"], ["没有", "表头"]])


def test_the_most_specific_layout_wins(tmp_path):
    columns = LAYOUTS["exited"].columns
    filled = person(**{"县(市、区、旗)": "赤水市", "乡(镇)": "大同镇", "户类型": "脱贫户", "风险是否消除": "是"})
    got = rows(tmp_path, rows_of([filled], [column.label for column in columns]))
    assert got.outcome.sources[0].sheets[0].layout.name == "exited"


@pytest.mark.parametrize(("title", "year"), [("2016年贫困人口", 2016), ("截至2019年12月31日", 2019)])
def test_the_year_stands_in_the_title(tmp_path, title, year):
    assert rows(tmp_path, THREE, title=title).outcome.years == (year,)


@pytest.mark.parametrize("title", ["贫困人口", "2016-2019年", "2016年名单（2017年导出）", "导出于20161231"])
def test_no_year_or_two_is_refused_and_asks_for_one(tmp_path, title):
    with pytest.raises(BadInput, match="no year"):
        rows(tmp_path, THREE, title=title)


def test_the_year_given_wins_over_the_title(tmp_path):
    assert rows(tmp_path, THREE, Options(year=2017)).outcome.years == (2017,)


def test_a_column_of_years_wins_over_all(tmp_path):
    content = [[*THREE[0], "年度"], *[[*row, "2015年"] for row in THREE[1:]]]
    assert rows(tmp_path, content, Options(year=2017)).outcome.years == (2015,)


def test_an_unreadable_year_refuses_the_row(tmp_path):
    content = [[*THREE[0], "年度"], *[[*row, "2015"] for row in THREE[1:-1]], [*THREE[-1], "去年"]]
    assert rows(tmp_path, content).rules == ["I11"]


def test_merged_place_and_household_cells_hold_for_every_row_they_span(tmp_path):
    content = [
        THREE[0],
        *[
            ["" if column in {0, 1, 2, 4} and number else value for column, value in enumerate(row)]
            for number, row in enumerate(THREE[1:3])
        ],
    ]
    merges = [(3, column, 4, column, THREE[1][column]) for column in (0, 1, 2, 4)]
    assert rows(tmp_path, content, merges=merges).count("taken") == 2


def test_a_file_goes_in_under_its_own_name(tmp_path):
    assert (
        run([write(tmp_path / "名单.xlsx", THREE)], tmp_path / "s").snapshot.manifest["sources"][0]["name"]
        == "名单.xlsx"
    )
