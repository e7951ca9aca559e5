"""The page of a template that says how to fill it in: in both languages, made to be printed."""

from typing import Any, Final

from tuopin.common.words import Words
from tuopin.register.layouts import Grain, Layout
from tuopin.register.sheets.meaning import Meaning

FONT: Final = {"font_name": "Microsoft YaHei", "font_size": 10}
CELL: Final = {**FONT, "border": 1, "border_color": "#C3CBD3", "text_wrap": True, "valign": "top"}
LOOKS: Final[dict[str, dict[str, Any]]] = {
    "title": {**FONT, "font_size": 18, "bold": True, "font_color": "#1F4E79", "valign": "vcenter"},
    "subtitle": {**FONT, "font_size": 11, "font_color": "#5A6672", "valign": "vcenter"},
    "rule": {**FONT, "text_wrap": True, "valign": "top"},
    "header": {**CELL, "bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E79", "align": "center", "valign": "vcenter"},
    "cell": CELL,
    "stripe": {**CELL, "bg_color": "#F3F6FA"},
    "needed": {**CELL, "bold": True, "font_color": "#1F4E79", "align": "center"},
}
ROW: Final = {
    Grain.PERSON: Words(
        "一行一人，同一户的各行相连，户的内容每行都填写一致", "a row a person; the rows of a household together, the household's facts the same on each"
    ),
    Grain.HOUSEHOLD: Words("一行一户", "a row a household"),
    Grain.VILLAGE: Words("一行一个行政村", "a row a village"),
    Grain.COUNTY: Words("一行一个县", "a row a county"),
}
RULES: Final = (
    Words("标题写明年度，如“2016年……”，导入时以此为准。", "Put the year into the title, such as 2016年…; the import reads it there."),
    Words(
        "编号和证件号码按原样填写；本表已设为文本，不会丢失开头的零和末几位。",
        "Numbers and document numbers as issued; these columns are text, so no digit is lost."
    ),
    Words("有下拉列表的，从列表中选；不要用本地代码数字。", "Where there is a list, choose from it; never a local code number."),
    Words("不知道的留空。空白是“不明”，不会被当作“是”或“零”。", "Leave blank what is not known. A blank is unknown; it never counts as yes or as zero."),
    Words("金额以元计，至多两位小数；年月写作 201612。", "Amounts in yuan, at most two decimals; months as 201612."),
    Words("不要合并单元格，不要改表头。列的次序可以变。", "Do not merge cells or change the header labels. The order of columns may change."),
)
COLUMNS: Final = (("序号 No.", 7), ("列名 Column", 26), ("含义 Meaning", 34), ("填写 What to write", 58), ("单位 Unit", 16), ("必需 Needed", 10))
A4, FOOTER = 9, "&C第 &P 页，共 &N 页"


def write_instructions(book: Any, sheet: Any, *, layout: Layout, columns: list[Meaning]) -> None:
    """Write the page."""
    looks = {name: book.add_format(properties) for name, properties in LOOKS.items()}
    for at, (_, wide) in enumerate(COLUMNS):
        sheet.set_column(at, at, wide)
    sheet.hide_gridlines(2)
    last = len(COLUMNS) - 1
    sheet.set_row(0, 34)
    sheet.merge_range(0, 0, 0, last, f"{layout.title.zh}　填写说明", looks["title"])
    sheet.merge_range(1, 0, 1, last, f"How to fill in: {layout.title.en}", looks["subtitle"])
    row = 3
    for number, each in enumerate((ROW[layout.grain], *RULES), 1):
        sheet.set_row(row, 32)
        sheet.merge_range(row, 0, row, last, f"{number}. {each.zh}\n    {each.en}", looks["rule"])
        row += 1
    _columns(sheet, columns, first=row + 1, looks=looks)
    _printed(sheet, row + 1)


def _columns(sheet: Any, columns: list[Meaning], *, first: int, looks: dict[str, Any]) -> None:
    sheet.set_row(first, 24)
    for at, (title, _) in enumerate(COLUMNS):
        sheet.write_string(first, at, title, looks["header"])
    for number, each in enumerate(columns, 1):
        look, row = looks["stripe" if number % 2 == 0 else "cell"], first + number
        said = (f"{each.says.zh}\n{each.says.en}", f"{each.wants.zh}\n{each.wants.en}", f"{each.unit.zh} {each.unit.en}" if each.unit else "")
        sheet.set_row(row, 16 * max(2, _lines(said[1], COLUMNS[3][1])))
        sheet.write_number(row, 0, number, look)
        sheet.write_string(row, 1, each.label, look)
        for at, text in enumerate(said, 2):
            sheet.write_string(row, at, text, look)
        sheet.write_string(row, len(COLUMNS) - 1, "★" if each.needed else "", looks["needed"])


def _lines(text: str, wide: int) -> int:
    """Lines a text takes in a column; a Chinese character counts two."""
    return sum(-(-sum(2 if ord(character) > 255 else 1 for character in line) // wide) for line in text.split("\n"))


def _printed(sheet: Any, header: int) -> None:
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.set_footer(FOOTER)
