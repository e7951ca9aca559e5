"""`tuopin standard`: the editions, what one asks, how two differ, whether a file is sound."""

import json
from collections.abc import Callable
from typing import Any

import click

from tuopin.cli.frame import Command, Group, told

WHICH = told("标准写名称（如 cn-2016）或 .toml 文件。", "An edition is a name (cn-2016) or a .toml file.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help=told("机器可读输出（两种语言）", "machine-readable output (both languages)"))

commands = Group(
    "standard",
    help=told(
        "退出标准：有哪些版本、每项要求与出处、两个版本的差别、检查一份标准文件。",
        "The exit standard: its editions, what each asks and by what source, how two differ, whether a file is sound.",
    ),
)


def _command(name: str, zh: str, en: str) -> Callable[[Callable[..., None]], click.Command]:
    return commands.command(name, cls=Command, help=told(zh, en), epilog=WHICH)


def _json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@_command("list", "列出全部标准版本。", "List the editions.")
@AS_JSON
def list_(*, as_json: bool) -> None:
    """One row an edition: name, title, place, days, base, digest."""
    from tuopin.cli.standard_shown import editions_table, printed
    from tuopin.standard.edition import listed
    from tuopin.standard.plain import plain_head

    if as_json:
        _json([plain_head(edition) for edition in listed()])
    else:
        click.echo(printed(editions_table(listed())), nl=False)


@_command(
    "show",
    "显示一个版本：每项条件的要求、数字、条款、出处和把握程度，以及没有定下的事项。",
    "Show an edition: what each criterion asks, its numbers, clause, source and certainty, and what is left open.",
)
@click.argument("edition")
@AS_JSON
def show(edition: str, *, as_json: bool) -> None:
    """Everything the edition says."""
    from tuopin.cli.standard_shown import edition_shown, printed
    from tuopin.standard.edition import load
    from tuopin.standard.plain import plain_edition

    loaded = load(edition)
    if as_json:
        _json(plain_edition(loaded))
    else:
        click.echo(printed(*edition_shown(loaded)), nl=False)


@_command("diff", "用文字说明由 A 到 B 的变化，哪些更严、哪些更宽。", "Say in words what changes from A to B, and which way.")
@click.argument("a")
@click.argument("b")
@AS_JSON
def diff(a: str, b: str, *, as_json: bool) -> None:
    """Every change from A to B."""
    from tuopin.cli.standard_shown import difference_lines
    from tuopin.standard.difference import changes, income_changes
    from tuopin.standard.edition import load
    from tuopin.standard.plain import plain_change, plain_income_change

    before, after = load(a), load(b)
    if as_json:
        rules = [plain_change(change) for change in changes(before, after)]
        _json({"changes": rules, "income": [plain_income_change(each) for each in income_changes(before.income, after.income)]})
    else:
        click.echo("\n".join(difference_lines(before, after)))


@_command(
    "check",
    "检查一份标准文件：键、数字、出处是否齐全，是否放宽了基础标准。有问题时指出文件和键（退出码 4）。",
    "Check an edition's file: keys, numbers and sources, and that it loosens nothing of its base. What is wrong is named by file and key (exit 4).",
)
@click.argument("file")
@AS_JSON
def check(file: str, *, as_json: bool) -> None:
    """Load it; loading proves it."""
    from tuopin.cli.standard_shown import check_lines
    from tuopin.standard.edition import load
    from tuopin.standard.plain import plain_head

    loaded = load(file)
    if as_json:
        _json({"sound": True, **plain_head(loaded)})
    else:
        click.echo("\n".join(check_lines(loaded)))
