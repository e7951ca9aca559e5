"""What each row under the header is: data, or blank, a total, the header again, a note. Nothing is dropped uncounted."""

from enum import StrEnum

import polars as pl

from tuopin.register.importing.recognise import Column

TOTAL = r"(?:合计|小计|总计|共计|累计)[:：]?$"
SIGNED = "填表人|填报人|制表人?|审核人?|复核人?|负责人|单位负责人|填报单位|填表单位|填报日期|填表日期|制表日期|联系人|户主签字|签字|盖章"
NOTE = rf"^(?:[（(]?(?:注|备注|说明|附注|填表说明|填报说明)[)）]?[:：\d]|(?:{SIGNED})[:：（( ]?)"
FEW = 4  # cells of a note row at most
SERIAL = r"^\d{0,7}$"


class Line(StrEnum):
    """The kinds of row."""

    DATA = "data"
    BLANK = "blank"
    TOTAL = "total"
    HEADER = "header"
    NOTE = "note"


def lines(text: pl.DataFrame, columns: list[Column], labels: dict[int, str]) -> pl.Series:
    """The kind of every row; `text` holds all columns of the sheet, folded, named by number."""
    filled = pl.sum_horizontal(pl.col("*").is_not_null().cast(pl.Int32))
    first = pl.coalesce(pl.col("*"))
    names = [str(column.number) for column in columns if column.target in NAMES]
    keys = [str(column.number) for column in columns if column.target.startswith("key.")]
    taken = [str(column.number) for column in columns]
    other = [name for name in text.columns if name not in taken]
    unkeyed = pl.all_horizontal([pl.col(name).is_null() for name in keys] or [pl.lit(value=True)])
    unnamed = [
        pl.col(name).is_null() | (unkeyed & pl.col(name).str.replace_all(r"\s", "").str.contains(TOTAL))
        for name in names
    ]
    nameless = pl.all_horizontal(unnamed or [pl.lit(value=True)])
    total = nameless & pl.any_horizontal(
        pl.col(name).str.replace_all(r"\s", "").str.contains(TOTAL).fill_null(value=False)
        for name in text.columns[:8]
    )
    note = nameless & (filled <= FEW) & first.str.contains(NOTE)
    blank = pl.all_horizontal(pl.col(taken).is_null()) & pl.all_horizontal(
        [pl.col(name).is_null() | pl.col(name).str.contains(SERIAL) for name in other] or [pl.lit(value=True)]
    )
    kinds = text.select(
        pl.when(_repeats(text, labels, filled))
        .then(pl.lit(Line.HEADER.value))
        .when(total.fill_null(value=False))
        .then(pl.lit(Line.TOTAL.value))
        .when(note.fill_null(value=False))
        .then(pl.lit(Line.NOTE.value))
        .when(blank)
        .then(pl.lit(Line.BLANK.value))
        .otherwise(pl.lit(Line.DATA.value))
        .alias("line"),
        ((filled == 1) & unkeyed).alias("single"),
    )
    return _closing(kinds)


NAMES = frozenset(("person.name", "household.head_name"))


def _repeats(text: pl.DataFrame, labels: dict[int, str], filled: pl.Expr) -> pl.Expr:
    """Rows that say the header again: at least two cells, and half of what is filled, are the column's own label."""
    same = pl.sum_horizontal(
        (_bare(str(number)) == label).fill_null(value=False).cast(pl.Int32)
        for number, label in labels.items()
        if str(number) in text.columns
    )
    return (same >= 2) & (same * 2 >= filled)


def _bare(name: str) -> pl.Expr:
    return pl.col(name).str.replace_all(r"[\s*]", "").str.replace(r"^[AB]\d+[a-z]?(?:-\d+)?[.、:]?", "")


def _closing(kinds: pl.DataFrame) -> pl.Series:
    """Single free texts after the last full row are notes too."""
    full = (kinds["line"] == Line.DATA.value) & ~kinds["single"]
    last = full.arg_true().max()
    after = pl.int_range(len(kinds), eager=True) > (last if isinstance(last, int) else len(kinds))
    return kinds.with_columns(
        pl.when(after & (pl.col("line") == Line.DATA.value))
        .then(pl.lit(Line.NOTE.value))
        .otherwise("line")
        .alias("line")
    )["line"]
