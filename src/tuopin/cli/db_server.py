"""`tuopin db start|stop|status|migrate|shell`."""

import json
import os
import shutil
from typing import Any

import click

from tuopin.cli.frame import Command, told
from tuopin.common.refused import BadInput
from tuopin.common.words import Words

STOPPED = 1  # the exit code of `status` where nothing answers
STATES = {"running": ("运行中", "running"), "stopped": ("未运行", "stopped")}
NAMES = {
    "state": ("状态", "state"),
    "database": ("数据库", "database"),
    "version": ("版本", "version"),
    "tables": ("表", "tables"),
    "bytes": ("字节", "bytes"),
    "folder": ("目录", "folder"),
}


@click.command("start", cls=Command, help=told("启动内嵌数据库；已在运行则什么也不做。", "Start the embedded server; nothing is done if it is up."))
def start() -> None:
    """Start, and say where it is."""
    from tuopin.settings.database import database

    click.echo(f"{told('数据库已就绪', 'The database is ready')}: {database().shown}")


@click.command("stop", cls=Command, help=told("停止内嵌数据库；已确认的写入都在。", "Stop the embedded server; everything acknowledged is kept."))
def stop() -> None:
    """Stop, and say whether it ran."""
    from tuopin.settings.database import APP_URL, from_environment, home
    from tuopin.settings.postgres import stop as stop_server

    if from_environment():
        raise BadInput(
            APP_URL,
            Words("所指的服务器不归本程序启停", "names a server that is not ours to stop"),
            Words("用系统的服务管理停止它", "stop it by the system's service manager"),
        )
    ran = stop_server(home())
    click.echo(told("数据库已停止。", "The database is stopped.") if ran else told("数据库本来就没有运行。", "The database was not running."))


@click.command(
    "status", cls=Command,
    help=told("数据库是否应答、版本、大小。没有应答则退出码为 1。", "Whether it answers, its version and size. Exit code 1 if not."),
)
@click.option("--json", "as_json", is_flag=True, help=told("机器可读输出", "machine-readable output"))
def status(*, as_json: bool) -> int:
    """Look, without starting anything."""
    known = _looked_at()
    if as_json:
        click.echo(json.dumps(known, ensure_ascii=False))
    else:
        lines = {**known, "state": told(*STATES[known["state"]])}
        click.echo("\n".join(f"{told(*NAMES[name])}{told('：', ': ')}{_plain(value)}" for name, value in lines.items()))
    return 0 if known["state"] == "running" else STOPPED


def _plain(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _looked_at() -> dict[str, Any]:
    from tuopin.settings.database import APP_URL, check, from_environment, home, of_server
    from tuopin.settings.database import size as sized
    from tuopin.settings.postgres import running

    named = from_environment()
    if not named:
        server = running(home())
        if not server:
            return {"state": "stopped", "folder": str(home())}
        named = of_server(server)
    version = check(named.app, APP_URL, bound=True)
    return {"state": "running", "database": named.shown, "version": version, **sized(named)}


@click.command(
    "migrate", cls=Command,
    help=told("把数据库的表更新到本版本；可在有数据的库上执行，可重复。", "Bring the tables to this version; on a filled database too; safe to repeat."),
)
def migrate() -> None:
    """Django's migrations, as the owner."""
    from tuopin.settings.database import database, into_environment

    named = database()
    named.owned()
    into_environment(named)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tuopin.settings.office")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", database="owner", interactive=False)


@click.command("shell", cls=Command, help=told("打开 psql（应用角色；--owner 为所有者）。", "Open psql as the application's role (--owner: as the owner)."))
@click.option("--owner", is_flag=True, help=told("以数据库所有者打开", "as the owner of the database"))
def shell(*, owner: bool) -> None:
    """Become psql."""
    from tuopin.settings.database import database, split
    from tuopin.settings.postgres.binaries import found

    psql = next((each.tool("psql") for each in found() if os.access(each.tool("psql"), os.X_OK)), shutil.which("psql"))
    if not psql:
        raise BadInput("psql", Words("没有找到", "was not found"), Words("安装 postgresql-client", "install postgresql-client"))
    named = database()
    address, secret = split(named.owned() if owner else named.app)
    os.execve(psql, [psql, address], {**os.environ, **secret})  # noqa: S606
