"""What is asked of villages and counties beside the incidence: the four factors, and what provinces make of them. Clauses V2, C2, R2c.

Many are alike: a fact on record, a share at least so high, a part of a whole. They are listed in tables, one row a criterion.
"""

from twin.household import Found
from twin.three import above, all_met, any_met, at_least

RECORDED = {  # criterion: the fact that has to be on record as so
    "village": {
        "industry": "industry",
        "paved_road": "paved_road",
        "broadband": "broadband",
        "committee": "committee_sound",
        "income_share": "income_share_rising",
    },
    "county": {
        "national_county": "national_county",
        "income_growth_province": "income_growth_above_province",
        "income_growth_nation": "income_growth_above_nation",
        "services_near_province": "services_near_province",
        "hospital": "hospital_ready",
        "allowance": "allowance_at_line",
        "balanced_education": "balanced_education",
        "measures": "measures_cover_all",
    },
}
SHARES = {  # criterion: the share on record, in hundredths of a percent
    "roads": "road_villages_share",
    "tap_water": "tap_water_share",
    "electricity": "electricity_share",
    "housing": "safe_house_share",
    "rebuilt_houses": "rebuilt_house_share",
    "insurance": "insured_share",
    "water": "safe_water_share",
    "schooling": "schooling_share",
    "pension": "pension_share",
    "industry_coverage": "industry_coverage_share",
}
COVERED = {  # criterion: the part, of the whole
    "village": {
        "industry_coverage": ("industry_households", "industry_base_households"),
        "insurance": ("insured_persons", "population"),
        "electricity": ("powered_households", "households"),
        "television": ("television_households", "households"),
    },
    "county": {
        "villages_out": ("poor_villages_ready", "poor_villages"),
        "central_schools": ("townships_with_school", "townships"),
        "township_hospitals": ("townships_with_hospital", "townships"),
        "service_centres": ("townships_with_service_centre", "townships"),
    },
}
ALL_BUT = {"housing": ("dangerous_house_households", "households"), "water": ("unsafe_water_households", "households")}
SOME = {"clinic": "clinics", "culture_room": "culture_rooms"}  # criterion: of what there must be one


def on_record(fact):
    """The fact is on record as so."""
    return lambda place: Found(place.get(fact))


def share(fact):
    """The share on record is at least so many percent."""
    return lambda place, *, least: Found(at_least(place.get(fact), least * 100), place.get(fact), least * 100)


def some(fact):
    """There is at least one."""
    return lambda place: Found(at_least(place.get(fact), 1), place.get(fact), 1)


def covered(part, whole):
    """The part is at least so many percent of the whole."""
    return lambda place, *, least: portion(place.get(part), place.get(whole), least)


def all_but(lacking, whole):
    """The whole without those lacking is at least so many percent of it."""

    def criterion(place, *, least):
        lack, total = place.get(lacking), place.get(whole)
        return portion(None if lack is None or total is None else total - lack, total, least)

    return criterion


def portion(part, whole, least):
    """In whole counts; where there is nothing to cover, nothing is missing. Told in hundredths of a percent, rounded down."""
    if whole is None or (part is None and whole > 0):
        return Found(None, None, least * 100)
    told = part * 10_000 // whole if whole > 0 else 10_000
    return Found(None if part is None else part * 100 >= whole * least, told, least * 100)


def infrastructure(village):
    """A paved road to the township, and no household without safe water."""
    unsafe = village.get("unsafe_water_households")
    return Found(all_met([village.get("paved_road"), None if unsafe is None else unsafe == 0]))


def public_services(village):
    """A clinic and a culture room."""
    return Found(all_met([at_least(village.get("clinics"), 1), at_least(village.get("culture_rooms"), 1)]))


def collective_economy(village):
    """The collective has an income."""
    return Found(above(village.get("collective_income"), 0), village.get("collective_income"))


def collective_level(village, *, least, enough):
    """Enough collective income. Less than the least is not; what is between the two nobody has settled."""
    income = village.get("collective_income")
    if income is None or least <= income < enough:
        return Found(None, income, enough)
    return Found(income >= enough, income, enough)


def collective_or_cooperative(village):
    """The collective has an income, or there is a cooperative."""
    return Found(any_met([above(village.get("collective_income"), 0), village.get("cooperative")]))


def county_industries(county, *, least):
    """So many industries of its own."""
    return Found(at_least(county.get("industries"), least), county.get("industries"), least)


def income_share(county, *, least):
    """Rural income is so many percent of the province's."""
    of_province = county.get("income_share_of_province")
    return Found(at_least(of_province, least), None if of_province is None else of_province * 100, least * 100)


def other_items(_township):
    """Items this edition does not have: nobody knows."""
    return Found(None)


VILLAGE = {name: on_record(fact) for name, fact in RECORDED["village"].items()}
VILLAGE |= {name: covered(*counts) for name, counts in COVERED["village"].items()}
VILLAGE |= {name: all_but(*counts) for name, counts in ALL_BUT.items()}
VILLAGE |= {name: some(fact) for name, fact in SOME.items()}
VILLAGE |= {
    each.__name__: each
    for each in (infrastructure, public_services, collective_economy, collective_level, collective_or_cooperative)
}
COUNTY = {name: on_record(fact) for name, fact in RECORDED["county"].items()}
COUNTY |= {name: share(fact) for name, fact in SHARES.items()}
COUNTY |= {name: covered(*counts) for name, counts in COVERED["county"].items()}
COUNTY |= {"county_industries": county_industries, "income_share": income_share}
TOWNSHIP = {"other_items": other_items}
