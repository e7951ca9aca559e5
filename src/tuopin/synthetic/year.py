"""One year of a made-up county: facts of persons, of households, and what they add up to by village."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from tuopin.synthetic import status
from tuopin.synthetic.causes import helped
from tuopin.synthetic.dice import Bools, Dice, Floats, Ints, days, flags, masked, tokens, total
from tuopin.synthetic.earning import Household, income
from tuopin.synthetic.families import date_number
from tuopin.synthetic.home import Guarantees, guarantees, land
from tuopin.synthetic.learning import Schooling, schooling
from tuopin.synthetic.settled import County
from tuopin.synthetic.working import Cover, Work, cover, work

OLD = 60
TAKEN_HOME = 0.72  # of a wage, after rent and living
CLASSES = ("A", "B", "C", "none")
INCOME_LINES = (
    "wage_income", "business_income", "grain_income", "tobacco_income", "livestock_income", "fruit_income", "other_crop_income",
    "other_business_income", "property_income", "transfer_income", "pension_income", "low_allowance_income", "special_support_income",
    "family_planning_income", "farm_subsidy_income", "ecological_income", "relief_income", "other_transfer_income", "business_cost",
)  # fmt: skip


@dataclass(frozen=True)
class Year:
    """A county in a year; masks say who is in the register by then."""

    year: int
    here: Bools  # persons born and registered by the end of the year
    listed: Bools  # households registered by then
    secure: Bools
    ages: Ints
    school: Schooling
    work: Work
    cover: Cover
    guarantees: Guarantees


def lived(dice: Dice, of: County, year: int) -> Year:
    """Draw what happened to everybody in a year."""
    people, secure, end = of.people, of.secure(year), date_number(date(year, 12, 31))
    ages, theirs = people.age(end), secure[people.household]
    school = schooling(dice, people, of.body, year=year, secure=theirs)
    working = work(dice, of.body, ages=ages, learns=school.learns)
    listed = of.state.identified <= end
    return Year(
        year=year,
        here=(people.birth <= end) & listed[people.household],
        listed=listed,
        secure=secure,
        ages=ages,
        school=school,
        work=working,
        cover=cover(dice, people, working, secure=theirs, supported=of.state.kind[people.household] != status.GENERAL),
        guarantees=guarantees(dice, of.home, secure=secure, back=of.years[-1] - year),
    )


def household_year(dice: Dice, of: County, at: Year, *, keys: dict[str, Any], fortune: Floats) -> tuple[pl.DataFrame, dict[str, Any]]:
    """The year's household facts, and the same as arrays for whoever adds them up."""
    money = income(dice, _earners(of, at, fortune), of.policy, year=at.year)
    facts = _facts(of, at) | money
    columns = keys | {"year": np.full(len(at.listed), at.year), "members": facts["members"]}
    columns |= _income_columns(dice, money, at.secure)
    columns |= {"income_source": flags(at.secure | (facts["able"] > 0) | (money["transfer_income"] > 0))}
    columns |= at.guarantees.columns | land(of.home) | _medical(dice, of)
    columns |= {"dropout_flag": flags(facts["out"]), "uninsured_flag": flags(np.zeros(len(at.listed)))}
    helps = helped(dice, of.cause, facts=facts)
    columns |= {name: flags(given) for name, given in helps.items()}
    return pl.DataFrame(columns).filter(pl.Series(at.listed)), facts | {"industry": helps["industry_help"]}


def person_year(dice: Dice, of: County, at: Year, *, keys: dict[str, Any], wages: Ints) -> pl.DataFrame:
    """The year's facts of persons; `wages` are the households' wage incomes in fen."""
    people, kind = of.people, of.state.kind[of.people.household]
    months = people.count(at.work.months)[people.household]
    monthly = wages[people.household] / TAKEN_HOME / np.maximum(months, 1) // 1000 * 1000
    columns = keys | {"year": np.full(people.persons, at.year), "birth_on": days(people.birth), "health": of.body.health()}
    columns |= at.school.columns(dice) | at.work.columns()
    columns |= {"work_wage": masked(pl.Series(monthly.astype(np.int64)), ~at.work.earns)}
    columns |= at.cover.columns(dice, ages=at.ages, learns=at.school.learns, serious=of.body.serious)
    columns |= {"low_allowance": flags(kind == status.LOW_ALLOWANCE), "special_support": flags(kind == status.SPECIAL)}
    return pl.DataFrame(columns).filter(pl.Series(at.here))


def sums(of: County, at: Year, facts: dict[str, Any]) -> dict[str, Ints]:
    """What the registered households of each village add up to."""
    low, special = of.state.kind == status.LOW_ALLOWANCE, of.state.kind == status.SPECIAL
    counted = {
        "households": np.ones(len(low)), "persons": of.people.size, "low_allowance": low, "unsafe_water": facts["unsafe_water"],
        "dangerous": facts["dangerous"], "able": facts["able"] > 0, "industry": facts["industry"], "arable": of.home.arable,
        "low_allowance_persons": low * facts["members"], "special_persons": special * facts["members"],
        "disabled_persons": facts["disabled"], "uninsured": facts["uninsured"],
        "poor_persons": (of.state.status != status.EXITED) * facts["members"],
    }  # fmt: skip
    listed = {name: values * (at.listed | (name == "persons")) for name, values in counted.items()}
    return {name: total(values, of.village, len(of.known.codes)) for name, values in listed.items()}


def _earners(of: County, at: Year, fortune: Floats) -> Household:
    people, here = of.people, at.here
    return Household(
        members=np.maximum(people.count(here), 1),
        secure=at.secure & ~of.wrong,
        returned=(of.state.status == status.RETURNED) | of.wrong,
        kind=of.state.kind,
        able=people.count(at.work.able & here),
        months=people.count(at.work.months * here),
        pensioners=people.count((at.ages >= OLD) & here),
        honoured=people.any((at.ages >= OLD) & (people.slot == 0)) & (people.size == 3),
        arable=of.home.arable,
        returned_forest=of.home.returned,
        ground=dict.fromkeys(("grain_income", "tobacco_income", "other_crop_income"), of.home.arable > 0) | {"fruit_income": of.home.orchard > 0},
        fortune=fortune,
        tight=of.tight,
    )


def _facts(of: County, at: Year) -> dict[str, Any]:
    people, here = of.people, at.here
    return {
        "members": np.maximum(people.count(here), 1),
        "able": people.count(at.work.able & here),
        "posts": people.count(at.work.post & here),
        "ill": people.any(of.body.ill & here),
        "disabled": people.count(of.body.disabled & here),
        "pupils": people.any(at.school.learns & here),
        "of_school_age": people.any((at.ages >= 6) & (at.ages < 16)),
        "out": people.any(at.school.out & here),
        "uninsured": people.count(at.cover.none & here),
        "dangerous": at.guarantees.dangerous,
        "unsafe_water": at.guarantees.unsafe_water,
        "watched": of.watched,
    }


def _income_columns(dice: Dice, money: dict[str, Ints], secure: Bools) -> dict[str, pl.Series]:
    """Income as recorded: a few households that have not exited have no lines, or one line missing, and so no net income."""
    drawn = np.where(secure, 1.0, dice.share(len(secure)))
    no_lines, one_line = drawn < 0.018, (drawn >= 0.018) & (drawn < 0.028)
    columns = {name: masked(pl.Series(money[name]), no_lines) for name in INCOME_LINES}
    columns["property_income"] = masked(columns["property_income"], one_line)
    columns["net_income"] = masked(pl.Series(money["net_income"]), no_lines | one_line)
    columns["net_income_per_head"] = masked(pl.Series(money["net_income_per_head"]), (drawn < 0.012) | one_line)
    columns["allowance_class"] = tokens(CLASSES, money["allowance_class"])
    return columns


def _medical(dice: Dice, of: County) -> dict[str, Ints]:
    """What illness cost the household itself, and what insurance paid back."""
    n = of.people.households
    ill, grave = of.people.any(of.body.ill), of.people.any(of.body.serious)
    paid = np.where(ill, dice.between(3, 40, n) * np.where(grave, 12_000, 3_000), 0)
    return {"self_paid_medical": paid, "claims_income": np.where(grave & dice.chance(0.4, n), paid // 200 * 100, 0)}
