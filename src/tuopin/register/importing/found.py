"""What an import finds wrong, as compact rows; the words are put in at the end."""

from collections.abc import Iterable

import polars as pl

from tuopin.common.words import Words
from tuopin.register.importing.expected import expected
from tuopin.register.importing.rules import RULES
from tuopin.register.problem import problems
from tuopin.register.schema import TABLES

FOUND: dict[str, pl.DataType] = {
    "rule": pl.String(),
    "row": pl.Int64(),
    "column": pl.Int64(),
    "target": pl.String(),
    "label": pl.String(),
    "value": pl.String(),
    "zh": pl.String(),
    "en": pl.String(),
}


def found(frame: pl.DataFrame | None = None) -> pl.DataFrame:
    """A table of findings: the given columns, the others null; nothing given is an empty one."""
    if frame is None:
        return pl.DataFrame(schema=FOUND)
    have = frame.columns
    return frame.select(
        (pl.col(name) if name in have else pl.lit(None)).cast(kind).alias(name) for name, kind in FOUND.items()
    )


def together(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """All findings in one table."""
    return pl.concat([found(), *(found(part) for part in parts if len(part))])


def worded(findings: pl.DataFrame, rows: pl.DataFrame, *, file: str, sheet: str) -> pl.DataFrame:
    """The findings of a sheet as problems; `rows` gives village_code, household_code, person_code and year by row."""
    texts = _texts(findings)
    said = findings.join(texts, on=["rule", "target"], how="left", nulls_equal=True, maintain_order="left")
    said = said.join(rows, on="row", how="left", maintain_order="left").with_columns(
        _filled("because_zh", "zh"),
        _filled("because_en", "en"),
        pl.lit(file).alias("file"),
        pl.lit(sheet).alias("sheet"),
        pl.col("village_code").str.slice(0, 6).alias("county_code"),
    )
    return problems(said)


def _filled(text: str, value: str) -> pl.Expr:
    parts = pl.col(text).str.split_exact(f"{{{value}}}", 1).struct
    return pl.concat_str(
        parts.field("field_0"),
        pl.when(parts.field("field_1").is_not_null()).then(pl.col(value).fill_null("?")).otherwise(pl.lit("")),
        parts.field("field_1").fill_null(""),
    ).alias(text)


def _texts(findings: pl.DataFrame) -> pl.DataFrame:
    kinds = findings.select("rule", "target").unique(maintain_order=True)
    return pl.DataFrame([_text(rule, target) for rule, target in kinds.iter_rows()], schema=_TEXTS, orient="row")


_TEXTS = dict.fromkeys(
    ("rule", "target", "level", "table", "field", "because_zh", "because_en", "expected_zh", "expected_en"),
    pl.String(),
)


def _text(rule_id: str, target: str | None) -> tuple[str | None, ...]:
    rule = RULES[rule_id]
    table, _, name = (target or "").partition(".")
    field = TABLES[table][name] if table in TABLES and name in TABLES[table].names else None
    said = rule.expected or (expected(field) if field else Words("", ""))
    return rule_id, target, rule.level.value, table or None, name or None, *rule.because, *said
