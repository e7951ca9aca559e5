"""`tuopin snapshot`: freeze the register of a place in the office, assess it, list what there is. An officer's post acts."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import click

from tuopin.cli.frame import Command, Group, told
from tuopin.common.acting import NATION, By
from tuopin.common.places import within
from tuopin.common.progress import progress
from tuopin.common.refused import Refused
from tuopin.common.words import Words

AS_JSON = click.option("--json", "as_json", is_flag=True, help=told("机器可读输出，每行一个对象", "machine-readable output, one object a line"))
OFFICER = click.option(
    "--as", "officer", required=True, metavar="NAME",
    help=told("以哪位人员的岗位办理（登录名）", "the officer whose post acts (sign-in name)"),
)
PLACE = click.argument("place", metavar="PLACE")
YEAR = click.argument("year", type=click.IntRange(2013, 2100))
DAY = click.DateTime(["%Y-%m-%d"])

commands = Group(
    "snapshot",
    help=told(
        "办公系统：冻结一地的登记，按标准评估，结论存回数据库。",
        "In the office: freeze the register of a place, assess it by a standard, keep the verdicts in the database.",
    ),
)


@commands.command(
    "freeze",
    cls=Command,
    help=told(
        "冻结一地一年的登记（全国为 nation；最小到县）。姓名和证件号码不写入文件。",
        "Freeze the register of a place for a year (nation for the whole country; a county is the least). Files hold no names and no ID numbers.",
    ),
)
@PLACE
@YEAR
@OFFICER
@click.option("--on", type=DAY, help=told("在哪一天有效；默认当年 12 月 31 日", "valid on which day; default: 31 December of the year"))
@click.option(
    "--known-at", metavar="INSTANT",
    help=told("截至何时已登记，如 2016-12-31T16:00:00Z；默认现在", "as known when, such as 2016-12-31T16:00:00Z; default: now"),
)
@AS_JSON
def freeze(*, place: str, year: int, officer: str, on: datetime | None, known_at: str | None, as_json: bool) -> None:
    """One snapshot, or the one that is there already."""
    by = _actor(officer, "snapshot.freeze", _place(place))
    from django.conf import settings

    from tuopin.assessment import actions
    from tuopin.register.actions.freeze import asked_of

    asked = asked_of(_place(place), year, on=on.date().isoformat() if on else None, known_at=known_at, synthetic=settings.SYNTHETIC)
    with _opening(by, Words("冻结", "freezing")) as opening:
        kept = actions.freeze(asked, opening, at=datetime.now(UTC))
    click.echo(json.dumps(_snapshot(kept), ensure_ascii=False) if as_json else _line(kept))


@commands.command("list", cls=Command, help=told("列出快照和评估，最新的在前。", "List snapshots and runs, the latest first."))
@click.option("--place", default="nation", metavar="PLACE", help=told("只列这个地区之内", "only within this place"))
@AS_JSON
def listed(*, place: str, as_json: bool) -> None:
    """Fifty of each at most."""
    by = _operator()
    from tuopin.assessment import queries

    frozen, runs = queries.snapshots(_place(place), by=by), queries.runs(_place(place), by=by)
    for kept in frozen:
        click.echo(json.dumps(_snapshot(kept), ensure_ascii=False) if as_json else _line(kept))
    for run in runs:
        row = {"run": run.id, "snapshot": run.snapshot_digest, "edition": run.edition, "year": run.year, "place": run.place}
        plain = told(f"评估 {run.id}  {_shown(run.place)}  {run.year}  {run.edition}", f"run {run.id}  {_shown(run.place)}  {run.year}  {run.edition}")
        click.echo(json.dumps({**row, "verdicts": run.verdict_digest}) if as_json else f"{plain}  {run.verdict_digest[:12]}")
    if not frozen and not runs and not as_json:
        click.echo(told("还没有快照。", "No snapshots yet."))


@commands.command(
    "assess",
    cls=Command,
    help=told("按标准评估一个快照，结论存回数据库。", "Assess a snapshot by an edition; the verdicts go into the database."),
)
@click.argument("snapshot", metavar="DIGEST")
@click.option("--edition", metavar="EDITION", default="cn-2016", show_default=True, help=told("标准版本的名称", "name of the edition"))
@click.option("--year", type=int, help=told("评估年度；默认快照的年度", "year assessed; default: the snapshot's"))
@OFFICER
@AS_JSON
def assess(*, snapshot: str, edition: str, year: int | None, officer: str, as_json: bool) -> None:
    """One run, or the one that is there already."""
    kept = _found(snapshot)
    by = _actor(officer, "assessment.run", kept.place)
    from tuopin.assessment import actions, queries

    with _opening(by, Words("评估", "assessing")) as opening:
        run = actions.assess(actions.Asked(kept.digest, edition, year), opening, at=datetime.now(UTC))
    counts = queries.counts(run, run.place, by=by)
    if as_json:
        click.echo(json.dumps({"run": run.id, "verdicts": run.verdict_digest, "counts": counts}))
        return
    click.echo(told(f"评估 {run.id}，结论指纹 {run.verdict_digest}", f"run {run.id}, digest of the verdicts {run.verdict_digest}"))
    from tuopin.assessment.rules import TITLES

    click.echo("\n".join(f"{counts[kind]:>12,}  {told(*words)}" for kind, words in TITLES.items()))


def _found(digest: str) -> Any:
    """The snapshot whose digest begins so."""
    by = _operator()
    from tuopin.assessment import queries

    return queries.snapshot_named(digest, by=by)


def _operator() -> By:
    """The machine's operator, who sees the whole office."""
    from tuopin.cli.office_set_up import office

    office()
    from tuopin.officers.rules.bodies import OPERATOR

    return By(OPERATOR, OPERATOR, NATION)


def _actor(officer: str, power: str, place: str) -> By:
    """The officer's post that may do it there. Refused where none may."""
    operator, today = _operator(), datetime.now(UTC).date()
    from tuopin.officers.queries.posts import actor, posts_of
    from tuopin.officers.rules.powers import OF_BODY
    from tuopin.settings.scope import acting

    with acting(operator):
        held = [actor(post) for post in posts_of(officer, on=today)]
    for by in held:
        if power in OF_BODY.get(by.body, ()) and within(place, by.place):
            return by
    raise Refused(
        "no-power",
        because=Words(f"{officer} 没有在 {_shown(place)} 办理此事的岗位", f"{officer} holds no post that may do this at {_shown(place)}"),
        remedy=Words("tuopin officers list 列出岗位", "see the posts: tuopin officers list"),
        clause="R2a",
    )


@contextmanager
def _opening(by: By, what: Words) -> Iterator[Any]:
    """The actor's transactions, with a bar that follows what is told."""
    from tuopin.assessment.actions.opening import Opening

    with progress(what, 100) as advance:
        shown = 0

        def follow(done: int, of: int, _what: Words) -> None:
            nonlocal shown
            now = done * 100 // of if of else 0
            advance(now - shown)
            shown = now

        yield Opening(by, follow)


def _place(code: str) -> str:
    return NATION if code == "nation" else code


def _shown(place: str) -> str:
    return place or told("全国", "nation")


def _snapshot(kept: Any) -> dict[str, Any]:
    days = {"on": kept.on.isoformat(), "known_at": kept.known_at.isoformat()}
    return {"snapshot": kept.digest, "place": kept.place, "year": kept.year, **days, "synthetic": kept.synthetic, **kept.counts}


def _line(kept: Any) -> str:
    households, persons = kept.counts["households"], kept.counts["persons"]
    counted = told(f"{households:,} 户 {persons:,} 人", f"{households:,} households, {persons:,} persons")
    return f"{told('快照', 'snapshot')} {kept.digest}  {_shown(kept.place)}  {kept.year}  {kept.on}  {counted}"
