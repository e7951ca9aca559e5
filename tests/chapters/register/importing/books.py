"""Odd workbooks, made by hand: rows of made-up people, written the way each test needs."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

LABELS = [
    "行政县",
    "乡镇",
    "行政村",
    "自然村",
    "户编号",
    "人编号",
    "姓名",
    "证件号码",
    "人数",
    "与户主关系",
    "民族",
    "文化程度",
    "在校生状况",
    "健康状况",
    "劳动技能",
    "务工状况",
    "务工时间",
    "参加大病医疗",
    "脱贫属性",
    "脱贫年度",
    "贫困户属性",
    "主要致贫原因",
    "危房户",
    "饮水安全",
    "饮水困难",
    "人均纯收入",
    "联系电话",
]
PLACE = {"行政县": "赤水市", "乡镇": "大同镇", "行政村": "大同村"}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
TITLE = "贫困人口导出 2016年（合成数据）"


def id_number(born: str = "19800101", sequence: int = 1, area: str = "000000") -> str:
    """A number whose checksum holds and whose area (000000) no one has ever had."""
    body = f"{area}{born}{sequence:03d}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


def person(household: str = "0000000001", number: int = 1, **cells: object) -> dict[str, object]:
    """One row of the person export, everything in order, with `cells` put in."""
    row: dict[str, object] = {
        **PLACE,
        "户编号": household,
        "人编号": f"{household}{number:02d}",
        "姓名": f"合成{number}",
        "证件号码": id_number(sequence=int(household) * 10 % 900 + number),
        "人数": "2",
        "与户主关系": "户主" if number == 1 else "配偶",
        "民族": "汉族",
        "文化程度": "小学",
        "健康状况": "健康",
        "劳动技能": "普通劳动力",
        "务工状况": "省外务工",
        "务工时间": "6",
        "参加大病医疗": "是",
        "脱贫属性": "已脱贫",
        "脱贫年度": "2016",
        "贫困户属性": "一般贫困户",
        "主要致贫原因": "因病",
        "危房户": "否",
        "饮水安全": "是",
        "饮水困难": "否",
        "人均纯收入": "3500.5",
    }
    return row | cells


def people(households: int = 3) -> list[dict[str, object]]:
    """Two persons a household."""
    return [person(f"{household:010d}", number) for household in range(1, households + 1) for number in (1, 2)]


def rows_of(people: Sequence[dict[str, object]], labels: Sequence[str] = LABELS) -> list[list[object]]:
    """The header and one row a person."""
    return [list(labels), *([row.get(label, "") for label in labels] for row in people)]


def write(
    path: Path,
    rows: Sequence[Sequence[object]],
    *,
    title: str | None = TITLE,
    sheet: str = "Sheet1",
    more: dict[str, Sequence[Sequence[object]]] | None = None,
    merges: Sequence[tuple[int, int, int, int, object]] = (),
) -> Path:
    """A workbook of one sheet (and `more`), two title rows above; text stays text, numbers are numbers."""
    book = xlsxwriter.Workbook(path)
    book.set_properties(
        {"created": dt.datetime(2016, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)}
    )  # the same rows, the same bytes
    titled = [[title], []] if title is not None else []
    for name, content in {sheet: [*titled, *rows], **(more or {})}.items():
        page = book.add_worksheet(name)
        for number, row in enumerate(content):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    page.write_string(number, column, value)
                elif value is not None:
                    page.write(number, column, value)
        if name == sheet:
            for first, left, last, right, value in merges:
                page.merge_range(first, left, last, right, value)
    book.close()
    return path
