"""The rows of a county's result workbook: households placed and named, numbers as numbers, what to do in both languages."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import polars as pl

from tuopin.assessment.facts_read import in_words
from tuopin.assessment.households import findings
from tuopin.assessment.reasons import threshold_of
from tuopin.assessment.settings import Run
from tuopin.assessment.wording import NOTHING, VERDICTS, measured, remedy, verdict_of
from tuopin.common.words import Words
from tuopin.register.schema import TABLES
from tuopin.report.result_book import Cell
from tuopin.report.result_looks import height_of
from tuopin.standard.criterion import Measure, Unit
from tuopin.standard.rule import Rule

Row = dict[str, Any]
SCALES = {Measure.FEN_PER_HEAD: (100, "money"), Measure.FEN: (100, "money"), Measure.AREA_PER_HEAD: (100, "money"), Measure.SHARE: (100, "share")}
UNITS = {
    Measure.FEN_PER_HEAD: "元/人 yuan",
    Measure.FEN: "元 yuan",
    Measure.AREA_PER_HEAD: "平方米/人 m²",
    Measure.PERSONS: "人 persons",
    Measure.SHARE: "%",
    Measure.YEARS: "年 years",
}
EARLIER = Words("以前年份不达标，要从下一年起重新连续达标", "an earlier year fails; the years are counted anew")
REMEDY_WIDTH, FIND_OUT_WIDTH, WHOSE_WIDTH = 54, 42, 26


class Rows:
    """Rows by one run's criteria."""

    def __init__(self, run: Run) -> None:
        """Keep the criteria by name and the line of the year."""
        self.run = run
        found = findings(run.edition, Unit.HOUSEHOLD, run.year)
        self.rules: dict[str, Rule] = {rule.criterion.name: rule for rule in found}
        own = [(rule.criterion.name, threshold_of(finding)) for rule, finding in found.items() if rule.criterion.measure is Measure.FEN_PER_HEAD]
        self.income, self.line = own[0] if own else ("", None)

    def leaving(self, frame: pl.DataFrame) -> Iterator[list[Any]]:
        """Who may leave, with the income and its margin."""
        for row in frame.iter_rows(named=True):
            value = row.get(f"{self.income}_value")
            yield [*placed(row), *_income(value, self.line)]

    def failing(self, frame: pl.DataFrame) -> Iterator[tuple[list[Any], float]]:
        """Each criterion not met: value, threshold, what is missing, what would meet it."""
        for row in frame.iter_rows(named=True):
            rule = self.rules[row["criterion"]]
            measure = rule.criterion.measure
            told = self.what_meets(rule, row["missing"]).both
            numbers = [_number(measure, row[name]) for name in ("value", "threshold", "missing")]
            unit = UNITS.get(measure) if row["value"] is not None else None
            yield [*placed(row), title(rule), *numbers, unit, told], height_of([(told, REMEDY_WIDTH), (title(rule), 20)])

    def unknown(self, frame: pl.DataFrame) -> Iterator[tuple[list[Any], float]]:
        """Each criterion that cannot be told: what to find out, of whom."""
        from tuopin.assessment.blanks import facts_choice

        options = {option.token: option for option in facts_choice().options}
        for row in frame.iter_rows(named=True):
            named = [options[token] for token in row["find_out"].split("|")]
            words = Words("、".join(each.labels[0] for each in named), ", ".join(each.en for each in named)).both
            whose, verdict = row["whose"] or "", verdict_cell(row["standard_met"])
            height = height_of([(words, FIND_OUT_WIDTH), (whose, WHOSE_WIDTH)])
            yield [*placed(row), verdict, title(self.rules[row["criterion"]]), words, whose], height

    @staticmethod
    def near(frame: pl.DataFrame) -> Iterator[tuple[list[Any], float]]:
        """Close to the line, on either side."""
        for row in frame.iter_rows(named=True):
            yield [*placed(row), *_income(row["value"], row["line"]), verdict_cell(row["standard_met"])], 15.0

    def what_meets(self, rule: Rule, missing: int | None) -> Words:
        """The smallest change that meets the criterion."""
        if rule.criterion.measure is Measure.FEN_PER_HEAD and missing is None:
            return EARLIER
        gap = NOTHING if missing is None else measured(str(rule.criterion.measure), missing)
        if rule.criterion.measure is Measure.PERSONS:
            gap = Words(str(missing), str(missing))
        return remedy(rule, gap, year=self.run.year)


def placed(row: Row) -> list[Any]:
    """Township, village, group, number, householder, members, status."""
    return [*(row[name] for name in ("township", "village", "group_name", "household_code", "head_name", "members")), status(row["status"])]


@cache
def status(token: str | None) -> str:
    """The register's status as people write it, in both languages."""
    words = in_words(TABLES["household"]["status"], token)
    return f"{words.zh}\n{words.en}" if token is None else words.zh


def title(rule: Rule) -> str:
    """A criterion's name in both languages."""
    return f"{rule.criterion.title.zh} {rule.criterion.title.en}"


def verdict_cell(met: Any) -> Cell:
    """A verdict in words, with its look."""
    verdict = verdict_of(met)
    return Cell(f"{VERDICTS[verdict].zh} {VERDICTS[verdict].en}", verdict)


def _income(value: int | None, line: int | None) -> list[Any]:
    margin = None if value is None or line is None else (value - line) / 100
    return [None if value is None else value / 100, None if line is None else line / 100, margin]


def _number(measure: Measure, number: int | None) -> Any:
    scale, look = SCALES.get(measure, (1, "count"))
    return None if number is None else Cell(number / scale, look)
