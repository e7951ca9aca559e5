"""A problem's value as a person reads it: labels for tokens, yuan for fen, private numbers masked."""

import polars as pl

from tuopin.register.schema.field import Choice, Field, Kind

YES_NO = {"true": "是", "false": "否"}


def told(field: Field, column: str) -> pl.Expr:
    """The column's cells as text, null where blank."""
    value = pl.col(column)
    if field.private:
        return _masked(value)
    if field.choice:
        return value.str.split("|").list.eval(_labels(field.choice)).list.join("、")
    return {
        Kind.FEN: _hundredths(value, 2),
        Kind.HUNDREDTHS: _hundredths(value, 2),
        Kind.TENK_FEN: _hundredths(value, 6),
        Kind.FLAG: value.cast(pl.String).replace_strict(YES_NO, default=None),
        Kind.MONTH: value.dt.strftime("%Y-%m"),
    }.get(field.kind, value.cast(pl.String))


def _labels(choice: Choice) -> pl.Expr:
    return pl.element().replace({option.token: option.labels[0] for option in choice.options})


def _hundredths(value: pl.Expr, places: int) -> pl.Expr:
    """Whole numbers with the point moved, exactly, without needless zeros."""
    unit = 10**places
    size = value.abs()
    text = pl.format("{}.{}", size // unit, (size % unit).cast(pl.String).str.zfill(places)).str.strip_chars_end("0").str.strip_chars_end(".")
    return pl.when(value < 0).then("-" + text).otherwise(text)


def _masked(value: pl.Expr) -> pl.Expr:
    """The first six and the last two characters of a number, the first of a name; the length still shows."""
    length = value.str.len_chars().cast(pl.Int64)
    head = pl.when(length > 8).then(6).otherwise(1)
    tail = pl.when(length > 8).then(2).otherwise(0)
    stars = pl.lit("*").repeat_by((length - head - tail).clip(0)).list.join("")
    return pl.concat_str(value.str.head(head), stars, pl.when(tail > 0).then(value.str.tail(2)).otherwise(pl.lit("")))
