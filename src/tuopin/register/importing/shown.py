"""A stored value as a person wrote it: fen as yuan, tokens as labels, months as months."""

import polars as pl

from tuopin.register.schema import Field, Kind


def shown(value: pl.Expr, field: Field) -> pl.Expr:
    """The text of a stored value, as it would stand in a workbook."""
    if field.kind in {Kind.FEN, Kind.HUNDREDTHS}:
        return (value / 100).cast(pl.String)
    if field.kind is Kind.TENK_FEN:
        return (value / 1_000_000).cast(pl.String)
    if field.kind is Kind.FLAG:
        return pl.when(value).then(pl.lit("是")).otherwise(pl.lit("否"))
    if field.kind is Kind.MONTH:
        return value.dt.strftime("%Y-%m")
    if field.choice:
        tokens = list(field.choice.tokens)
        return (
            value.cast(pl.String).str.replace_many(
                [rf"{token}" for token in tokens], [field.choice.label(token) for token in tokens]
            )
            if field.kind is Kind.CHOICES
            else value.replace(tokens, [field.choice.label(token) for token in tokens])
        )
    return value.cast(pl.String)
