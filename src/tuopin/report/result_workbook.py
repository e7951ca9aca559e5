"""One result workbook a county, for the county office: what it is, villages, who may leave, who cannot yet and why. Clauses R2d, R3a.

An internal working paper: householders by name, never a document number or a phone.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from tuopin.assessment.companion import edition_of
from tuopin.assessment.explain_place import explain_place
from tuopin.assessment.result import Result
from tuopin.assessment.settings import Run
from tuopin.assessment.working import Working
from tuopin.common.progress import progress
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.register.snapshot import Snapshot
from tuopin.report.result_book import Book, Column
from tuopin.report.result_cover import cover
from tuopin.report.result_place import county_sheet
from tuopin.report.result_rows import Rows
from tuopin.report.result_villages import villages_sheet
from tuopin.standard.edition import Edition

SYNTHETIC = "合成数据，人物均为虚构 SYNTHETIC DATA, NO REAL PERSON"
INTERNAL = "内部工作底稿，不得张贴 internal working paper, not for posting"
TITLE = Words("贫困退出评估结果", "result of the exit assessment")
PLACED = (
    Column(Words("乡镇", "township"), 12, "text"),
    Column(Words("行政村", "village"), 12, "text"),
    Column(Words("组", "group"), 10, "text"),
    Column(Words("户编号", "household"), 16, "code"),
    Column(Words("户主", "householder"), 11, "text"),
    Column(Words("人数", "members"), 9, "count"),
    Column(Words("名册状态", "status"), 11, "text"),
)
INCOME = (
    Column(Words("人均纯收入（元）", "net income per head"), 14, "money"),
    Column(Words("标准（元）", "line"), 12, "money"),
    Column(Words("余量（元）", "margin"), 12, "money"),
)
CRITERION = Column(Words("条件", "criterion"), 20, "text")
FAILED = (
    CRITERION,
    Column(Words("数值", "value"), 13, "count"),
    Column(Words("标准", "threshold"), 13, "count"),
    Column(Words("还差", "missing"), 13, "count"),
    Column(Words("单位", "unit"), 12, "text"),
    Column(Words("怎样达标", "what would meet it"), 54, "text"),
)
UNKNOWN = (
    Column(Words("总结论", "overall verdict"), 13, "text"),
    CRITERION,
    Column(Words("要查清", "to find out"), 42, "text"),
    Column(Words("谁", "whose"), 26, "text"),
)


def write_county_workbooks(result_dir: Path, snapshot: Snapshot, out_dir: Path, *, edition: Edition | None = None) -> list[Path]:
    """A workbook for each county of a result, in `out_dir`, named by code, name and year. Gives their paths."""
    result = Result.open(result_dir)
    standard = edition or edition_of(result)
    out_dir.mkdir(parents=True, exist_ok=True)
    paths = []
    with progress(Words("写结果簿", "writing workbooks"), len(result.counties)) as advance:
        for county in result.counties:
            working = Working(result, Run(snapshot, standard, result.manifest["year"]), county)
            paths.append(county_workbook(working, out_dir / file_name(working)))
            advance()
    return paths


def file_name(working: Working) -> str:
    """"520381 赤水市 2016.xlsx"."""
    name = working.names.get(working.county, "")
    return " ".join(part for part in (working.county, name, str(working.run.year)) if part) + ".xlsx"


def county_workbook(working: Working, path: Path) -> Path:
    """Write one county's workbook to `path`, whole or not at all. Refused for a county the result has not."""
    if working.county not in working.result.counties:
        raise Refused("no-place", because=Words(f"结果不含 {working.county}", f"the result does not cover {working.county}"))
    partial = path.with_name(path.name + ".partial")
    try:
        with Book(partial, year=working.run.year, title=TITLE) as book:
            _sheets(book, working)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return path


def _sheets(book: Book, working: Working) -> None:
    run, note, rows = working.run, note_of(working), Rows(working.run)
    cover(book, working, note)
    villages_sheet(book, working, note)
    may = book.sheet("可以退出", Words("可以退出的户", "households that may leave"), (*PLACED, *INCOME), note=note)
    for row in rows.leaving(working.leaving):
        may.row(row)
    not_yet = book.sheet("尚不能退出", Words("尚不能退出的户及原因", "not yet, and why"), (*PLACED, *FAILED), note=note)
    _write(not_yet.row, rows.failing(working.failing(exited=False)))
    unknown = book.sheet("情况不明", Words("情况不明：要查清什么", "unknown: what to find out"), (*PLACED, *UNKNOWN), note=note)
    _write(unknown.row, rows.unknown(working.unknown))
    wrong = book.sheet("已脱贫但不达标", Words("名册上已脱贫但不达标的户", "registered as exited, but failing"), (*PLACED, *FAILED), note=note)
    _write(wrong.row, rows.failing(working.failing(exited=True)))
    title = Words("收入临近标准线（上下 10%）", "income within 10 % of the line")
    near = book.sheet("临近标准线", title, (*PLACED, *INCOME, Column(Words("总结论", "overall verdict"), 13, "text")), note=note)
    _write(near.row, rows.near(working.near))
    told = explain_place(working.result, run.edition, working.county, place=working.names.get(working.county, working.county))
    county_sheet(book, told, note)


def note_of(working: Working) -> str:
    """The line under every title: which county, year, edition; that it is synthetic, or internal."""
    name = working.names.get(working.county, working.county)
    told = [f"{name} {working.county}", f"{working.run.year}", f"标准 edition {working.run.edition.name}"]
    return "   |   ".join([*told, SYNTHETIC if working.run.snapshot.synthetic else INTERNAL])


def _write(row: Callable[..., None], rows: Iterator[tuple[list[object], float]]) -> None:
    for values, height in rows:
        row(values, height=height)


