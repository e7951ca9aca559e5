"""The office measured: a province frozen, assessed and read back, in bounded memory; its whole record verified against its log."""

import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

from _office import Watch, asked, set_up, step, tell
from _province import PLACE, YEAR, load
from measure import Bar, row

BOUND_GIB = 6.0
EDITION = "cn-2016"
GB = 1e9


def loaded(households: int, minutes: float) -> list[str]:
    """What is missing of the province, loaded; the size of the database."""
    brought = load(households, minutes=minutes)
    lines = []
    if brought.households:
        rate = brought.households / brought.seconds
        lines.append(
            f"loaded now: {brought.households:,} households, {brought.persons:,} persons in {brought.seconds / 60:.1f} min ({rate:,.0f} households/s, "
            f"{brought.peak_gib:.2f} GiB a process)"
        )
        began = time.monotonic()
        asked("VACUUM (ANALYZE)")
        lines.append(f"vacuum and statistics: {time.monotonic() - began:.0f} s")
    return lines


def published() -> list[str]:
    """Acts that are not in the log's files yet are ordered and published; how many, how fast."""
    from tuopin.ledger import place
    from tuopin.ledger.log.tiles import Tiles

    ((acts,),) = asked("SELECT count(*) FROM ledger_act")
    waiting = acts - Tiles(place.folder()).size
    if not waiting:
        return []
    told, figure = step(Path(__file__).stem, "publish")
    return [row(f"{waiting:,} acts ordered and published ({waiting / told['seconds']:,.0f}/s)", figure)]


def size() -> list[str]:
    """How much the register holds and takes."""
    names = ("register_household", "register_person", "register_household_year", "register_person_year", "ledger_act", "assessment_verdict")
    told = [f"{name} {count:,} rows {taken / GB:.1f} GB" for name in names for ((count, taken),) in [_table(name)]]
    ((whole,),) = asked("SELECT pg_database_size(current_database())")
    return [f"database {whole / GB:.1f} GB", *(f"    {line}" for line in told)]


def _table(name: str) -> list[tuple[int, int]]:
    return [(count, taken) for count, taken in asked(f"SELECT count(*), pg_total_relation_size('{name}') FROM {name}")]


def measured(watch: Watch) -> tuple[list[str], list[Bar]]:
    """Frozen as known now, so every run is one of its own; assessed; verdicts in the database."""
    watch.since_last()
    frozen, freezing = step(Path(__file__).stem, "freeze")
    server = [watch.since_last()]
    judged, judging = step(Path(__file__).stem, "assess", frozen["digest"])
    server.append(watch.since_last())
    ((shared,),) = asked("SELECT setting::bigint * 8192 FROM pg_settings WHERE name = 'shared_buffers'")
    lines = [
        row(f"freeze {frozen['households']:,} households, {frozen['persons']:,} persons", freezing),
        f"    {frozen['seconds']:.1f} s without the process's start; {frozen['bytes'] / 1e6:,.0f} MB of files",
        row("assess, verdicts read back into the database", judging),
        f"    {judged['judged']:.1f} s judged (snapshot verified, files written), {judged['entered']:.1f} s entered: {judged['verdicts']:,} verdicts",
        f"    PostgreSQL's processes: {server[0]:.2f} GiB while freezing, {server[1]:.2f} GiB while assessing; shared buffers {shared / 2**30:.1f} GiB",
    ]
    bars = [
        Bar("freeze, peak memory with PostgreSQL's processes", freezing.peak_gib + server[0], BOUND_GIB, "GiB"),
        Bar("assess and read back, the same", judging.peak_gib + server[1], BOUND_GIB, "GiB"),
    ]
    return lines, bars


def verified(watch: Watch) -> list[str]:
    """The four checks of `ledger verify`, over everything; no bar."""
    watch.since_last()
    told, figure = step(Path(__file__).stem, "verify")
    each = "  ".join(f"{name} {seconds:.0f} s" for name, seconds in told["checks"].items())
    return [
        row(f"ledger verify: {told['entries']:,} entries, {told['faults']} faults", figure),
        f"    {each}",
        f"    PostgreSQL's processes {watch.since_last():.2f} GiB",
    ]


def publish() -> None:
    """Order and publish."""
    from tuopin.ledger import place, sequencer

    began = time.perf_counter()
    sequencer.sequence(place.log(), at=datetime.now(UTC))
    tell({"seconds": time.perf_counter() - began})


def freeze() -> None:
    """Freeze the province as known now."""
    from tuopin.assessment.actions import freeze as frozen
    from tuopin.assessment.actions.opening import Opening
    from tuopin.register.actions.freeze import Freeze

    began, now = time.perf_counter(), datetime.now(UTC)
    kept = frozen(Freeze(PLACE, YEAR, date(YEAR, 12, 31), now, synthetic=True), Opening(_by()), at=now)
    tell({"seconds": time.perf_counter() - began, "digest": kept.digest, **kept.counts})


def assess(digest: str) -> None:
    """Assess a snapshot; the moment at which the first verdict is entered divides the time."""
    from tuopin.assessment.actions import Asked
    from tuopin.assessment.actions import assess as assessed
    from tuopin.assessment.actions.opening import Opening
    from tuopin.assessment.models import HouseholdVerdict
    from tuopin.settings.scope import acting

    marks = {}

    def heard(_done: int, _of: int, what: object) -> None:
        marks.setdefault("entering" if "verdicts" in what.en else "judging", time.perf_counter())  # type: ignore[attr-defined]

    began = time.perf_counter()
    run = assessed(Asked(digest, EDITION), Opening(_by(), heard), at=datetime.now(UTC))
    ended = time.perf_counter()
    with acting(_by()):
        count = HouseholdVerdict.objects.filter(run_id=run.id).count()
    tell({"judged": marks["entering"] - began, "entered": ended - marks["entering"], "verdicts": count})


def verify() -> None:
    """Every check of log and database; what each takes."""
    from tuopin.common.words import Words
    from tuopin.ledger import checking, place

    marks: list[tuple[str, float]] = []
    log = place.log()
    faults = sum(1 for _ in checking.verify(log, said=lambda words: marks.append((Words(*words).en.split(":")[0], time.perf_counter()))))
    ends = [moment for _, moment in marks[1:]] + [time.perf_counter()]
    from tuopin.ledger.log.tiles import Tiles

    tell({"faults": faults, "entries": Tiles(log.folder).size, "checks": {name: end - begun for (name, begun), end in zip(marks, ends, strict=True)}})


def _by() -> "object":
    from tuopin.common.acting import By

    return By("bench", "provincial_office", PLACE)


STEPS = {"publish": publish, "freeze": freeze, "assess": assess, "verify": verify}

if __name__ == "__main__":
    set_up()
    STEPS[sys.argv[1]](*sys.argv[2:])
