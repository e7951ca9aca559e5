"""The county's own sheet: counts, the rate as whole counts, each criterion, what holds it back. Clauses C1, C2."""

from tuopin.assessment.told import Found, PlaceTold
from tuopin.assessment.wording import VERDICTS, measured
from tuopin.common.words import Words
from tuopin.report.result_book import Book, Cell, Column, height_of

ASKED_WIDTH, REMEDY_WIDTH = 52, 44
COLUMNS = (
    Column(Words("项目", "item"), 34, "text"),
    Column(Words("结论", "verdict"), 14, "text"),
    Column(Words("数值", "value"), 16, "text"),
    Column(Words("标准", "threshold"), 16, "text"),
    Column(Words("要求", "what is asked"), ASKED_WIDTH, "text"),
    Column(Words("怎样达标 / 要查清", "to meet it / to find out"), REMEDY_WIDTH, "text"),
)


def county_sheet(book: Book, told: PlaceTold, note: str) -> None:
    """Write the sheet."""
    sheet = book.sheet("县", Words(f"{told.head.place}：{told.head.sentence.zh}", told.head.sentence.en), COLUMNS, note=note, filtered=False)
    for found in told.findings:
        values = _criterion(found)
        sheet.row(values, height=height_of([(str(values[4]), ASKED_WIDTH), (str(values[5]), REMEDY_WIDTH)]))
    sheet.heading(Words("人数和户数", "persons and households"))
    for _name, words, number in told.counts:
        sheet.row([f"{words.zh} {words.en}", None, Cell(number, "count"), None, None, None])
    sheet.row(["贫困发生率 incidence", None, Cell(told.rate.split("=")[-1].strip(), "text"), None, told.rate, None])
    sheet.row(["余量 room", None, None, None, told.room.both, None], height=30)
    sheet.heading(Words("各项条件：多少户不达标、多少户不明", "criteria: households not met, households unknown"))
    for _name, words, failing, unknown in told.holding:
        cells = [Cell(f"不达标 not met {failing:,}", "not_met" if failing else "text"), Cell(f"不明 unknown {unknown:,}", "unknown" if unknown else "text")]
        sheet.row([f"{words.zh} {words.en}", None, *cells, None, None], height=30)


def _criterion(found: Found) -> list[object]:
    numbers, verdict = found.numbers, VERDICTS[found.verdict]
    value, threshold = (None if number is None else measured(numbers.measure, number).zh for number in (numbers.value, numbers.threshold))
    told = "\n".join(words.both for words in (*found.remedy, *found.find_out))
    return [f"{found.title.zh} {found.title.en}", Cell(f"{verdict.zh} {verdict.en}", found.verdict), value, threshold, found.asked.both, told]
