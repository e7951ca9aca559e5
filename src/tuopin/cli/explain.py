"""`tuopin explain`: one household, village, township or county."""

import json
from pathlib import Path
from typing import Any

import click

from tuopin.cli.frame import Command, told
from tuopin.cli.page import hanging
from tuopin.common.words import choose

FOLDER = click.Path(path_type=Path)
PLACE_DIGITS = (6, 9, 12)


@click.command(
    "explain",
    cls=Command,
    help=told(
        "说明一户（户编号）或一个村、乡镇、县（区划代码）的结论：每项条件读到什么、要求什么、差多少、怎样达标或要查清什么。",
        "Explain one household (its number) or a village, township or county (its code): for each criterion what was read, what is asked, "
        "how much is missing, what would meet it or what to find out.",
    ),
)
@click.argument("result", type=FOLDER)
@click.argument("code")
@click.option(
    "--snapshot",
    type=FOLDER,
    help=told("评估所用的快照；默认结果旁边的 snapshot 目录", "the snapshot that was assessed; default: the folder `snapshot` beside the result"),
)
@click.option("--edition", metavar="EDITION", help=told("评估所用的标准文件；默认按结果中的名称", "the edition's file; default: by the name in the result"))
@click.option("--names", is_flag=True, help=told("显示成员姓名", "show members' names"))
@click.option("--lang", type=click.Choice(["zh", "en"]), help=told("语言", "language"))
@click.option("--json", "as_json", is_flag=True, help=told("机器可读输出（两种语言）", "machine-readable output (both languages)"))
def explain(**options: Any) -> None:
    """Find what the code names and say why its verdict is what it is."""
    if options["lang"]:
        choose(options["lang"])
    from tuopin.assessment import companion
    from tuopin.assessment.result import Result
    from tuopin.report.explanation import plain_values, text

    result, code = Result.open(options["result"]), options["code"].strip()
    edition = companion.edition_of(result, options["edition"])
    explained: Any
    if _is_place(result, code):
        explained = _place(result, edition, code, given=options["snapshot"])
    else:
        from tuopin.assessment.explain import explain_household

        snapshot = companion.snapshot_of(result, options["snapshot"])
        explained = explain_household(result, snapshot, edition, code=code, names=options["names"])
    click.echo(json.dumps(plain_values(explained), ensure_ascii=False) if options["as_json"] else hanging(text(explained)))


def _is_place(result: Any, code: str) -> bool:
    """A code of 6, 9 or 12 digits that begins with a county of the result, unless a household bears that number."""
    return len(code) in PLACE_DIGITS and code.isdigit() and code[:6] in result.counties and result.household(code).is_empty()


def _place(result: Any, edition: Any, code: str, *, given: Path | None) -> Any:
    from tuopin.assessment.companion import snapshot_if_there
    from tuopin.assessment.explain_known import place_chain
    from tuopin.assessment.explain_place import explain_place

    snapshot = snapshot_if_there(result, given)
    return explain_place(result, edition, code, place=place_chain(snapshot, code) if snapshot else code)
