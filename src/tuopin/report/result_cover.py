"""The first sheet: what this workbook is, made from what, and what each criterion asks, with source and clause. Clause P0."""

from typing import Any

from tuopin.assessment.households import findings
from tuopin.assessment.wording import asked
from tuopin.assessment.working import Working
from tuopin.common.clauses import clause
from tuopin.common.words import Words
from tuopin.report.result_book import Book, Cell, Column
from tuopin.report.result_looks import height_of
from tuopin.standard.criterion import Unit
from tuopin.standard.rule import Rule

ASKED_WIDTH, SOURCE_WIDTH, CLAUSE_WIDTH = 56, 34, 44
COLUMNS = (
    Column(Words("对象", "unit"), 18, "text"),
    Column(Words("条件", "criterion"), 26, "text"),
    Column(Words("要求", "what is asked"), ASKED_WIDTH, "text"),
    Column(Words("性质", "how it counts"), 18, "text"),
    Column(Words("来源", "source"), SOURCE_WIDTH, "text"),
    Column(Words("条款", "clause"), CLAUSE_WIDTH, "text"),
)
UNITS = {Unit.HOUSEHOLD: "户 household", Unit.VILLAGE: "村 village", Unit.TOWNSHIP: "乡镇 township", Unit.COUNTY: "县 county"}
BINDING, WEIGHED = "必须达标\nmust be met", "综合考虑\nweighed"
SHEETS = (
    (Words("村", "villages"), Words("每个村的人数、贫困发生率（分子、分母）和各项条件", "persons, incidence with numerator and denominator, criteria")),
    (Words("可以退出", "may leave"), Words("各项条件都达标、仍在名册上：可以进入民主评议", "on the register and everything is met: ready for the review")),
    (Words("尚不能退出", "not yet"), Words("仍在名册上、有条件不达标：差多少、怎样达标", "on the register and failing: how much is missing, what meets it")),
    (Words("情况不明", "unknown"), Words("缺数据、不能下结论：要查清什么；不明不算达标", "facts are missing: what to find out; unknown never passes")),
    (Words("已脱贫但不达标", "wrong"), Words("名册上已脱贫、按现有数据不达标：应当核查", "registered as exited, but failing on the data: to be checked")),
    (Words("临近标准线", "near"), Words("收入在标准上下 10% 以内：先核实收入", "income within 10 % of the line: verify first")),
    (Words("县", "county"), Words("全县的结论、人数、余量和拖住全县的条件", "the county's verdict, persons, room, and what holds it back")),
)

def cover(book: Book, working: Working, note: str) -> None:
    """Write the sheet."""
    title = Words("贫困退出评估结果：说明", "result of the exit assessment: read me first")
    sheet = book.sheet("说明", title, COLUMNS, note=note, listed=False)
    sheet.heading(Words("依据", "made from"))
    for words, value in _made_from(working):
        sheet.row([words.zh, words.en, value], height=height_of([(value, ASKED_WIDTH)]))
    sheet.heading(Words("本簿各表", "sheets of this workbook"))
    for name, words in SHEETS:
        sheet.row([Cell(name.zh, "strong"), name.en, words.both], height=height_of([(words.both, ASKED_WIDTH)]))
    sheet.heading(Words("标准的各项条件", "the criteria of the standard"))
    sheet.header()
    for unit in working.run.edition.units:
        for rule in findings(working.run.edition, unit, working.run.year):
            values = _definition(working, unit, rule)
            sheet.row(values, height=height_of([(values[2], ASKED_WIDTH), (values[4], SOURCE_WIDTH), (values[5], CLAUSE_WIDTH)]))


def _definition(working: Working, unit: Unit, rule: Rule) -> list[Any]:
    criterion = rule.criterion
    told = asked(rule, year=working.run.year, region=_region(working, unit))
    cited = clause(rule.clause)
    source = f"{rule.source}\n（{rule.certainty.words.zh} {rule.certainty.words.en}）"
    return [UNITS[unit], criterion.title.both, told.both, BINDING if rule.binding else WEIGHED, source, f"{rule.clause} {cited.zh}\n{cited.en}"]


def _region(working: Working, unit: Unit) -> str | None:
    from tuopin.common.places import region

    return None if unit is Unit.HOUSEHOLD else region(working.county)


def _made_from(working: Working) -> list[tuple[Words, str]]:
    manifest, run = working.result.manifest, working.run
    return [
        (Words("标准版本", "edition"), f"{run.edition.name}  {run.edition.title.zh} {run.edition.title.en}"),
        (Words("标准摘要值", "digest of the edition"), run.edition.digest),
        (Words("快照摘要值", "digest of the snapshot"), run.snapshot.digest),
        (Words("程序版本", "version of the program"), str(manifest["code_version"])),
        (Words("年度", "year"), str(run.year)),
        (Words("本县登记户数", "households of this county"), f"{len(working.roster):,}"),
        (Words("本县可以退出的户数", "of them may leave"), f"{len(working.leaving):,}"),
        (Words("数据", "data"), "合成数据，人物均为虚构 synthetic, no real person" if run.snapshot.synthetic else "登记数据 register"),
    ]
