"""`tuopin assess` and `tuopin digest`."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from tuopin.cli.frame import Command, told
from tuopin.cli.shown import shown
from tuopin.common.progress import Advance, progress
from tuopin.common.words import Words

FOLDER = click.Path(path_type=Path)


@click.command(
    "assess",
    cls=Command,
    help=told(
        "按标准评估快照中的每一户、每一村、每一县，把结论和理由写入 --out。",
        "Assess every household, village and county of a snapshot and write verdicts and reasons to --out.",
    ),
)
@click.argument("register", type=FOLDER)
@click.option(
    "--edition", "edition_name", metavar="EDITION", default="cn-2016", show_default=True,
    help=told("标准版本（名称或文件）", "edition of the standard (name or file)"),
)
@click.option("--year", type=int, help=told("评估年度；默认快照中最近一年", "year assessed; default: the snapshot's latest"))
@click.option("--out", type=FOLDER, required=True, help=told("结果目录（须不存在）", "folder of the result (must not exist)"))
@click.option("--engine", type=click.Choice(["polars", "spark"]), default="polars", show_default=True, help=told("计算引擎", "engine"))
@click.option(
    "--reasons",
    type=click.Choice(["unmet", "all", "none"]),
    default="unmet",
    show_default=True,
    help=told(
        "写出哪些理由：未达标和不明的、全部、不写（可随时推得）",
        "which reasons to write out: not met and unknown, all, none (they can be derived at any time)",
    ),
)
@click.option(
    "--workbook/--no-workbook",
    default=None,
    help=told("写县级 Excel 结果簿；默认不超过 12 个县时写", "write a result workbook for each county; default: when there are at most 12"),
)
@click.option("--json", "as_json", is_flag=True, help=told("机器可读输出", "machine-readable output"))
def assess(**options: Any) -> None:
    """Verify the snapshot, run the edition, write the result, say what came out."""
    from tuopin.assessment.reasons import Which
    from tuopin.assessment.settings import Run
    from tuopin.register.snapshot import Snapshot
    from tuopin.standard.edition import load

    snapshot = Snapshot.open(options["register"])
    year = options["year"] or max(snapshot.years, default=0)
    run = Run(snapshot, load(options["edition_name"], on=date(year, 12, 31)), year, Which(options["reasons"]))
    verified(snapshot)
    households = sum(county["households"] for county in snapshot.manifest["counties"].values())
    with progress(Words("评估", "assessing"), households) as advance:
        manifest = _engine(options["engine"])(run, options["out"], advance)
    if options["workbook"] or (options["workbook"] is None and len(snapshot.counties) <= 12):
        from tuopin.report.result_workbook import write_county_workbooks

        write_county_workbooks(options["out"], snapshot, options["out"] / "workbooks", edition=run.edition)
    click.echo(json.dumps(manifest["counts"], ensure_ascii=False) if options["as_json"] else shown(manifest, options["out"]))


def verified(snapshot: Any) -> None:
    """Hash every file of the snapshot before anything is read from it."""
    total = sum(entry["bytes"] for entry in snapshot.manifest["files"].values())
    with progress(Words("核对快照", "verifying the snapshot"), total) as advance:
        for done in snapshot.verify():
            advance(done)


def _engine(name: str) -> Any:
    if name == "polars":
        from tuopin.assessment.run import assess as by_polars

        return by_polars

    def by_spark(run: Any, out: Path, advance: Advance) -> dict[str, Any]:
        from pyspark.sql import SparkSession

        from tuopin.assessment import spark

        return spark.assess(run, out, advance, session=SparkSession.builder.appName("tuopin").getOrCreate())

    return by_spark


@click.command(
    "digest",
    cls=Command,
    help=told("结果的指纹：同一快照、标准和代码得到同一指纹。", "The digest of a result: same snapshot, edition and code, same digest."),
)
@click.argument("result", type=FOLDER)
def digest(result: Path) -> None:
    """Print the SHA-256 over all verdict files."""
    from tuopin.assessment.result import Result

    click.echo(Result.open(result).verdict_digest())
