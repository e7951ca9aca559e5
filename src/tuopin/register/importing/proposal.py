"""`propose-map`: a first mapping.toml for an unknown sheet, with near matches, for a person to finish."""

import json
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.register.importing import header as headers
from tuopin.register.importing.columns import field_of
from tuopin.register.importing.header import Header
from tuopin.register.importing.sheets import Row, Sheet, sheets
from tuopin.register.importing.vocabulary import grain_labels, known_labels, own_labels
from tuopin.register.layouts import LAYOUTS, Layout
from tuopin.register.layouts.layout import bare

NEAR = 0.6  # how alike two labels must be
EXAMPLES = 3
HEAD = """\
# 对应表：表头 → 含义。补全后：tuopin register import {file} --map 本文件
# Mapping: header label -> meaning. Finish it, then: tuopin register import {file} --map THIS_FILE
# 去掉行首的 # 采用一行；"-" 表示不要这一列。表式 layout：{layouts}
# Remove a leading # to accept a line; "-" leaves the column out. Layouts: as above.

layout = {layout}
sheet = {sheet}
header_row = {row}
# year = 2016

[columns]
"""
TAIL = """
# 本地写法的选项 | answers written another way here, e.g.:
# [choices."household.main_cause"]
# "因大病" = "因病"
# [choices."household_year.safe_water"]
# "1" = "是"
"""


def propose(path: Path, *, sheet: str | None = None, header_row: int | None = None) -> str:
    """The text of a mapping for one sheet of a file. BadInput if no header can be found."""
    for one in sheets(path):
        if one.hidden or (sheet and one.name != sheet):
            continue
        top = list(islice(one.rows(), headers.LOOKED_AT))
        header = _header(top, one, header_row)
        if header:
            return _text(path.name, one, header=header, top=top)
    raise BadInput(
        path.name,
        Words("找不到表头", "no header found"),
        Words("用 --sheet 和 --header-row 指明", "say it with --sheet and --header-row"),
    )


def _header(top: list[Row], sheet: Sheet, row: int | None) -> Header | None:
    """The header as an import finds it, else the widest row of texts."""
    found = headers.find(top, sheet, known_labels(), at=row) if top else None
    if found or row:
        return found
    widths = [len({label for label in map(bare, cells) if label and not label[:1].isdigit()}) for cells in top]
    widest = max(widths, default=0)
    return headers.find(top, sheet, known_labels(), at=widths.index(widest) + 1) if widest >= headers.ENOUGH else None


def _text(file: str, sheet: Sheet, *, header: Header, top: list[Row]) -> str:
    layout = max(LAYOUTS.values(), key=lambda one: len(set(header.labels.values()) & own_labels(one.name).keys()))
    lines = [
        _line(label, layout, _examples(top, header, number - sheet.left))
        for number, label in sorted(header.labels.items())
    ]
    head = HEAD.format(
        file=file,
        layouts=" | ".join(LAYOUTS),
        layout=_quoted(layout.name),
        sheet=_quoted(sheet.name),
        row=header.last + 1,
    )
    return head + "\n".join(lines) + "\n" + TAIL


def _line(label: str, layout: Layout, examples: str) -> str:
    known = {**grain_labels(layout.grain), **own_labels(layout.name)}
    comment = f"  # {examples}" if examples else ""
    if label in known:
        return f"{_quoted(label)} = {_quoted(known[label] or '-')}{_meaning(known[label])}"
    near = get_close_matches(label, [name for name, target in known.items() if target], n=1, cutoff=NEAR)
    if near:
        target = known[near[0]]
        return f"# {_quoted(label)} = {_quoted(target or '-')}  # ? {near[0]}{comment}"
    return f'# {_quoted(label)} = "-"  # ?{comment}'


def _meaning(target: str | None) -> str:
    if target is None or target.startswith("place."):
        return ""
    field = field_of(target)
    return f"  # {field.zh} | {field.en}"


def _examples(top: list[Row], header: Header, index: int) -> str:
    """The shape of the first cells below: letters stay hidden, since a mapping may be passed on."""
    below = [
        str(row[index]) for row in top[header.last + 1 :] if 0 <= index < len(row) and row[index] not in ("", None)
    ]
    shapes = dict.fromkeys(
        "".join(
            "0" if char.isdigit() else "字" if "\u4e00" <= char <= "\u9fff" else char
            for char in cell.split("\n")[0][:20]
        )
        for cell in below
    )
    return " · ".join(islice(shapes, EXAMPLES))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
