"""`tuopin simulate`: two editions over one register; how much omission a county can still afford."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from tuopin.cli.frame import Command, Group, told
from tuopin.common.progress import progress
from tuopin.common.refused import BadInput
from tuopin.common.words import Words

FOLDER = click.Path(path_type=Path)
JSON = click.option("--json", "as_json", is_flag=True, help=told("机器可读输出", "machine-readable output"))


class Simulations(Group):
    """A group in which a register instead of a command means `edition`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """`tuopin simulate REGISTER …` is `tuopin simulate edition REGISTER …`."""
        commands = {*self.list_commands(ctx), *ctx.help_option_names}
        return super().parse_args(ctx, args if not args or args[0] in commands else ["edition", *args])


commands = Simulations(
    "simulate",
    help=told(
        "模拟（结果不生效）：换一个标准或改一个数字，谁的结论会变；一个县还能容许多少漏评。",
        "Simulate (nothing comes into force): whose verdict changes under another edition or number; how much omission a county can still afford.",
    ),
)


@commands.command(
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
@click.option("--edition", "edition_name", default="cn-2016", show_default=True, help=told("原标准", "the edition to start from"))
@click.option("--against", help=told("与之比较的标准；默认同一个", "the edition to compare with; default: the same"))
@click.option("--set", "settings", multiple=True, metavar="CRITERION.PARAMETER=VALUE", help=told("改一个参数，可多次", "change a parameter; repeatable"))
@click.option("--year", type=int, help=told("评估年度；默认快照中最近一年", "year assessed; default: the snapshot's latest"))
@click.option("--place", default="", help=told("只看这个地区（区划代码）", "only this place (its code)"))
@click.option("--out", type=FOLDER, help=told("把全部变化写入 .csv 或 .xlsx", "write every change to a .csv or .xlsx file"))
@JSON
def edition(**options: Any) -> None:
    """Assess twice in memory and tell the difference."""
    from tuopin.assessment.run import Run
    from tuopin.assessment.simulate import difference
    from tuopin.cli.assess import verified
    from tuopin.register.snapshot import Snapshot

    before, after = _editions(options)
    snapshot = Snapshot.open(options["register"])
    verified(snapshot)
    year = options["year"] or max(snapshot.years, default=0)
    runs = Run(snapshot, before, year), Run(snapshot, after, year)
    total = sum(county["households"] for county in snapshot.manifest["counties"].values())
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


@commands.command(
    "omission",
    cls=Command,
    help=told(
        "一个县还能容许多少漏评：(剩余贫困 + 错退 + 漏评) / 农村人口 不得超限。人数取自结果（RESULT COUNTY），或用选项给出（COUNTY 加 --rural 等）。",
        "How much omission a county can still afford: (remaining poor + wrongly exited + omitted) / rural population may not pass the limit. "
        "Counts come from a result (RESULT COUNTY) or from options (COUNTY with --rural and so on).",
    ),
)
@click.argument("where", nargs=-1, required=True, metavar="[RESULT] COUNTY")
@click.option("--wrong-exit", default="1.0%", show_default=True, help=told("设想的错退率", "wrong-exit rate assumed"))
@click.option("--omission", help=told("设想的漏评率：算出综合贫困发生率", "omission rate assumed: gives the comprehensive incidence"))
@click.option("--approval", help=told("群众认可度", "approval"))
@click.option("--rural", type=int, help=told("农村（农业户籍）人口", "rural registered population"))
@click.option("--registered", type=int, help=told("建档立卡人口（剩余 + 脱贫）", "persons ever registered (left + exited)"))
@click.option("--exited", type=int, help=told("脱贫人口", "persons exited"))
@click.option("--left", type=int, help=told("剩余贫困人口", "persons still poor"))
@click.option("--limit", help=told("限值；默认按县：2%，西部 3%", "limit; default: the county's, 2 % or 3 % in the west"))
@JSON
def omission(**options: Any) -> None:
    """Tell the room, the comprehensive incidence if an omission rate is assumed, and approval if it is given."""
    from tuopin.assessment import omission as room_for
    from tuopin.common.places import region
    from tuopin.report.simulation import room_text

    *result, county = options["where"]
    if len(result) > 1:
        raise click.UsageError(told("只要 [RESULT] COUNTY", "only [RESULT] COUNTY"))
    counts = _counts(Path(result[0]) if result else None, county, options)
    limit = room_for.rate(options["limit"]) if options["limit"] else Fraction(3 if region(county) == "west" else 2, 100)
    wrong = room_for.rate(options["wrong_exit"])
    room = room_for.room(counts, limit=limit, wrong_exit=wrong)
    at = room_for.comprehensive(counts, limit=limit, wrong_exit=wrong, omission=room_for.rate(options["omission"])) if options["omission"] else None
    approval = room_for.rate(options["approval"]) if options["approval"] else None
    click.echo(json.dumps(_room_values(room, at)) if options["as_json"] else room_text(room, at=at, approval=approval))


def _counts(root: Path | None, county: str, options: dict[str, Any]) -> Any:
    from tuopin.assessment.omission import Counts
    from tuopin.assessment.omission_counts import counts_of
    from tuopin.assessment.result import Result

    given = {name: options[name] for name in ("rural", "exited", "left") if options[name] is not None}
    if options["registered"] is not None and len(given) == 2 and "rural" in given:
        missing = "left" if "exited" in given else "exited"
        given[missing] = options["registered"] - sum(number for name, number in given.items() if name != "rural")
    if len(given) < 3:
        counted = counts_of(Result.open(root or Path()), county)
        given = {"rural": counted.rural, "exited": counted.exited, "left": counted.left, "wrong": counted.wrong} | given
    return Counts.of(**given)


def _room_values(room: Any, at: Any) -> dict[str, Any]:
    from tuopin.assessment.omission import percent

    told = {
        "rural": room.counts.rural,
        "left": room.counts.left,
        "exited": room.counts.exited,
        "unregistered": room.counts.unregistered,
        "limit": str(room.limit),
        "allowed": room.allowed,
        "wrong": room.wrong,
        "room": room.omitted,
        "room_rate": percent(room.rate, 4),
        "most_rate": percent(room.binding, 4),
    }
    comprehensive = {"poor": at.poor, "rate": percent(Fraction(at.poor, at.rural), 4), "met": at.met} if at else None
    return {**told, "comprehensive": comprehensive}
