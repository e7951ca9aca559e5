"""The command line: one of the three doors; nothing is decided here."""

import sys

import click

from tuopin import VERSION
from tuopin.cli.complaints import complaint
from tuopin.cli.frame import Group, told
from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import choose

DONE, FOUND, WRONG_CALL, REFUSED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 3, 4, 130


def door() -> Group:
    """The command tree, in the language of this run, in the order of the work."""
    return Group(
        "tuopin",
        help=told(
            "贫困退出机制：导入建档立卡表格，检查数据，按标准评估每一户、每一村、每一县，并说明理由。",
            "The poverty-exit mechanism: import the register's workbooks, check the data, assess every household, village and county, and say why.",
        ),
        lazy={
            "register": "tuopin.cli.register:commands",
            "standard": "tuopin.cli.standard:commands",
            "assess": "tuopin.cli.assess:assess",
            "explain": "tuopin.cli.explain:explain",
            "lists": "tuopin.cli.lists:lists",
            "workbook": "tuopin.cli.lists:workbook",
            "digest": "tuopin.cli.assess:digest",
            "simulate": "tuopin.cli.simulate:commands",
            "office": "tuopin.cli.office:commands",
            "db": "tuopin.cli.db:commands",
            "officers": "tuopin.cli.officers:commands",
            "keys": "tuopin.cli.keys:commands",
            "snapshot": "tuopin.cli.snapshot:commands",
            "jobs": "tuopin.cli.office_jobs:commands",
            "ledger": "tuopin.cli.ledger:commands",
            "synth": "tuopin.cli.synth:synth",
            "demo": "tuopin.cli.demo:demo",
        },
        params=[
            click.Option(
                ["--version"], is_flag=True, expose_value=False, is_eager=True, callback=_version, help=told("显示版本", "show the version")
            ),
        ],
        epilog=told(
            "语言随系统区域设置（zh_* 为中文），或设 TUOPIN_LANG=zh / en。\n\n"
            "退出码：0 完成，1 有发现（检查有问题），2 用法错误，3 按规定拒绝，4 输入有误，130 中断。",
            "Language follows the locale (zh_* is Chinese) or TUOPIN_LANG=zh / en.\n\n"
            "Exit codes: 0 done, 1 something was found (check), 2 wrong call, 3 refused by rule, 4 bad input, 130 interrupted.",
        ),
    )


def main() -> None:
    """Run the command line; a refusal or a bad input is one sentence and an exit code, never a traceback."""
    choose(None)
    try:
        left = door().main(prog_name="tuopin", standalone_mode=False)
        sys.exit(left if isinstance(left, int) else DONE)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except click.exceptions.Abort:
        _fail(told("已中断，没有留下半成品。", "Interrupted; nothing half-done is left."), INTERRUPTED)
    except click.ClickException as error:
        click.echo(complaint(error), err=True)
        sys.exit(WRONG_CALL)
    except KeyboardInterrupt:
        _fail(told("已中断，没有留下半成品。", "Interrupted; nothing half-done is left."), INTERRUPTED)
    except Refused as refusal:
        _fail(f"{told('拒绝：', 'refused: ')}{refusal}", REFUSED)
    except BadInput as error:
        _fail(f"{told('输入有误：', 'bad input: ')}{error}", BAD_INPUT)


def _fail(text: str, code: int) -> None:
    click.echo(text, err=True)
    sys.exit(code)


def _version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(VERSION)
        ctx.exit()
