"""The empty workbook of a layout: drop-downs, checked numbers and dates, text columns that keep a document number whole."""

from pathlib import Path
from typing import Any, Final

from tuopin.register.layouts import Layout
from tuopin.register.schema import Kind
from tuopin.register.sheets.instructions import write_instructions
from tuopin.register.sheets.meaning import Meaning, comment, meaning
from tuopin.register.sheets.page import letters, width
from tuopin.register.sheets.validation import Lists, rule
from tuopin.register.sheets.written import sheet_name

ROWS: Final = 5000  # rows under the header that are checked as one types
FONT: Final = {"font_name": "Microsoft YaHei", "font_size": 10}
EDGE: Final = {"border": 1, "border_color": "#C3CBD3"}
LOOKS: Final[dict[str, dict[str, Any]]] = {
    "title": {**FONT, "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"},
    "note": {**FONT, "font_color": "#5A6672", "valign": "vcenter"},
    "header": {**FONT, **EDGE, "bold": True, "font_color": "#FFFFFF", "bg_color": "#5A6672", "align": "center", "valign": "vcenter", "text_wrap": True},
    "needed": {**FONT, **EDGE, "bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E79", "align": "center", "valign": "vcenter", "text_wrap": True},
    "text": {**FONT, "num_format": "@"},
    "number": {**FONT, "num_format": "0.######"},
    "count": {**FONT, "num_format": "0"},
    "day": {**FONT, "num_format": "yyyy-mm-dd"},
}
FORMS: Final = {
    Kind.COUNT: "count", Kind.YEAR: "count", Kind.FEN: "number", Kind.HUNDREDTHS: "number", Kind.TENK_FEN: "number", Kind.DAY: "day",
}  # fmt: skip
A3, FOOTER = 8, "&C第 &P 页，共 &N 页"


def template(layout: Layout, out: Path, *, year: int | None = None) -> None:
    """Write the empty workbook; `year` goes into its title, which the import reads it from."""
    from xlsxwriter import Workbook

    out.parent.mkdir(parents=True, exist_ok=True)
    with Workbook(str(out)) as book:
        book.set_properties({"title": layout.title.zh, "created": _fixed()})
        looks = {name: book.add_format(properties) for name, properties in LOOKS.items()}
        columns = [meaning(column) for column in layout.columns]
        sheet = book.add_worksheet(sheet_name(layout))
        guide = book.add_worksheet("填写说明 Guide")
        lists = Lists(book)
        _head(sheet, layout, columns, looks=looks, year=year)
        for at, each in enumerate(columns):
            _column(sheet, at, each, looks=looks, lists=lists, first=layout.title_rows + 1)
        _printed(sheet, layout)
        write_instructions(book, guide, layout=layout, columns=columns)
        sheet.activate()


def _head(sheet: Any, layout: Layout, columns: list[Meaning], *, looks: dict[str, Any], year: int | None) -> None:
    said = f"{year}年" if year else "________年"
    titles = [f"{said}{sheet_name(layout)}", "填报单位 Filled in by：____________　　填报日期 Date：____________"][: layout.title_rows]
    for row, title in enumerate(titles):
        sheet.set_row(row, 30 if row == 0 else 20)
        sheet.merge_range(row, 0, row, len(columns) - 1, title, looks["title" if row == 0 else "note"])
    sheet.set_row(layout.title_rows, 36)
    for at, each in enumerate(columns):
        sheet.write_string(layout.title_rows, at, each.label, looks["needed" if each.needed else "header"])
        sheet.write_comment(layout.title_rows, at, comment(each), {"x_scale": 2.2, "y_scale": 1.6, "font_size": 9})


def _column(sheet: Any, at: int, each: Meaning, *, looks: dict[str, Any], lists: Lists, first: int) -> None:
    form = FORMS.get(each.field.kind, "text") if each.field else "text"
    sheet.set_column(at, at, width(each.label), looks[form])
    if checked := rule(each, lists):
        sheet.data_validation(first, at, first + ROWS - 1, at, checked)


def _printed(sheet: Any, layout: Layout) -> None:
    head = layout.title_rows
    sheet.freeze_panes(head + 1, 0)
    sheet.autofilter(head, 0, head + ROWS, len(layout.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.print_area(f"A1:{letters(len(layout.columns) - 1)}{head + 40}")
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(FOOTER)


def _fixed() -> Any:
    from datetime import UTC, datetime

    return datetime(2016, 1, 1, tzinfo=UTC)
