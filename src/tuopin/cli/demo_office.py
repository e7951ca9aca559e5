"""The office of the demonstration: made-up workbooks come into PostgreSQL by the real import, are accepted, frozen, assessed.

Everything goes the way an office goes: jobs, four eyes, acts. A second start finds it ready.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tuopin import VERSION
from tuopin.cli.frame import told
from tuopin.common.acting import By
from tuopin.common.places import places

READY = "ready.json"
PASSWORD = "tuopin-demo-2016"  # noqa: S105  everybody in a demonstration is made up, and every page says so
YEAR, EDITION, ORIGIN = 2016, "cn-2016", "demo.tuopin.example/log"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Account:
    """An account of the demonstration: its name, body, place, and what to try with it."""

    sign_in: str
    body: str
    place: str
    zh: str
    en: str


COUNTIES = {"520381": "chishui", "520526": "weining", "360881": "jinggangshan", "410225": "lankao"}
ABOVE = (
    Account("guizhou", "provincial_office", "52", "贵州省办：看赤水、威宁，冻结、评估", "Guizhou's office: sees Chishui and Weining, freezes, assesses"),
    Account("nation", "national_leading_group", "", "国务院领导小组：看四县，评估", "the national leading group: sees all four, assesses"),
    Account("auditor", "auditor", "52", "审计：行为与日志", "an auditor: acts and the log"),
    Account("evaluator", "evaluator", "520381", "第三方评估：只读赤水", "an evaluator: reads Chishui, changes nothing"),
    Account("village", "village_committees", "520381001001", "一个村的两委：手机上看本村、登记变动", "a village's committees: their village, on a phone"),
)


TRIES = (
    ("以 nation 登录：四县的户数、评估结论，查一户为什么", "sign in as nation: the four counties, the verdicts, why of a household"),
    ("以 chishui-clerk 上传表格，再以 chishui-head 核对差异、接受", "upload a workbook as chishui-clerk, accept its difference as chishui-head"),
    ("以 village 登录，登记一次出生", "sign in as village and record a birth"),
    ("以 evaluator 登录，搜索威宁的户：看不到", "sign in as evaluator and search Weining's households: there are none"),
    ("不用登录：/ledger 是公开日志，/api/v1/docs 是接口说明", "without signing in: /ledger is the public log, /api/v1/docs the API"),
)


def accounts() -> list[Account]:
    """Two officers a county, so that one uploads and another accepts; then those above and beside."""
    made = []
    for county, name in COUNTIES.items():
        made.append(Account(f"{name}-clerk", "county_office", county, "县办：导入表格", "county office: imports workbooks"))
        made.append(Account(f"{name}-head", "county_office", county, "县办：核对差异、接受", "county office: looks at the difference, accepts"))
    return [*made, *ABOVE]


def ready(home: Path) -> bool:
    """Whether a finished demonstration of this version lies there."""
    try:
        return bool(json.loads((home / READY).read_text("utf-8"))["version"] == VERSION)
    except (OSError, ValueError, KeyError):
        return False


def opened(home: Path) -> None:
    """The office of that home, started; everybody in it is made up."""
    from tuopin.cli.office_set_up import office

    os.environ |= {"TUOPIN_HOME": str(home), "TUOPIN_SYNTHETIC": "1", "TUOPIN_LEDGER_ORIGIN": ORIGIN}
    os.environ.setdefault("TUOPIN_LOG_LEVEL", "WARNING")
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ.pop(name, None)
    office()


def filled(home: Path, books: Path, *, say: Say) -> None:
    """From nothing to four counties in the register, frozen and assessed; each step said with its seconds."""
    from tuopin.cli.office_set_up import prepared

    for line in prepared(ORIGIN):
        say(f"  {line}")
    _people()
    for county, name in COUNTIES.items():
        files = sorted(books.glob(f"{places()[county].name}_*.xlsx"))
        say(f"  {_imported(county, name, files)}")
    for line in _assessed():
        say(f"  {line}")
    _published()
    (home / READY).write_text(json.dumps({"version": VERSION}) + "\n", "utf-8")


def closed() -> None:
    """Connections are given back and the embedded server is stopped."""
    from django.db import connections

    from tuopin.settings import postgres
    from tuopin.settings.database import home

    connections.close_all()
    postgres.stop(home())


def _people() -> None:
    from tuopin.officers import actions
    from tuopin.officers.rules.bodies import OPERATOR
    from tuopin.officers.rules.inviting import Person, Seat
    from tuopin.settings.scope import acting

    operator = By(OPERATOR, OPERATOR, "")
    with acting(operator):
        for account in accounts():
            person, seat = Person(account.sign_in, account.sign_in), Seat(account.body, account.place)
            actions.create_officer(person, seat, password=PASSWORD, by=operator, at=_now())


def _imported(county: str, name: str, files: Sequence[Path]) -> str:
    """Uploaded by one officer, staged and compared as a job, accepted by another."""
    from tuopin.register.actions.imports import upload
    from tuopin.settings.scope import acting

    clerk, head = (By(f"{name}-{who}", "county_office", county) for who in ("clerk", "head"))
    with acting(clerk):
        batch = upload(files, place=county, year=YEAR, by=clerk, at=_now(), synthetic=True)
    _done("register.stage", {"batch": batch.pk}, by=clerk)
    job = _done("register.accept", {"batch": batch.pk, "reason": told("演示：核对无误", "demonstration: looked at and right")}, by=head)
    counts = f"{job.put_out:,}"
    return told(f"{county} {name}：{len(files)} 个表格，接受 {counts} 个行为入账", f"{county} {name}: {len(files)} workbooks, accepted as {counts} acts")


def _assessed() -> Iterator[str]:
    from tuopin.common.words import Words, say

    nation = By("nation", "national_leading_group", "")
    frozen = _done("snapshot.freeze", {"place": "", "year": YEAR}, by=nation)
    households, short = f"{frozen.put_out:,}", frozen.result["snapshot"][:12]
    yield told(f"已冻结：{households} 户，摘要 {short}…", f"frozen: {households} households, digest {short}…")
    run = _done("assessment.run", {"snapshot": frozen.result["snapshot"], "edition": EDITION}, by=nation)
    yield say(Words(f"已按 {EDITION} 评估 {run.put_out:,} 户", f"assessed by {EDITION}: {run.put_out:,} households"))


def _published() -> None:
    from tuopin.ledger import place, sequencer

    sequencer.sequence(place.log(), at=_now())


def _done(kind: str, arguments: dict[str, Any], *, by: By) -> Any:
    """A job asked for and worked at until it is done; anything else ends the demonstration with the job's own words."""
    from tuopin.common.refused import Refused
    from tuopin.common.words import Words
    from tuopin.jobs import actions, queries, worker

    number = actions.start(kind, arguments, by=by, at=_now()).id
    worker.run_until_empty()
    job = queries.job(number, by=by)
    if job.state != "done":
        raise Refused("job-failed", because=job.error or Words(f"{kind} 未完成", f"{kind} is not done"))
    return job


def _now() -> datetime:
    return datetime.now(UTC)
