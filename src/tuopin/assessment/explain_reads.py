"""The facts a household's criterion read; for income its lines, the net income of each year, the members. Clause H1."""




from tuopin.assessment.explain_known import Known, Row
from tuopin.assessment.facts_read import Fact, fact, field_named
from tuopin.assessment.told import Member
from tuopin.common.words import Words
from tuopin.register.schema import Field
from tuopin.standard.criterion import Measure
from tuopin.standard.income import MAIN_LINES
from tuopin.standard.rule import Rule

RECORDED = ("net_income", "net_income_per_head")


def household_read(known: Known, rule: Rule, people: tuple[Member, ...]) -> tuple[Fact, ...]:
    """The household's own facts a criterion reads; for income its lines, the net income of each year, the members."""
    if rule.criterion.measure is Measure.FEN_PER_HEAD:
        return _income_read(known)
    facts = [_own(known.facts, name) for name in rule.criterion.reads if name in known.facts]
    if people or rule.criterion.measure is Measure.PERSONS:
        facts += [_own(known.facts, "members_0"), _own(known.facts, "persons")]
    return tuple(facts)


def _income_read(known: Known) -> tuple[Fact, ...]:
    facts = known.facts
    years = [_yearly(facts, back, known.run.year - back) for back in range(known.run.looks_back)]
    lines = [_own(facts, name) for name in known.run.edition.income.reads if name in facts and name != "members"]
    if any(line.recorded for line in lines if line.name in MAIN_LINES):
        lines = [line for line in lines if line.name not in RECORDED or line.recorded]
    if facts["net_income_0"] is not None:
        lines = [line for line in lines if line.recorded]
    return (*lines, *(each for pair in years for each in pair))


def _yearly(facts: Row, back: int, year: int) -> tuple[Fact, Fact]:
    net, counted_as = _field("net_income_0"), _field("members_0")
    income = fact(net, facts[f"net_income_{back}"], Words(f"{year} 年{net.zh}", f"{net.en}, {year}"))
    return income, fact(counted_as, facts[f"members_{back}"], Words(f"{year} 年{counted_as.zh}", f"{counted_as.en}, {year}"))


def _own(facts: Row, name: str) -> Fact:
    return fact(_field(name), facts[name])


def _field(name: str) -> Field:
    field = field_named(name, "household_year", "household")
    if field is None:
        raise KeyError(name)
    return field
