"""A county's persons for the comprehensive incidence, counted from a result: what follows if all that may leave have left. Clause C5."""

import polars as pl

from tuopin.assessment.households import ON_REGISTER
from tuopin.assessment.omission import Counts
from tuopin.assessment.result import Result
from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import Words


def counts_of(result: Result, county: str) -> Counts:
    """Exited: registered as exited, or may leave now. Left: on the register and not leaving. BadInput without a rural population."""
    if county not in result.counties:
        raise Refused("no-place", because=Words(f"结果不含县 {county}", f"the result has no county {county}"))
    row = result.table("counties").filter(pl.col("county_code") == county).row(0, named=True)
    if not row["population"]:
        raise BadInput(
            county,
            Words("这个县没有农村人口数", "the rural population of this county is not recorded"),
            Words("用 --rural 给出", "give it with --rural"),
        )
    members, leaving = pl.col("members"), pl.col("may_leave")
    exited = members.filter((pl.col("status") == "exited") | leaving).sum()
    left = members.filter(pl.col("status").is_in(ON_REGISTER) & ~leaving).sum()
    told = result.verdicts(county).select(exited=exited, left=left).collect().row(0, named=True)
    return Counts.of(rural=int(row["population"]), left=int(told["left"] or 0), exited=int(told["exited"] or 0), wrong=int(row["wrongly_exited_persons"]))
