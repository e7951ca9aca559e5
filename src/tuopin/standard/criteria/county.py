"""What a county must meet. Clauses C1, C2."""

import narwhals as nw

from tuopin.common.words import Words
from tuopin.standard.counting import counted
from tuopin.standard.criteria.plain import covered, incidence, recorded, share
from tuopin.standard.criterion import Finding, Measure, Quantity, Stricter, Unit, criterion

COUNTY = Unit.COUNTY


incidence(COUNTY, clause="C2")


@criterion(
    COUNTY,
    clause="C1",
    measure=Measure.FLAG,
    title=Words("国家贫困县", "national poverty county"),
    asks=Words("属于国家扶贫开发工作重点县或集中连片特困地区县（832 个）", "one of the 832 national key or contiguous-area counties"),
    remedy=Words("不是退出的对象：省定贫困县由省另行规定", "not a subject of this exit: a province decides on counties of its own list"),
    reads=("national_county",),
    stricter={},
)
def national_county() -> Finding:
    """The county is one of the 832; nobody else leaves by this procedure."""
    return Finding(met=nw.col("national_county"))


@criterion(
    COUNTY,
    clause="C2",
    measure=Measure.COUNT,
    title=Words("特色产业个数", "industries of the county"),
    asks=Words("有 {least} 个以上县级特色产业", "at least {least} industries of the county"),
    remedy=Words("再培育 {gap} 个特色产业", "build up {gap} more"),
    reads=("industries",),
    stricter={"least": Stricter.HIGHER},
    units={"least": Quantity.COUNT},
)
def county_industries(*, least: int) -> Finding:
    """The county has at least so many industries of its own."""
    return Finding(met=nw.col("industries") >= least, value=nw.col("industries"), threshold=least)


@criterion(
    COUNTY,
    clause="C2",
    measure=Measure.SHARE,
    title=Words("农民收入占全省平均的比重", "rural income as a share of the province's"),
    asks=Words("农民人均可支配收入不低于全省平均的 {least}", "rural income is at least {least} of the province's average"),
    remedy=Words("占比还差 {gap}", "{gap} more"),
    reads=("income_share_of_province",),
    stricter={"least": Stricter.HIGHER},
    units={"least": Quantity.PERCENT},
)
def income_share(*, least: int) -> Finding:
    """Rural income is at least so many percent of the province's; recorded in whole percent."""
    share_of_province = counted("income_share_of_province")
    return Finding(met=share_of_province >= least, value=share_of_province * 100, threshold=least * 100)


def _recorded(name: str, fact: str, title: Words, *, remedy: Words) -> None:
    recorded(COUNTY, name, clause="C2", fact=fact, title=title, remedy=remedy)


def _share(name: str, fact: str, title: Words) -> None:
    share(COUNTY, name, clause="C2", fact=fact, title=title)


def _townships(name: str, part: str, title: Words) -> None:
    covered(COUNTY, name, clause="C2", part=part, whole="townships", title=title)


EARN = Words("促进农民增收", "help farmers earn more")
_recorded("income_growth_province", "income_growth_above_province", Words("农民收入增幅高于全省", "rural income grew faster than the province's"), remedy=EARN)
_recorded("income_growth_nation", "income_growth_above_nation", Words("农民收入增幅高于全国", "rural income grew faster than the nation's"), remedy=EARN)
_recorded(
    "services_near_province",
    "services_near_province",
    Words("基本公共服务接近全省平均", "basic services near the province's average"),
    remedy=Words("补齐基本公共服务短板", "make up what is short in basic services"),
)
_recorded(
    "hospital", "hospital_ready", Words("县级医院达标", "a hospital of the standard"), remedy=Words("县级医院达标建设", "bring the hospital to the standard")
)
_recorded(
    "allowance",
    "allowance_at_line",
    Words("低保标准不低于扶贫标准", "the low allowance is not below the poverty line"),
    remedy=Words("提高低保标准", "raise the low allowance"),
)
_recorded(
    "balanced_education",
    "balanced_education",
    Words("义务教育均衡发展达标", "compulsory education certified as balanced"),
    remedy=Words("通过义务教育均衡发展评估", "pass the certification"),
)
_recorded(
    "measures",
    "measures_cover_all",
    Words("建档立卡户帮扶措施全覆盖", "every registered household has at least one measure"),
    remedy=Words("为没有措施的户落实帮扶", "give a measure to the households without one"),
)
covered(
    COUNTY, "villages_out", clause="C2", part="poor_villages_ready", whole="poor_villages", title=Words("可出列的贫困村", "poor villages that can leave")
)
_share("roads", "road_villages_share", Words("通硬化路的行政村", "villages with a paved road"))
_share("tap_water", "tap_water_share", Words("自来水普及率", "households with tap water"))
_share("electricity", "electricity_share", Words("电力入户率", "households with electricity"))
_share("housing", "safe_house_share", Words("住房安全的户", "households in safe houses"))
_share("rebuilt_houses", "rebuilt_house_share", Words("存量危房改造率", "dangerous houses rebuilt"))
_share("insurance", "insured_share", Words("基本医疗保险参保率", "persons in medical insurance"))
_share("water", "safe_water_share", Words("饮水安全率", "households with safe water"))
_share("schooling", "schooling_share", Words("九年义务教育巩固率", "consolidation rate of compulsory schooling"))
_share("pension", "pension_share", Words("基本养老保险参保率", "persons in pension insurance"))
_share("industry_coverage", "industry_coverage_share", Words("特色产业覆盖的贫困户", "poor households the industries cover"))
_townships("central_schools", "townships_with_school", Words("有标准中心校的乡镇", "townships with a standard central school"))
_townships("township_hospitals", "townships_with_hospital", Words("有达标卫生院的乡镇", "townships with a hospital of the standard"))
_townships("service_centres", "townships_with_service_centre", Words("有便民服务中心的乡镇", "townships with a service centre"))
