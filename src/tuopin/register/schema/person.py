"""Person, and the facts of a person in a year."""

from tuopin.common.words import Words
from tuopin.register.schema import choices, units
from tuopin.register.schema.field import Field, Kind, Table

PERSON = Table(
    "person",
    Words("人", "person"),
    ("person_code",),
    (
        Field("person_code", Kind.CODE, ("人编号", "人编码", "贫困人口编号"), "person number", required=True),
        Field("household_code", Kind.CODE, ("户编号",), "household number", required=True),
        Field("village_code", Kind.CODE, ("行政村编码",), "village code, 12 digits", required=True),
        Field("name", Kind.TEXT, ("姓名", "A4姓名", "成员姓名"), "name", private=True),
        Field("id_type", Kind.CHOICE, ("证件类型",), "type of document", choices.ID_TYPE),
        Field("id_number", Kind.TEXT, ("证件号码", "身份证号", "身份证号码", "公民身份号码"), "document number", private=True,
              note=Words("18、20 或 22 位，作文本", "18, 20 or 22 characters, as text")),
        Field("sex", Kind.CHOICE, ("性别",), "sex", choices.SEX),
        Field("birth_on", Kind.DAY, ("出生日期", "出生年月"), "date of birth"),
        Field("ethnicity", Kind.TEXT, ("民族",), "ethnicity"),
        Field("relation", Kind.CHOICE, ("与户主关系",), "relation to the householder", choices.RELATION),
        Field("joined_on", Kind.MONTH, ("人员识别时间", "贫困人员识别时间"), "month the person was registered"),
        Field("phone", Kind.TEXT, ("人联系电话", "家庭成员联系电话"), "person's phone", private=True),
        Field("serviceman", Kind.FLAG, ("是否现役军人", "现役军人"), "on military service"),
    ),
)

PERSON_YEAR = Table(
    "person_year",
    Words("人年度", "person in a year"),
    ("person_code", "year"),
    (
        Field("person_code", Kind.CODE, ("人编号",), "person number", required=True),
        Field("household_code", Kind.CODE, ("户编号",), "household number", required=True),
        Field("village_code", Kind.CODE, ("行政村编码",), "village code, 12 digits", required=True),
        Field("year", Kind.YEAR, ("年度",), "year of the facts", required=True),
        Field("birth_on", Kind.DAY, ("出生日期",), "date of birth, as known that year"),
        Field("schooling_level", Kind.CHOICE, ("文化程度",), "level of schooling", choices.SCHOOLING_LEVEL),
        Field("student", Kind.CHOICE, ("在校生状况", "在校生情况", "在校状况"), "where at school; blank: not recorded", choices.STUDENT),
        Field("out_of_school_reason", Kind.CHOICE, ("义务教育阶段未上学原因", "失学或辍学原因"), "why not at school", choices.OUT_OF_SCHOOL_REASON),
        Field("persuasion_visits", Kind.COUNT, ("劝返次数",), "visits to bring the child back to school", low=0, high=99),
        Field("persuasion_signed", Kind.FLAG, ("三方签字", "劝返三方签字"), "parent, school and helper have signed"),
        Field("health", Kind.CHOICES, ("健康状况", "身体状况"), "state of health, combinable", choices.HEALTH),
        Field("labour", Kind.CHOICE, ("劳动技能", "劳动能力"), "capacity for work", choices.LABOUR),
        Field("work_place", Kind.CHOICE, ("务工状况", "务工所在地", "务工情况"), "where working away", choices.WORK_PLACE),
        Field("work_months", Kind.COUNT, ("务工时间", "务工时间(月)", "务工月数", "务工时长"), "months worked away", unit=units.MONTHS, low=0, high=12),
        Field("work_wage", Kind.FEN, ("务工月收入",), "monthly wage", unit=units.YUAN, low=0),
        Field("job_channel", Kind.CHOICE, ("就业渠道", "就业渠道(易地搬迁后扶使用)"), "how the job was found", choices.JOB_CHANNEL),
        Field("public_post", Kind.FLAG, ("公益性岗位", "是否公益性岗位"), "holds a public-service post"),
        Field("public_post_months", Kind.COUNT, ("公益性岗位(月数)", "公益性岗位月数"), "months in the post", unit=units.MONTHS, low=0, high=12),
        Field("resident_insurance", Kind.FLAG, ("是否参加城乡居民基本医疗保险", "是否参加新型农村合作医疗", "参加新农合", "是否参加医疗保险"), "in resident medical insurance"),
        Field("employee_insurance", Kind.FLAG, ("是否参加城镇职工基本医疗保险",), "in employee medical insurance"),
        Field("commercial_insurance", Kind.FLAG, ("是否参加商业医疗保险",), "in commercial medical insurance of at least the same cover"),
        Field("serious_illness_insurance", Kind.FLAG, ("是否参加大病保险", "参加大病医疗", "是否参加大病医疗"), "in serious-illness insurance"),
        Field("medical_aid", Kind.FLAG, ("是否接受医疗救助",), "received medical assistance"),
        Field("resident_pension", Kind.FLAG, ("是否参加城乡居民基本养老保险", "养老保险"), "in resident pension insurance"),
        Field("employee_pension", Kind.FLAG, ("是否参加城镇职工基本养老保险",), "in employee pension insurance"),
        Field("low_allowance", Kind.FLAG, ("享受低保政策情况", "是否享受低保"), "receives the low allowance"),
        Field("special_support", Kind.FLAG, ("享受特困供养政策情况", "是否特困供养"), "receives special support"),
    ),
)
