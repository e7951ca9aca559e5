"""`tuopin simulate omission`: how much omission a county can still afford."""


import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from tuopin.cli.frame import Command, told

FOLDER = click.Path(path_type=Path)
JSON = click.option("--json", "as_json", is_flag=True, help=told("机器可读输出", "machine-readable output"))



@click.command(
    "omission",
    cls=Command,
    help=told(
        "一个县还能容许多少漏评：(剩余贫困 + 错退 + 漏评) / 农村人口 不得超限。人数取自结果（RESULT COUNTY），或用选项给出（COUNTY 加 --rural 等）。",
        "How much omission a county can still afford: (remaining poor + wrongly exited + omitted) / rural population may not pass the limit. "
        "Counts come from a result (RESULT COUNTY) or from options (COUNTY with --rural and so on).",
    ),
)
@click.argument("where", nargs=-1, required=True, metavar="[RESULT] COUNTY")
@click.option("--wrong-exit", metavar="RATE", default="1.0%", show_default=True, help=told("设想的错退率", "wrong-exit rate assumed"))
@click.option("--omission", metavar="RATE", help=told("设想的漏评率：算出综合贫困发生率", "omission rate assumed: gives the comprehensive incidence"))
@click.option("--approval", metavar="RATE", help=told("群众认可度", "approval"))
@click.option("--rural", type=int, help=told("农村（农业户籍）人口", "rural registered population"))
@click.option("--registered", type=int, help=told("建档立卡人口（剩余 + 脱贫）", "persons ever registered (left + exited)"))
@click.option("--exited", type=int, help=told("脱贫人口", "persons exited"))
@click.option("--left", type=int, help=told("剩余贫困人口", "persons still poor"))
@click.option("--limit", metavar="RATE", help=told("限值；默认按县：2%，西部 3%", "limit; default: the county's, 2 % or 3 % in the west"))
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
