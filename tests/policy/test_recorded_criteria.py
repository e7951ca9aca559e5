"""H1, V2, C2: criteria that look at one recorded fact: as recorded, and unknown where it is not."""

import pytest

from policy.judging import judged, rows
from tuopin.standard.criterion import Unit

YES = """
unit      criterion              fact
household safe_water             safe_water
household electricity            electricity
household television             television
household village_road           village_road
village   industry               industry
village   paved_road             paved_road
village   broadband              broadband
village   committee              committee_sound
village   income_share           income_share_rising
county    income_growth_province income_growth_above_province
county    income_growth_nation   income_growth_above_nation
county    services_near_province services_near_province
county    hospital               hospital_ready
county    allowance              allowance_at_line
county    balanced_education     balanced_education
county    measures               measures_cover_all
county    national_county        national_county
"""
SHARES = """
criterion         fact
roads             road_villages_share
tap_water         tap_water_share
electricity       electricity_share
housing           safe_house_share
rebuilt_houses    rebuilt_house_share
insurance         insured_share
water             safe_water_share
schooling         schooling_share
pension           pension_share
industry_coverage industry_coverage_share
"""
COVERED = """
unit    criterion          part                         whole
village industry_coverage  industry_households          industry_base_households
village insurance          insured_persons              population
village electricity        powered_households           households
village television         television_households        households
county  villages_out       poor_villages_ready          poor_villages
county  central_schools    townships_with_school        townships
county  township_hospitals townships_with_hospital      townships
county  service_centres    townships_with_service_centre townships
"""
SOME = """
criterion    fact
clinic       clinics
culture_room culture_rooms
"""
ALL_BUT = """
criterion lacking
housing   dangerous_house_households
water     unsafe_water_households
"""


def each(text):
    return [pytest.param(*case.values(), id=case["criterion"]) for case in rows(text)]


@pytest.mark.parametrize(("unit", "criterion", "fact"), each(YES))
def test_a_recorded_yes_meets_a_recorded_no_does_not_and_nothing_recorded_is_unknown(unit, criterion, fact):
    text = f"{fact} answer\nyes met\nno not_met\n- unknown"
    assert judged(Unit(unit), criterion, text) == rows(text)


@pytest.mark.parametrize(("criterion", "fact"), each(SHARES))
def test_a_share_is_at_least_the_percent(criterion, fact):
    text = f"{fact} answer\n9799 not_met\n9800 met\n9801 met\n- unknown"
    assert judged(Unit.COUNTY, criterion, text, least=98) == rows(text)


@pytest.mark.parametrize(("unit", "criterion", "part", "whole"), each(COVERED))
def test_a_count_covers_at_least_the_percent_of_the_whole(unit, criterion, part, whole):
    text = f"{part} {whole} answer\n48 50 not_met\n49 50 met\n50 50 met\n0 0 met\n- 50 unknown\n49 - unknown"
    assert judged(Unit(unit), criterion, text, least=98) == rows(text)


@pytest.mark.parametrize(("criterion", "lacking"), each(ALL_BUT))
def test_those_lacking_are_at_most_the_rest(criterion, lacking):
    text = f"{lacking} households answer\n2 50 not_met\n1 50 met\n0 50 met\n- 50 unknown\n1 - unknown"
    assert judged(Unit.VILLAGE, criterion, text, least=98) == rows(text)


@pytest.mark.parametrize(("criterion", "fact"), each(SOME))
def test_one_is_enough(criterion, fact):
    text = f"{fact} answer\n0 not_met\n1 met\n2 met\n- unknown"
    assert judged(Unit.VILLAGE, criterion, text) == rows(text)
