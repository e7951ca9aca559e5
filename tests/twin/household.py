"""The household's criteria of the national standard, read off clause H1 one by one.

Each function looks at one household: `years` are its recorded years, the assessed one first (an empty year is `{}`), `members`
the rows of its people in the assessed year. It gives what a person would write on the form: the answer, the number compared
and the number it was compared with.
"""

from datetime import date
from typing import NamedTuple

from twin.three import all_met, any_met, one_of, opposite

COMPULSORY = {"primary", "grade_7", "grade_8", "grade_9", "junior", "special_school"}
BEYOND = {
    *("senior_1", "senior_2", "senior_3", "vocational_1", "vocational_2", "vocational_3", "college_1", "college_2", "college_3"),
    *("university_1", "university_2", "university_3", "university_4", "postgraduate"),
}


class Found(NamedTuple):
    """What is found of one criterion: the answer, the value, the threshold; and whether a lower value is the better one."""

    met: bool | None
    value: int | None = None
    threshold: int | None = None
    lower: bool = False


def income(household, *, line, years):
    """Net income per head is above that year's line in each of the last so many years. The line itself is not above it.

    Compared in whole fen of the household, so that no rounding decides. The value told is this year's line plus the room (per
    head, rounded down to a fen) of the year with the least room, of the years that are known.
    """
    answers, rooms = [], []
    for back in range(years):
        year = household.years[back]
        net, heads, needed = household.net_income(back), year.get("members"), line[household.year - back]
        known = net is not None and heads is not None
        answers.append(net > heads * needed if known else None)
        if known:
            rooms.append(net // heads - needed)
    this = line[household.year]
    return Found(all_met(answers), min(rooms) + this if rooms else None, this)


def food(household):
    """No worry about food, as seen on the visit."""
    return Found(household.now.get("food_secure"))


def clothing(household):
    """No worry about clothing, as seen on the visit."""
    return Found(household.now.get("clothing_secure"))


def housing(household, *, grades):
    """The house is graded as safe; without a grade, it is recorded as not dangerous. If the two contradict, nobody knows."""
    grade, dangerous = household.now.get("house_grade"), household.now.get("dangerous_house")
    by_grade, by_record = one_of(grade, grades), opposite(dangerous)
    if by_grade is None:
        return Found(by_record)
    if by_record is None or by_record == by_grade:
        return Found(by_grade)
    return Found(None)


def medical(household):
    """Every member is in resident or in employee basic medical insurance."""
    return each_member(household, lambda person: any_met([person["resident_insurance"], person["employee_insurance"]]))


def schooling(household, *, from_age, to_age, excused):
    """Every child of compulsory school age is at school, or beyond it, or excused for a reason the edition names."""
    return each_member(household, lambda person: schooled(person, household.year, from_age, to_age, excused))


def schooled(person, year, from_age, to_age, excused):
    """One person: not of school age, or at school (or further), or excused."""
    of_age = school_age(person["birth_on"], year, from_age, to_age)
    return any_met([opposite(of_age), at_school(person), person["out_of_school_reason"] in excused])


def school_age(born, year, from_age, to_age):
    """Whether a person has from so many to so many whole years on 1 September of the year. A birthday on that day counts."""
    if born is None:
        return None
    turned = born.replace(year=year) <= date(year, 9, 1) if (born.month, born.day) != (2, 29) else True
    age = year - born.year - (0 if turned else 1)
    return from_age <= age <= to_age


def at_school(person):
    """At a school of compulsory education or one that follows it. A reason for being out says no; nothing recorded says nothing."""
    if person["student"] is not None:
        return person["student"] in COMPULSORY | BEYOND
    return False if person["out_of_school_reason"] is not None else None


def each_member(household, answer):
    """Not met if one member fails; else unknown if one member is, or if fewer people are listed than registered; else met.

    The value is how many fail (nothing, if nobody is listed); the threshold is nobody.
    """
    answers = [answer(person) for person in household.members]
    failing = sum(each is False for each in answers)
    heads = household.now.get("members")
    listed = heads is not None and bool(answers) and len(answers) >= heads
    met = False if failing else all_met([all_met(answers), True if listed else None])
    return Found(met, failing if answers else None, 0, lower=True)


CRITERIA = {each.__name__: each for each in (income, food, clothing, schooling, medical, housing)}
