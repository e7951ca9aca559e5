"""`tuopin officers`: the first officer of an office, invitations, posts that end, lock-out. The operator acts; the ledger says so."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import click

from tuopin.cli.frame import Command, Group, told
from tuopin.common.acting import NATION, By
from tuopin.common.words import say

SIGN_IN = click.argument("sign_in", metavar="NAME")
DATE = click.DateTime(["%Y-%m-%d"])
AS_JSON = click.option("--json", "as_json", is_flag=True, help=told("机器可读输出，每行一个对象", "machine-readable output, one object a line"))
SEAT = (
    click.option("--body", required=True, metavar="BODY", help=told("机构，如 county_office", "body, such as county_office")),
    click.option("--place", required=True, metavar="CODE", help=told("区划代码；全国为 nation", "code of the place; nation for the whole country")),
    click.option("--name", "shown", default="", help=told("显示的姓名；默认同登录名", "name shown; default: the sign-in name")),
    click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help=told("界面语言", "language of pages")),
    click.option("--until", type=DATE, help=told("任职止日（该日起不再任职）", "first day without the post")),
)

commands = Group(
    "officers",
    help=told("人员与岗位：建立首个账号，邀请，列出，终止任职，锁定。", "Officers and posts: the first account, invitations, list, end a post, lock out."),
)


def seated(command: Any) -> Any:
    """The options that tell a post."""
    for option in reversed(SEAT):
        command = option(command)
    return command


@commands.command(
    "create-officer",
    cls=Command,
    help=told(
        "建立一个单位的首个账号，密码由本人输入。之后的人员一律邀请。需要数据库所有者的地址。",
        "Make the first account of an office; its holder types the password. Everybody after is invited. Needs the owner's database address.",
    ),
)
@SIGN_IN
@seated
@click.option("--password-stdin", is_flag=True, help=told("从标准输入读密码（一行）", "read the password from standard input (one line)"))
def create_officer(*, sign_in: str, password_stdin: bool, **seat: Any) -> None:
    """An officer with a post."""
    password = sys.stdin.readline().rstrip("\n") if password_stdin else _typed()
    with _operating() as (by, at):
        from tuopin.officers import actions

        officer = actions.create_officer(_person(sign_in, seat), _seat(seat), password=password, by=by, at=at)
    click.echo(told(f"已建立：{officer.sign_in}。登录后请设置第二重验证。", f"Made: {officer.sign_in}. Set up a second factor after signing in."))


@commands.command("invite", cls=Command, help=told("邀请一人任职，显示一次性邀请码。", "Invite somebody into a post; shows a one-time secret."))
@SIGN_IN
@seated
def invite(*, sign_in: str, **seat: Any) -> None:
    """The secret is shown once and kept nowhere."""
    with _operating() as (by, at):
        from tuopin.officers import actions

        secret = actions.invite(_person(sign_in, seat), _seat(seat), by=by, at=at)
    _handed(secret)


@commands.command("renew", cls=Command, help=told("密码或第二重验证丢失：显示一次性邀请码。", "Password or second factor lost: shows a one-time secret."))
@SIGN_IN
def renew(*, sign_in: str) -> None:
    """A new start for an officer who is there."""
    with _operating() as (by, at):
        from tuopin.officers import actions

        secret = actions.renew(sign_in, by=by, at=at)
    _handed(secret)


@commands.command("list", cls=Command, help=told("列出现任岗位。", "List the posts held today."))
@click.option("--place", default=NATION, metavar="CODE", help=told("只列这个地区之内", "only within this place"))
@click.option("--after", type=int, default=0, metavar="NUMBER", help=told("从这个任职号之后列起", "only posts after this number"))
@AS_JSON
def listed(*, place: str, after: int, as_json: bool) -> None:
    """Two hundred posts at a time."""
    with _operating(owner=False) as (_, at):
        from tuopin.officers.queries import serving
        from tuopin.officers.rules.bodies import name
        from tuopin.officers.rules.days import day

        posts = serving(_place(place), on=day(at), after=after)
        for post in posts:
            locked = bool(post.officer.locked_at)
            row = {"post": post.pk, "officer": post.officer_id, "body": post.body, "place": post.place, "from": str(post.from_on), "locked": locked}
            mark = told("（已锁定）", " (locked)") if locked else ""
            line = f"{post.pk}  {post.officer_id}{mark}  {say(name(post.body))}  {post.place or told('全国', 'nation')}  {post.from_on}"
            click.echo(json.dumps(row) if as_json else line)
    if not posts and not as_json:
        click.echo(told("没有现任人员。", "Nobody holds a post."))


@commands.command("end-post", cls=Command, help=told("终止一个任职（号码见 list）。", "End a post (its number is in `list`)."))
@click.argument("post", type=int)
@click.option("--until", type=DATE, help=told("从哪天起不再任职；默认今天", "first day without it; default: today"))
def end_post(*, post: int, until: datetime | None) -> None:
    """Ended, not deleted."""
    with _operating() as (by, at):
        from tuopin.officers import actions

        ended = actions.end_post(post, by=by, at=at, until_on=until.date() if until else None)
        click.echo(told(f"任职 {post} 自 {ended.until_on} 起终止", f"post {post} is no longer held from {ended.until_on} on"))


@commands.command("lock", cls=Command, help=told("锁定账号：不能登录，会话和令牌即时失效。", "Lock an officer out: sessions and tokens stop at once."))
@SIGN_IN
def lock(*, sign_in: str) -> None:
    """No sign-in until unlocked."""
    with _operating() as (by, at):
        from tuopin.officers import actions

        actions.lock(sign_in, by=by, at=at)
    click.echo(told(f"已锁定：{sign_in}", f"Locked: {sign_in}"))


@commands.command("unlock", cls=Command, help=told("解除锁定，并清除登录失败次数。", "Let an officer in again; counted failures are forgotten."))
@SIGN_IN
def unlock(*, sign_in: str) -> None:
    """Sign-in works again."""
    with _operating() as (by, at):
        from tuopin.officers import actions

        actions.unlock(sign_in, by=by, at=at)
    click.echo(told(f"已解锁：{sign_in}", f"Unlocked: {sign_in}"))


@contextmanager
def _operating(*, owner: bool = True) -> Iterator[tuple[By, datetime]]:
    """The office is set up and the machine's operator acts; changes are for who holds the owner's address."""
    from tuopin.settings.database import database, into_environment

    named = database()
    if owner:
        named.owned()
    into_environment(named)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tuopin.settings.office")
    import django

    django.setup()
    from tuopin.officers.rules.bodies import OPERATOR
    from tuopin.settings.scope import acting

    with acting(By(OPERATOR, OPERATOR, NATION)) as by:
        yield by, datetime.now(UTC)


def _person(sign_in: str, told_of: dict[str, Any]) -> Any:
    from tuopin.officers.rules.inviting import Person

    return Person(sign_in, str(told_of["shown"]), str(told_of["language"]))


def _seat(told_of: dict[str, Any]) -> Any:
    from tuopin.officers.rules.inviting import Seat

    until = told_of["until"]
    ends: date | None = until.date() if isinstance(until, datetime) else None
    return Seat(str(told_of["body"]), _place(str(told_of["place"])), until_on=ends)


def _place(named: str) -> str:
    return NATION if named == "nation" else named


def _typed() -> str:
    return str(click.prompt(told("密码", "Password"), hide_input=True, confirmation_prompt=True))


def _handed(secret: str) -> None:
    click.echo(secret)
    click.echo(told("邀请码只显示这一次，七天内有效。", "Shown this once; it holds for seven days."), err=True)
