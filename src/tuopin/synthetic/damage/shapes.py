"""Damage to the sheet itself: rows that are no data, merged cells, hidden sheets, places nobody knows."""

from tuopin.synthetic.damage.kind import PERSON, VILLAGE, VISIT, Mark, damage, put
from tuopin.synthetic.damage.sheet import Household, Row, Sheet
from tuopin.synthetic.truth import READ, SKIPPED

EVERYWHERE = (*PERSON, *VISIT, *VILLAGE)
NOWHERE = "月亮湾无此村"


@damage("I04", on=(*PERSON, *VISIT), refused=True)
def village_unknown(sheet: Sheet, home: Household) -> list[Mark]:
    """A village that is in no list of villages, on every row of the household."""
    column = sheet.column("place.village")
    return [mark for row in home for mark in put(row, column, NOWHERE)]


@damage("I12", on=PERSON, refused=True)
def village_missing(sheet: Sheet, home: Household) -> list[Mark]:
    """The village was not filled in on one row."""
    return put(home[-1], sheet.column("place.village"), None)


@damage(READ, on=(*PERSON, *VISIT, *VILLAGE))
def village_in_other_words(sheet: Sheet, home: Household) -> list[Mark]:
    """The village's committee instead of the village, or the other way round."""
    column = sheet.column("place.village")
    name = home[0].cells[column] if column is not None else None
    if not isinstance(name, str) or not name.endswith("村委会") or name.endswith("社区村委会"):
        return []
    other = name.removesuffix("村委会") + "村"
    return [mark for row in home for mark in put(row, column, other.replace("村村", "村"))][:1]


@damage(SKIPPED, on=EVERYWHERE, once=True)
def totals_row(sheet: Sheet, home: Household) -> list[Mark]:
    """A row of totals under a household."""
    row = Row(["小计", *[None] * (len(sheet.labels) - 2), str(len(home))])
    sheet.after(home[-1], row)
    return [Mark(row, None, None, "小计")]


@damage(SKIPPED, on=EVERYWHERE, once=True)
def header_again(sheet: Sheet, home: Household) -> list[Mark]:
    """The header row once more, as on a second printed page."""
    row = Row(list(sheet.labels))
    sheet.after(home[-1], row)
    return [Mark(row, None, None, sheet.labels[0])]


@damage(SKIPPED, on=EVERYWHERE, once=True)
def blank_row(sheet: Sheet, home: Household) -> list[Mark]:
    """An empty row between two households."""
    row = Row([None] * len(sheet.labels))
    sheet.after(home[-1], row)
    return [Mark(row, None, None, None)]


@damage(READ, on=PERSON)
def merged_places(sheet: Sheet, home: Household) -> list[Mark]:
    """The names of county, township and village stand once, in cells merged over the household's rows."""
    columns = [column for column in (sheet.column(f"place.{level}") for level in ("county", "township", "village")) if column is not None]
    if len(home) < 2 or any(row.cells[column] != home[0].cells[column] for row in home for column in columns):
        return []
    marks = [Mark(home[1], columns[-1], home[1].cells[columns[-1]], None)]
    for column in columns:
        for row in home[1:]:
            row.cells[column] = None
        sheet.merged.append((home[0], home[-1], column))
    return marks


@damage(SKIPPED, on=EVERYWHERE, once=True)
def hidden_sheet(sheet: Sheet, home: Household) -> list[Mark]:
    """A hidden sheet with a copy of a few rows, left from somebody's work."""
    sheet.hidden.append(("Sheet3", [list(sheet.labels), list(home[0].cells)]))
    return [Mark(home[0], None, None, "Sheet3")]
