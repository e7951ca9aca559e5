"""`tuopin jobs`: look at background work, cancel it, ask for it again, and be the worker that does it. The machine's operator acts."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import click

from tuopin.cli.frame import Command, Group, told
from tuopin.common.acting import NATION, By
from tuopin.common.words import say

AS_JSON = click.option("--json", "as_json", is_flag=True, help=told("机器可读输出，每行一个对象", "machine-readable output, one object a line"))
JOB = click.argument("job", type=click.UUID)
STATES = {
    "queued": ("等待", "waiting"),
    "running": ("进行中", "running"),
    "done": ("完成", "done"),
    "failed": ("失败", "failed"),
    "cancelled": ("已取消", "cancelled"),
}

commands = Group(
    "jobs",
    help=told("后台任务：查看、取消、重试，以及执行任务的进程。", "Background work: look, cancel, retry, and the worker that does it."),
)


@commands.command("list", cls=Command, help=told("列出任务，最新的在前。", "List jobs, the newest first."))
@click.option("--place", metavar="CODE", help=told("只列这个地区（区划代码）", "only this place (its code)"))
@click.option("--state", "states", multiple=True, type=click.Choice(list(STATES)), help=told("只列这些状态", "only these states"))
@click.option("--after", metavar="MARK", help=told("从上一页末尾的标记接着列", "go on after the mark at the end of the page before"))
@click.option("--limit", type=click.IntRange(1, 200), default=50, show_default=True, help=told("每页几项", "jobs a page"))
@AS_JSON
def listed(*, place: str | None, states: tuple[str, ...], after: str | None, limit: int, as_json: bool) -> None:
    """A page of jobs."""
    by = _operator()
    from tuopin.jobs import queries

    page = queries.jobs(by=by, place=place, states=states, after=after, limit=limit)
    for job in page.jobs:
        click.echo(json.dumps(_plain(job), ensure_ascii=False) if as_json else _line(job))
    if page.after and as_json:
        click.echo(json.dumps({"after": page.after}))
    elif page.after:
        click.echo(told(f"还有更多：--after {page.after}", f"more: --after {page.after}"))
    elif not page.jobs and not as_json:
        click.echo(told("没有任务。", "No jobs."))


@commands.command("show", cls=Command, help=told("显示一个任务：进度、收支、原因和文件。", "Show a job: progress, counts, reason and files."))
@JOB
@AS_JSON
def show(job: UUID, *, as_json: bool) -> None:
    """One job, whole."""
    by = _operator()
    from tuopin.jobs import queries

    found, files = queries.job(job, by=by), queries.artefacts(job, by=by)
    if as_json:
        published = [{"name": each.name, "rows": each.rows, "size": each.size, "sha256": each.sha256, "gone": bool(each.gone_at)} for each in files]
        click.echo(json.dumps({**_plain(found), "result": found.result, "files": published}, ensure_ascii=False))
        return
    click.echo(_line(found))
    click.echo(told(f"  执行 {found.attempts} 次", f"  begun {found.attempts} times"))
    if found.state == "done":
        counts = (found.taken_in, found.put_out, found.refused)
        click.echo(told("  进 {:,}，出 {:,}，拒 {:,}", "  in {:,}, out {:,}, refused {:,}").format(*counts))
    if found.error:
        click.echo(f"  {say(found.error)}")
    for each in files:
        click.echo(told(f"  文件 {each.name}，{each.rows:,} 行，SHA-256 {each.sha256}", f"  file {each.name}, {each.rows:,} rows, SHA-256 {each.sha256}"))


@commands.command("cancel", cls=Command, help=told("取消任务；进行中的在下一个安全点停下。", "Cancel a job; one that is running stops at its next safe point."))
@JOB
def cancel(job: UUID) -> None:
    """End it."""
    by = _operator()
    from tuopin.jobs import actions

    click.echo(_line(actions.cancel(job, by=by, at=datetime.now(UTC))))


@commands.command(
    "retry",
    cls=Command,
    help=told("重试失败或已取消的任务，从中断处继续。", "Ask again for a failed or cancelled job; it goes on from where it stopped."),
)
@JOB
def retry(job: UUID) -> None:
    """Once more."""
    by = _operator()
    from tuopin.jobs import actions

    click.echo(_line(actions.retry(job, by=by, at=datetime.now(UTC))))


@commands.command(
    "worker",
    cls=Command,
    help=told(
        "执行任务，直到收到 SIGTERM 或 Ctrl-C；此时做完手头的，做不完的交还队列。",
        "Do jobs until SIGTERM or Ctrl-C; then finish what is at hand, and hand back what cannot be finished.",
    ),
)
@click.option("--concurrency", type=click.IntRange(1, 64), default=2, show_default=True, help=told("同时做几个", "how many at a time"))
@click.option("--grace", type=click.FloatRange(0), default=20.0, show_default=True, help=told("停下前留几秒", "seconds to finish in before it leaves"))
@click.option("--until-empty", is_flag=True, help=told("队列空了就结束", "end when the queue is empty"))
def worker(*, concurrency: int, grace: float, until_empty: bool) -> None:
    """Work."""
    _operator()
    from tuopin.jobs import worker as of_jobs

    if until_empty:
        of_jobs.run_until_empty(concurrency)
    else:
        of_jobs.run(concurrency, grace=grace)


def _operator() -> By:
    """The office is set up, and the machine's operator acts: no post, the whole of the office."""
    from tuopin.cli.office_set_up import office

    office()
    from tuopin.officers.rules.bodies import OPERATOR

    return By(OPERATOR, OPERATOR, NATION)


def _line(job: Any) -> str:
    """Number, state, how far, kind, place, who."""
    state = told(*STATES[job.state])
    wanted = told("，待取消", ", to be cancelled") if job.cancel_requested and job.state == "running" else ""
    far = f" {job.done:,}/{job.total:,} {say(job.step)}".rstrip() if job.total else ""
    return f"{job.id}  {state}{wanted}{far}  {job.kind}  {job.place or told('全国', 'nation')}  {job.owner}"


def _plain(job: Any) -> dict[str, Any]:
    """The same for machines."""
    names = ("kind", "state", "owner", "body", "place", "done", "total", "taken_in", "put_out", "refused", "attempts", "cancel_requested")
    times = {name: value and value.isoformat() for name in ("created_at", "started_at", "ended_at") for value in (getattr(job, name),)}
    error = job.error._asdict() if job.error else None
    return {"id": str(job.id), **{name: getattr(job, name) for name in names}, "step": job.step._asdict(), "error": error, **times}
