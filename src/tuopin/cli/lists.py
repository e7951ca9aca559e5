"""`tuopin lists` and `tuopin workbook`."""

from pathlib import Path
from typing import Any

import click

from tuopin.cli.frame import Command, told
from tuopin.common.progress import progress
from tuopin.common.refused import Refused
from tuopin.common.words import Words

FOLDER = click.Path(path_type=Path)
SNAPSHOT = click.option(
    "--snapshot",
    type=FOLDER,
    help=told("评估所用的快照；默认结果旁边的 snapshot 目录", "the snapshot that was assessed; default: the folder `snapshot` beside the result"),
)
EDITION = click.option(
    "--edition", metavar="EDITION", help=told("评估所用的标准文件；默认按结果中的名称", "the edition's file; default: by the name in the result")
)
NAMES = ["ready", "wrong", "unknown", "near", "villages", "counties"]


@click.command(
    "lists",
    cls=Command,
    help=told(
        "从结果中列出：ready 应退未退，wrong 已脱贫但不达标，unknown 不明清单，near 临近标准线，villages 村，counties 县。",
        "List from a result: ready (meets everything, not proposed), wrong (registered as exited, fails), unknown (what to find out), "
        "near (close to the line), villages, counties.",
    ),
)
@click.argument("result", type=FOLDER)
@click.argument("name", metavar="LIST", type=click.Choice(NAMES))
@click.option("--place", default="", metavar="CODE", help=told("只列这个地区（区划代码）", "only this place (its code)"))
@click.option("--near", metavar="RATE", default="10%", show_default=True, help=told("near：离标准线多近", "for near: how close to the line"))
@click.option("--out", type=FOLDER, help=told("写入 .csv 或 .xlsx 文件（全部行）", "write every row to a .csv or .xlsx file"))
@SNAPSHOT
@EDITION
@click.option("--json", "as_json", is_flag=True, help=told("机器可读输出，每行一个对象", "machine-readable output, one object a line"))
def lists(**options: Any) -> None:
    """Make the list and show it, or write it out."""
    from tuopin.assessment.list_rows import List
    from tuopin.assessment.lists import listing
    from tuopin.report import table_files, tables

    asked = _asked(options)
    made = listing(asked, List(options["name"]))
    if options["out"]:
        with progress(Words("写清单", "writing the list"), len(asked.counties)) as advance:
            rows = table_files.write(made.watched(advance), options["out"], year=asked.result.manifest["year"])
        click.echo(told(f"写了 {rows:,} 行", f"{rows:,} rows written"))
    elif options["as_json"]:
        for line in table_files.lines(made):
            click.echo(line)
    else:
        click.echo(tables.terminal(made))


def _asked(options: dict[str, Any]) -> Any:
    from tuopin.assessment import companion
    from tuopin.assessment.list_rows import Asked
    from tuopin.assessment.omission import rate
    from tuopin.assessment.result import Result

    result = Result.open(options["result"])
    snapshot = companion.snapshot_if_there(result, options["snapshot"])
    edition = companion.edition_of(result, options["edition"]) if snapshot and options["name"] == "unknown" else None
    return Asked(result, snapshot, edition, place=options["place"], near=rate(options["near"]))


@click.command(
    "workbook",
    cls=Command,
    help=told(
        "写一个县的 Excel 结果簿：各村、可以退出、尚不能退出及原因、情况不明、已脱贫但不达标、临近标准线。内部使用，不含证件号和电话。",
        "Write a county's Excel result workbook: villages, may leave, not yet and why, unknown, exited but failing, close to the line. "
        "For the office's own use; no document numbers, no phones.",
    ),
)
@click.argument("result", type=FOLDER)
@click.option("--place", required=True, metavar="CODE", help=told("县的区划代码（6 位）", "code of the county, 6 digits"))
@click.option("--out", type=FOLDER, required=True, help=told("写入的 .xlsx 文件", "the .xlsx file to write"))
@SNAPSHOT
@EDITION
def workbook(**options: Any) -> None:
    """Write one county's workbook."""
    from tuopin.assessment import companion
    from tuopin.assessment.result import Result
    from tuopin.assessment.settings import Run
    from tuopin.assessment.working import Working
    from tuopin.report.result_workbook import county_workbook

    result = Result.open(options["result"])
    county = options["place"]
    if county not in result.counties:
        raise Refused("no-place", because=Words(f"结果不含县 {county}", f"the result has no county {county}"))
    snapshot, edition = companion.snapshot_of(result, options["snapshot"]), companion.edition_of(result, options["edition"])
    run = Run(snapshot, edition, result.manifest["year"])
    years = [run.year - back for back in range(run.looks_back)]
    companion.verified(snapshot, companion.county_files(snapshot, county, years))
    county_workbook(Working(result, run, county), options["out"])
    click.echo(told(f"已写 {options['out']}", f"written {options['out']}"))
