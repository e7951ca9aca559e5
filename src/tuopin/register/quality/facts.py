"""Facts that many rules read, as expressions: ages, schooling, capacity for work, income as computed, who has left.

`year` is the row's year of facts. An age is that of 31 December: who is below 16 then was below 16 all year.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

import polars as pl

from tuopin.common.identity import CHECK_CHARACTERS, PLACEHOLDER, WEIGHTS, made_up_id

YEAR: Final = 2016  # of the examples
PRESCHOOL: Final = ("preschool_age", "preschool")
JUNIOR: Final = ("grade_7", "grade_8", "grade_9", "junior")
SENIOR: Final = ("senior_1", "senior_2", "senior_3", "vocational_1", "vocational_2", "vocational_3")
COLLEGE: Final = ("college_1", "college_2", "college_3", "university_1", "university_2", "university_3", "university_4")
IN_SCHOOL: Final = ("primary", *JUNIOR, "special_school", *SENIOR, *COLLEGE, "postgraduate")
ABLE: Final = ("ordinary", "skilled")
UNABLE: Final = ("none", "lost")
AWAY: Final = ("township", "county", "province", "elsewhere")
INCOME_LINES: Final = ("wage_income", "business_income", "property_income", "transfer_income")


def aged(years: int, year: int = YEAR) -> date:
    """A birthday for examples: so old on 1 September and at the end of the year."""
    return date(year - years, 3, 1)


def someone(serial: int = 0, *, years: int = 40, card: str = "") -> str:
    """A made-up man's identity number for examples."""
    return made_up_id(aged(years), "male", serial, card=card)


def age() -> pl.Expr:
    """Whole years at the end of the year."""
    return pl.col("year") - pl.col("born").dt.year()


def school_age() -> pl.Expr:
    """Whole years on 1 September, when the school year begins."""
    return age() - (pl.col("born").dt.month() > 8).cast(pl.Int32)


def has(name: str, token: str) -> pl.Expr:
    """Whether a combinable field (tokens joined by "|") names the token."""
    return pl.concat_str(pl.lit("|"), pl.col(name), pl.lit("|")).str.contains(f"|{token}|", literal=True)


def is_in(name: str, tokens: tuple[str, ...]) -> pl.Expr:
    """Whether a field is one of some tokens; null stays null."""
    return pl.col(name).is_in(list(tokens))


def in_school() -> pl.Expr:
    """Whether the person goes to a school of any kind (preschool is none)."""
    return is_in("student", IN_SCHOOL)


def healthy() -> pl.Expr:
    """Whether the person is recorded as healthy and nothing else."""
    return pl.col("health") == "healthy"


def ill() -> pl.Expr:
    """Whether a chronic or a serious illness is recorded."""
    return has("health", "chronic") | has("health", "serious")


def disabled() -> pl.Expr:
    """Whether a disability is recorded."""
    return has("health", "disabled")


def away() -> pl.Expr:
    """Whether the person surely works away: a place is named or months are counted."""
    return is_in("work_place", AWAY).fill_null(value=False) | (pl.col("work_months") > 0).fill_null(value=False)


def left() -> pl.Expr:
    """Whether the household has left or is about to, as of the year of the facts (no year of exit: it has)."""
    gone = pl.col("exited_year").is_null() | (pl.col("year") >= pl.col("exited_year"))
    return (pl.col("status") == "exiting") | ((pl.col("status") == "exited") & gone)


def by_year(amounts: Mapping[int, int]) -> pl.Expr:
    """The amount of the row's year; null where the year has none."""
    return pl.col("year").replace_strict(dict(amounts), default=None, return_dtype=pl.Int64)


def lines_sum() -> pl.Expr:
    """Wages, business, property and transfers together, in fen; null as soon as one is blank."""
    return pl.sum_horizontal([pl.col(name) for name in INCOME_LINES], ignore_nulls=False)


def computed_net() -> pl.Expr:
    """Net income by the form's formula: the four lines less the production cost, in fen."""
    return lines_sum() - pl.col("business_cost")


def known_zero(name: str) -> pl.Expr:
    """Whether an amount is recorded as nothing."""
    return pl.col(name) <= 0


def id_given() -> pl.Expr:
    """Whether there is a document number that is no placeholder."""
    return ~pl.col("id_number").str.starts_with(PLACEHOLDER)


def check_character() -> pl.Expr:
    """The check character that the first 17 digits call for; null if they are not digits."""
    digits = [pl.col("id_number").str.slice(place, 1).cast(pl.Int32, strict=False) * weight for place, weight in enumerate(WEIGHTS)]
    rest = pl.sum_horizontal(digits, ignore_nulls=False) % 11
    return rest.replace_strict(dict(enumerate(CHECK_CHARACTERS)), default=None, return_dtype=pl.String)


def born_inside() -> pl.Expr:
    """The birthday inside the document number; null if those characters are no day."""
    return pl.col("id_number").str.slice(6, 8).str.to_date("%Y%m%d", strict=False)


def of_head(name: str) -> pl.Expr:
    """A fact of the householder, beside each member."""
    return pl.col(name).filter(pl.col("relation") == "head").first().over("household_code")


def younger_than_head() -> pl.Expr:
    """By how many years the member is younger than the householder (negative: older)."""
    return (pl.col("born") - of_head("born")).dt.total_days() / 365.25
