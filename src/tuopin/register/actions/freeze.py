"""Freeze: the register of a place, as it is valid on a day and known at an instant, written as a snapshot. Clause P0.

Everything is read in one transaction that sees the database at one instant, while others go on writing. The same register and the
same arguments give the same bytes. Files hold no name and no number of a person: pages add names for who may see them.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO

import polars as pl

from tuopin.common.acting import By
from tuopin.common.places import within
from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import Words
from tuopin.register.queries import freezes
from tuopin.register.queries.copied import at_one_instant
from tuopin.register.queries.copied import frame as table_of
from tuopin.register.queries.freezes import Asked, Instant
from tuopin.register.rules.frozen import of_the_day
from tuopin.register.schema.parquet import TYPES
from tuopin.register.snapshot import BY_COUNTY, BY_YEAR, WHOLE, Snapshot, SnapshotWriter
from tuopin.register.stored import STORED, Stored

BACK = 2  # years before the one frozen: what an edition may look back on
SOURCE = "tuopin office"
LEFT_OUT = "left out"
AREAS = (0, 2, 4, 6)  # digits of the nation, a province, a prefecture, a county
Told = Callable[[int, int, Words], None]
Copied = dict[str, IO[bytes]]


@dataclass(frozen=True)
class Freeze:
    """What is frozen: the register of a place for a year, valid on a day (the year's last unless named), as known at an instant or now."""

    place: str
    year: int
    on: date
    known_at: datetime | None = None
    synthetic: bool = False

    @property
    def instant(self) -> Instant:
        """What its versions are asked by."""
        return Instant(self.on, self.known_at)

    @property
    def years(self) -> tuple[int, ...]:
        """The years whose facts go in, if there are any."""
        return tuple(range(self.year - BACK, self.year + 1))


def asked_of(place: str, year: int, *, on: str | None = None, known_at: str | None = None, synthetic: bool) -> Freeze:
    """A freeze as a person or a program asks for it. BadInput for what is no day, or no instant with its time zone."""
    try:
        day = date.fromisoformat(on) if on else date(year, 12, 31)
        instant = datetime.fromisoformat(known_at) if known_at else None
    except ValueError:
        raise _no_instant(on, known_at) from None
    if instant and instant.tzinfo is None:
        raise _no_instant(on, known_at)
    return Freeze(place, year, day, instant, synthetic)


def freeze(asked: Freeze, out: Path, *, by: By, told: Told = lambda *_: None) -> Snapshot:
    """Write the snapshot to `out`, whole or not at all, and give it. Refused where the place holds no household, or is not the actor's.

    `told` hears after each county how many are done, of how many, and which; what it raises ends the freeze.
    """
    _possible(asked, by)
    with at_one_instant(by), SnapshotWriter(out, synthetic=asked.synthetic, source=SOURCE) as writer:
        last = _frozen(asked, writer, told)
        known_at = (asked.known_at or last).astimezone(UTC)
        writer.note(place=asked.place, year=asked.year, on=asked.on.isoformat(), known_at=known_at.isoformat(), private=LEFT_OUT)
    return Snapshot.open(out)


def _possible(asked: Freeze, by: By) -> None:
    if len(asked.place) not in AREAS:
        raise BadInput(asked.place, Words("冻结到县为止：国家、省、市、县", "a freeze is of the nation, a province, a prefecture or a county"))
    if not within(asked.place, by.place):
        raise Refused("outside-place", because=Words("不在本岗位的区划之内", "not within the place of this post"), clause="R2a")


def _frozen(asked: Freeze, writer: SnapshotWriter, told: Told) -> datetime:
    """Every county, each written while the next is read; then the tables that are whole. The latest instant of what was read."""
    last: list[datetime] = []
    counties = freezes.counties(asked.place)
    with ThreadPoolExecutor(1, thread_name_prefix="freeze") as pool:
        before: Future[int] | None = None
        for done, county in enumerate(counties):
            told(done, len(counties), Words(f"冻结 {county}", f"freezing {county}"))
            parts = [Asked(STORED[name], county, county + "~", asked.years if name in BY_YEAR else ()) for name in (*BY_COUNTY, *BY_YEAR)]
            copied = _copied(parts, asked.instant, last)
            if before:
                before.result()
            before = pool.submit(_written, copied, asked, writer, county=county, last=last)
        if not before or not (before.result() or writer.written()["counties"]):
            raise _empty(asked)
    for name in WHOLE:
        _whole(asked, writer, name, last=last)
    return max(last)


def _copied(parts: list[Asked], instant: Instant, last: list[datetime]) -> Copied:
    last += [moment for part in parts if (moment := freezes.last_change(part))]
    return {part.stored.table.name: freezes.copied(part, instant) for part in parts}


def _written(copied: Copied, asked: Freeze, writer: SnapshotWriter, *, county: str, last: list[datetime]) -> int:
    """One county, read from its CSV and written; how many households it has. One that has none on the day is left out."""
    tables = {name: _read(STORED[name], file, last) for name, file in copied.items()}
    if len(tables["household"]):
        writer.county(county, of_the_day(tables, asked.year))
    return len(tables["household"])


def _whole(asked: Freeze, writer: SnapshotWriter, name: str, *, last: list[datetime]) -> None:
    stored = STORED[name]
    above = tuple(asked.place[:digits] for digits in AREAS[1:] if digits < len(asked.place))
    part = Asked(stored, asked.place, asked.place + "~", () if stored.dated else asked.years, above if name == "place" else ())
    copied = _copied([part], asked.instant, last)
    writer.table(name, _read(stored, copied[name], last))


def _read(stored: Stored, file: IO[bytes], last: list[datetime]) -> pl.DataFrame:
    """The rows as the schema types them; the latest instant among them is put into `last`."""
    fields = freezes.frozen_fields(stored)
    frame = table_of(file, {field.name: TYPES[field.kind] for field in fields} | {freezes.RECORDED: pl.String()})
    latest = frame[freezes.RECORDED].max()
    if latest is not None:
        last.append(datetime.fromisoformat(str(latest)))
    return frame.drop(freezes.RECORDED)


def _no_instant(on: str | None, known_at: str | None) -> BadInput:
    examples = Words("例如 2016-12-31、2016-12-31T16:00:00Z", "such as 2016-12-31, 2016-12-31T16:00:00Z")
    return BadInput(f"{on or ''} {known_at or ''}".strip(), Words("不是日期或带时区的时刻", "not a day, or not an instant with its time zone"), examples)


def _empty(asked: Freeze) -> Refused:
    return Refused(
        "nothing-to-freeze",
        clause="P0",
        because=Words(f"{asked.place} 在 {asked.on} 没有登记的户", f"no household is on the register of {asked.place} on {asked.on}"),
        remedy=Words("先导入登记表格", "import the register's workbooks first"),
    )
