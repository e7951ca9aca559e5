"""A snapshot: the register frozen as Parquet by county, every file digested, never edited. Clause P0.

Layout: `household/C.parquet`, `person/C.parquet`, `household_year/Y/C.parquet`, `person_year/Y/C.parquet` (C a county code,
Y a year), and `place.parquet`, `village_year.parquet`, `county_year.parquet` whole. `manifest.json` is written last.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import polars as pl

from tuopin.common import digest
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.register.schema import TABLES
from tuopin.register.schema.parquet import conform, types

MANIFEST = "manifest.json"
FORMAT = 1
BY_COUNTY = ("household", "person")
BY_YEAR = ("household_year", "person_year")
WHOLE = ("place", "village_year", "county_year")
ORDER = {
    "household": ["village_code", "household_code"],
    "household_year": ["village_code", "household_code"],
    "person": ["village_code", "household_code", "person_code"],
    "person_year": ["village_code", "household_code", "person_code"],
    "place": ["code"],
    "village_year": ["year", "village_code"],
    "county_year": ["year", "county_code"],
}


@dataclass(frozen=True)
class Snapshot:
    """A frozen register on disk. Tables are asked for by county (and year); nothing here writes."""

    root: Path
    manifest: dict[str, Any]

    @classmethod
    def open(cls, root: Path) -> "Snapshot":
        """The snapshot in folder `root`. BadInput if the folder holds no finished snapshot."""
        try:
            manifest = json.loads((root / MANIFEST).read_text("utf-8"))
        except FileNotFoundError:
            raise BadInput(
                str(root),
                Words("这里没有完整的快照（缺 manifest.json）", "no finished snapshot here (manifest.json is missing)"),
                Words("先用 tuopin register import 生成快照", "make one with: tuopin register import FILE… --out SNAPSHOT"),
            ) from None
        except ValueError as error:
            raise BadInput(str(root / MANIFEST), Words(f"清单不可读：{error}", f"the manifest cannot be read: {error}")) from None
        if manifest.get("format") != FORMAT:
            raise BadInput(str(root / MANIFEST), Words("不认识的快照格式", "unknown snapshot format"))
        return cls(root, manifest)

    @property
    def digest(self) -> str:
        """One SHA-256 that names the whole content."""
        return str(self.manifest["digest"])

    @property
    def counties(self) -> tuple[str, ...]:
        """County codes, sorted."""
        return tuple(sorted(self.manifest["counties"]))

    @property
    def years(self) -> tuple[int, ...]:
        """Years with household facts, sorted."""
        return tuple(self.manifest["years"])

    @property
    def synthetic(self) -> bool:
        """Whether every person in it is made up."""
        return bool(self.manifest["synthetic"])

    def path(self, table: str, county: str | None = None, year: int | None = None) -> Path:
        """Where a part of a table lies; the file may not exist."""
        return self.root / _relative(table, county, year)

    def scan(self, table: str, county: str | None = None, year: int | None = None) -> pl.LazyFrame:
        """A part of a table, lazily; an absent part is an empty frame of the declared types."""
        path = self.path(table, county, year)
        if path.exists():
            return pl.scan_parquet(path)
        return pl.LazyFrame(schema=types(TABLES[table]))

    def verify(self) -> Iterator[int]:
        """Hash every file against the manifest, yielding the bytes done. BadInput names the first changed file."""
        files: dict[str, dict[str, Any]] = self.manifest["files"]
        if digest.of_value({key: value for key, value in self.manifest.items() if key != "digest"}) != self.digest:
            raise BadInput(str(self.root / MANIFEST), Words("清单已被改动", "the manifest has been changed"))
        with ThreadPoolExecutor(2) as pool:
            for name, found in zip(files, pool.map(self._digest, files), strict=True):
                if found != files[name]["sha256"]:
                    raise BadInput(
                        str(self.root / name),
                        Words("文件与快照清单不符（缺失或已被改动），拒绝评估", "the file differs from the snapshot's manifest (missing or changed); refused"),
                        Words("用原始表格重新导入", "import the workbooks again"),
                    )
                yield int(files[name]["bytes"])

    def _digest(self, name: str) -> str:
        path = self.root / name
        return digest.of_file(path) if path.is_file() else ""


class SnapshotWriter:
    """Writes a snapshot beside its final place and renames it when complete: interrupted, it leaves none."""

    def __init__(self, out: Path, *, synthetic: bool, source: str) -> None:
        """`out` must not exist yet; `source` says where the data came from (for the manifest)."""
        if out.exists() and any(out.iterdir() if out.is_dir() else [out]):
            raise BadInput(
                str(out),
                Words("目标已存在，快照从不覆盖", "already exists; a snapshot is never overwritten"),
                Words("换一个 --out，或先移走它", "choose another --out, or move it away first"),
            )
        self.out, self.partial = out, out.with_name(out.name + ".partial")
        self._header = {"format": FORMAT, "synthetic": synthetic, "source": source}
        self._files: dict[str, dict[str, Any]] = {}
        self._counties: dict[str, dict[str, Any]] = {}
        self._years: set[int] = set()

    def __enter__(self) -> Self:
        """Begin with an empty partial folder; interrupted here already, it goes again."""
        shutil.rmtree(self.partial, ignore_errors=True)
        try:
            self.partial.mkdir(parents=True)
        except BaseException:
            shutil.rmtree(self.partial, ignore_errors=True)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Finish with the manifest, or leave nothing."""
        if kind is not None:
            shutil.rmtree(self.partial, ignore_errors=True)
            return
        self.finish()

    def county(self, county: str, tables: dict[str, pl.DataFrame]) -> None:
        """Write one county's household, person, household_year and person_year (any years). Call once a county."""
        for name in BY_COUNTY:
            self.table(name, tables.get(name, pl.DataFrame()), county=county)
        for name in BY_YEAR:
            frame = tables.get(name, pl.DataFrame())
            for (year,), part in sorted(frame.group_by("year") if len(frame) else (), key=lambda pair: pair[0]):
                self.table(name, part, county=county, year=int(str(year)))
                self._years.add(int(str(year)))
        households = tables["household"]["household_code"]
        self._counties[county] = {
            "households": len(households),
            "persons": len(tables["person"]) if "person" in tables else 0,
            "first": households.min(),
            "last": households.max(),
        }

    def table(self, name: str, frame: pl.DataFrame, *, county: str | None = None, year: int | None = None) -> None:
        """Write one part of a table, in the declared types and order."""
        self.add(_relative(name, county, year), conform(frame, TABLES[name]).sort(ORDER[name], maintain_order=True))

    def add(self, relative: str, frame: pl.DataFrame) -> None:
        """Write a Parquet file of the snapshot and remember its digest."""
        path = self.partial / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        frame.write_parquet(path, compression="zstd", compression_level=1, statistics=True)
        self._files[relative] = {"sha256": digest.of_file(path), "rows": len(frame), "bytes": path.stat().st_size}

    def written(self) -> dict[str, Any]:
        """What this writer has written so far, as plain values another process can take over."""
        return {"files": self._files, "counties": self._counties, "years": self._years}

    def clear(self) -> None:
        """Forget what is counted in, as a copy in another process does between two counties; files stay."""
        self._files, self._counties, self._years = {}, {}, set()

    def adopt(self, written: dict[str, Any]) -> None:
        """Count in what a copy of this writer has written to the same folder in another process."""
        self._files |= written["files"]
        self._counties |= written["counties"]
        self._years |= written["years"]

    def note(self, **values: object) -> None:
        """Put plain values into the manifest (sources, counts)."""
        self._header.update(values)

    def finish(self) -> None:
        """Write the manifest and move the whole into place."""
        files = dict(sorted(self._files.items()))
        manifest = self._header | {
            "schema": schema_digest(TABLES),
            "years": sorted(self._years),
            "counties": dict(sorted(self._counties.items())),
            "files": files,
        }
        manifest["digest"] = digest.of_value(manifest)
        text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1)
        (self.partial / MANIFEST).write_text(text + "\n", "utf-8")
        if self.out.is_dir():
            self.out.rmdir()
        self.partial.rename(self.out)


def schema_digest(tables: dict[str, Any]) -> str:
    """SHA-256 of the declared column names and kinds: tells whether two snapshots have the same shape."""
    return digest.of_value({name: [[field.name, str(field.kind)] for field in table.fields] for name, table in tables.items()})


def read_counties(snapshot: Snapshot, table: str, counties: Sequence[str], *, year: int | None = None) -> pl.LazyFrame:
    """Several counties' parts of a table as one lazy frame, in the counties' order."""
    paths = [path for county in counties if (path := snapshot.path(table, county, year)).exists()]
    return pl.scan_parquet(paths) if paths else pl.LazyFrame(schema=types(TABLES[table]))


def parts(snapshot: Snapshot, tables: Iterable[str]) -> list[str]:
    """The file names of some tables in a snapshot."""
    wanted = tuple(tables)
    return [name for name in snapshot.manifest["files"] if name.split("/")[0].removesuffix(".parquet") in wanted]


def _relative(table: str, county: str | None, year: int | None) -> str:
    inner = [str(part) for part in (year, county) if part is not None]
    return "/".join([table, *inner]) + ".parquet"
