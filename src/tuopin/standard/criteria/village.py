"""What a village must meet, and the four factors the Opinion says are weighed. Clauses V1, V2."""

import narwhals as nw

from tuopin.common.words import Words
from tuopin.standard.counting import unknown
from tuopin.standard.criteria.plain import all_but, covered, incidence, recorded
from tuopin.standard.criterion import Finding, Measure, Quantity, Stricter, Unit, criterion

VILLAGE = Unit.VILLAGE


incidence(VILLAGE, clause="V1")


@criterion(
    VILLAGE,
    clause="V2",
    measure=Measure.FLAG,
    title=Words("基础设施", "infrastructure"),
    asks=Words("到乡镇通沥青（水泥）路，没有饮水不安全的户", "a paved road to the township, and no household without safe water"),
    remedy=Words("修通硬化路，解决剩余户的饮水安全", "pave the road and see to the households without safe water"),
    reads=("paved_road", "unsafe_water_households"),
    stricter={},
)
def infrastructure() -> Finding:
    """A paved road reaches the village and nobody is without safe water; our reading of a factor without numbers (ADR-0015)."""
    return Finding(met=nw.col("paved_road") & (nw.col("unsafe_water_households") == 0))


@criterion(
    VILLAGE,
    clause="V2",
    measure=Measure.FLAG,
    title=Words("基本公共服务", "basic public services"),
    asks=Words("有卫生室，有文化（图书）室", "a clinic and a culture room"),
    remedy=Words("建成卫生室和文化室", "set up the clinic and the culture room"),
    reads=("clinics", "culture_rooms"),
    stricter={},
)
def public_services() -> Finding:
    """There is a clinic and a culture room; our reading of a factor without numbers (ADR-0015)."""
    return Finding(met=(nw.col("clinics") >= 1) & (nw.col("culture_rooms") >= 1))


@criterion(
    VILLAGE,
    clause="V2",
    measure=Measure.FLAG,
    title=Words("产业发展", "industry"),
    asks=Words("有特色产业", "an industry of its own"),
    remedy=Words("培育特色产业", "build up an industry"),
    reads=("industry",),
    stricter={},
)
def industry() -> Finding:
    """The village has an industry of its own."""
    return Finding(met=nw.col("industry"))


@criterion(
    VILLAGE,
    clause="V2",
    measure=Measure.FEN,
    title=Words("集体经济", "collective economy"),
    asks=Words("有村级集体经济收入", "some collective income"),
    remedy=Words("发展村级集体经济", "build up a collective economy"),
    reads=("collective_income",),
    stricter={},
)
def collective_economy() -> Finding:
    """The village's collective has an income, whatever its amount."""
    income = nw.col("collective_income")
    return Finding(met=income > 0, value=income)


@criterion(
    VILLAGE,
    clause="V2",
    measure=Measure.FEN,
    title=Words("集体经济收入数额", "amount of collective income"),
    asks=Words(
        "村级集体经济收入达到 {enough}；不足 {least} 即未达到，两者之间不明",
        "collective income of {enough}; below {least} is not met, between them unknown",
    ),
    remedy=Words("村级集体经济收入再增 {gap}", "{gap} more collective income"),
    reads=("collective_income",),
    stricter={"least": Stricter.HIGHER, "enough": Stricter.HIGHER},
    units={"least": Quantity.YUAN, "enough": Quantity.YUAN},
)
def collective_level(*, least: int, enough: int) -> Finding:
    """Collective income reaches the year's amount; where only the ends of a rise are published, between them is unknown (ADR-0020)."""
    income = nw.col("collective_income")
    met = nw.when(income >= enough).then(nw.lit(value=True)).when(income < least).then(nw.lit(value=False))
    return Finding(met=met.otherwise(unknown()), value=income, threshold=enough)


@criterion(
    VILLAGE,
    clause="V2",
    measure=Measure.FLAG,
    title=Words("集体经济或合作组织", "collective economy or cooperative"),
    asks=Words("有集体经济收入，或有农民专业合作社、互助资金组织", "collective income, or a cooperative or mutual fund"),
    remedy=Words("发展集体经济或建立合作组织", "build up a collective economy or set up a cooperative"),
    reads=("collective_income", "cooperative"),
    stricter={},
)
def collective_or_cooperative() -> Finding:
    """The village has some collective income, or a cooperative or mutual fund."""
    return Finding(met=(nw.col("collective_income") > 0) | nw.col("cooperative"))


def _some(name: str, *, fact: str, title: Words, remedy: Words) -> None:
    def function() -> Finding:
        return Finding(met=nw.col(fact) >= 1, value=nw.col(fact), threshold=1)

    function.__name__ = name
    declared = criterion(
        VILLAGE, clause="V2", measure=Measure.COUNT, title=title, asks=title, remedy=remedy, reads=(fact,), stricter={}
    )
    declared(function)


_some("clinic", fact="clinics", title=Words("有标准卫生室", "a clinic"), remedy=Words("建成卫生室", "set up a clinic"))
_some("culture_room", fact="culture_rooms", title=Words("有文化室", "a culture room"), remedy=Words("建成文化室", "set up a culture room"))
recorded(VILLAGE, "paved_road", clause="V2", fact="paved_road", title=Words("通硬化路", "a paved road"), remedy=Words("修通硬化路", "pave the road"))
recorded(VILLAGE, "broadband", clause="V2", fact="broadband", title=Words("通宽带网络", "broadband"), remedy=Words("接通宽带", "connect broadband"))
recorded(
    VILLAGE,
    "committee",
    clause="V2",
    fact="committee_sound",
    title=Words("“两委”班子健全", "the two committees work well"),
    remedy=Words("整顿软弱涣散的班子", "put the committees in order"),
)
recorded(
    VILLAGE,
    "income_share",
    clause="V2",
    fact="income_share_rising",
    title=Words("退出户收入占全县平均的比重高于上年", "the exited households' income as a share of the county's is above last year's"),
    remedy=Words("继续帮助退出户增收", "go on helping exited households to earn more"),
)
covered(
    VILLAGE,
    "industry_coverage",
    clause="V2",
    part="industry_households",
    whole="industry_base_households",
    title=Words("特色产业覆盖有劳动能力贫困户的比例", "poor households with labour that the industry covers"),
)
all_but(
    VILLAGE, "housing", clause="V2", lacking="dangerous_house_households", whole="households", title=Words("住房安全的户", "households in safe houses")
)
all_but(
    VILLAGE, "water", clause="V2", lacking="unsafe_water_households", whole="households", title=Words("饮水安全的户", "households with safe water")
)
covered(VILLAGE, "insurance", clause="V2", part="insured_persons", whole="population", title=Words("参加基本医疗保险的人", "persons insured"))
covered(
    VILLAGE, "electricity", clause="V2", part="powered_households", whole="households", title=Words("通生活用电的户", "households with electricity")
)
covered(
    VILLAGE, "television", clause="V2", part="television_households", whole="households", title=Words("能看电视的户", "households with television")
)
