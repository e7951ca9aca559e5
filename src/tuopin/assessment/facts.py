"""The facts a household is judged by, one row a household: its own, its year's, earlier incomes, its members counted.

Narwhals throughout: the same lines run on Polars and on Spark.
"""

from collections.abc import Callable, Sequence
from typing import Any

import narwhals as nw

from tuopin.standard.criterion import EachMember, Finding
from tuopin.standard.edition import Edition, Rule
from tuopin.standard.income import net_income

Frame = nw.LazyFrame[Any]
Join = Callable[[Frame, Frame], Frame]
KEY = "household_code"
OWN = ("household_code", "village_code", "status", "kind", "identified_on", "exited_year", "planned_year")
KEYS = ("village_code", "year")


def left_join(left: Frame, right: Frame) -> Frame:
    """`right` beside `left` by household; households that `right` does not list get nulls."""
    return left.join(right, on=KEY, how="left")


def household_facts(
    household: Frame, *, years: Sequence[Frame], counted: Frame, edition: Edition, carry: Sequence[str] = (), join: Join = left_join
) -> Frame:
    """One row for each household, a left join throughout: what is not recorded is null.

    `years` are household_year of the assessed year, the one before, and so on, as many as the edition looks back; `counted` is
    what `counted_members` gives. Adds `net_income_K` and `members_K` (K years back). `carry` names further columns of `household`
    to keep; `join` may be a faster way to the same left join.
    """
    facts = household.select(*OWN, *carry)
    for back, frame in enumerate(years):
        income = frame.with_columns(net_income(edition.income).alias(f"net_income_{back}"), nw.col("members").alias(f"members_{back}"))
        facts = join(facts, income.drop(*KEYS) if back == 0 else income.select(KEY, f"net_income_{back}", f"members_{back}"))
    return join(facts, counted)


def counted_members(persons: Frame, findings: dict[Rule, Finding | EachMember]) -> Frame:
    """For each household `persons` (rows of the person table), and for each criterion on members how many fail and how many are unknown."""
    flags = member_flags(persons, findings)
    return flags.group_by(KEY).agg(nw.col(name).sum() for name in flags.collect_schema().names() if name != KEY)


def member_flags(persons: Frame, findings: dict[Rule, Finding | EachMember]) -> Frame:
    """For each person the household, `persons` (1), and `NAME_failing` and `NAME_unknown` (1 or 0) for each criterion on members."""
    musts = {rule.criterion.name: found.must for rule, found in findings.items() if isinstance(found, EachMember)}
    flags = {f"{name}_failing": (~nw.col(name)).fill_null(value=False).cast(nw.Int32) for name in musts}
    flags |= {f"{name}_unknown": nw.col(name).is_null().cast(nw.Int32) for name in musts}
    return persons.with_columns(**musts).select(KEY, nw.lit(1).cast(nw.Int32).alias("persons"), **flags)
