"""Family, second part: the years between the generations, marriage, children alone, flags about children."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import age, aged, is_in, younger_than_head
from tuopin.register.quality.gathered import any_member, count_members, members
from tuopin.register.quality.rule import CONTRADICTION, SUSPICIOUS, Grain, rule

PERSON, PERSON_YEAR, HOUSEHOLD, HOUSEHOLD_YEAR = Grain.PERSON, Grain.PERSON_YEAR, Grain.HOUSEHOLD, Grain.HOUSEHOLD_YEAR
GENERATION: Final = 14  # years between parent and child, at least
SPOUSES_APART: Final = 30
SIBLINGS_APART: Final = 30
LATEST_CHILD: Final = 60
MARRIAGE_MAN, MARRIAGE_WOMAN = 22, 20
SONS, DAUGHTERS = ("son",), ("daughter",)
HEAD: Final = {"relation": "head", "birth_on": aged(40)}


@rule(
    "fam-14", SUSPICIOUS, PERSON, "birth_on", "relation",
    says=Words("户主与父母相差不到 14 岁", "less than 14 years between the householder and a parent"),
    wants=Words("核对出生日期与关系", "check date of birth and relation"),
    fails={"relation": "mother", "birth_on": aged(53), "beside": [HEAD]}, passes={"relation": "mother", "birth_on": aged(55), "beside": [HEAD]},
)
def years_to_parent() -> pl.Expr:
    """A parent is at least 14 years older."""
    return is_in("relation", ("father", "mother")) & younger_than_head().is_between(-GENERATION, 0, closed="right")


@rule(
    "fam-15", SUSPICIOUS, PERSON, "birth_on", "relation",
    says=Words("户主与子女相差不到 14 岁", "less than 14 years between the householder and a child"),
    wants=Words("核对出生日期与关系（如继子女请说明）", "check date of birth and relation (say so of stepchildren)"),
    fails={"relation": "son", "birth_on": aged(27), "beside": [HEAD]}, passes={"relation": "son", "birth_on": aged(20), "beside": [HEAD]},
)
def years_to_child() -> pl.Expr:
    """A child is at least 14 years younger."""
    return is_in("relation", ("son", "daughter")) & younger_than_head().is_between(0, GENERATION, closed="left")


@rule(
    "fam-16", SUSPICIOUS, PERSON, "birth_on", "relation",
    says=Words("户主与孙辈相差不到 28 岁", "less than 28 years between the householder and a grandchild"),
    wants=Words("核对出生日期与关系", "check date of birth and relation"),
    fails={"relation": "grandson", "birth_on": aged(13), "beside": [HEAD]}, passes={"relation": "grandson", "birth_on": aged(2), "beside": [HEAD]},
)
def years_to_grandchild() -> pl.Expr:
    """Two generations are at least 28 years."""
    return is_in("relation", ("grandson", "granddaughter")) & younger_than_head().is_between(0, 2 * GENERATION, closed="left")


@rule(
    "fam-17", SUSPICIOUS, PERSON, "birth_on", "relation",
    says=Words("户主与曾孙辈相差不到 42 岁", "less than 42 years between the householder and a great-grandchild"),
    wants=Words("核对出生日期与关系", "check date of birth and relation"),
    fails={"relation": "great_grandchild", "birth_on": aged(1), "beside": [HEAD]},
    passes={"relation": "great_grandchild", "birth_on": aged(1), "beside": [HEAD | {"birth_on": aged(80)}]},
)
def years_to_great_grandchild() -> pl.Expr:
    """Three generations are at least 42 years."""
    return (pl.col("relation") == "great_grandchild") & younger_than_head().is_between(0, 3 * GENERATION, closed="left")


@rule(
    "fam-18", SUSPICIOUS, PERSON, "birth_on", "relation",
    says=Words("户主与子女相差超过 60 岁", "more than 60 years between the householder and a child"),
    wants=Words("核对是否为孙辈", "check whether it is a grandchild"),
    fails={"relation": "daughter", "birth_on": aged(5), "beside": [HEAD | {"birth_on": aged(70)}]},
    passes={"relation": "daughter", "birth_on": aged(5), "beside": [HEAD]},
)
def late_child() -> pl.Expr:
    """A child born after sixty is most likely a grandchild."""
    return is_in("relation", ("son", "daughter")) & (younger_than_head() > LATEST_CHILD)


@rule(
    "fam-19", SUSPICIOUS, PERSON, "birth_on", "relation",
    says=Words("夫妻相差超过 30 岁", "more than 30 years between the spouses"),
    wants=Words("核对出生日期与关系", "check date of birth and relation"),
    fails={"relation": "spouse", "birth_on": aged(75), "beside": [HEAD]}, passes={"relation": "spouse", "birth_on": aged(38), "beside": [HEAD]},
)
def spouses_of_an_age() -> pl.Expr:
    """Spouses are rarely more than thirty years apart."""
    return (pl.col("relation") == "spouse") & (younger_than_head().abs() > SPOUSES_APART)


@rule(
    "fam-20", SUSPICIOUS, PERSON_YEAR, "person.birth_on", "relation",
    says=Words("配偶、儿媳、女婿未到法定婚龄", "a spouse or child-in-law is below the age of marriage"),
    wants=Words("男满 22、女满 20 周岁，或更正关系", "22 for men, 20 for women, or mend the relation"),
    fails={"relation": "spouse", "sex": "female", "birth_on": aged(18)}, passes={"relation": "spouse", "sex": "female", "birth_on": aged(20)},
)
def of_age_to_marry() -> pl.Expr:
    """The law's age of marriage is 22 for men and 20 for women."""
    young = ((pl.col("sex") == "male") & (age() < MARRIAGE_MAN)) | (age() < MARRIAGE_WOMAN)
    return is_in("relation", ("spouse", "daughter_in_law", "son_in_law")) & young


@rule(
    "fam-21", SUSPICIOUS, PERSON_YEAR, "relation", "person.birth_on",
    says=Words("户主不满 16 岁", "the householder is below 16"),
    wants=Words("核对户主；孤儿户请说明", "check who is the householder; say so of orphans"),
    fails={"relation": "head", "birth_on": aged(12)}, passes={"relation": "head", "birth_on": aged(16)},
)
def head_is_grown() -> pl.Expr:
    """A householder is at least 16."""
    return (pl.col("relation") == "head") & (age() < 16)


@rule(
    "fam-22", SUSPICIOUS, HOUSEHOLD_YEAR, "members", "person.birth_on",
    says=Words("全户都是未满 16 岁的孩子", "every member is a child below 16"),
    wants=Words("核对监护人；孤儿请转特困供养", "check the guardian; orphans belong to special support"),
    fails={"members": 2, "persons": [{"birth_on": aged(8)}, {"birth_on": aged(6)}]},
    passes={"members": 2, "persons": [{"birth_on": aged(40)}, {"birth_on": aged(6)}]},
)
def children_alone() -> pl.Expr:
    """Children do not live by themselves."""
    return ~any_member(age() >= 16)


@rule(
    "fam-23", SUSPICIOUS, PERSON, "birth_on", "relation",
    says=Words("户主与兄弟姐妹相差超过 30 岁", "more than 30 years between the householder and a brother or sister"),
    wants=Words("核对出生日期与关系", "check date of birth and relation"),
    fails={"relation": "brother", "birth_on": aged(5), "beside": [HEAD]}, passes={"relation": "brother", "birth_on": aged(30), "beside": [HEAD]},
)
def siblings_of_an_age() -> pl.Expr:
    """Brothers and sisters are rarely more than thirty years apart."""
    return is_in("relation", ("brother", "sister", "brother_sister")) & (younger_than_head().abs() > SIBLINGS_APART)


@rule(
    "fam-24", CONTRADICTION, HOUSEHOLD, "person.relation",
    says=Words("父（或母）超过两人", "more than two fathers or more than two mothers"),
    wants=Words("父母与岳父母（公婆）合计各至多两人", "at most two of each, parents-in-law included"),
    fails={"persons": [{"relation": "father"}] * 3}, passes={"persons": [{"relation": "father"}] * 2},
)
def two_fathers_at_most() -> pl.Expr:
    """A householder has at most two fathers and two mothers, in-laws included."""
    fathers, mothers = (count_members(pl.col("relation") == parent) for parent in ("father", "mother"))
    return (fathers > 2) | (mothers > 2)


@rule(
    "fam-25", CONTRADICTION, HOUSEHOLD, "only_child_family", "person.relation",
    says=Words("独生子女户，却有两个以上子女", "an only-child family with two or more children"),
    wants=Words("与登记的子女数相符", "what the listed children say"),
    fails={"only_child_family": True, "persons": [{"relation": "son"}, {"relation": "daughter"}]},
    passes={"only_child_family": True, "persons": [{"relation": "son"}]},
)
def only_child() -> pl.Expr:
    """An only-child family has one child."""
    return pl.col("only_child_family") & (members(is_in("relation", SONS + DAUGHTERS).sum()) > 1)


@rule(
    "fam-26", CONTRADICTION, HOUSEHOLD, "two_daughters_family", "person.relation",
    says=Words("双女户，却有儿子或三个以上女儿", "a two-daughters family with a son or three daughters"),
    wants=Words("与登记的子女相符", "what the listed children say"),
    fails={"two_daughters_family": True, "persons": [{"relation": "son"}, {"relation": "daughter"}]},
    passes={"two_daughters_family": True, "persons": [{"relation": "daughter"}, {"relation": "daughter"}]},
)
def two_daughters() -> pl.Expr:
    """A two-daughters family has two daughters and no son."""
    sons, daughters = count_members(is_in("relation", SONS)), count_members(is_in("relation", DAUGHTERS))
    return pl.col("two_daughters_family") & ((sons > 0) | (daughters > 2))
