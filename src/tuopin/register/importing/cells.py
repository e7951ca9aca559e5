"""A column of text read as what its field holds; a cell that cannot be read is null and has the rule that says why."""

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from tuopin.register.importing import dates, documents, numbers
from tuopin.register.importing.answers import read_choices, read_flags
from tuopin.register.schema import Field, Kind
from tuopin.register.schema.parquet import TYPES

INVISIBLE = r"[\x00-\x1f\x7f\x{ad}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}\x{feff}]"
NOTHING = ("", "-", "--", "—", "——", "/", "\\", "无数据", "null", "NULL", "None", "nan", "NaN", "N/A")
ERROR = r"^#(?:ERROR|N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)$"
KEEPS_LINES = r"[\t\r\n]+"


class Read(NamedTuple):
    """Values of the field's type; `rule` says per cell which import rule it breaks (null: none)."""

    values: pl.Series
    rule: pl.Series


def folded(text: pl.Series) -> pl.Series:
    """Full-width forms folded, invisible characters and outer spaces removed; what means "nothing" is null."""
    once = text.unique().alias("raw").to_frame().select("raw", _CLEAN)
    if len(once) * 2 > len(text):
        whole = text.alias("raw").to_frame().join(once, on="raw", how="left", maintain_order="left")
        return whole["clean"].alias(text.name)
    return text.replace_strict(once["raw"], once["clean"], return_dtype=pl.String)


def _cleaned(raw: pl.Expr) -> pl.Expr:
    plain = raw.str.normalize("NFKC").str.replace_all(KEEPS_LINES, " ").str.replace_all(INVISIBLE, "")
    trimmed = plain.str.strip_chars().str.strip_chars_start("'")
    return pl.when(~trimmed.is_in(NOTHING)).then(trimmed).alias("clean")


_CLEAN = _cleaned(pl.col("raw"))


def read(text: pl.Series, number: pl.Series | None, field: Field, *, own: Mapping[str, str] | None = None) -> Read:
    """The folded `text` read by the field's kind; `number` marks cells that were numbers, `own` are a mapping's labels."""
    if text.null_count() == len(text):
        return Read(text.clear().cast(TYPES[field.kind]).extend_constant(None, len(text)), text)
    broken = text.str.contains(ERROR).fill_null(value=False)
    if broken.any():
        whole = read(text.set(broken, None), number, field, own=own)
        return Read(whole.values, whole.rule.set(broken, "I33"))
    if field.kind is Kind.FLAG:
        return Read(*read_flags(text, field, own or {}))
    if field.choice:
        return Read(*read_choices(text, field, own or {}))
    return _by_kind(text, number, field)


def _by_kind(text: pl.Series, number: pl.Series | None, field: Field) -> Read:
    if number is None and field.kind in numbers.PLAIN and text.str.contains(numbers.PLAIN[field.kind]).all():
        return Read(*numbers.plain(text, field.kind))
    numeric = number if number is not None else pl.Series([False]).new_from_index(0, len(text))
    frame = pl.DataFrame({"t": text, "n": numeric})
    if field.name == "id_number":
        return _of(documents.read(frame), field)
    return _of(frame.select(*_READERS[field.kind]()), field)


def _of(frame: pl.DataFrame, field: Field) -> Read:
    return Read(frame["value"].cast(TYPES[field.kind]), frame["rule"].cast(pl.String))


def _text() -> tuple[pl.Expr, pl.Expr]:
    return pl.col("t").alias("value"), pl.lit(None).alias("rule")


_READERS = {
    Kind.TEXT: _text,
    Kind.CODE: documents.code,
    Kind.COUNT: numbers.count,
    Kind.FEN: numbers.fen,
    Kind.TENK_FEN: numbers.tenk_fen,
    Kind.HUNDREDTHS: numbers.hundredths,
    Kind.DAY: dates.day,
    Kind.MONTH: dates.month,
    Kind.YEAR: dates.year,
}
