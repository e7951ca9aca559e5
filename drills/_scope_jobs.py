"""The drill of scopes for what is done in the background, and for looks behind broken glass."""

import gzip
import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import _scope_cases as cases
import _scope_world as world
from _scope_asking import Asker


@dataclass
class Told:
    """What was found."""

    asked: int = 0
    done: int = 0
    leaks: int = 0
    kinds: set[str] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def kinds_done(self) -> bool:
        """Whether every kind was done by somebody at their own place."""
        return self.kinds == set(cases.JOBS)


def missing() -> list[str]:
    """Kinds of jobs without a case, and cases without a kind."""
    from tuopin.jobs import handlers

    kinds = {kind for kind, known in handlers._handlers.items() if known.run.__module__.startswith("tuopin.")}  # noqa: SLF001
    return sorted(kinds ^ {name.split()[0] for name in cases.JOBS})


def run(who: list[Asker], here: world.Side, there: world.Side, *, marks: list[str]) -> Told:
    """Every kind as every body, about both counties."""
    from tuopin.jobs import worker

    told = Told(missing=missing(), lines=[f"without a case: {kind}" for kind in missing()])
    asked: list[tuple[str, str, Asker, Any]] = []
    for name, arguments in cases.JOBS.items():
        for asker in (each for each in who if each.by and not each.token):
            for where, side in (("outside", there), ("inside", here)):
                told.asked += 1
                job = _asked(name.split()[0], arguments(side), asker)
                if job:
                    asked.append((name, where, asker, job))
    worker.run_until_empty()
    for name, where, asker, job in asked:
        _looked(told, name, where, asker, job, marks=marks)
    return told


def _asked(kind: str, arguments: dict[str, Any], asker: Asker) -> Any:
    from tuopin.common.refused import BadInput, Refused
    from tuopin.jobs import actions

    try:
        return actions.start(kind, arguments, by=asker.by, at=world.now())
    except (Refused, BadInput):
        return None


def _looked(told: Told, name: str, where: str, asker: Asker, job: Any, *, marks: list[str]) -> None:  # noqa: PLR0917
    from tuopin.jobs import queries

    found = queries.job(job.id, by=asker.by)
    if where == "inside" and found.state == "done":
        told.done += 1
        told.kinds.add(name)
    if asker.everywhere:
        return
    key = f"{name} by {asker.name} {where}"
    if where == "outside" and found.state == "done":
        told.leaks += 1
        told.lines.append(f"{key}: done")
    text = str(found.result) + found.error_zh + found.error_en
    text = text.replace(str(job.arguments.get("snapshot")), "#") if where == "outside" else text
    texts = [text, *(_text(Path(world_home()) / "artefacts" / str(job.id) / each.name) for each in queries.artefacts(job.id, by=asker.by))]
    if any(mark in each for mark in marks for each in texts):
        told.leaks += 1
        told.lines.append(f"{key}: holds a mark of the other county")


def world_home() -> str:
    from django.conf import settings

    return str(settings.HOME)


def _text(path: Path) -> str:
    """What a published file says, whatever it is packed in."""
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    if path.suffix == ".parquet":
        import polars as pl

        return pl.read_parquet(io.BytesIO(content)).write_csv()
    if path.suffix in {".zip", ".xlsx"}:
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            content = b"".join(held.read(name) for name in held.namelist())
    return content.decode("utf-8", "replace")


def glass(here: world.Side, there: world.Side) -> list[str]:
    """An office of the first county breaks the glass for the second: what is wrong with it."""
    from _scope_asking import browser

    from tuopin.officers import actions, queries
    from tuopin.settings.scope import acting

    by = world.officer("looker", "county_office", here.county)
    with acting(by):
        broken = actions.break_glass(there.county, because="asked by the drill", hours=1, by=by, at=world.now())
    client = browser()
    client.force_login(queries.officer(by.officer), backend=world.BACKEND)
    client.get("/api/v1/me")
    client.post("/posts/look/", {"glass": broken.pk})
    faults = []
    before = reads(there)
    if client.get(f"/api/v1/households/{there.household}").status_code != 200:
        faults.append("the household it was broken for is not seen")
    if reads(there) != before + 1:
        faults.append("the look was not kept")
    if client.get(f"/api/v1/households/{here.household}").status_code != 404:
        faults.append("one's own place is seen through the glass as well")
    token = {"name": "x", "powers": ["register.read"], "ends_on": there.tomorrow}
    for address, body in ((f"/api/v1/changes/{there.change}/take-back", {"reason": "drill"}), ("/api/v1/tokens", token)):
        answer = client.post(address, body, content_type="application/json")
        if answer.status_code != 403:
            faults.append(f"{address}: {answer.status_code}")
    return faults


def reads(side: world.Side) -> int:
    """How many looks at a county are kept."""
    from tuopin.register.models import Read
    from tuopin.settings.scope import acting

    with acting(world.operator()):
        return Read.objects.filter(place__startswith=side.county).count()
