"""The facts of a household in a year: income line by line, guarantees, living conditions, help received."""

from tuopin.common.words import Words
from tuopin.register.schema import choices, units
from tuopin.register.schema.field import Field, Kind, Table


def _income(name: str, labels: tuple[str, ...], en: str) -> Field:
    return Field(name, Kind.FEN, labels, en, unit=units.YUAN)


def _land(name: str, labels: tuple[str, ...], en: str) -> Field:
    return Field(name, Kind.HUNDREDTHS, labels, en, unit=units.MU)


def _flag(name: str, labels: tuple[str, ...], en: str) -> Field:
    return Field(name, Kind.FLAG, labels, en)


IDENTITY = (
    Field("household_code", Kind.CODE, ("户编号",), "household number", required=True),
    Field("village_code", Kind.CODE, ("行政村编码",), "village code, 12 digits", required=True),
    Field("year", Kind.YEAR, ("年度",), "year of the facts", required=True),
    Field("members", Kind.COUNT, ("人数", "家庭人口数", "家庭人口", "家庭人数"), "registered members", unit=units.PERSONS, low=1, high=30),
)
INCOME = (
    _income("wage_income", ("工资性收入", "工资收入"), "wages"),
    _income("business_income", ("生产经营性收入", "经营性收入", "家庭经营收入"), "household business"),
    _income("grain_income", ("粮食收入",), "of which grain"),
    _income("tobacco_income", ("烤烟收入",), "of which tobacco"),
    _income("livestock_income", ("畜牧收入", "畜禽收入"), "of which livestock"),
    _income("fruit_income", ("林果收入",), "of which fruit"),
    _income("other_crop_income", ("其他种植收入",), "of which other crops"),
    _income("other_business_income", ("其他经营收入",), "of which other business"),
    _income("property_income", ("财产性收入", "财产收入"), "property"),
    _income("transfer_income", ("转移性收入", "转移收入"), "transfers"),
    _income("pension_income", ("养老保险金", "养老金", "基础养老金"), "of which basic pension"),
    _income("low_allowance_income", ("低保金", "领取低保金"), "of which low allowance"),
    _income("special_support_income", ("特困供养金", "特困人员救助供养金", "五保金"), "of which special support"),
    _income("family_planning_income", ("计划生育金", "计生金", "领取计划生育金"), "of which family-planning awards"),
    _income("farm_subsidy_income", ("惠农补贴", "农业补贴"), "of which farm subsidies"),
    _income("ecological_income", ("生态补偿金", "生态补贴"), "of which ecological compensation"),
    _income("relief_income", ("临时救助金", "救助慰问金"), "of which temporary relief and gifts"),
    _income("other_transfer_income", ("其他转移性收入",), "of which other transfers"),
    _income("business_cost", ("生产经营性支出", "生产经营支出"), "production cost"),
    _income("net_income", ("纯收入", "家庭纯收入", "A52纯收入"), "net income of the household, as recorded"),
    _income("net_income_per_head", ("人均纯收入", "人均纯收入(元)", "家庭人均纯收入"), "net income per head, as recorded"),
    Field("allowance_class", Kind.CHOICE, ("低保类别",), "class of low allowance", choices.ALLOWANCE_CLASS),
    _flag("income_source", ("有稳定收入来源", "是否有稳定收入来源"), "has a stable source of income"),
)
GUARANTEES = (
    _flag("food_secure", ("不愁吃", "是否不愁吃"), "no worry about food"),
    _flag("clothing_secure", ("不愁穿", "是否不愁穿"), "no worry about clothing"),
    _flag("dangerous_house", ("危房户", "是否危房户", "是否危房"), "lives in a dangerous house"),
    Field("house_grade", Kind.CHOICE, ("房屋等级", "住房等级", "房屋鉴定等级"), "grade of the house", choices.HOUSE_GRADE),
    Field("house_area", Kind.HUNDREDTHS, ("住房面积", "住房面积(平方米)"), "floor area", unit=units.SQUARE_METRE, low=0),
    Field("structure", Kind.CHOICE, ("房屋结构", "住房结构"), "structure of the house", choices.STRUCTURE),
    _flag("safe_water", ("是否解决安全饮用水", "饮水安全", "饮水是否安全", "是否饮水安全"), "has safe drinking water"),
    _flag("water_difficult", ("饮水困难", "是否饮水困难", "饮水是否困难"), "has difficulty getting water"),
    Field("water_litres", Kind.COUNT, ("日人均用水量", "人均日用水量(升)"), "water per person and day", unit=units.LITRES, low=0, high=1000),
    Field("water_minutes", Kind.COUNT, ("取水往返时间", "取水时间(分钟)"), "round trip to fetch water", unit=units.MINUTES, low=0, high=600),
    Field("water_reliability", Kind.COUNT, ("供水保证率", "供水保证率(%)"), "reliability of supply", unit=units.PERCENT, low=0, high=100),
    _flag("electricity", ("是否通生活用电", "通生活用电", "生活用电"), "has domestic electricity"),
    _flag("production_power", ("是否通生产用电", "通生产用电", "生产用电"), "has power for production"),
    _flag("television", ("是否通广播电视", "通广播电视", "有电视看"), "can watch television"),
    Field("road", Kind.CHOICE, ("入户路类型", "入户路情况"), "road to the house", choices.ROAD),
    _flag("hard_road", ("入户道路是否硬化", "入户路是否硬化"), "paved road to the house"),
    _flag("village_road", ("有路通村屯", "通村屯路"), "a road of the standard reaches the natural village"),
    Field("road_distance", Kind.HUNDREDTHS, ("与村主干路距离", "与村主干路距离(公里)", "距主干路距离"), "distance to the main road", unit=units.KILOMETRE, low=0),
    _flag("toilet", ("是否有卫生厕所", "有无卫生厕所", "卫生厕所"), "has a sanitary toilet"),
    _flag("toilet_works", ("卫生厕所是否能正常使用",), "the toilet works"),
    Field("fuel", Kind.CHOICE, ("燃料类型", "主要燃料类型"), "main fuel", choices.FUEL),
    _flag("dropout_flag", ("是否义务教育阶段适龄儿童少年失学辍学",), "a school-age child is out of school, as recorded"),
    _flag("uninsured_flag", ("是否有家庭成员未参加城乡居民(职工)基本医疗保险",), "a member is uninsured, as recorded"),
)
LAND = (
    _land("arable_land", ("耕地面积", "耕地面积(亩)"), "arable land"),
    _land("paddy_land", ("水田面积", "水田面积(亩)"), "of which paddy"),
    _land("forest_land", ("林地面积", "林地面积(亩)"), "forest land"),
    _land("returned_forest", ("退耕还林面积", "退耕还林面积(亩)"), "farmland returned to forest"),
    _land("orchard_land", ("林果面积", "林果面积(亩)"), "orchards"),
    _land("pasture_land", ("牧草地面积", "牧草地面积(亩)"), "pasture"),
    _land("water_area", ("水面面积", "水面面积(亩)"), "water surface"),
)
HELP = (
    _income("self_paid_medical", ("合规自付支出", "医疗自付支出"), "medical cost paid oneself"),
    _income("claims_income", ("理赔收入",), "insurance claims received"),
    _flag("industry_help", ("产业帮扶",), "help: industry"),
    _flag("employment_help", ("就业帮扶",), "help: employment"),
    _flag("public_post_help", ("公益性岗位帮扶",), "help: public-service post"),
    _flag("finance_help", ("金融帮扶",), "help: finance"),
    _flag("health_help", ("健康帮扶",), "help: health"),
    _flag("education_help", ("教育帮扶",), "help: education"),
    _flag("social_help", ("社会帮扶",), "help: society"),
    _flag("safety_net_help", ("综合保障",), "help: social safety net"),
    _flag("housing_help", ("住房安全保障",), "help: housing"),
    _flag("water_help", ("饮水安全保障",), "help: water"),
    _flag("schooling_help", ("义务教育保障",), "help: compulsory schooling"),
    _flag("infrastructure_help", ("基础设施建设",), "help: infrastructure"),
    _flag("living_help", ("生产生活条件改善",), "help: living conditions"),
    _flag("development_help", ("实施开发式帮扶措施情况",), "help: development measures"),
    _flag("no_labour", ("整户无劳动能力兜底保障户", "整户无劳动能力"), "whole household without labour"),
    _flag("cooperative", ("是否加入农民专业合作组织", "是否加入合作社"), "member of a cooperative"),
)

HOUSEHOLD_YEAR = Table(
    "household_year",
    Words("户年度", "household in a year"),
    ("household_code", "year"),
    IDENTITY + INCOME + GUARANTEES + LAND + HELP,
)
