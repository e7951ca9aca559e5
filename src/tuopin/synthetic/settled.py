"""What is settled about a county's households once for all years: who they are, where, how they fare."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from tuopin.synthetic.body import Bodies, bodies
from tuopin.synthetic.causes import Causes, causes
from tuopin.synthetic.dice import Bools, Dice, Floats, Ints
from tuopin.synthetic.earning import Policy
from tuopin.synthetic.families import Families, date_number, families
from tuopin.synthetic.home import Homes, homes
from tuopin.synthetic.learning import AT, grades
from tuopin.synthetic.status import EXITED, EXITING, Status, statuses
from tuopin.synthetic.villages import Villages, villages
from tuopin.synthetic.working import OLDEST_AT_WORK, ORDINARY, SKILLED, WEAK, capacity

SCARCE_LAND, REMOTE = 60, 0.72  # mu × 100 a head; of home.far
WATCHED, WATCHED_SINCE = 0.04, 2020
NEAR_THE_LINE = 0.16  # share of households whose income keeps close to it


@dataclass(frozen=True)
class County:
    """A county's people, before any year's facts."""

    code: str
    years: tuple[int, ...]
    known: Villages
    village: Ints  # by household
    people: Families
    body: Bodies
    state: Status
    home: Homes
    policy: Policy
    cause: Causes
    own: Floats
    tight: Bools
    wrong: Bools  # exited with an income below the line
    watched: Bools  # exited, and at risk of falling back (registers from 2020 on)

    def secure(self, year: int) -> Bools:
        """Households that have exited by the end of a year, and those about to."""
        out = (self.state.exited_year > 0) & (self.state.exited_year <= year)
        return out | (self.state.status == EXITING)


def settle(dice: Dice, county: str, n: int, *, years: tuple[int, ...], wrong_exits: float = 0.0) -> County:
    """Draw a county of `n` households as it is at the end of the last year."""
    last = date(years[-1], 12, 31)
    known = villages(dice, county, n, year=last.year)
    village = known.spread(dice, n)
    people = families(dice, n, until=last)
    ages = people.age(date_number(last))
    body = bodies(dice, people, ages)
    pupils = grades(people.age(date_number(date(last.year, 9, 1))), body) >= AT["primary"]
    labour = capacity(body, ages, pupils)
    strong = capacity(body, np.minimum(ages, OLDEST_AT_WORK), pupils) <= SKILLED  # in every year, not only the last
    home = homes(dice, known, village=village, size=people.size, wet=float(dice.share(1)[0]))
    state = statuses(dice, people, village=village, known=known, year=last.year, ages=ages, strong=strong)
    return County(
        code=county,
        years=years,
        known=known,
        village=village,
        people=people,
        body=body,
        state=state,
        home=home,
        policy=Policy.draw(dice),
        cause=_causes(dice, people, body, pupils=pupils, labour=labour, home=home),
        own=dice.bell(n, 0.22),
        tight=dice.chance(NEAR_THE_LINE, n),
        watched=_watched(dice, state, years),
        wrong=(state.status == EXITED) & dice.chance(wrong_exits, n),
    )


def _watched(dice: Dice, state: Status, years: tuple[int, ...]) -> Bools:
    out = (state.exited_year > 0) & (state.exited_year <= years[0])
    return out & dice.chance(WATCHED if years[-1] >= WATCHED_SINCE else 0.0, len(out))


def _causes(dice: Dice, people: Families, body: Bodies, *, pupils: Bools, labour: Ints, home: Homes) -> Causes:
    """Each cause only where the household is like that; the last three anybody may have."""
    whole = labour <= SKILLED
    fits = {
        "illness": people.any(body.ill),
        "disability": people.any(body.disabled),
        "schooling": people.any(pupils),
        "labour": people.count(labour <= WEAK) * 4 <= people.size,
        "skill": people.any(labour == ORDINARY),
        "land": home.arable < SCARCE_LAND * people.size,
        "transport": home.far > REMOTE,
        "motivation": people.any(whole & ~body.ill & ~body.disabled),
    }
    return causes(dice, people.households, fits)
