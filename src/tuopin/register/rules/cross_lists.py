"""Lists of other departments: which kinds there are, how a row is read and when it is refused. Pure. Clause R3a."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from tuopin.common.guard.numbers import numbers
from tuopin.common.identity import id_valid
from tuopin.common.masks import mask_id
from tuopin.common.refused import BadInput
from tuopin.common.sealed import normal
from tuopin.common.words import Words
from tuopin.register.layouts.layout import bare

KINDS: Final = {
    "vehicles": Words("机动车", "vehicles"),
    "houses": Words("商品房", "houses"),
    "companies": Words("工商登记", "companies"),
    "payroll": Words("财政供养人员", "public payroll"),
    "deaths": Words("死亡", "deaths"),
    "insurance": Words("医疗保险参保", "medical insurance"),
    "school_roll": Words("学籍", "school roll"),
}
NAME: Final = ("姓名", "参保人姓名", "学生姓名", "车主", "所有人", "权利人", "法定代表人", "name")
NUMBER: Final = ("身份证号", "身份证号码", "证件号码", "公民身份号码", "公民身份证号码", "身份证件号码", "居民身份证号码", "id number", "idnumber")
LOOKED_AT: Final = 40  # rows among which the header is sought
EXPECTED: Final = Words("18 位身份证号（末位校验正确）", "an identity number of 18 characters whose check character is right")
LEFT_OUT: Final = "***"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is kept: number as Excel counts, name, identity number, the other columns without personal numbers."""

    row: int
    name: str | None
    id_number: str
    detail: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that is refused: where, which value (masked), what was expected."""

    row: int
    column: str
    value: str
    expected: Words


@dataclass(frozen=True, slots=True)
class Header:
    """Where the names and the numbers stand, and what the other columns are called."""

    row: int
    name: int
    number: int
    others: Mapping[int, str]


def must_be_kind(kind: str) -> None:
    """The kinds are a closed list."""
    if kind not in KINDS:
        told = Words("、".join(f"{token}（{words.zh}）" for token, words in KINDS.items()), ", ".join(KINDS))
        raise BadInput("kind", Words(f"没有“{kind}”这类名单", f"there is no kind of list {kind!r}"), told)


def header(rows: Sequence[Sequence[object]]) -> Header | None:
    """The header among a sheet's first rows: the first that names a column of names and one of identity numbers."""
    for number, cells in enumerate(rows[:LOOKED_AT]):
        labels = {place: bare(cell).lower() for place, cell in enumerate(cells) if bare(cell)}
        name = next((place for place, label in labels.items() if label in NAME), None)
        document = next((place for place, label in labels.items() if label in NUMBER), None)
        if name is not None and document is not None:
            others = {place: str(cells[place]).strip() for place in labels if place not in {name, document}}
            return Header(number, name, document, others)
    return None


def read(rows: Sequence[Sequence[object]], where: Header) -> Iterator[Row | Bad]:
    """Each row below the header, kept or refused; empty rows are no rows."""
    for number, cells in enumerate(rows[where.row + 1 :], start=where.row + 2):
        texts = [_text(cell) for cell in cells]
        if any(texts):
            yield _row(number, [*texts, *[""] * (1 + max(where.name, where.number, *where.others, 0) - len(texts))], where)


def _row(number: int, texts: list[str], where: Header) -> Row | Bad:
    document = normal(texts[where.number])
    if not id_valid(document):
        return Bad(number, "证件号码", mask_id(document), EXPECTED)
    detail = {label: told for place, label in where.others.items() if (told := without_numbers(texts[place]))}
    return Row(number, texts[where.name] or None, document, detail)


def without_numbers(text: str) -> str:
    """The text with identity, phone and bank numbers left out."""
    return LEFT_OUT if any(True for _ in numbers(text)) else text


def _text(cell: object) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()
