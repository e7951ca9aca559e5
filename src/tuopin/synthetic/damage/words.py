"""Damage to answers, dates and amounts: words where a list was asked, local codes, numbers with their units."""

from datetime import date

from tuopin.synthetic.damage.kind import FORM, PERSON, VILLAGE, VISIT, Mark, damage, one, put, put_all, text
from tuopin.synthetic.damage.sheet import Household, Sheet
from tuopin.synthetic.truth import READ


@damage("I32", on=PERSON)
def answer_not_in_list(sheet: Sheet, home: Household) -> list[Mark]:
    """A level of schooling that no list knows."""
    row, column = one(sheet, home), sheet.column("person_year.schooling_level")
    return put(row, column, "读过几年书") if text(row, column) else []


@damage("I31", on=PERSON)
def local_code(sheet: Sheet, home: Household) -> list[Mark]:
    """A number of some county's own code list instead of the answer."""
    row, column = one(sheet, home), sheet.column("person_year.labour")
    return put(row, column, str(sheet.dice.between(1, 5, 1)[0])) if text(row, column) else []


@damage("I30", on=PERSON)
def neither_yes_nor_no(sheet: Sheet, home: Household) -> list[Mark]:
    """An answer that is neither yes nor no."""
    row, column = one(sheet, home), sheet.column("person_year.serious_illness_insurance")
    return put(row, column, "待核实") if text(row, column) else []


@damage("I27", on=PERSON)
def month_that_is_none(sheet: Sheet, home: Household) -> list[Mark]:
    """A thirteenth month."""
    row, column = one(sheet, home), sheet.column("person.joined_on")
    return put(row, column, "2015年13月") if text(row, column) else []


@damage("I27", on=FORM)
def day_that_is_none(sheet: Sheet, home: Household) -> list[Mark]:
    """The thirtieth of February."""
    row, column = one(sheet, home), sheet.column("person.birth_on")
    birth = text(row, column)
    return put(row, column, f"{birth[:4]}-02-30") if birth else []


@damage(READ, on=FORM)
def date_as_serial(sheet: Sheet, home: Household) -> list[Mark]:
    """A birthday that Excel keeps as a number of days."""
    row, column = one(sheet, home), sheet.column("person.birth_on")
    birth = text(row, column)
    return put(row, column, date.fromisoformat(birth)) if birth and birth > "1901" else []


@damage(READ, on=PERSON)
def month_with_words(sheet: Sheet, home: Household) -> list[Mark]:
    """A month as people write it."""
    row, column = one(sheet, home), sheet.column("person.joined_on")
    month = text(row, column)
    return put(row, column, f"{month[:4]}年{int(month[4:])}月") if month else []


@damage(READ, on=PERSON)
def amount_with_unit(sheet: Sheet, home: Household) -> list[Mark]:
    """Income with its unit behind it."""
    column = sheet.column("household_year.net_income_per_head")
    amount = text(home[0], column)
    return put_all(home, column, f"{amount}元") if amount else []


@damage("I22", on=("household_form",))
def amount_in_words(sheet: Sheet, home: Household) -> list[Mark]:
    """A number written out, or guessed at."""
    column = sheet.column("household_year.arable_land")
    return put_all(home, column, "约三亩多") if text(home[0], column) else []


@damage("I14", "I15", on=PERSON)
def household_disagrees(sheet: Sheet, home: Household) -> list[Mark]:
    """The second row of a household tells another main cause than the first."""
    column = sheet.column("household.main_cause")
    if len(home) < 2 or not text(home[0], column):
        return []
    return put(home[1], column, "因婚")


@damage("I32", on=VISIT)
def grade_that_is_none(sheet: Sheet, home: Household) -> list[Mark]:
    """A grade of house that does not exist."""
    column = sheet.column("household_year.house_grade")
    return put(home[0], column, "E级") if text(home[0], column) else []


@damage("I22", on=VISIT)
def water_in_words(sheet: Sheet, home: Household) -> list[Mark]:
    """Litres told in words."""
    column = sheet.column("household_year.water_litres")
    return put(home[0], column, "够用") if text(home[0], column) else []


@damage("I13", on=VISIT)
def other_householder(sheet: Sheet, home: Household) -> list[Mark]:
    """The visit names another householder than the persons' list."""
    column = sheet.column("household.head_name")
    return put(home[0], column, "司徒无名") if text(home[0], column) else []


@damage("I31", on=VILLAGE)
def village_local_code(sheet: Sheet, home: Household) -> list[Mark]:
    """A village's answer as a local code."""
    column = sheet.column("village_year.bus")
    return put(home[0], column, "2") if text(home[0], column) else []


@damage("I22", on=VILLAGE)
def village_count_in_words(sheet: Sheet, home: Household) -> list[Mark]:
    """A count of a village told in words."""
    column = sheet.column("village_year.disabled_persons")
    return put(home[0], column, "不详") if text(home[0], column) else []
