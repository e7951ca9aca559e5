"""Places, and the facts of a village and of a county in a year."""

from tuopin.common.words import Words
from tuopin.register.schema import units
from tuopin.register.schema.field import Choice, Field, Kind, Option, Table

LEVEL = Choice(
    "level",
    (
        Option("province", ("省",), "province"),
        Option("prefecture", ("市",), "prefecture"),
        Option("county", ("县",), "county"),
        Option("township", ("乡镇",), "township"),
        Option("village", ("村",), "village"),
    ),
)

PLACE = Table(
    "place",
    Words("地区", "place"),
    ("code",),
    (
        Field("code", Kind.CODE, ("区划代码",), "code of 2, 4, 6, 9 or 12 digits", required=True),
        Field("name", Kind.TEXT, ("名称",), "name", required=True),
        Field("level", Kind.CHOICE, ("级别",), "level", LEVEL, required=True),
        Field("parent_code", Kind.CODE, ("上级代码",), "code of the place above"),
    ),
)


def _count(name: str, labels: tuple[str, ...], en: str, *, unit: Words | None = None) -> Field:
    return Field(name, Kind.COUNT, labels, en, unit=unit, low=0)


def _flag(name: str, labels: tuple[str, ...], en: str) -> Field:
    return Field(name, Kind.FLAG, labels, en)


VILLAGE_YEAR = Table(
    "village_year",
    Words("村年度", "village in a year"),
    ("village_code", "year"),
    (
        Field("village_code", Kind.CODE, ("行政村编码",), "village code, 12 digits", required=True),
        Field("year", Kind.YEAR, ("年度",), "year of the facts", required=True),
        _flag("poor_village", ("是否贫困村", "贫困村"), "registered as a poor village"),
        _flag("exited", ("是否出列",), "village has exited"),
        _count("households", ("总户数",), "households of the village", unit=units.HOUSEHOLDS),
        _count("population", ("总人口数", "总人口"), "population", unit=units.PERSONS),
        Field("collective_income", Kind.TENK_FEN, ("村级集体经济收入", "村级集体经济收入(万元)", "集体经济收入(万元)"), "collective income", unit=units.TENK_YUAN),
        _count("primary_schools", ("村小学(个数)", "村小学个数"), "primary schools"),
        _count("resident_pension_persons", ("参加城乡居民基本养老保险人数",), "persons in resident pension insurance", unit=units.PERSONS),
        _flag("bus", ("是否通客运班车",), "a bus comes"),
        _flag("paved_road", ("到乡镇是否通沥青(水泥)路", "是否通沥青(水泥)路", "是否通硬化路"), "paved road to the township"),
        _count("clinics", ("行政村卫生室个数", "卫生室个数"), "clinics"),
        _count("doctors", ("行政村执业(助理)医师(人)", "执业(助理)医师数"), "licensed (assistant) doctors", unit=units.PERSONS),
        _count("public_toilets", ("行政村公共卫生厕所个数",), "public toilets"),
        _count("refuse_points", ("行政村生产生活垃圾集中堆放点个数(个)", "垃圾集中堆放点个数"), "refuse points"),
        _count("culture_rooms", ("行政村文化(图书)室个数", "文化室个数"), "culture rooms"),
        _count("low_allowance_households", ("低保户数",), "low-allowance households", unit=units.HOUSEHOLDS),
        _count("low_allowance_persons", ("低保人口数",), "low-allowance persons", unit=units.PERSONS),
        _count("special_support_persons", ("特困供养人口数",), "special-support persons", unit=units.PERSONS),
        _count("disabled_persons", ("残疾人口数",), "disabled persons", unit=units.PERSONS),
        _count("unsafe_water_households", ("未实现饮水安全户数",), "households without safe water", unit=units.HOUSEHOLDS),
        _count("dangerous_house_households", ("危房户数",), "households in dangerous houses", unit=units.HOUSEHOLDS),
        _count("powered_households", ("通生活用电户数",), "households with electricity", unit=units.HOUSEHOLDS),
        _count("television_households", ("通广播电视户数",), "households with television", unit=units.HOUSEHOLDS),
        _count("insured_persons", ("参加城乡居民基本医疗保险人数",), "persons in medical insurance", unit=units.PERSONS),
        _flag("broadband", ("是否通宽带", "是否通宽带网络"), "broadband"),
        _flag("industry", ("是否有特色产业", "有特色产业"), "has an industry of its own"),
        _count("industry_households", ("特色产业覆盖贫困户数",), "poor households in the industry", unit=units.HOUSEHOLDS),
        _count("industry_base_households", ("有劳动能力的贫困户数",), "poor households with labour at home", unit=units.HOUSEHOLDS),
        _flag("committee_sound", ("“两委”班子健全", "两委班子健全"), "the two committees work well"),
        _flag("cooperative", ("是否有农民专业合作社", "有合作社"), "has a cooperative or mutual fund"),
        _flag("income_share_rising", ("贫困户收入占比高于上年",), "income of exited households as a share of the county's is above last year's"),
        Field("arable_land", Kind.HUNDREDTHS, ("耕地面积(亩)", "耕地面积"), "arable land", unit=units.MU, low=0),
    ),
)

COUNTY_YEAR = Table(
    "county_year",
    Words("县年度", "county in a year"),
    ("county_code", "year"),
    (
        Field("county_code", Kind.CODE, ("县编码",), "county code, 6 digits", required=True),
        Field("year", Kind.YEAR, ("年度",), "year of the facts", required=True),
        Field("rural_population", Kind.COUNT, ("农业户籍人口", "乡村人口"), "rural registered population", unit=units.PERSONS, low=0),
        _flag("income_growth_above_province", ("农民收入增幅高于全省",), "rural income grew faster than the province's"),
        _flag("income_growth_above_nation", ("农民收入增幅高于全国",), "rural income grew faster than the nation's"),
        _flag("services_near_province", ("基本公共服务接近全省平均",), "basic services near the provincial average"),
        Field("income_share_of_province", Kind.COUNT, ("农民人均可支配收入占全省平均(%)",), "rural income as a share of the province's", unit=units.PERCENT, low=0),
        Field("road_villages_share", Kind.HUNDREDTHS, ("通硬化路行政村占比(%)",), "villages with a paved road", unit=units.PERCENT, low=0, high=10000),
        Field("tap_water_share", Kind.HUNDREDTHS, ("自来水普及率(%)",), "households with tap water", unit=units.PERCENT, low=0, high=10000),
        Field("electricity_share", Kind.HUNDREDTHS, ("电力入户率(%)",), "households with electricity", unit=units.PERCENT, low=0, high=10000),
        Field("safe_house_share", Kind.HUNDREDTHS, ("安全住房占比(%)",), "households in safe houses", unit=units.PERCENT, low=0, high=10000),
        Field("insured_share", Kind.HUNDREDTHS, ("基本医疗保险参保率(%)",), "persons insured", unit=units.PERCENT, low=0, high=10000),
        Field("schooling_share", Kind.HUNDREDTHS, ("九年义务教育巩固率(%)",), "compulsory education consolidation rate", unit=units.PERCENT, low=0, high=10000),
        Field("safe_water_share", Kind.HUNDREDTHS, ("饮水安全率(%)",), "households with safe water", unit=units.PERCENT, low=0, high=10000),
        Field("rebuilt_house_share", Kind.HUNDREDTHS, ("存量危房改造率(%)",), "dangerous houses rebuilt", unit=units.PERCENT, low=0, high=10000),
        Field("industry_coverage_share", Kind.HUNDREDTHS, ("特色产业覆盖贫困户占比(%)",), "poor households in the county's industries", unit=units.PERCENT, low=0, high=10000),
        _count("industries", ("特色产业个数",), "industries of the county"),
        Field("pension_share", Kind.HUNDREDTHS, ("基本养老保险参保率(%)",), "persons in pension insurance", unit=units.PERCENT, low=0, high=10000),
        _flag("hospital_ready", ("县级医院达标",), "a hospital of the standard"),
        _flag("allowance_at_line", ("低保标准不低于扶贫标准",), "the low allowance is not below the poverty line"),
        _count("townships", ("乡镇数",), "townships"),
        _count("townships_with_school", ("有标准中心校的乡镇数",), "townships with a standard central school"),
        _count("townships_with_hospital", ("有达标卫生院的乡镇数",), "townships with a hospital of the standard"),
        _count("townships_with_service_centre", ("有便民服务中心的乡镇数",), "townships with a service centre"),
        _flag("balanced_education", ("义务教育均衡发展达标",), "compulsory education certified as balanced"),
        _flag("measures_cover_all", ("建档立卡户帮扶措施全覆盖",), "every registered household has at least one measure"),
    ),
)
