"""`tuopin simulate REGISTER …`: two editions, or one with a number changed, over one register."""


import json
from pathlib import Path
from typing import Any

import click

from tuopin.cli.frame import Command, told
from tuopin.common.progress import progress
from tuopin.common.refused import BadInput
from tuopin.common.words import Words

FOLDER = click.Path(path_type=Path)
JSON = click.option("--json", "as_json", is_flag=True, help=told("机器可读输出", "machine-readable output"))



@click.command(
    "edition",
    cls=Command,
    help=told(
        "用两个标准各评估一遍，按村和条件列出变化。可写作 tuopin simulate REGISTER …。"
        "--set 改后一个标准的一个参数，如 income.line=3200（元），可放宽，只供模拟。",
        "Assess by two editions and count the changes by village and criterion. `tuopin simulate REGISTER …` is the same. --set changes one "
        "parameter of the second, such as income.line=3200 (yuan); it may loosen, being a simulation.",
    ),
)
@click.argument("register", type=FOLDER)
@click.option("--edition", "edition_name", metavar="EDITION", default="cn-2016", show_default=True, help=told("原标准", "the edition to start from"))
@click.option("--against", metavar="EDITION", help=told("与之比较的标准；默认同一个", "the edition to compare with; default: the same"))
@click.option("--set", "settings", multiple=True, metavar="CRITERION.PARAMETER=VALUE", help=told("改一个参数，可多次", "change a parameter; repeatable"))
@click.option("--year", type=int, help=told("评估年度；默认快照中最近一年", "year assessed; default: the snapshot's latest"))
@click.option("--place", default="", metavar="CODE", help=told("只看这个地区（区划代码）", "only this place (its code)"))
@click.option("--out", type=FOLDER, help=told("把全部变化写入 .csv 或 .xlsx", "write every change to a .csv or .xlsx file"))
@JSON
def edition(**options: Any) -> None:
    """Assess twice in memory and tell the difference."""
    from tuopin.assessment.settings import Run
    from tuopin.assessment.simulate import covered, difference
    from tuopin.cli.assess import verified
    from tuopin.register.snapshot import Snapshot

    before, after = _editions(options)
    snapshot = Snapshot.open(options["register"])
    verified(snapshot)
    year = options["year"] or max(snapshot.years, default=0)
    runs = Run(snapshot, before, year), Run(snapshot, after, year)
    total = sum(snapshot.manifest["counties"][county]["households"] for county in covered(snapshot, options["place"]))
    with progress(Words("模拟", "simulating"), total) as advance:
        found = difference(*runs, place=options["place"], advance=advance)
    _show(found, runs, options)


def _editions(options: dict[str, Any]) -> tuple[Any, Any]:
    from tuopin.assessment.whatif import changed
    from tuopin.standard.edition import load

    if not options["against"] and not options["settings"]:
        raise BadInput("simulate", Words("要用 --against 或 --set 说明与什么比较", "say with --against or --set what to compare with"))
    before = load(options["edition_name"])
    after = load(options["against"]) if options["against"] else before
    for setting in options["settings"]:
        after = changed(after, setting)
    return before, after


def _show(found: Any, runs: tuple[Any, Any], options: dict[str, Any]) -> None:
    from tuopin.report import simulation, table_files

    titles = {rule.criterion.name: rule.criterion.title for run in runs for rule in run.findings}
    if options["out"]:
        rows = table_files.write(simulation.difference_listing(found, titles), options["out"], year=found.year)
        click.echo(told(f"写了 {rows:,} 行", f"{rows:,} rows written"))
    if options["as_json"]:
        click.echo(json.dumps(_values(found), ensure_ascii=False))
    elif not options["out"]:
        click.echo(simulation.difference_text(found, titles, place=options["place"]))


def _values(found: Any) -> dict[str, Any]:
    return {
        "simulation": True,
        "before": found.before,
        "after": found.after,
        "year": found.year,
        "households": found.households,
        "leaving": {name: {"before": old, "after": new} for name, (old, new) in found.leaving.items()},
        "by_criterion": found.by_criterion().to_dicts(),
        "by_village": found.changes.to_dicts(),
    }
