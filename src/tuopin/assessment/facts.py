"""The facts a household is judged by, one row a household: its own, its year's, earlier incomes, its members counted.

Narwhals throughout: the same lines run on Polars and on Spark.
"""

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from tuopin.standard.criterion import EachMember, Finding
from tuopin.standard.edition import Edition, Rule
from tuopin.standard.income import net_income

Frame = nw.LazyFrame[Any]
OWN = ("household_code", "village_code", "status", "kind", "identified_on", "exited_year", "planned_year")
KEYS = ("village_code", "year")


def household_facts(
    household: Frame, *, years: Sequence[Frame], persons: Frame, edition: Edition, findings: dict[Rule, Finding | EachMember], carry: Sequence[str] = ()
) -> Frame:
    """One row for each household, a left join throughout: what is not recorded is null.

    `years` are household_year of the assessed year, the one before, and so on, as many as the edition looks back. Adds
    `net_income_K` and `members_K` (K years back), `persons` (rows of the person table), and for each criterion on members
    `NAME_failing` and `NAME_unknown` (how many fail, how many cannot be told). `carry` names further columns of `household` to keep.
    """
    facts = household.select(*OWN, *carry)
    for back, frame in enumerate(years):
        income = frame.with_columns(net_income(edition.income).alias(f"net_income_{back}"), nw.col("members").alias(f"members_{back}"))
        kept = income.drop(*KEYS) if back == 0 else income.select("household_code", f"net_income_{back}", f"members_{back}")
        facts = facts.join(kept, on="household_code", how="left")
    return facts.join(counted_members(persons, findings), on="household_code", how="left")


def counted_members(persons: Frame, findings: dict[Rule, Finding | EachMember]) -> Frame:
    """For each household: its members counted, and for each criterion on members how many fail and how many are unknown."""
    musts = {rule.criterion.name: found.must for rule, found in findings.items() if isinstance(found, EachMember)}
    marked = persons.with_columns(**musts)
    flags = {f"{name}_failing": (~nw.col(name)).fill_null(value=False).cast(nw.Int32) for name in musts}
    flags |= {f"{name}_unknown": nw.col(name).is_null().cast(nw.Int32) for name in musts}
    ready = marked.select("household_code", nw.lit(1).cast(nw.Int32).alias("persons"), **flags)
    return ready.group_by("household_code").agg(nw.col("persons").sum(), *(nw.col(name).sum() for name in flags))
