"""What provinces ask of a household beyond the nation's six: Guangxi's eight haves, Sichuan's, Shaanxi's. Clauses H1, R2c."""

from twin.household import Found, at_school, each_member, school_age
from twin.three import all_met, any_met, at_least, one_of, opposite


def safe_water(household):
    """Has safe drinking water."""
    return Found(household.now.get("safe_water"))


def electricity(household):
    """Has electricity at home."""
    return Found(household.now.get("electricity"))


def television(household):
    """Can watch television."""
    return Found(household.now.get("television"))


def village_road(household):
    """A road of the standard reaches the natural village."""
    return Found(household.now.get("village_road"))


def livelihood(household, *, classes):
    """Has a stable source of income; or nobody can work, and the household has the low allowance of one of the classes."""
    now = household.now
    supported = all_met([now.get("no_labour"), one_of(now.get("allowance_class"), classes)])
    return Found(any_met([now.get("income_source"), supported]))


def floor_area(household, *, least):
    """So much floor area a head. The area told is rounded down."""
    area, heads = household.now.get("house_area"), household.now.get("members")
    if area is None or heads is None:
        return Found(None, None, least)
    return Found(area >= heads * least, area // heads, least)


def water(household, *, litres, minutes, reliability):
    """Safe water, and no measure on record that says otherwise.

    A way that takes longer than allowed leaves it open: a distance, which nobody records, may stand in for it.
    """
    now = household.now
    litres_ok = at_least(now.get("water_litres"), litres) is not False
    reliability_ok = at_least(now.get("water_reliability"), reliability) is not False
    far = now.get("water_minutes") is not None and now["water_minutes"] > minutes
    return Found(all_met([now.get("safe_water"), litres_ok, reliability_ok, None if far else True]))


def persuasion(household, *, from_age, to_age, visits):
    """A child of school age who is not at school: not out of poverty, visited so often, and the three have signed."""

    def accounted(person):
        of_age = school_age(person["birth_on"], household.year, from_age, to_age)
        not_poverty = opposite(one_of(person["out_of_school_reason"], {"poverty"}))
        on_record = all_met([at_least(person["persuasion_visits"], visits), person["persuasion_signed"]])
        return any_met([opposite(of_age), at_school(person), all_met([not_poverty, on_record])])

    return each_member(household, accounted)


def serious_illness(household):
    """Every member is insured against serious illness."""
    return each_member(household, lambda person: person["serious_illness_insurance"])


def settled(household):
    """First identified before the year: who came into the register this year does not leave this year."""
    since = household.own["identified_on"]
    return Found(None if since is None else since.year < household.year)


CRITERIA = {
    each.__name__: each
    for each in (safe_water, electricity, television, village_road, livelihood, floor_area, water, persuasion, serious_illness, settled)
}
