"""H1: by the whole engine, a household may leave when it meets all six; each is tried below, at and above its number, and unrecorded."""

from datetime import date

import pytest

from policy.whole import LINE, ORDINARY, WEST, Register, verdicts

VILLAGE = f"{WEST}001201"
ANSWERS = {"met": True, "not_met": False, "unknown": None}
FACTS = """
changed                               criterion  answer
net_of_3=line-1                       income     not_met
net_of_3=line                         income     not_met
net_of_3=line+1                       income     met
wage_income=-                         income     unknown
business_income=-                     income     unknown
property_income=-                     income     unknown
transfer_income=-                     income     unknown
wage_income=-2000000                  income     not_met
business_cost=1114399                 income     met
business_cost=1114400                 income     not_met
food_secure=no                        food       not_met
food_secure=-                         food       unknown
clothing_secure=no                    clothing   not_met
clothing_secure=-                     clothing   unknown
house_grade=A                         housing    met
house_grade=C,dangerous_house=yes     housing    not_met
house_grade=D,dangerous_house=yes     housing    not_met
house_grade=-                         housing    met
dangerous_house=-                     housing    met
house_grade=C,dangerous_house=-       housing    not_met
house_grade=-,dangerous_house=yes     housing    not_met
house_grade=C                         housing    unknown
dangerous_house=yes                   housing    unknown
house_grade=-,dangerous_house=-       housing    unknown
"""
# a third member; the two others are grown and insured
PEOPLE = """
changed                                                                  criterion  answer
resident_insurance=no                                                    medical    not_met
resident_insurance=no,employee_insurance=yes                             medical    met
resident_insurance=no,employee_insurance=-                               medical    unknown
resident_insurance=-                                                     medical    unknown
resident_insurance=-,employee_insurance=yes                              medical    met
birth_on=2010-09-02,student=not_student                                  schooling  met
birth_on=2010-09-01,student=not_student                                  schooling  not_met
birth_on=2010-08-31,student=not_student                                  schooling  not_met
birth_on=2000-09-02,student=not_student                                  schooling  not_met
birth_on=2000-09-01,student=not_student                                  schooling  met
birth_on=2000-08-31,student=not_student                                  schooling  met
birth_on=2008-01-01,student=primary                                      schooling  met
birth_on=2008-01-01,student=special_school                               schooling  met
birth_on=2001-01-01,student=senior_1                                     schooling  met
birth_on=2008-01-01,student=preschool                                    schooling  not_met
birth_on=2008-01-01                                                      schooling  unknown
birth_on=2008-01-01,out_of_school_reason=illness                         schooling  met
birth_on=2008-01-01,student=not_student,out_of_school_reason=disability  schooling  met
birth_on=2008-01-01,student=not_student,out_of_school_reason=poverty     schooling  not_met
birth_on=2008-01-01,out_of_school_reason=work                            schooling  not_met
birth_on=-,student=grade_9                                               schooling  met
birth_on=-                                                               schooling  unknown
birth_on=-,student=not_student                                           schooling  unknown
"""
WORDS = {"-": None, "yes": True, "no": False, "line-1": 3 * LINE - 1, "line": 3 * LINE, "line+1": 3 * LINE + 1}


def cases(text):
    return [tuple(line.split()) for line in text.strip().splitlines()[1:]]


def read(word):
    if word in WORDS:
        return WORDS[word]
    return date.fromisoformat(word) if word.count("-") == 2 else int(word) if word.lstrip("-").isdigit() else word


def facts_of(changed):
    pairs = (pair.split("=") for pair in changed.split(","))
    return {"wage_income" if name == "net_of_3" else name: read(word) for name, word in pairs}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Each case's verdict, all in one register."""
    register, codes = Register(), {}
    for changed, *_ in cases(FACTS):
        codes[changed] = register.household(VILLAGE, **facts_of(changed))
    for changed, *_ in cases(PEOPLE):
        codes[changed] = register.household(VILLAGE, people=[{}, {}, facts_of(changed)])
    codes["nothing"] = register.household(VILLAGE)
    codes["two of three listed"] = register.household(VILLAGE, people=[{}, {}])
    codes["two of three listed, one uninsured"] = register.household(VILLAGE, people=[{}, {"resident_insurance": False}])
    codes["nobody listed"] = register.household(VILLAGE, people=[])
    codes["members unknown"] = register.household(VILLAGE, members=None, people=[{}, {}])
    codes["nothing known"] = register.household(VILLAGE, members=None, people=[], **dict.fromkeys(ORDINARY))
    found = verdicts(register.assessed(tmp_path_factory.mktemp("h1")))
    return {case: found[code] for case, code in codes.items()}


@pytest.mark.parametrize(("changed", "criterion", "answer"), cases(FACTS) + cases(PEOPLE))
def test_one_fact_decides_its_criterion_and_with_it_the_exit(told, changed, criterion, answer):
    verdict = told[changed]
    assert verdict[criterion] is ANSWERS[answer]
    assert verdict["standard_met"] is ANSWERS[answer]
    assert verdict["may_leave"] is (answer == "met")


def test_an_ordinary_household_may_leave(told):
    assert told["nothing"]["may_leave"] is True


LISTED = """
case                                criterion  answer
two_of_three_listed                 medical    unknown
two_of_three_listed                 schooling  unknown
two_of_three_listed,_one_uninsured  medical    not_met
two_of_three_listed,_one_uninsured  schooling  unknown
nobody_listed                       medical    unknown
members_unknown                     medical    unknown
members_unknown                     income     unknown
nothing_known                       income     unknown
nothing_known                       food       unknown
nothing_known                       housing    unknown
nothing_known                       schooling  unknown
"""


@pytest.mark.parametrize(("case", "criterion", "answer"), cases(LISTED))
def test_a_member_who_is_not_listed_leaves_it_unknown_unless_another_fails(told, case, criterion, answer):
    verdict = told[case.replace("_", " ")]
    assert verdict[criterion] is ANSWERS[answer]
    assert verdict["may_leave"] is False


def test_the_value_told_is_floored_and_the_line_itself_shows_no_room(told):
    """One fen above the line for three heads is no whole fen a head: shown as the line, and yet above it."""
    assert told["net_of_3=line"]["income_value"] == LINE
    assert told["net_of_3=line+1"]["income_value"] == LINE
    assert told["net_of_3=line-1"]["income_value"] == LINE - 1


STATUSES = """
registered      yes
exiting         yes
returned        yes
exited          no
removed         no
not_registered  no
-               no
"""


@pytest.mark.parametrize(("status", "leaves"), [tuple(line.split()) for line in STATUSES.strip().splitlines()])
def test_only_who_is_on_the_register_can_leave_it(tmp_path, status, leaves):
    register = Register()
    code = register.household(VILLAGE, status=read(status))
    verdict = verdicts(register.assessed(tmp_path))[code]
    assert (verdict["standard_met"], verdict["may_leave"]) == (True, leaves == "yes")
