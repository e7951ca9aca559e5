"""`tuopin office`: set the office up, serve it, check that it may be deployed."""

import click

from tuopin.cli.frame import Command, Group, told

commands = Group(
    "office",
    help=told(
        "办公系统：准备数据库和密钥，启动网页与后台任务，部署前检查。",
        "The office: prepare its database and keys, serve its pages and jobs, check it before it is deployed.",
    ),
)


@commands.command(
    "prepare",
    cls=Command,
    help=told(
        "准备：迁移数据库，载入区划，生成缺少的密钥。可以重复运行。",
        "Prepare: migrate the database, load the gazetteer of places, make the keys that are missing. It may be run again.",
    ),
)
@click.option(
    "--origin",
    metavar="NAME",
    envvar="TUOPIN_LEDGER_ORIGIN",
    default="tuopin.example/office",
    show_default=True,
    help=told("日志的名称；默认取 TUOPIN_LEDGER_ORIGIN", "name of the log; TUOPIN_LEDGER_ORIGIN gives it too"),
)
def prepare(*, origin: str) -> None:
    """Everything an office needs before its first officer."""
    from tuopin.cli.office_set_up import office, prepared

    office()
    for line in prepared(origin):
        click.echo(line)


@commands.command(
    "serve",
    cls=Command,
    help=told(
        "提供网页和接口，并执行后台任务，直到 Ctrl-C。生产环境用 systemd，见 docs/how-to/deploy.md。",
        "Serve pages and API and work at the jobs, until Ctrl-C. In production systemd does this: docs/how-to/deploy.md.",
    ),
)
@click.option("--host", default="127.0.0.1", show_default=True, help=told("监听地址", "address to listen on"))
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help=told("端口", "port"))
def serve(*, host: str, port: int) -> None:
    """Web and worker side by side; both leave together."""
    from tuopin.cli.office_serve import serving
    from tuopin.cli.office_set_up import office

    office()
    serving(host, port, say=click.echo)


@commands.command(
    "check",
    cls=Command,
    help=told("检查设置；--deploy 拒绝不安全的设置。", "Check the settings; --deploy refuses unsafe ones."),
)
@click.option("--deploy", is_flag=True, help=told("按生产环境的要求", "as a deployed office must be"))
def check(*, deploy: bool) -> None:
    """Django's own checks, then ours."""
    from tuopin.cli.office_set_up import office

    office(as_it_is=True)
    from tuopin.settings.deployed import faults

    found = faults(deploy=deploy)
    for each in found:
        click.echo(f"✗ {each}", err=True)
    if found:
        raise click.exceptions.Exit(1)
    click.echo(told("✓ 设置可用。", "✓ The settings will do."))
