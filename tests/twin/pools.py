"""What each fact may be in a random register: the ordinary answer first, then every trouble, nothing recorded (None) among them.

Numbers sit just below, at and just above the limits that editions set; tokens are the register's whole lists.
"""

from datetime import date

COUNTIES = ("110101", "360881", "410225", "422801", "450124", "520102", "520526", "530427", "610122")  # west and other; of the 832 and not
COUNTED = COUNTIES[1::2]  # where every household's members are known, so that a county can be told

YES, NO = (True, False, None), (False, True, None)
HOUSEHOLD = {
    "status": ("registered", "exiting", "exited", "returned", "removed", "not_registered", None),
    "kind": ("general", "low_allowance", "special_support", "special_low_allowance", None),
    "identified_on": (date(2013, 12, 1), date(2014, 1, 1), date(2015, 12, 1), date(2016, 1, 1), date(2016, 12, 1), date(2017, 1, 1), None),
    "exited_year": (None, 2014, 2015, 2016),
    "planned_year": (2016, 2015, 2017, None),
}
HOUSEHOLD_YEAR = {
    "income_source": YES,
    "food_secure": YES,
    "clothing_secure": YES,
    "dangerous_house": NO,
    "house_grade": ("B", "A", "C", "D", None),
    "safe_water": YES,
    "water_difficult": NO,
    "water_litres": (35, 34, 36, 0, 1000, None),
    "water_minutes": (20, 19, 21, 0, 600, None),
    "water_reliability": (90, 89, 91, 0, 100, None),
    "electricity": YES,
    "television": YES,
    "road": ("cement", "asphalt", "gravel", "earth", "none", None),
    "hard_road": YES,
    "village_road": YES,
    "production_power": YES,
    "toilet": YES,
    "toilet_works": YES,
    "dropout_flag": NO,
    "uninsured_flag": NO,
    "no_labour": NO,
    "allowance_class": ("none", "A", "B", "C", None),
}
MONEY = {
    "business_income": (800_000, 0, 1, -70_000, None),
    "grain_income": (300_000, 0, 1, 101, None),
    "tobacco_income": (0, 100_001, None),
    "livestock_income": (200_000, 0, 3, None),
    "fruit_income": (0, 70_007, None),
    "other_crop_income": (100_000, 0, 33, None),
    "other_business_income": (0, 10_000, None),
    "property_income": (20_000, 0, 5_000_000_000, -40_000, None),
    "transfer_income": (250_000, 0, -1, 99_999_999, None),
    "pension_income": (0, 108_000, 1, None),
    "low_allowance_income": (0, 180_000, 1, None),
    "special_support_income": (0, 400_000, None),
    "family_planning_income": (0, 96_000, None),
    "farm_subsidy_income": (30_000, 0, None),
    "ecological_income": (0, 12_345, None),
    "relief_income": (0, 50_000, None),
    "other_transfer_income": (0, 7_000, None),
    "business_cost": (150_000, 0, 9_000_000, None, None),
    "net_income": (900_000, 0, -5_000_000, None),
    "net_income_per_head": (300_000, 295_200, 295_201, 295_199, -10_000, None),
}
WAGE = "wage_income"
WAGES = (1_500_000, 0, -2_000_000, 10_000_000_000, None)
MEMBERS = (3, 1, 2, 4, 5, 6, 7, 8, 9, None)
AREAS_PER_HEAD = (1300, 1299, 1301, 0, 5000)  # hundredths of m²; multiplied by the members


def born(year, from_age=6, to_age=15):
    """Days of birth round the school ages of a year, and older and younger people."""
    edges = [date(year - age - late, *day) for age in (from_age, to_age + 1) for late in (0, 1) for day in ((8, 31), (9, 1), (9, 2), (2, 28))]
    return (date(1975, 5, 5), *edges, date(year - 10, 9, 1), date(2008, 2, 29), date(1930, 1, 1), date(year, 12, 31), None)


PERSON_YEAR = {
    "student": (
        *("not_student", "primary", "preschool_age", "preschool", "grade_7", "grade_8", "grade_9", "junior", "special_school"),
        *("senior_1", "senior_2", "senior_3", "vocational_1", "vocational_2", "vocational_3", "college_1", "college_2", "college_3"),
        *("university_1", "university_2", "university_3", "university_4", "postgraduate", None),
    ),
    "out_of_school_reason": (
        *(None, "illness", "disability", "poverty", "tired_of_school", "work", "marriage", "deferred", "finished", "other"),
    ),
    "persuasion_visits": (None, 0, 1, 2, 3),
    "persuasion_signed": (None, True, False),
    "resident_insurance": YES,
    "employee_insurance": NO,
    "commercial_insurance": NO,
    "serious_illness_insurance": YES,
    "labour": ("ordinary", "skilled", "weak", "lost", "none", None),
    "health": ("healthy", "chronic", "serious", "disabled", "chronic|disabled", None),
    "low_allowance": NO,
    "special_support": NO,
}
