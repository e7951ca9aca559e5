"""The county's own sheet: counts, the rate as whole counts, each criterion, what holds it back. Clauses C1, C2."""

from tuopin.assessment.told import Found, PlaceTold
from tuopin.assessment.wording import VERDICTS, measured
from tuopin.common.words import Words
from tuopin.report.result_book import Book, Cell, Column
from tuopin.report.result_looks import height_of

HOLDING = (Words("条件", "criterion"), Words("不达标户", "not met"), Words("不明户", "unknown"))
ASKED_WIDTH, REMEDY_WIDTH = 52, 36
COLUMNS = (
    Column(Words("项目", "item"), 56, "text"),
    Column(Words("结论", "verdict"), 14, "text"),
    Column(Words("数值", "value"), 16, "text"),
    Column(Words("标准", "threshold"), 16, "text"),
    Column(Words("要求", "what is asked"), ASKED_WIDTH, "text"),
    Column(Words("怎样达标 / 要查清", "to meet it / to find out"), REMEDY_WIDTH, "text"),
)


def county_sheet(book: Book, told: PlaceTold, note: str) -> None:
    """Write the sheet."""
    sheet = book.sheet("县", Words(f"{told.head.place}：{told.head.sentence.zh}", told.head.sentence.en), COLUMNS, note=note, listed=False)
    sheet.heading(Words("各项条件", "criteria"))
    sheet.header()
    for found in told.findings:
        values = _criterion(found)
        sheet.row(values, height=height_of([(str(values[4]), ASKED_WIDTH), (str(values[5]), REMEDY_WIDTH)]))
    sheet.heading(Words("人数和户数", "persons and households"))
    for _name, words, number in told.counts:
        sheet.row([f"{words.zh} {words.en}", Cell(number, "count")])
    persons, _, rate = told.rate.partition(" = ")
    sheet.row([f"贫困发生率 incidence ({persons})", Cell(rate, "rate")])
    sheet.row([Cell(told.room.both, "strong")], height=34)
    sheet.heading(Words("各项条件拖住多少户", "households each criterion holds back"))
    sheet.header(words=HOLDING)
    for _name, words, failing, unknown in told.holding:
        sheet.row([f"{words.zh} {words.en}", Cell(failing, "count"), Cell(unknown, "count")])


def _criterion(found: Found) -> list[object]:
    numbers, verdict = found.numbers, VERDICTS[found.verdict]
    value, threshold = (measured(numbers.measure, number).zh for number in (numbers.value, numbers.threshold))
    told = "\n".join(words.both for words in (*found.remedy, *found.find_out))
    return [f"{found.title.zh} {found.title.en}", Cell(f"{verdict.zh} {verdict.en}", found.verdict), value, threshold, found.asked.both, told or "—"]
