"""What is settled about a county's households once for all years: who they are, where, how they fare."""

from dataclasses import dataclass
from datetime import date

from tuopin.synthetic.body import Bodies, bodies
from tuopin.synthetic.causes import Causes, causes
from tuopin.synthetic.dice import Bools, Dice, Floats, Ints
from tuopin.synthetic.earning import Policy
from tuopin.synthetic.families import Families, date_number, families
from tuopin.synthetic.home import Homes, homes
from tuopin.synthetic.learning import AT, grades
from tuopin.synthetic.status import EXITING, Status, statuses
from tuopin.synthetic.villages import Villages, villages
from tuopin.synthetic.working import WEAK, capacity

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

    def secure(self, year: int) -> Bools:
        """Households that have exited by the end of a year, and those about to exit in the last."""
        out = (self.state.exited_year > 0) & (self.state.exited_year <= year)
        return out | ((self.state.status == EXITING) & (year == self.years[-1]))


def settle(dice: Dice, county: str, n: int, *, years: tuple[int, ...]) -> County:
    """Draw a county of `n` households as it is at the end of the last year."""
    last = date(years[-1], 12, 31)
    known = villages(dice, county, n, year=last.year)
    village = known.spread(dice, n)
    people = families(dice, n, until=last)
    ages = people.age(date_number(last))
    body = bodies(dice, people, ages)
    return County(
        code=county,
        years=years,
        known=known,
        village=village,
        people=people,
        body=body,
        state=statuses(dice, people, village=village, known=known, year=last.year, ages=ages),
        home=homes(dice, known, village=village, size=people.size, wet=float(dice.share(1)[0])),
        policy=Policy.draw(dice),
        cause=_causes(dice, people, body, year=last.year),
        own=dice.bell(n, 0.22),
        tight=dice.chance(NEAR_THE_LINE, n),
    )


def _causes(dice: Dice, people: Families, body: Bodies, *, year: int) -> Causes:
    pupils = grades(people.age(date_number(date(year, 9, 1))), body) >= AT["primary"]
    able = capacity(body, people.age(date_number(date(year, 12, 31))), pupils) <= WEAK
    return causes(
        dice,
        ill=people.any(body.ill),
        disabled=people.any(body.disabled),
        pupils=people.any(pupils),
        few_hands=people.count(able) * 4 <= people.size,
    )
