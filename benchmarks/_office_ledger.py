"""The office measured: acts in bulk, and one by one, each waiting for the disk; the files of ten million entries checked whole."""

import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import ledger
from _office import office, set_up, step, tell
from measure import VAR, Bar, Figure, row, run

BULK = 130_000  # a county's acts
SINGLE, WRITERS = 1_500, 4
BULK_A_SECOND, SINGLE_A_SECOND, CHECK_SECONDS, ENTRIES = 20_000, 300, 300, 10_000_000
HOME = VAR / "office-ledger"
COUNTY = "520526"


def measured(entries: int = ENTRIES) -> tuple[list[str], list[Bar]]:
    """In an empty office, each time made anew; then the log's files by themselves."""
    shutil.rmtree(HOME, ignore_errors=True)
    with office(HOME):
        bulk, figure = step(Path(__file__).stem, "bulk")
        singly, one = step(Path(__file__).stem, "singly")
        together, several = step(Path(__file__).stem, "together")
    shutil.rmtree(HOME)
    whole = sum(bulk.values())
    rate, alone, side = BULK / whole, SINGLE / singly["seconds"], SINGLE / together["seconds"]
    lines = [
        row(f"ledger: {BULK:,} acts in one transaction, published", figure),
        f"    record {bulk['record']:.2f} s  commit {bulk['commit']:.2f} s  order {bulk['order']:.2f} s  tiles and checkpoint {bulk['publish']:.2f} s",
        row(f"ledger: {SINGLE:,} acts, a transaction each", one),
        row(f"ledger: the same by {WRITERS} writers at once", several),
    ]
    bars = [
        Bar(f"ledger: {BULK:,} acts in bulk ({rate:,.0f}/s)", whole, BULK / BULK_A_SECOND, "s"),
        Bar(f"ledger: {SINGLE:,} acts one by one ({alone:,.0f}/s)", singly["seconds"], SINGLE / SINGLE_A_SECOND, "s"),
        Bar(f"ledger: {SINGLE:,} acts by {WRITERS} writers ({side:,.0f}/s)", together["seconds"], SINGLE / SINGLE_A_SECOND, "s"),
    ]
    checked = _files(entries)
    return [*lines, row(f"ledger: {entries:,} entries of files checked whole", checked)], [
        *bars,
        Bar(f"ledger: {entries:,} entries checked ({entries / checked.wall:,.0f}/s)", checked.wall, CHECK_SECONDS, "s"),
    ]


def _files(entries: int) -> Figure:
    """The files of `run.py bench ledger`, appended anew and checked."""
    shutil.rmtree(ledger.FOLDER, ignore_errors=True)
    run([sys.executable, ledger.__file__, "--entries", str(entries), "--step", "append"])
    checked = run([sys.executable, ledger.__file__, "--entries", str(entries), "--step", "check"])
    shutil.rmtree(ledger.FOLDER)
    return checked


def bulk() -> None:
    """A county's acts recorded in one transaction; their order; tiles and checkpoint."""
    from django.db import transaction

    from tuopin.ledger import place, sequencer
    from tuopin.ledger.actions import record
    from tuopin.settings.scope import acting

    acts, marks = _acts("bulk", BULK), [time.perf_counter()]
    with transaction.atomic():
        with acting(_by()):
            record(acts, by=_by(), at=datetime.now(UTC))
        marks.append(time.perf_counter())
    marks.append(time.perf_counter())
    while sequencer.ordered():
        pass
    marks.append(time.perf_counter())
    sequencer.published(place.log(), at=datetime.now(UTC))
    marks.append(time.perf_counter())
    tell(dict(zip(("record", "commit", "order", "publish"), (after - before for before, after in pairwise(marks)), strict=True)))


def singly(name: str = "one", count: int = SINGLE) -> None:
    """One act a transaction, each commit flushed before the next begins."""
    from tuopin.ledger.actions import record
    from tuopin.settings.scope import acting

    acts = _acts(name, count)
    with acting(_by()):
        pass  # connected
    began = time.perf_counter()
    for act in acts:
        with acting(_by()):
            record([act], by=_by(), at=datetime.now(UTC))
    if name == "one":
        tell({"seconds": time.perf_counter() - began})


def together() -> None:
    """As many acts by several processes at once, from the first begun to the last ended, without the time they take to come up."""
    command = [sys.executable, __file__, "writer"]
    writers = [subprocess.Popen([*command, str(each)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) for each in range(WRITERS)]
    pipes = [(writer.stdin, writer.stdout) for writer in writers]
    for _, up in pipes:
        assert up is not None
        assert up.readline() == b"up\n"
    began = time.perf_counter()
    for go, _ in pipes:
        assert go is not None
        go.close()
    if sum(writer.wait() != 0 for writer in writers):
        raise SystemExit("a writer failed")
    tell({"seconds": time.perf_counter() - began})


def writer(name: str) -> None:
    """One of several: says when it is up, begins when its input ends."""
    with_connection()
    print("up", flush=True)
    sys.stdin.read()
    singly(f"writer {name}", SINGLE // WRITERS)


def with_connection() -> None:
    """Connected, before the time runs."""
    from django.db import connection

    connection.ensure_connection()


def _acts(name: str, count: int) -> list[object]:
    from tuopin.ledger.act import Act

    return [Act("register.import", f"household/{name} {each}", COUNTY, "R2d", f"{each:064x}", None, {"reason": "0" * 64}) for each in range(count)]


def _by() -> object:
    from tuopin.common.acting import By

    return By("bench", "county_office", COUNTY)


STEPS = {"bulk": bulk, "singly": singly, "together": together, "writer": writer}

if __name__ == "__main__":
    set_up()
    STEPS[sys.argv[1]](*sys.argv[2:])
