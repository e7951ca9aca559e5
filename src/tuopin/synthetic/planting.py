"""Planting damage in a sheet: as many as asked for, every kind that fits in turn, no household twice."""

from dataclasses import dataclass

from tuopin.synthetic.damage import KINDS, Kind
from tuopin.synthetic.damage.kind import Mark, text
from tuopin.synthetic.damage.sheet import Household, Sheet
from tuopin.synthetic.truth import READ, SEPARATOR, Truth

TRIES = 60  # households looked at for one that a kind fits


@dataclass(frozen=True)
class _Planted:
    kind: Kind
    mark: Mark
    household_code: str
    person_code: str


def plant(sheet: Sheet, rate: float, *, together: bool = False) -> list[Truth]:
    """Damage about `rate` of a sheet's rows (at least once every kind that fits) and tell the truth about it.

    `together`: the same people stand in another list too.
    """
    kinds = [kind for kind in KINDS.values() if sheet.layout.name in kind.layouts]
    if not kinds:
        return []
    homes = sheet.households()
    order = [int(index) for index in sheet.dice.stream.permutation(len(homes))]
    wanted = max(len(kinds), round(rate * len(sheet.rows)))
    again = [kind for kind in kinds if not kind.once]
    turns = [*kinds, *(again[turn % len(again)] for turn in range(wanted - len(kinds)))]
    planted = [each for kind in sorted(turns, key=lambda kind: kind.once) for each in _one(sheet, kind, homes, order=order)]
    places = sheet.places()
    return [_truth(sheet, each, row=places[id(each.mark.row)], together=together) for each in planted]


def _one(sheet: Sheet, kind: Kind, homes: list[Household], *, order: list[int]) -> list[_Planted]:
    """One damage in the first household of the order that the kind fits; that household leaves the order."""
    household, person = sheet.column("key.household_code"), sheet.column("key.person_code")
    for place, index in enumerate(order[:TRIES]):
        home = homes[index]
        codes = {id(row): (text(row, household) or "", text(row, person) or "") for row in home}
        if marks := kind.act(sheet, home):
            del order[place]
            own = codes[id(home[-1])]
            return [_Planted(kind, mark, *codes.get(id(mark.row), own)) for mark in marks]
    return []


def _truth(sheet: Sheet, each: _Planted, *, row: int, together: bool) -> Truth:
    kind, mark = each.kind, each.mark
    return Truth(
        file=sheet.file,
        sheet=sheet.name,
        row=row,
        column=None if mark.column is None else mark.column + 1,
        label="" if mark.column is None else sheet.labels[mark.column],
        kind=kind.name,
        original="" if mark.original is None else str(mark.original),
        damaged="" if mark.damaged is None else str(mark.damaged),
        expected=READ if kind.healed and together else SEPARATOR.join(kind.expected),
        refused=kind.refused,
        household_code=each.household_code,
        person_code=each.person_code,
    )
