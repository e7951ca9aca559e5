"""Document and register numbers: text, never arithmetic; what Excel has rounded is lost and said to be lost."""

import polars as pl

from tuopin.common.identity import CHECK_CHARACTERS, WEIGHTS

SCIENTIFIC = r"^\d(?:\.\d+)?[eE]\+?\d{2}$"
DOCUMENT = r"^[0-9A-Z()]{5,30}$"
CODE = r"^[0-9A-Za-z_-]{1,32}$"
EXACT_DIGITS = 15

Pair = tuple[pl.Expr, pl.Expr]


def code() -> Pair:
    """A register number: spaces out, a trailing ".0" is Excel's, scientific notation is lost."""
    text = pl.col("t").str.replace_all(r"\s+", "").str.replace(r"^(\d+)\.0+$", "$1")
    lost = text.str.contains(SCIENTIFIC) | (pl.col("n") & (text.str.len_chars() > EXACT_DIGITS))
    wrong = pl.col("t").is_not_null() & (lost | ~text.str.contains(CODE))
    return pl.when(~wrong).then(text).alias("value"), pl.when(wrong).then(pl.lit("I02")).alias("rule")


def read(frame: pl.DataFrame) -> pl.DataFrame:
    """A column t (text), n (was a number) of identity and disability-card numbers as value and rule."""
    text = pl.col("t").str.replace_all(r"[\s\-·]+", "").str.to_uppercase()
    lost = (
        text.str.contains(SCIENTIFIC)
        | text.str.contains(r"^\d+\.\d+E")
        | (pl.col("n") & (text.str.len_chars() > EXACT_DIGITS))
    )
    rounded = text.str.contains(r"^\d{15}000(\d{2}|\d{4})?$") & ~valid(text.str.slice(0, 18))
    given = pl.col("t").is_not_null()
    rule = (
        pl.when(given & (lost | rounded))
        .then(pl.lit("I20"))
        .when(given & ~text.str.contains(DOCUMENT))
        .then(pl.lit("I21"))
    )
    return frame.select(rule.alias("rule"), text.alias("value")).with_columns(
        pl.when(pl.col("rule").is_null()).then("value").alias("value")
    )


def valid(text: pl.Expr) -> pl.Expr:
    """Whether an 18-character identity number passes its checksum (GB 11643); false for anything else."""
    shaped = text.str.contains(r"^\d{17}[\dX]$").fill_null(value=False)
    total = pl.sum_horizontal(
        text.str.slice(place, 1).cast(pl.Int64, strict=False) * weight for place, weight in enumerate(WEIGHTS)
    )
    return shaped & (pl.lit(CHECK_CHARACTERS).str.slice((total % 11), 1) == text.str.slice(17, 1))


def derived(document: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Date of birth and sex that a valid identity number (or the card number that begins with one) tells; else null."""
    number = pl.when(document.str.len_chars().is_in((18, 20, 22))).then(document.str.slice(0, 18))
    sound = valid(number)
    birth = pl.when(sound).then(number.str.slice(6, 8).str.to_date("%Y%m%d", strict=False))
    odd = number.str.slice(16, 1).cast(pl.Int64, strict=False) % 2
    sex = pl.when(sound & birth.is_not_null()).then(
        pl.when(odd == 1).then(pl.lit("male")).otherwise(pl.lit("female"))
    )
    return birth, sex
