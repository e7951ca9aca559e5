"""Which list a household is on once it is judged: each is on exactly one. Pure. Clauses H1, R1a, R1c."""

import polars as pl

from tuopin.assessment.households import ON_REGISTER
from tuopin.common.words import Words

MAY_LEAVE, NOT_YET, UNKNOWN, WRONGLY_EXITED, REST = KINDS = ("may_leave", "not_yet", "unknown", "wrongly_exited", "rest")
TITLES = {
    MAY_LEAVE: Words("可以退出", "may leave"),
    NOT_YET: Words("尚未达标", "not yet"),
    UNKNOWN: Words("不明：先查清", "unknown: to be found out first"),
    WRONGLY_EXITED: Words("已脱贫但不达标", "registered as exited, but failing"),
    REST: Words("其他（已稳定脱贫、不在册）", "the rest (exited and meeting the standard, or off the register)"),
}


def kind() -> pl.Expr:
    """The list of a verdict row, in this order: unknown comes before all that is known."""
    failing = ~pl.col("standard_met")
    return (
        pl.when(pl.col("standard_met").is_null())
        .then(pl.lit(UNKNOWN))
        .when("may_leave")
        .then(pl.lit(MAY_LEAVE))
        .when(failing & pl.col("status").is_in(ON_REGISTER))
        .then(pl.lit(NOT_YET))
        .when(failing & (pl.col("status") == "exited"))
        .then(pl.lit(WRONGLY_EXITED))
        .otherwise(pl.lit(REST))
    )
