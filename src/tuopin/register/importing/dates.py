"""Days, months and years in the ways they are written, and as Excel's serial numbers."""

import polars as pl

SEPARATED = r"^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$"
SOLID = r"^(\d{4})(\d{2})(\d{2})?$"
SERIAL = r"^(\d{4,5})(?:\.\d+)?$"
BOUNDS = (1900, 2100)
UNSURE = r"^\d{4}\.1$"  # a number cell: 2016.10 and 2016.1 are the same number

Pair = tuple[pl.Expr, pl.Expr]


def day() -> Pair:
    """A full date."""
    value = pl.coalesce(_date(SEPARATED), _date(SOLID), _serial())
    return value.alias("value"), _unread(value, "I27")


def month() -> Pair:
    """A month, as its first day; a full date is cut to its month."""
    value = pl.coalesce(_month(SEPARATED), _month(SOLID), _serial().dt.truncate("1mo"))
    unsure = pl.col("n") & pl.col("t").str.contains(UNSURE)
    rule = pl.when(unsure).then(pl.lit("I28")).otherwise(_unread(value, "I27"))
    return pl.when(~unsure).then(value).alias("value"), rule.alias("rule")


def year() -> Pair:
    """A year; a month or a day is cut to its year."""
    plain = pl.col("t").str.extract(r"^(\d{4})(?:\.0+)?\s*年?度?$", 1).cast(pl.Int32, strict=False)
    dated = pl.coalesce(_month(SEPARATED), _month(SOLID), _serial()).dt.year()
    value = pl.coalesce(plain, dated)
    value = pl.when(value.is_between(*BOUNDS)).then(value)
    return value.alias("value"), _unread(value, "I29")


def _clean() -> pl.Expr:
    text = pl.col("t").str.replace(r"[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?$", "")
    return (
        text.str.replace_all(r"\s+", "")
        .str.replace_all(r"[年月/.—–]", "-")
        .str.replace_all("[日号]", "")
        .str.strip_chars_end("-")
    )


def _date(pattern: str) -> pl.Expr:
    text = _clean()
    parts = [text.str.extract(pattern, 1), *(text.str.extract(pattern, number).str.zfill(2) for number in (2, 3))]
    return _bounded(pl.concat_str(parts, separator="-").str.to_date("%Y-%m-%d", strict=False))


def _month(pattern: str) -> pl.Expr:
    text = _clean()
    day_part = text.str.extract(pattern, 3).str.zfill(2).fill_null("01")
    parts = [text.str.extract(pattern, 1), text.str.extract(pattern, 2).str.zfill(2), day_part]
    return _bounded(pl.concat_str(parts, separator="-").str.to_date("%Y-%m-%d", strict=False)).dt.truncate("1mo")


def _serial() -> pl.Expr:
    """Days since 1899-12-30; a text of five digits is one too, a text of four is a year."""
    days = pl.col("t").str.extract(SERIAL, 1).cast(pl.Int32, strict=False)
    serial = days.is_between(10_000, 73_050) | (pl.col("n") & days.is_between(2_101, 9_999))
    start = pl.lit("1899-12-30").str.to_date()
    return _bounded(start + pl.duration(days=pl.when(serial).then(days)))


def _bounded(date: pl.Expr) -> pl.Expr:
    return pl.when(date.dt.year().is_between(*BOUNDS)).then(date)


def _unread(value: pl.Expr, rule: str) -> pl.Expr:
    return pl.when(pl.col("t").is_not_null() & value.is_null()).then(pl.lit(rule)).alias("rule")
