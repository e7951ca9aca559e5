"""Measures: each risk has its measure, each measure shows in income or people, and who has labour gets more than allowances."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import ABLE, disabled, has, ill, is_in, known_zero
from tuopin.register.quality.gathered import any_member, count_members
from tuopin.register.quality.rule import CONTRADICTION, SUSPICIOUS, Grain, rule
from tuopin.register.quality.rules.causes import PUPILS
from tuopin.register.schema import TABLES
from tuopin.register.schema.choices import CAUSE

HOUSEHOLD_YEAR = Grain.HOUSEHOLD_YEAR
ANSWERS: Final = {  # risk → the help that answers it, any of them
    "illness": ("health_help", "safety_net_help"),
    "disability": ("health_help", "safety_net_help", "social_help"),
    "schooling": ("education_help", "schooling_help"),
    "disaster": ("living_help", "safety_net_help", "social_help", "infrastructure_help", "housing_help"),
    "unsafe_house": ("housing_help",),
    "unsafe_water": ("water_help",),
    "unstable_work": ("employment_help", "public_post_help"),
    "labour": ("safety_net_help", "public_post_help", "social_help"),
    "failed_business": ("industry_help", "finance_help"),
    "accident": ("health_help", "safety_net_help", "social_help"),
}
DEVELOPMENT: Final = ("industry_help", "employment_help", "public_post_help", "finance_help")
HELP: Final = tuple(name for name in TABLES["household_year"].names if name.endswith("_help"))
NO_HELP: Final = dict.fromkeys(HELP, False)


def _helped(names: tuple[str, ...]) -> pl.Expr:
    return pl.any_horizontal([pl.col(name) for name in names])


def _is_answered(number: int, risk: str, helps: tuple[str, ...]) -> None:
    fields = [TABLES["household_year"][name] for name in helps]
    zh, en = "、".join(field.zh for field in fields), ", ".join(field.en.removeprefix("help: ") for field in fields)

    @rule(
        f"cause-{number}", CONTRADICTION, HOUSEHOLD_YEAR, helps[0], "household.risks",
        says=Words(
            f"有“{CAUSE.label(risk)}”风险，却没有对应的帮扶措施",
            f"at risk through {next(option.en for option in CAUSE.options if option.token == risk)}, yet no measure answers it",
        ),
        wants=Words(f"{zh}之一", f"one of: {en}"),
        fails={"risks": risk, **dict.fromkeys(helps, False)}, passes={"risks": risk, **dict.fromkeys(helps, False), helps[-1]: True},
    )
    def answered() -> pl.Expr:
        return has("risks", risk) & ~_helped(helps)


for _number, (_risk, _helps) in enumerate(ANSWERS.items(), 21):
    _is_answered(_number, _risk, _helps)


@rule(
    "cause-41", SUSPICIOUS, HOUSEHOLD_YEAR, "safety_net_help", "person_year.labour",
    says=Words("有劳动力的户只有综合保障一项措施", "a household with labour is helped by allowances only"),
    wants=Words("加产业、就业等开发式帮扶", "help with industry, employment and the like too"),
    fails=NO_HELP | {"safety_net_help": True, "persons": [{"labour": "ordinary"}]},
    passes=NO_HELP | {"safety_net_help": True, "employment_help": True, "persons": [{"labour": "ordinary"}]},
)
def more_than_allowances() -> pl.Expr:
    """Who has labour gets help to use it."""
    others = tuple(name for name in HELP if name != "safety_net_help")
    return pl.col("safety_net_help") & ~_helped(others) & (count_members(is_in("labour", ABLE)) > 0)


@rule(
    "cause-42", CONTRADICTION, HOUSEHOLD_YEAR, "development_help", "industry_help",
    says=Words(
        "填“实施开发式帮扶”，产业、就业、岗位、金融却都是否",
        "development measures are said to be under way, yet none of industry, employment, post, finance",
    ),
    wants=Words("填具体措施", "the measure itself"),
    fails=NO_HELP | {"development_help": True}, passes=NO_HELP | {"development_help": True, "industry_help": True},
)
def development_is_something() -> pl.Expr:
    """Development measures are industry, work, posts or credit."""
    return pl.col("development_help") & ~_helped(DEVELOPMENT)


@rule(
    "cause-43", SUSPICIOUS, HOUSEHOLD_YEAR, "industry_help", "household.status",
    says=Words("未脱贫户没有任何帮扶措施", "a household that has not exited gets no help of any kind"),
    wants=Words("至少一项措施", "one measure at least"),
    fails=NO_HELP | {"status": "registered"}, passes=NO_HELP | {"status": "registered", "social_help": True},
)
def poor_are_helped() -> pl.Expr:
    """Every poor household has a measure."""
    named = tuple(name for name in HELP if name != "development_help")
    return pl.col("status").is_in(["registered", "returned", "exiting"]) & ~_helped(named)


@rule(
    "cause-44", CONTRADICTION, HOUSEHOLD_YEAR, "industry_help", "business_income",
    says=Words("有产业帮扶，生产经营性收入却为 0", "helped with an industry, yet no business income"),
    wants=Words("填经营收入；分红等请说明", "the business income; say so of dividends"),
    fails={"industry_help": True, "business_income": 0, "property_income": 0},
    passes={"industry_help": True, "business_income": 2_000_00, "property_income": 0},
)
def industry_shows() -> pl.Expr:
    """Help with an industry shows in business income (or as a dividend)."""
    return pl.col("industry_help") & known_zero("business_income") & ~(pl.col("property_income") > 0).fill_null(value=False)


@rule(
    "cause-45", CONTRADICTION, HOUSEHOLD_YEAR, "employment_help", "wage_income",
    says=Words("有就业帮扶，工资性收入却为 0", "helped with employment, yet no wages"),
    wants=Words("填工资性收入", "the wages"),
    fails={"employment_help": True, "wage_income": 0}, passes={"employment_help": True, "wage_income": 8_000_00},
)
def employment_shows() -> pl.Expr:
    """Help with employment shows in wages."""
    return pl.col("employment_help") & known_zero("wage_income")


@rule(
    "cause-46", CONTRADICTION, HOUSEHOLD_YEAR, "public_post_help", "person_year.public_post",
    says=Words("有公益性岗位帮扶，却没有成员在岗", "helped with a public-service post, yet no member holds one"),
    wants=Words("标出在岗成员", "the member who holds it"),
    fails={"public_post_help": True, "persons": [{"public_post": False}]}, passes={"public_post_help": True, "persons": [{"public_post": True}]},
)
def post_shows() -> pl.Expr:
    """Help with a post shows in a member."""
    return pl.col("public_post_help") & ~any_member(pl.col("public_post"))


@rule(
    "cause-47", SUSPICIOUS, HOUSEHOLD_YEAR, "education_help", "person_year.student",
    says=Words("有教育帮扶，却没有在校生", "helped with education, yet nobody is at school"),
    wants=Words("核对在校生", "check who is at school"),
    fails={"education_help": True, "persons": [{"student": "not_student"}]}, passes={"education_help": True, "persons": [{"student": "primary"}]},
)
def education_has_student() -> pl.Expr:
    """Help with education is for a student."""
    return pl.col("education_help") & ~any_member(is_in("student", PUPILS))


@rule(
    "cause-48", SUSPICIOUS, HOUSEHOLD_YEAR, "health_help", "person_year.health",
    says=Words("有健康帮扶，却没有患病或残疾成员", "helped with health, yet nobody is ill or disabled"),
    wants=Words("核对健康状况", "check the health"),
    fails={"health_help": True, "persons": [{"health": "healthy"}]}, passes={"health_help": True, "persons": [{"health": "serious"}]},
)
def health_has_patient() -> pl.Expr:
    """Help with health is for a patient."""
    return pl.col("health_help") & ~any_member(ill() | disabled())


@rule(
    "cause-49", CONTRADICTION, HOUSEHOLD_YEAR, "no_labour", "development_help",
    says=Words("整户无劳动能力，却实施开发式帮扶", "a household without labour, yet development measures are said to be under way"),
    wants=Words("综合保障兜底", "the social safety net"),
    fails={"no_labour": True, "development_help": True}, passes={"no_labour": True, "development_help": False},
)
def development_needs_labour() -> pl.Expr:
    """Development measures need labour."""
    return pl.col("no_labour") & pl.col("development_help")


@rule(
    "cause-50", CONTRADICTION, HOUSEHOLD_YEAR, "safety_net_help", "no_labour",
    says=Words("整户无劳动能力，却没有综合保障", "a household without labour, yet no social safety net"),
    wants=Words("综合保障：是", "social safety net: yes"),
    fails={"no_labour": True, "safety_net_help": False}, passes={"no_labour": True, "safety_net_help": True},
)
def net_for_no_labour() -> pl.Expr:
    """Who cannot work is caught by the net."""
    return pl.col("no_labour") & ~pl.col("safety_net_help")


@rule(
    "cause-51", SUSPICIOUS, HOUSEHOLD_YEAR, "cooperative", "business_income",
    says=Words("加入合作社，经营性与财产性收入却都为 0", "member of a cooperative, yet neither business nor property income"),
    wants=Words("核对合作社收益", "check what the cooperative brings"),
    fails={"cooperative": True, "business_income": 0, "property_income": 0}, passes={"cooperative": True, "business_income": 0, "property_income": 300_00},
)
def cooperative_shows() -> pl.Expr:
    """A cooperative brings business or property income."""
    return pl.col("cooperative") & known_zero("business_income") & known_zero("property_income")


@rule(
    "cause-52", SUSPICIOUS, HOUSEHOLD_YEAR, "housing_help", "dangerous_house",
    says=Words("住危房，却没有住房安全保障措施", "lives in a dangerous house, yet no help with housing"),
    wants=Words("危房改造或搬迁", "rebuilding or relocation"),
    fails={"dangerous_house": True, "housing_help": False}, passes={"dangerous_house": True, "housing_help": True},
)
def danger_is_answered() -> pl.Expr:
    """A dangerous house is answered with help."""
    return pl.col("dangerous_house") & ~pl.col("housing_help")


@rule(
    "cause-53", SUSPICIOUS, HOUSEHOLD_YEAR, "water_help", "safe_water",
    says=Words("饮水不安全，却没有饮水安全保障措施", "water is not safe, yet no help with water"),
    wants=Words("饮水工程措施", "a measure for water"),
    fails={"safe_water": False, "water_help": False}, passes={"safe_water": False, "water_help": True},
)
def unsafe_water_is_answered() -> pl.Expr:
    """Unsafe water is answered with help."""
    return ~pl.col("safe_water") & ~pl.col("water_help")
