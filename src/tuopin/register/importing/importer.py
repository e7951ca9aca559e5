"""The import of some files: read one by one, brought together, written as a snapshot; every row is accounted for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from tuopin.common import digest
from tuopin.common.parallel import bytes_of, mapped
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.register.importing.assemble import Assembled, assemble
from tuopin.register.importing.columns import DECLARED
from tuopin.register.importing.found import worded
from tuopin.register.importing.lines import Line
from tuopin.register.importing.options import Options
from tuopin.register.importing.rules import FATAL
from tuopin.register.importing.sheet import SheetRead, read_sheet
from tuopin.register.importing.sheets import sheets
from tuopin.register.problem import problems
from tuopin.register.snapshot import SnapshotWriter

COUNTED = ("read", "taken", "refused", *(line.value for line in Line if line is not Line.DATA))
NO_TABLE = Words("没有可识别的表头", "no header found")
HIDDEN = Words("隐藏的工作表", "a hidden sheet")


@dataclass
class Source:
    """One file as it was read: its name and digest, the sheets taken, the sheets skipped and why."""

    name: str
    sha256: str
    sheets: list[SheetRead] = field(default_factory=list)
    skipped: list[tuple[str, Words]] = field(default_factory=list)


@dataclass(frozen=True)
class Outcome:
    """What an import did: the sources with their counts, the problems, the counties and years written."""

    sources: list[Source]
    problems: pl.DataFrame
    counties: tuple[str, ...]
    years: tuple[int, ...]

    def total(self, counted: str) -> int:
        """The sum of one count over all sheets."""
        return sum(sheet.counts[counted] for source in self.sources for sheet in source.sheets)


class NothingTaken(BadInput):
    """No row of any file could be taken; the problems say why."""

    def __init__(self, where: str, found: pl.DataFrame) -> None:
        """`found` are the problems of all files."""
        said = (
            found.filter(pl.col("rule").is_in(FATAL))
            .group_by("because_zh", "because_en", maintain_order=True)
            .len()
            .sort("len", descending=True, maintain_order=True)
        )
        first = next(said.iter_rows(named=True), {"because_zh": "没有数据行", "because_en": "no row of data"})
        super().__init__(
            where, Words(f"没有一行可以导入。{first['because_zh']}", f"no row could be taken: {first['because_en']}")
        )
        self.problems = found


def import_files(
    files: Sequence[Path], out: Path, options: Options, *, told: Callable[[int], None] = lambda size: None
) -> Outcome:
    """Read `files` in the order given into a new snapshot `out`; `told` hears of bytes done. BadInput leaves nothing behind."""
    _names(files)
    with SnapshotWriter(out, synthetic=options.synthetic, source=", ".join(path.name for path in files)) as writer:
        sources = list(_sources(files, options, told))
        reads = [sheet for source in sources for sheet in source.sheets]
        whole = assemble(reads)
        found = _settled(reads, whole)
        if (
            whole.tables["household"].is_empty()
            and whole.tables["village_year"].is_empty()
            and whole.tables["county_year"].is_empty()
        ):
            raise NothingTaken(files[0].name if files else "", found)
        counties = _write(writer, whole, options=options, origin=_origin(whole, sources))
        writer.add("problems.parquet", found)
        writer.note(sources=[_source(source) for source in sources], conservation=_conservation(sources))
    return Outcome(sources, found, counties, tuple(sorted(whole.tables["household_year"]["year"].unique())))


def _names(files: Sequence[Path]) -> None:
    """Problems and origins name a file by its name alone, so no two may share one."""
    names = [path.name for path in files]
    if double := next((name for name in names if names.count(name) > 1), None):
        raise BadInput(
            double, Words("两个文件同名", "two files share this name"), Words("改名后再导入", "rename one of them")
        )


def _sources(files: Sequence[Path], options: Options, told: Callable[[int], None]) -> Iterator[Source]:
    """Every file read by itself, several at a time; their order stays."""
    for path, source in zip(files, mapped(partial(_file, options=options), files, size=bytes_of(files)), strict=True):
        told(path.stat().st_size)
        yield source


def _file(path: Path, options: Options) -> Source:
    source = Source(path.name, "")
    only = options.mapping.sheet if options.mapping else None
    for sheet in sheets(path):
        if sheet.hidden:
            source.skipped.append((sheet.name, HIDDEN))
        elif only and sheet.name != only:
            source.skipped.append((sheet.name, Words("对应表没有提到", "not named by the mapping")))
        elif read := read_sheet(sheet, path.name, options):
            source.sheets.append(read)
        else:
            source.skipped.append((sheet.name, NO_TABLE))
    if not source.sheets:
        raise BadInput(
            path.name,
            Words("没有可导入的表格：" + _why(source, "zh"), "no table to import: " + _why(source, "en")),
            Words("核对表头，或用 --map 指明", "look at the header row, or say it with --map"),
        )
    source.sha256 = digest.of_file(path)
    return source


def _why(source: Source, lang: str) -> str:
    return "; ".join(f"{name} ({getattr(reason, lang)})" for name, reason in source.skipped) or "-"


def _settled(reads: list[SheetRead], whole: Assembled) -> pl.DataFrame:
    """All problems in the order of the files; the counts of every sheet closed and proved."""
    parts = []
    for number, read in enumerate(reads):
        late = whole.findings.filter(pl.col("source") == number).drop("source")
        late = _placed(late, read, reads)
        keys = whole.keys.filter(pl.col("source") == number).drop("source")
        read.problems = pl.concat([read.problems, worded(late, keys, file=read.file, sheet=read.sheet)])
        refused = read.problems.filter(pl.col("level") == "fatal")["row"].n_unique()
        taken = int((whole.origin["source"] == number).sum())
        read.counts |= {"taken": taken, "refused": refused}
        accounted = sum(read.counts[name] for name in COUNTED if name != "read")
        if accounted != read.counts["read"]:
            raise AssertionError(f"{read.file} {read.sheet}: {read.counts}")
        parts.append(read.problems.sort("row", "column", maintain_order=True, nulls_last=True))
        read.rows = read.rows.clear()
    return pl.concat([problems(), *parts])


def _placed(late: pl.DataFrame, read: SheetRead, reads: list[SheetRead]) -> pl.DataFrame:
    """Findings of the whole given their column here, and the other sheet they speak of its name."""
    if late.is_empty():
        return late
    where = {DECLARED.get(column.target, column.target): (column.number + 1, column.label) for column in read.columns}
    targets = late["target"]
    named = [_named(text, reads) for text in late["zh"]]
    return late.with_columns(
        pl.Series("column", [where.get(target, (None, None))[0] for target in targets], dtype=pl.Int64),
        pl.Series("label", [where.get(target, (None, None))[1] for target in targets], dtype=pl.String),
        pl.Series("zh", named, dtype=pl.String),
        pl.Series("en", named, dtype=pl.String),
    )


def _named(text: str | None, reads: list[SheetRead]) -> str | None:
    number, mark, row = (text or "").partition("#")[2].partition("#")
    return f"{reads[int(number)].file} · {reads[int(number)].sheet} · {row}" if mark else text


def _origin(whole: Assembled, sources: list[Source]) -> pl.DataFrame:
    """Where each row taken came from: the number of its file, sheet, row, and what it is about."""
    places = [(file, sheet.sheet) for file, source in enumerate(sources) for sheet in source.sheets]
    names = pl.DataFrame(places, schema={"file": pl.Int32, "sheet": pl.String}, orient="row").with_row_index("source")
    return whole.origin.join(
        names.with_columns(pl.col("source").cast(pl.Int32)), on="source", how="left", maintain_order="left"
    ).select(*ORIGIN, "county_code")


ORIGIN = ("file", "sheet", "row", "village_code", "household_code", "person_code", "year")


def _write(writer: SnapshotWriter, whole: Assembled, *, options: Options, origin: pl.DataFrame) -> tuple[str, ...]:
    tables = whole.tables
    counties = sorted(tables["household"]["village_code"].str.slice(0, 6).unique())
    for county in counties:
        inside = pl.col("village_code").str.starts_with(county)
        writer.county(
            county,
            {name: tables[name].filter(inside) for name in ("household", "person", "household_year", "person_year")},
        )
    for county in sorted({*counties, *whole.origin["county_code"].drop_nulls()}):
        writer.add(f"origin/{county}.parquet", origin.filter(pl.col("county_code") == county).select(ORIGIN))
    for name in ("village_year", "county_year"):
        writer.table(name, tables[name])
    writer.table("place", _places(whole, options))
    return tuple(counties)


def _places(whole: Assembled, options: Options) -> pl.DataFrame:
    """Every known place of the counties involved, the villages written by code alone, and the places above them."""
    involved = set(whole.origin["county_code"].drop_nulls())
    known = options.book.known
    above = {code[:size] for code in involved for size in (2, 4)}
    codes = [code for code in known if code[:6] in involved or code in above]
    rows = [(known[code].code, known[code].name, known[code].level, known[code].parent or None) for code in codes]
    unnamed = sorted(set(whole.origin["village_code"].drop_nulls()) - known.keys())
    rows += [(code, code, "village", code[:9]) for code in unnamed]
    return pl.DataFrame(
        rows,
        schema={"code": pl.String, "name": pl.String, "level": pl.String, "parent_code": pl.String},
        orient="row",
    )


def _source(source: Source) -> dict[str, Any]:
    return {
        "name": source.name,
        "sha256": source.sha256,
        "sheets": [_sheet(sheet) for sheet in source.sheets],
        "skipped": [{"sheet": name, "because": reason.en} for name, reason in source.skipped],
    }


def _sheet(sheet: SheetRead) -> dict[str, Any]:
    return {
        "sheet": sheet.sheet,
        "layout": sheet.layout.name,
        "header_row": sheet.header_row,
        "year": sheet.year,
        "columns": {column.target: column.number + 1 for column in reversed(sheet.columns)},
        "left_aside": sheet.left_aside,
    }


def _conservation(sources: list[Source]) -> list[dict[str, Any]]:
    return [
        {"file": source.name, "sheet": sheet.sheet, **{name: sheet.counts[name] for name in COUNTED}}
        for source in sources
        for sheet in source.sheets
    ]
