"""Family: one householder, relations that fit sex and age, as many members as are counted."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import aged, of_head, younger_than_head
from tuopin.register.quality.gathered import any_member, count_members, members, persons
from tuopin.register.quality.rule import CONTRADICTION, FATAL, SUSPICIOUS, Grain, rule

PERSON, HOUSEHOLD, HOUSEHOLD_YEAR = Grain.PERSON, Grain.HOUSEHOLD, Grain.HOUSEHOLD_YEAR
MEN: Final = ("son", "son_in_law", "grandson", "father", "grandfather", "brother", "nephew")
WOMEN: Final = ("daughter", "daughter_in_law", "granddaughter", "mother", "grandmother", "sister", "niece")
LARGE_FAMILY: Final = 12
HEAD, SPOUSE = {"relation": "head"}, {"relation": "spouse"}


def _is(relation: str) -> pl.Expr:
    return pl.col("relation") == relation


@rule(
    "fam-01", FATAL, HOUSEHOLD, "person.relation",
    says=Words("本户没有户主", "the household has no householder"),
    wants=Words("恰有一名成员与户主关系为“户主”", "exactly one member is the householder"),
    fails={"persons": [SPOUSE, {"relation": "son"}]}, passes={"persons": [HEAD, SPOUSE]},
)
def has_head() -> pl.Expr:
    """Some member is the householder."""
    return ~any_member(_is("head"))


@rule(
    "fam-02", FATAL, HOUSEHOLD, "person.relation",
    says=Words("本户有两名（或更多）户主", "the household has two or more householders"),
    wants=Words("恰有一名成员与户主关系为“户主”", "exactly one member is the householder"),
    fails={"persons": [HEAD, HEAD]}, passes={"persons": [HEAD, SPOUSE]},
)
def one_head() -> pl.Expr:
    """Not more than one member is the householder."""
    return count_members(_is("head")) > 1


@rule(
    "fam-03", CONTRADICTION, HOUSEHOLD, "person.relation",
    says=Words("本户有两名（或更多）配偶", "the household lists two or more spouses"),
    wants=Words("户主的配偶至多一人", "at most one spouse of the householder"),
    fails={"persons": [HEAD, SPOUSE, SPOUSE]}, passes={"persons": [HEAD, SPOUSE]},
)
def one_spouse() -> pl.Expr:
    """The householder has at most one spouse."""
    return count_members(_is("spouse")) > 1


@rule(
    "fam-04", CONTRADICTION, PERSON, "sex", "relation",
    says=Words("户主与配偶性别相同", "householder and spouse have the same sex"),
    wants=Words("核对两人的性别与关系", "check sex and relation of both"),
    fails={"relation": "spouse", "sex": "male", "beside": [HEAD | {"sex": "male"}]},
    passes={"relation": "spouse", "sex": "female", "beside": [HEAD | {"sex": "male"}]},
)
def spouse_of_other_sex() -> pl.Expr:
    """Householder and spouse are a man and a woman."""
    return _is("spouse") & (pl.col("sex") == of_head("sex"))


@rule(
    "fam-05", CONTRADICTION, PERSON, "relation", "sex",
    says=Words("与户主关系和性别矛盾（如“之女”填男）", "relation and sex contradict each other (a daughter who is male)"),
    wants=Words("关系与性别相符", "a relation that fits the sex"),
    fails={"relation": "daughter", "sex": "male"}, passes={"relation": "daughter", "sex": "female"},
)
def relation_fits_sex() -> pl.Expr:
    """Sons, fathers, brothers are male; daughters, mothers, sisters are female."""
    man, woman = pl.col("relation").is_in(list(MEN)), pl.col("relation").is_in(list(WOMEN))
    return (man & (pl.col("sex") == "female")) | (woman & (pl.col("sex") == "male"))


@rule(
    "fam-06", CONTRADICTION, HOUSEHOLD_YEAR, "members",
    says=Words("家庭人口数与登记的成员数不等", "the number of members differs from the members listed"),
    wants=Words("人数等于本户登记成员数", "as many as are listed"),
    fails={"members": 3, "persons": [{}, {}]}, passes={"members": 2, "persons": [{}, {}]},
)
def members_counted() -> pl.Expr:
    """The household counts as many members as it lists."""
    return pl.col("members") != persons()


@rule(
    "fam-07", FATAL, HOUSEHOLD, "household_code",
    says=Words("空户：没有任何成员", "an empty household: no member is listed"),
    wants=Words("登记成员，或注销本户", "list the members or strike the household"),
    fails={"persons": [], "beside": [{"household_code": "another"}]}, passes={"persons": [HEAD]},
)
def not_empty() -> pl.Expr:
    """A household has a member, where the county's members are in the snapshot at all."""
    return persons().is_null() & persons().is_not_null().any()


@rule(
    "fam-08", FATAL, PERSON, "household_code",
    says=Words("有人无户：户编号在户信息中找不到", "a person without household: the household number is not found"),
    wants=Words("户编号在户信息中存在", "a household number that exists"),
    fails={"household_code": "another"}, passes={"relation": "head"},
)
def not_orphaned() -> pl.Expr:
    """A person's household is in the register."""
    return pl.col("household.household_code").is_null()


@rule(
    "fam-09", CONTRADICTION, PERSON, "village_code",
    says=Words("成员所在村与本户所在村不同", "the member is in another village than the household"),
    wants=Words("与户同村", "the household's village"),
    fails={"village_code": "529900000002"}, passes={"relation": "head"},
)
def same_village() -> pl.Expr:
    """A member lives where the household is registered."""
    return pl.col("village_code") != pl.col("household.village_code")


@rule(
    "fam-10", CONTRADICTION, PERSON, "birth_on", "relation",
    says=Words("户主的父母（祖父母）比户主年轻", "a parent or grandparent is younger than the householder"),
    wants=Words("核对出生日期与关系", "check date of birth and relation"),
    fails={"relation": "father", "birth_on": aged(30), "beside": [HEAD | {"birth_on": aged(40)}]},
    passes={"relation": "father", "birth_on": aged(65), "beside": [HEAD | {"birth_on": aged(40)}]},
)
def elder_is_older() -> pl.Expr:
    """Parents and grandparents are older than the householder."""
    return pl.col("relation").is_in(["father", "mother", "grandfather", "grandmother"]) & (younger_than_head() > 0)


@rule(
    "fam-11", CONTRADICTION, PERSON, "birth_on", "relation",
    says=Words("户主的子女（孙辈）比户主年长", "a child or grandchild is older than the householder"),
    wants=Words("核对出生日期与关系", "check date of birth and relation"),
    fails={"relation": "son", "birth_on": aged(45), "beside": [HEAD | {"birth_on": aged(40)}]},
    passes={"relation": "son", "birth_on": aged(15), "beside": [HEAD | {"birth_on": aged(40)}]},
)
def younger_is_younger() -> pl.Expr:
    """Children and grandchildren are younger than the householder."""
    young = pl.col("relation").is_in(["son", "daughter", "grandson", "granddaughter", "great_grandchild"])
    return young & (younger_than_head() < 0)


@rule(
    "fam-12", SUSPICIOUS, HOUSEHOLD_YEAR, "members",
    says=Words("一户超过 12 人", "more than 12 members"),
    wants=Words("核对是否几户并为一户", "check whether several households were put together"),
    fails={"members": 13}, passes={"members": 12},
)
def not_too_large() -> pl.Expr:
    """Hardly any household has more than 12 members."""
    return pl.col("members") > LARGE_FAMILY


@rule(
    "fam-13", SUSPICIOUS, HOUSEHOLD, "person.name",
    says=Words("本户有两名成员同名", "two members of the household have the same name"),
    wants=Words("核对是否同一人登记两次", "check whether a person was entered twice"),
    fails={"persons": [{"name": "王一"}, {"name": "王一"}]}, passes={"persons": [{"name": "王一"}, {"name": "王二"}]},
)
def names_differ() -> pl.Expr:
    """Members of a household have different names."""
    return members(pl.col("name").drop_nulls().is_duplicated().any())
