"""Amounts and counts, exact: yuan and fen as they are written, a number cell's binary tail recognised as such."""

import polars as pl

from tuopin.register.schema import Kind

WHOLE_DIGITS = 11  # digits before the point; more is no amount
TAIL = 1e-4  # of the last kept place: what binary fractions add, and no person types
COUNTED = r"(?:个月|分钟|[个人户口月亩名处所座间辆头只升%])?"
AREA = r"(?:亩|平方米|平米|m2|公里|千米|km|%|元)?"
YUAN, TENK = r"元(?:/年|/月|/人)?", r"万元?"
PLAIN_AMOUNT = r"^-?\d{1,11}(?:\.\d{1,2})?$"
LARGEST_COUNT = 2**31 - 1

PLAIN = {
    Kind.COUNT: r"^\d{1,9}$",
    Kind.FEN: PLAIN_AMOUNT,
    Kind.HUNDREDTHS: PLAIN_AMOUNT,
}  # a column of nothing else is quick

Pair = tuple[pl.Expr, pl.Expr]


def plain(text: pl.Series, kind: Kind) -> tuple[pl.Series, pl.Series]:
    """Values of a column that holds nothing but plain numerals (13 digits at most: exact in binary, too)."""
    value = text.cast(pl.Int32) if kind is Kind.COUNT else (text.cast(pl.Float64) * 100).round().cast(pl.Int64)
    return value, text.clear().extend_constant(None, len(text))


def fen() -> Pair:
    """Yuan as text or number, thousands separators, "元", "万元"; in integer fen."""
    return _amount(plain=2, units={YUAN: 2, TENK: 6})


def tenk_fen() -> Pair:
    """10,000 yuan as text or number, "万元", "元"; in integer fen."""
    return _amount(plain=6, units={TENK: 6, YUAN: 2})


def hundredths() -> Pair:
    """A number with its unit or without; in integer hundredths, finer ones rounded and said."""
    whole, rest, _ = _parts(AREA)
    value = _scaled(whole, rest, 2) + pl.when(rest.str.slice(2, 1) >= "5").then(_sign(whole)).otherwise(0)
    scaled = _float() * 100
    numeric = scaled.round(mode="half_away_from_zero").cast(pl.Int64, strict=False)
    rule = _first(
        _unreadable(whole),
        (_is_number() & ((scaled - scaled.round()).abs() > TAIL) | ~_is_number() & _finer(rest, 2), "I24"),
    )
    return pl.when(_is_number()).then(_bounded(numeric)).otherwise(value).alias("value"), rule


def count() -> Pair:
    """A whole number, with a counting word or without."""
    whole, rest, _ = _parts(COUNTED)
    fraction = rest.str.strip_chars_end("0").str.len_chars() > 0
    value = whole.cast(pl.Int64, strict=False)
    large = value.abs() > LARGEST_COUNT
    rule = _first(_unreadable(whole, numbers=False), (fraction, "I25"), (large, "I36"))
    return pl.when(rule.is_null()).then(value).alias("value"), rule


def _amount(*, plain: int, units: dict[str, int]) -> Pair:
    whole, rest, unit = _parts("(" + "|".join(units) + ")?", named=True)
    places = pl.lit(plain)
    for pattern, digits in units.items():
        places = pl.when(unit.str.contains(f"^{pattern}$")).then(digits).otherwise(places)
    value, finer = pl.lit(None, pl.Int64), pl.lit(False)
    for digits in sorted({plain, *units.values()}):
        value = pl.when(places == digits).then(_scaled(whole, rest, digits)).otherwise(value)
        finer = pl.when(places == digits).then(_finer(rest, digits)).otherwise(finer)
    scaled = _float() * 10**plain
    numeric = _bounded(scaled.round(mode="half_away_from_zero").cast(pl.Int64, strict=False))
    tail = (scaled - scaled.round()).abs() > TAIL
    rule = _first(_unreadable(whole), (_is_number() & tail | ~_is_number() & finer, "I23"))
    return pl.when(rule.is_null()).then(pl.when(_is_number()).then(numeric).otherwise(value)).alias("value"), rule


def _parts(unit: str, *, named: bool = False) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Whole part with its sign, decimals ("" for none) and unit of a text; null where it is no number."""
    text = pl.col("t").str.replace_all(r"[¥\s]", "")
    text = (
        pl.when(text.str.contains(r"^[-+]?\d{1,3}(?:,\d{3})+(?:\D|$)"))
        .then(text.str.replace_all(",", ""))
        .otherwise(text)
    )
    pattern = rf"^([-+]?\d{{1,{WHOLE_DIGITS}}})(?:\.(\d{{1,17}}))?{unit}$"
    return (
        text.str.extract(pattern, 1),
        text.str.extract(pattern, 2).fill_null(""),
        text.str.extract(pattern, 3) if named else pl.lit(None, pl.String),
    )


def _scaled(whole: pl.Expr, rest: pl.Expr, places: int) -> pl.Expr:
    return (whole + rest.str.slice(0, places).str.pad_end(places, "0")).cast(pl.Int64, strict=False)


def _sign(whole: pl.Expr) -> pl.Expr:
    return pl.when(whole.str.starts_with("-")).then(-1).otherwise(1)


def _finer(rest: pl.Expr, places: int) -> pl.Expr:
    return rest.str.slice(places).str.strip_chars_end("0").str.len_chars() > 0


def _is_number() -> pl.Expr:
    return pl.col("n") & _float().is_not_null()


def _float() -> pl.Expr:
    return pl.col("t").cast(pl.Float64, strict=False)


def _bounded(value: pl.Expr) -> pl.Expr:
    return pl.when(value.abs() < 10 ** (WHOLE_DIGITS + 6)).then(value)


def _unreadable(whole: pl.Expr, *, numbers: bool = True) -> tuple[pl.Expr, str]:
    unread = (
        whole.is_null()
        if not numbers
        else pl.when(_is_number()).then(_float().abs() >= 10**WHOLE_DIGITS).otherwise(whole.is_null())
    )
    return pl.col("t").is_not_null() & unread, "I22"


def _first(*cases: tuple[pl.Expr, str]) -> pl.Expr:
    """The rule of the first case that holds, else null."""
    rule = pl.lit(None, pl.String)
    for holds, name in reversed(cases):
        rule = pl.when(holds).then(pl.lit(name)).otherwise(rule)
    return rule.alias("rule")
