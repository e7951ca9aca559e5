"""Two counties in two provinces with everything an office keeps, the second one marked; officers of every body who ask about both."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

HERE, THERE, THIRD = "520381", "410225", "360881"
MARK_CODE, MARK_NAME, MARK_OFFICER = "ZZB-", "疆外", "zzb."
PHRASE = "made up, twelve and more"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HOUSEHOLDS, COMING = 25, 6
DIGITS = {"village": 12, "township": 9, "county": 6, "prefecture": 4, "province": 2, "nation": 0}
NOWHERE = 987_654_321_000


@dataclass
class Side:
    """What is asked about: a county, something of each kind in it."""

    county: str
    village: str = ""
    household: str = ""
    person: str = ""
    name: str = ""
    edition: str = ""
    snapshot: str = "f" * 64
    officer: str = ""
    job: str = ""
    file: str = ""
    upload: str = ""
    id_number: str = ""
    numbers: dict[str, int] = field(default_factory=dict)
    tomorrow: str = field(default_factory=lambda: str(datetime.now(UTC).date() + timedelta(days=1)))

    def __getattr__(self, name: str) -> int:
        """Numbers of rows: run, change, act, batch, post, invitation, token, glass, notice, erasure."""
        if name.startswith("_"):
            raise AttributeError(name)
        return int(self.__dict__["numbers"][name])


NUMBERS = ("run", "change", "act", "batch", "post", "invitation", "token", "glass", "notice", "erasure", "list")


def unknown(side: Side) -> Side:
    """The same names as the other county will have, before it has anything: numbers that no row has."""
    numbers = {name: NOWHERE + position for position, name in enumerate(NUMBERS)}
    return Side(
        side.county, side.village, side.household, side.person, side.name, side.edition, snapshot="e" * 64, officer="zzb.nobody",
        job=str(uuid.UUID(int=1)), file=str(uuid.UUID(int=2)), numbers=numbers,
    )  # fmt: skip


def tables(county: str, *, marked: bool) -> dict[str, Any]:
    """A county's register; marked: every code and name of it says whose it is."""
    import polars as pl

    from tuopin.synthetic.county import tables as made

    frames = made(county, households=HOUSEHOLDS, seed=3, years=(2015, 2016))
    if not marked:
        return frames
    codes = {"household_code": MARK_CODE, "person_code": MARK_CODE, "head_name": MARK_NAME, "name": MARK_NAME}
    marked_columns = {table: [name for name in codes if name in frame.columns and table != "place"] for table, frame in frames.items()}
    return {
        table: frame.with_columns(pl.concat_str(pl.lit(codes[name]), name).alias(name) for name in marked_columns[table]) for table, frame in frames.items()
    }


def side_of(county: str, frames: dict[str, Any]) -> Side:
    """A village, household and person of it, before anything else is known."""
    from tuopin.standard.edition import listed

    person = frames["person"].filter(frames["person"]["id_type"] == "identity_card").sort("person_code").row(0, named=True)
    who = MARK_OFFICER if county == THERE else "aaa."
    named = (person["village_code"], person["household_code"], person["person_code"], person["name"])
    return Side(county, *named, listed()[0].name, officer=f"{who}county", id_number=person["id_number"])


def now() -> datetime:
    return datetime.now(UTC)


def operator() -> Any:
    from tuopin.common.acting import NATION, By

    return By("operator", "operator", NATION)


def place_of(body: Any, side: Side) -> str:
    """Where a body sits that has to do with a side: at its lowest level but not below the county, where it can."""
    levels = [level for level in body.levels if level != "nation"] or ["nation"]
    best = "county" if "county" in levels else levels[-1]
    return side.village[: DIGITS[best]]


def officer(name: str, body: str, place: str) -> Any:
    """An officer with that post; who acts by it."""
    from tuopin.common.acting import By
    from tuopin.officers import actions
    from tuopin.officers.rules.inviting import Person, Seat
    from tuopin.settings.scope import acting

    with acting(operator()):
        actions.create_officer(Person(name, name, "en"), Seat(body, place), password=PHRASE, by=operator(), at=now())
    return By(name, body, place)


def furnished(side: Side, frames: dict[str, Any], who: str) -> Side:
    """Everything an office keeps, in that county: register, snapshot, run, files, events, an import, invitations, tokens, broken glass."""
    from _filled import loaded
    from _office import nation

    from tuopin.ledger import place, sequencer

    loaded(frames, by=nation(), at=now())
    office = officer(side.officer, "county_office", side.county)
    officer(f"{who}group", "county_leading_group", side.county)
    _judged(side, office)
    _done(side, office, who)
    _imported(side, office, coming(side.county, marked=side.county == THERE))
    _listed(side, office, who)
    sequencer.sequence(place.log(), at=now())
    return side


def settled() -> None:
    """What was done has its place in the log; numbers from now on are long, so that one in an answer is the one asked about."""
    from django.db import connections

    from tuopin.ledger import place, sequencer

    sequencer.sequence(place.log(), at=now())
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT setval(format('%I', sequencename), coalesce(last_value, 1) + 710000) FROM pg_sequences WHERE schemaname = 'public'")


def laid_open(table: str) -> None:
    """Everybody sees a table whole: what the drill must find."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')


def _judged(side: Side, office: Any) -> None:
    from tuopin.assessment import queries
    from tuopin.jobs import actions, worker
    from tuopin.jobs.models import Artefact
    from tuopin.settings.scope import acting

    actions.start("snapshot.freeze", {"place": side.county, "year": 2016}, by=office, at=now())
    worker.run_until_empty()
    side.snapshot = queries.snapshots(side.county, by=office)[0].digest
    actions.start("assessment.run", {"snapshot": side.snapshot, "edition": side.edition}, by=office, at=now())
    job = actions.start("export", {"what": "register", "place": side.county}, by=office, at=now())
    worker.run_until_empty()
    side.job = str(job.id)
    with acting(office):
        side.file = str(Artefact.objects.filter(job_id=job.id).order_by("name")[0].id)
    side.numbers["run"] = queries.runs(side.county, by=office)[0].id


def _done(side: Side, office: Any, who: str) -> None:
    from tuopin.ledger.queries import acts_within
    from tuopin.officers import actions
    from tuopin.officers.models import Invitation, Notice, Post, Token
    from tuopin.officers.rules.inviting import Person, Seat
    from tuopin.register.actions.erasure import propose_erasure
    from tuopin.register.actions.events import record_event
    from tuopin.register.actions.reveal import log_read, reveal
    from tuopin.settings.scope import acting

    given = {"table": "household", "code": side.household, "facts": {"group_name": f"{who}组"}}
    with acting(office):
        change = record_event("correction", given, reason=f"{who} 更正", by=office, at=now())
        reveal("person.id_number", side.person, reason=f"{who} 核对", by=office, at=now())
        log_read("household", side.household, place=side.village, by=office, at=now())
        erasure = propose_erasure(side.person, reason=f"{who} 申请", by=office, at=now())
        actions.invite(Person(f"{who}invited", who, "zh"), Seat("village_committees", side.village), by=office, at=now())
        actions.issue_token(who, powers_asked=["register.read"], ends_on=now().date() + timedelta(days=30), by=office, at=now())
        glass = actions.break_glass(THIRD, because=f"{who} 需要核对外县", hours=1, by=office, at=now())
        side.numbers |= {"change": change.number, "erasure": erasure, "glass": glass.pk}
        side.numbers |= {"invitation": Invitation.objects.filter(officer=f"{who}invited").get().pk, "token": Token.objects.filter(name=who).get().pk}
        side.numbers["post"] = Post.objects.filter(officer=office.officer).get().pk
        side.numbers["act"] = acts_within(side.county, most=1)[0].id
        side.numbers["notice"] = Notice.objects.filter(matter_id=glass.pk).first().pk  # type: ignore[union-attr]


def _imported(side: Side, office: Any, frames: dict[str, Any]) -> None:
    """Workbooks of a few households, read and compared, waiting for somebody to accept them."""
    import tempfile
    from types import SimpleNamespace

    from tuopin.jobs import actions, worker
    from tuopin.register.actions.imports import upload
    from tuopin.settings.scope import acting
    from tuopin.synthetic.workbooks import write_workbooks

    recipe = SimpleNamespace(households={side.county: COMING}, years=(2016,), seed=9, tables=lambda _: frames)
    with tempfile.TemporaryDirectory() as folder:
        write_workbooks(Path(folder) / "out", recipe)  # type: ignore[arg-type]
        files = sorted((Path(folder) / "out").glob("**/*.xlsx"))
        with acting(office):
            batch = upload(files, place=side.county, year=2016, by=office, at=now(), synthetic=True)
    actions.start("register.stage", {"batch": batch.pk}, by=office, at=now())
    worker.run_until_empty()
    side.numbers["batch"] = batch.pk


def coming(county: str, *, marked: bool) -> dict[str, Any]:
    """What an import of that county brings; marked: every name says whose it is (codes have a form that an import keeps to)."""
    import polars as pl

    from tuopin.synthetic.county import tables as made

    frames = made(county, households=COMING, seed=9, years=(2016,))
    if marked:
        for table, column in (("person", "name"), ("household", "head_name")):
            frames[table] = frames[table].with_columns(pl.concat_str(pl.lit(MARK_NAME), column).alias(column))
    return frames


def _listed(side: Side, office: Any, who: str) -> None:
    """A list of another department."""
    from tuopin.jobs import actions, worker
    from tuopin.ledger.place import home
    from tuopin.register.models import CrossList
    from tuopin.settings.scope import acting

    side.upload = f"cross-lists/{who}/{who}.csv"
    file = home() / "uploads" / side.upload
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"姓名,证件号码,车辆\n{who},{side.id_number},{who}\n", "utf-8")
    told = {"file": side.upload, "kind": "vehicles", "source": who, "as_of": "2016-01-01", "place": side.county}
    actions.start("cross_list.import", told, by=office, at=now())
    worker.run_until_empty()
    with acting(office):
        side.numbers["list"] = CrossList.objects.get(source=who).pk


def marks(side: Side, frames: dict[str, Any]) -> list[str]:
    """Whatever must stand in no answer to somebody of the other county."""
    from django.db import connection

    from tuopin.settings.scope import acting

    told = [MARK_CODE, MARK_NAME, MARK_OFFICER, side.snapshot, side.job, side.file]
    told += [number for number in frames["person"]["id_number"].drop_nulls().to_list() if len(number) > 10]
    told += [json.dumps(name)[1:-1] for name in (MARK_NAME,)]
    with acting(operator()), connection.cursor() as cursor:
        for sql in (
            "SELECT encode(commitment, 'hex') FROM ledger_act WHERE place LIKE %s LIMIT 300",
            "SELECT verdict_digest FROM assessment_run WHERE place LIKE %s",
            "SELECT key FROM assessment_run WHERE place LIKE %s",
            "SELECT sha256 FROM jobs_artefact WHERE place LIKE %s",
            "SELECT digest FROM register_batch WHERE place LIKE %s",
            "SELECT id::text FROM jobs_job WHERE place LIKE %s",
        ):
            cursor.execute(sql, [side.county + "%"])
            told += [row[0] for row in cursor.fetchall()]
    return sorted(set(told))


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written meanwhile is taken back."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)
