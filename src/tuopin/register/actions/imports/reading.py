"""The workbooks of an import read and all rules of quality run over them; nothing of it is in the database yet."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.register.actions.imports import files
from tuopin.register.importing import COUNTED, NothingTaken, Options, gazetteer, import_files, read_mapping
from tuopin.register.models import Batch
from tuopin.register.problem import problems
from tuopin.register.quality.run import check, settings_of
from tuopin.register.rules.imports import WHOLE_LISTS
from tuopin.register.snapshot import MANIFEST, Snapshot

Told = Callable[[int, int, Words], None]
READING = Words("读入工作簿", "reading the workbooks")
ALTERED = Words("文件在上传后被改动", "the file was altered after it was uploaded")
CHECKING = Words("按规则检查", "checking by the rules")


@dataclass(frozen=True)
class Read:
    """What was read: a snapshot beside the files, every problem, what became of every row, the villages listed whole."""

    snapshot: Snapshot
    problems: pl.DataFrame
    counts: dict[str, int]
    whole: frozenset[str]


def read(batch: Batch, told: Told) -> Read:
    """Read the workbooks, or take up what an attempt that was broken off has read. NothingTaken or BadInput as the import says."""
    snapshot = _snapshot(batch, told)
    found = pl.read_parquet(snapshot.root / "problems.parquet")
    parts = [found]
    for done, part in enumerate(check(snapshot, given=settings_of(snapshot)), start=1):
        parts.append(part.problems)
        told(done, len(snapshot.counties), CHECKING)
    return Read(snapshot, pl.concat([problems(part) for part in parts]), counts_of(snapshot), _whole(snapshot))


def forget(batch: Batch) -> None:
    """What was read lies in the database now: the copy beside the files, with its numbers in the clear, goes."""
    shutil.rmtree(_scratch(batch), ignore_errors=True)


def counts_of(snapshot: Snapshot) -> dict[str, int]:
    """Rows read, taken, refused, and of no data, over all sheets: read is the sum of the others."""
    sheets = snapshot.manifest["conservation"]
    return {name: sum(sheet[name] for sheet in sheets) for name in COUNTED}


def _snapshot(batch: Batch, told: Told) -> Snapshot:
    root = _scratch(batch)
    if (root / MANIFEST).exists():
        return Snapshot.open(root)
    shutil.rmtree(root, ignore_errors=True)
    paths = files.workbooks(batch)
    size, done = sum(each["bytes"] for each in batch.files), 0

    def advance(amount: int) -> None:
        nonlocal done
        done += amount
        told(done, size, READING)

    import_files(paths, root, _options(batch), told=advance)
    return _of_what_was_uploaded(Snapshot.open(root), batch)


def _of_what_was_uploaded(snapshot: Snapshot, batch: Batch) -> Snapshot:
    """The files that were read are, byte for byte, those that were uploaded. BadInput names one that is not."""
    uploaded = {each["name"]: each["sha256"] for each in batch.files if each["role"] == files.WORKBOOK}
    for source in snapshot.manifest["sources"]:
        if uploaded.get(source["name"]) != source["sha256"]:
            raise BadInput(source["name"], ALTERED, Words("撤回后重新上传", "withdraw, then upload again"))
    return snapshot


def _options(batch: Batch) -> Options:
    mapping, places = files.given_file(batch, files.MAPPING), files.given_file(batch, files.PLACES)
    return Options(batch.year, read_mapping(mapping) if mapping else None, gazetteer(places, batch.place), bool(batch.options.get("synthetic")))


def _whole(snapshot: Snapshot) -> frozenset[str]:
    """The villages of which some sheet lists everybody."""
    listing = [
        (file, sheet["sheet"])
        for file, source in enumerate(snapshot.manifest["sources"])
        for sheet in source["sheets"]
        if sheet["layout"] in WHOLE_LISTS
    ]
    paths = sorted((snapshot.root / "origin").glob("*.parquet"))
    if not listing or not paths:
        return frozenset()
    wanted = pl.DataFrame(listing, schema={"file": pl.Int32, "sheet": pl.String}, orient="row").lazy()
    origin = pl.scan_parquet(paths).select(pl.col("file").cast(pl.Int32), "sheet", "village_code")
    return frozenset(origin.join(wanted, on=["file", "sheet"], how="semi").select("village_code").drop_nulls().unique().collect()["village_code"])


def _scratch(batch: Batch) -> Path:
    return files.folder(batch.digest) / "reading"


def failure(error: BadInput) -> dict[str, Any]:
    """Why nothing could be read, as plain values."""
    return {"where": error.where, "because": list(error.because), "remedy": list(error.remedy) if error.remedy else None}


def problems_of(error: BadInput) -> pl.DataFrame:
    """The problems of files of which no row could be taken."""
    return problems(error.problems) if isinstance(error, NothingTaken) else problems()


__all__ = ["Read", "Told", "counts_of", "failure", "forget", "problems_of", "read"]
