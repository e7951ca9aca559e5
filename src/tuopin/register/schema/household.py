"""Household: what stays with it over the years."""

from tuopin.common.words import Words
from tuopin.register.schema import choices
from tuopin.register.schema.field import Field, Kind, Table

HOUSEHOLD = Table(
    "household",
    Words("户", "household"),
    ("household_code",),
    (
        Field("household_code", Kind.CODE, ("户编号", "户编码", "贫困户编号"), "household number", required=True),
        Field("village_code", Kind.CODE, ("行政村编码", "村编码"), "village code, 12 digits", required=True),
        Field("group_name", Kind.TEXT, ("自然村", "村民小组", "自然村(组)", "组"), "natural village or group"),
        Field("head_name", Kind.TEXT, ("户主姓名", "户主"), "householder's name", private=True),
        Field("standard", Kind.CHOICE, ("识别标准",), "standard of identification", choices.STANDARD),
        Field("kind", Kind.CHOICE, ("贫困户属性", "户属性"), "kind of poor household", choices.HOUSEHOLD_KIND),
        Field("status", Kind.CHOICE, ("脱贫属性", "脱贫状态", "是否脱贫"), "status in the register", choices.STATUS),
        Field("household_type", Kind.CHOICE, ("户类型",), "type of household", choices.HOUSEHOLD_TYPE),
        Field("identified_on", Kind.MONTH, ("首次识别时间", "识别时间", "贫困户识别时间"), "month of first identification"),
        Field("exited_year", Kind.YEAR, ("脱贫年度", "脱贫时间", "脱贫年份"), "year of exit", low=2013, high=2100),
        Field("planned_year", Kind.YEAR, ("计划脱贫时间", "计划脱贫年度"), "planned year of exit", low=2013, high=2100),
        Field("main_cause", Kind.CHOICE, ("主要致贫原因", "致贫原因1", "致贫原因"), "main cause of poverty", choices.CAUSE),
        Field("other_causes", Kind.CHOICES, ("其他致贫原因", "次要致贫原因"), "other causes, at most two", choices.CAUSE),
        Field("monitored_kind", Kind.CHOICE, ("监测对象类别", "易返贫致贫户(监测对象)类型"), "kind of monitored household", choices.MONITORED_KIND),
        Field("monitored_on", Kind.MONTH, ("识别监测时间", "风险识别时间"), "month identified as at risk"),
        Field("risk_cleared", Kind.FLAG, ("风险是否已消除", "风险是否消除"), "risk cleared"),
        Field("risk_cleared_on", Kind.MONTH, ("消除监测时间", "风险消除时间"), "month the risk was cleared"),
        Field("cleared_way", Kind.CHOICE, ("风险消除方式",), "how the risk was cleared", choices.CLEARED_WAY),
        Field("risks", Kind.CHOICES, ("致贫/返贫风险", "致贫返贫风险"), "risks of (re)entering poverty", choices.CAUSE),
        Field("relocated", Kind.FLAG, ("易地搬迁", "是否易地扶贫搬迁户", "搬迁"), "relocated household"),
        Field("military_family", Kind.FLAG, ("是否军烈属",), "family of servicemen or martyrs"),
        Field("only_child_family", Kind.FLAG, ("是否独生子女户",), "only-child family"),
        Field("two_daughters_family", Kind.FLAG, ("是否双女户",), "two-daughters family"),
        Field("phone", Kind.TEXT, ("户联系电话", "联系电话"), "household's phone", private=True),
    ),
)
