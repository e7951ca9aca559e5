"""Every layout's template has its columns, its drop-downs and its page of explanation; filled in, it imports equal."""

import openpyxl
import polars as pl
import pytest

from tuopin.common.places import places
from tuopin.register.importing import Options, import_files
from tuopin.register.layouts import LAYOUTS
from tuopin.register.schema import Kind
from tuopin.register.sheets import cells, template
from tuopin.register.sheets.meaning import comment, meaning
from tuopin.register.snapshot import Snapshot
from tuopin.synthetic.county import tables

CHISHUI = "520381"
EVERY = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())


@EVERY
def test_the_header_is_the_layouts(layout, tmp_path):
    template(layout, tmp_path / "empty.xlsx", year=2016)
    sheet = openpyxl.load_workbook(tmp_path / "empty.xlsx").worksheets[0]

    assert [cell.value for cell in sheet[layout.title_rows + 1]] == [column.label for column in layout.columns]


@EVERY
def test_every_column_is_explained_over_its_header(layout, tmp_path):
    template(layout, tmp_path / "empty.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "empty.xlsx").worksheets[0]

    assert [cell.comment is not None for cell in sheet[layout.title_rows + 1]] == [True] * len(layout.columns)


@EVERY
def test_every_list_and_every_yes_or_no_has_a_drop_down(layout, tmp_path):
    template(layout, tmp_path / "empty.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "empty.xlsx").worksheets[0]
    lists = [each for each in sheet.data_validations.dataValidation if each.type == "list"]
    fields = [meaning(column).field for column in layout.columns]
    wanted = [field for field in fields if field and (field.choice or field.kind is Kind.FLAG)]

    assert sum(len(each.sqref.ranges) for each in lists) == len(wanted)


@EVERY
def test_the_guide_names_every_column(layout, tmp_path):
    template(layout, tmp_path / "empty.xlsx")
    guide = openpyxl.load_workbook(tmp_path / "empty.xlsx").worksheets[1]
    named = {row[1] for row in guide.iter_rows(values_only=True)}

    assert {column.label for column in layout.columns} <= named


@EVERY
def test_every_explanation_is_in_both_languages(layout):
    texts = [comment(meaning(column)) for column in layout.columns]

    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in text) and any(letter.isascii() and letter.isalpha() for letter in text) for text in texts)


def test_long_lists_stand_on_a_hidden_sheet(tmp_path):
    template(LAYOUTS["monitored"], tmp_path / "empty.xlsx")
    book = openpyxl.load_workbook(tmp_path / "empty.xlsx")

    assert [book[name].sheet_state for name in book.sheetnames if name == "字典"] in ([], ["hidden"])


@pytest.mark.parametrize("name", ["person", "household_form"])
def test_a_filled_template_comes_back_equal(name, tmp_path):
    made = tables(CHISHUI, households=60, seed=2, years=(2016,))
    layout = LAYOUTS[name]
    template(layout, tmp_path / "filled.xlsx", year=2016)
    book = openpyxl.load_workbook(tmp_path / "filled.xlsx")
    for row in cells(made, layout, names={code: place.name for code, place in places().items()}).rows():
        book.worksheets[0].append(row)
    book.save(tmp_path / "filled.xlsx")
    outcome = import_files([tmp_path / "filled.xlsx"], tmp_path / "snapshot", Options(synthetic=True))
    back = Snapshot.open(tmp_path / "snapshot")
    facts = ("household_code", "net_income_per_head", "members", "dangerous_house", "safe_water")
    came_back = back.scan("household_year", CHISHUI, 2016).select(facts).collect()

    assert (outcome.total("refused"), came_back.equals(made["household_year"].select(facts))) == (0, True)


def test_without_a_year_the_title_leaves_room_for_it(tmp_path):
    template(LAYOUTS["person"], tmp_path / "empty.xlsx")

    assert openpyxl.load_workbook(tmp_path / "empty.xlsx").worksheets[0]["A1"].value.startswith("____")


def test_numbers_are_kept_as_text(tmp_path):
    template(LAYOUTS["person"], tmp_path / "empty.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "empty.xlsx").worksheets[0]
    wanted = {column.label: letter for column, letter in zip(LAYOUTS["person"].columns, "ABCDEFGH", strict=False)}

    assert pl.Series([sheet.column_dimensions[wanted[label]].number_format for label in ("户编号", "人编号", "证件号码")]).unique().to_list() == ["@"]
