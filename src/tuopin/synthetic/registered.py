"""The tables that hold once for a household and a person: household, person, place."""

from typing import Any

import numpy as np
import polars as pl

from tuopin.common.places import places
from tuopin.synthetic import names, numbers, status
from tuopin.synthetic.dice import Bools, Dice, Ints, days, flags, masked, tokens
from tuopin.synthetic.families import ROLE, ROLES
from tuopin.synthetic.monitoring import monitoring
from tuopin.synthetic.settled import County

GROWN = 16
HAS_PHONE, PERSON_HAS_PHONE = 0.94, 0.3


def household_keys(of: County) -> dict[str, Any]:
    """Household and village codes by household."""
    serials = np.arange(1, of.people.households + 1)
    return {"household_code": numbers.household_codes(of.code, serials), "village_code": tokens(of.known.codes, of.village)}


def person_keys(of: County, households: dict[str, Any]) -> dict[str, Any]:
    """Person, household and village codes by person."""
    people = of.people
    own = {"person_code": numbers.person_codes(of.code, people.household + 1, people.slot + 1)}
    return own | {name: column.gather(people.household) for name, column in households.items()}


def household(dice: Dice, of: County, *, keys: dict[str, Any], heads: pl.Series) -> pl.DataFrame:
    """The household table."""
    n, state = of.people.households, of.state
    columns = keys | {
        "group_name": tokens(names.GROUPS, dice.between(0, len(names.GROUPS) - 1, n)),
        "head_name": heads,
        "standard": tokens(("national", "provincial"), dice.chance(0.04, n)),
        "kind": tokens(status.KINDS, state.kind),
        "status": tokens(status.STATUSES, state.status),
        "household_type": tokens(("exited",), np.where(state.status == status.EXITED, 0, -1)),
        "identified_on": days(state.identified),
        "exited_year": masked(pl.Series(state.exited_year), state.exited_year == 0),
        "planned_year": masked(pl.Series(state.planned_year), state.planned_year == 0),
        "relocated": flags(of.home.relocated),
        "military_family": flags(dice.chance(0.005, n)),
        "phone": numbers.phones(of.code, np.arange(n), missing=~dice.chance(HAS_PHONE, n)),
    }
    return pl.DataFrame(columns | _children(of) | of.cause.columns() | monitoring(dice, of))


def person(dice: Dice, of: County, *, keys: dict[str, Any], ages: Ints) -> pl.DataFrame:
    """The person table."""
    people, body, n = of.people, of.body, of.people.persons
    born = numbers.yyyymmdd(people.birth)
    serials = numbers.serials_within(born * 2 + people.male) + 1  # 000 looks like digits lost
    numbered = numbers.made_up_ids(born, people.male, serials, area=numbers.area(of.code))
    columns = keys | {
        "name": names.names(dice, surname=_surnames(dice, of), male=people.male, household=people.household, slot=people.slot),
        "id_type": tokens(("identity_card", "disability_card"), body.disabled),
        "id_number": numbered + body.cards(),
        "sex": tokens(("female", "male"), people.male),
        "birth_on": days(people.birth),
        "ethnicity": tokens(names.ETHNICITIES, names.ethnicities(dice, of.code, people.households)[people.household]),
        "relation": tokens(ROLES, people.role),
        "joined_on": days(np.maximum(of.state.identified[people.household], _next_month(people.birth))),
        "phone": numbers.phones(of.code, people.households + np.arange(n), missing=(ages < GROWN) | ~dice.chance(PERSON_HAS_PHONE, n)),
        "serviceman": flags(body.serving),
    }
    return pl.DataFrame(columns)


def place(of: County) -> pl.DataFrame:
    """The county, what lies above it, its townships that have chosen villages, and those villages."""
    towns = sorted({code[:9] for code in of.known.codes})
    above = [places()[code] for code in (of.code[:2], of.code[:4], of.code, *towns)]
    rows = [(each.code, each.name, each.level, each.parent or None) for each in above]
    rows += [(code, name, "village", code[:9]) for code, name in zip(of.known.codes, of.known.names, strict=True)]
    return pl.DataFrame(rows, schema=["code", "name", "level", "parent_code"], orient="row")


def _surnames(dice: Dice, of: County) -> Ints:
    """Blood relations of the head share the surname; spouses, mothers and daughters-in-law bring their own."""
    people = of.people
    family, own = names.surnames(dice, people.households)[people.household], names.surnames(dice, people.persons)
    married_in: Bools = np.isin(people.role, [ROLE["spouse"], ROLE["mother"], ROLE["daughter_in_law"]])
    return np.where(married_in, own, family)


def _children(of: County) -> dict[str, pl.Series]:
    """Families with one child, and with two daughters and no son."""
    people = of.people
    sons, daughters = people.count(people.role == ROLE["son"]), people.count(people.role == ROLE["daughter"])
    return {"only_child_family": flags(sons + daughters == 1), "two_daughters_family": flags((sons == 0) & (daughters == 2))}


def _next_month(birth: Ints) -> Ints:
    """The first day of the month after a birth."""
    return (birth.astype("datetime64[D]").astype("datetime64[M]") + 1).astype("datetime64[D]").astype(np.int64)
