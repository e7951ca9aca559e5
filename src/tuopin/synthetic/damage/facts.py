"""Damage that every cell hides well: facts that contradict each other or the standard."""

from tuopin.synthetic.damage.kind import FORM, PERSON, VILLAGE, Mark, damage, put, put_all, text
from tuopin.synthetic.damage.sheet import Household, Row, Sheet

ADULTS = ("配偶", "之子", "之女", "之父", "之母")


@damage("fam-06", "I15", on=PERSON)
def member_count_off(sheet: Sheet, home: Household) -> list[Mark]:
    """The household counts one member more than it lists."""
    column = sheet.column("household_year.members")
    members = text(home[0], column)
    return put_all(home, column, str(int(members) + 1)) if members else []


@damage("blank-07", on=PERSON, healed=True)
def relation_missing(sheet: Sheet, home: Household) -> list[Mark]:
    """A member's relation to the householder is blank."""
    return put(home[-1], sheet.column("person.relation"), None) if len(home) > 1 else []


@damage("fam-02", "I15", on=PERSON)
def two_householders(sheet: Sheet, home: Household) -> list[Mark]:
    """A second member is called the householder."""
    column = sheet.column("person.relation")
    second = next((row for row in home[1:] if text(row, column) in ADULTS), None)
    return put(second, column, "户主") if second else []


@damage("land-01", "I15", on=FORM)
def negative_land(sheet: Sheet, home: Household) -> list[Mark]:
    """Land less than nothing."""
    column = sheet.column("household_year.arable_land")
    land = text(home[0], column)
    return put_all(home, column, f"-{land}") if land and land != "0" else []


@damage("land-15", "I15", on=("household_form",))
def more_paddy_than_land(sheet: Sheet, home: Household) -> list[Mark]:
    """More paddy than arable land."""
    arable = text(home[0], sheet.column("household_year.arable_land"))
    return put_all(home, sheet.column("household_year.paddy_land"), str(int(float(arable)) + 2)) if arable else []


@damage("inc-04", "inc-08", "I15", on=("person", "household_form"))
def below_the_line(sheet: Sheet, home: Household) -> list[Mark]:
    """Declared exited with an income below the line (Mashan, 2014: 608 households)."""
    column, status = sheet.column("household_year.net_income_per_head"), sheet.column("household.status")
    if text(home[0], status) != "已脱贫" or not text(home[0], column):
        return []
    return put_all(home, column, str(sheet.dice.between(1500, 2700, 1)[0]))


@damage("inc-06", "I15", on=("household_form",))
def net_income_does_not_add_up(sheet: Sheet, home: Household) -> list[Mark]:
    """The household's net income is not what its lines come to."""
    column = sheet.column("household_year.net_income")
    net = text(home[0], column)
    return put_all(home, column, str(int(float(net)) + 777)) if net and text(home[0], sheet.column("household_year.property_income")) else []


@damage("inc-10", "I15", on=("household_form",))
def transfers_below_their_parts(sheet: Sheet, home: Household) -> list[Mark]:
    """The pension alone is more than all transfers."""
    transfers, pension = sheet.column("household_year.transfer_income"), sheet.column("household_year.pension_income")
    whole = text(home[0], transfers)
    return put_all(home, pension, str(int(float(whole)) + 500)) if whole else []


@damage("cause-44", on=("monitored",))
def help_without_income(sheet: Sheet, home: Household) -> list[Mark]:
    """Helped with an industry, yet no business income."""
    business, helped = sheet.column("household_year.business_income"), sheet.column("household_year.industry_help")
    return put_all(home, helped, "是") if text(home[0], business) == "0" else []


@damage("guar-19", "I15", on=("person", "household_form"))
def exited_in_a_dangerous_house(sheet: Sheet, home: Household) -> list[Mark]:
    """Declared exited, living in a dangerous house."""
    column, status = sheet.column("household_year.dangerous_house"), sheet.column("household.status")
    return put_all(home, column, "是") if text(home[0], status) == "已脱贫" and text(home[0], column) == "否" else []


@damage("vil-22", on=VILLAGE)
def fewer_people_than_households(sheet: Sheet, home: Household) -> list[Mark]:
    """A village with fewer people than households."""
    row: Row = home[0]
    households = text(row, sheet.column("village_year.households"))
    return put(row, sheet.column("village_year.population"), str(int(households) - 1)) if households else []
