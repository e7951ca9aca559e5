"""`tuopin synth`: a made-up register, as a snapshot or as workbooks."""

import json
import os
import re
from pathlib import Path
from typing import Any

import click

from tuopin.cli.frame import Command, told
from tuopin.common.progress import progress
from tuopin.common.refused import BadInput
from tuopin.common.words import Words

NATION = "nation"
DEMONSTRATION = "520381,520526,360881,410225"
NAMES = {
    "counties": ("县", "counties"),
    "households": ("户", "households"),
    "persons": ("人", "persons"),
    "years": ("年度", "years"),
    "files": ("工作簿", "workbooks"),
    "damages": ("埋入的差错", "planted errors"),
    "truth": ("差错清单", "truth file"),
    "digest": ("指纹", "digest"),
}


@click.command(
    "synth",
    cls=Command,
    help=told(
        "生成合成的建档立卡数据（人物均为虚构）：默认写成快照；用 --layout 则写成与真实导出相同版式的工作簿。",
        "Make up a register (no real person): a snapshot, or with --layout workbooks laid out as the real exports are.",
    ),
)
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--places", metavar="CODES",
    default=DEMONSTRATION,
    show_default=True,
    help=told("县（或省、市）代码，逗号分隔；nation 为全国", "codes of counties (provinces, prefectures), comma-separated; nation: all"),
)
@click.option("--households", type=click.IntRange(1), default=2000, show_default=True, help=told("总户数", "households in all"))
@click.option(
    "--seed", type=click.IntRange(0), default=2016, show_default=True,
    help=told("随机种子，同一种子得同一数据", "the same seed makes the same register"),
)
@click.option("--year", type=int, default=2016, show_default=True, help=told("本年", "this year"))
@click.option(
    "--years", metavar="YEARS",
    help=told("年度，如 2014-2016；默认上年和本年（nation 仅本年）", "years, such as 2014-2016; default: last and this one (nation: this one)"),
)
@click.option(
    "--layout", "layouts", multiple=True, metavar="LAYOUT",
    help=told("写成该版式的工作簿（可多次；all 为常用五种）", "write workbooks of this layout (repeatable; all: the usual five)"),
)
@click.option(
    "--errors",
    type=click.FloatRange(0, 0.5),
    default=0.0,
    show_default=True,
    help=told(
        "工作簿：埋入差错的行的比例，见 truth.csv；快照：收入低于标准却已脱贫的户的比例",
        "workbooks: share of rows damaged, told in truth.csv; snapshot: share of exited households below the line",
    ),
)
@click.option("--processes", type=click.IntRange(1), default=min(2, os.cpu_count() or 1), show_default=True, help=told("进程数", "processes"))
@click.option("--json", "as_json", is_flag=True, help=told("机器可读输出", "machine-readable output"))
def synth(**options: Any) -> None:
    """Draw the register, write it, say what was made."""
    from tuopin.synthetic.snapshots import Recipe

    everywhere = options["places"] == NATION
    years = _years(options["years"], options["year"], alone=everywhere)
    wrong = 0.0 if options["layouts"] else options["errors"]
    recipe = Recipe(_households(options["places"], options["households"]), options["seed"], years, wrong_exits=wrong)
    words = Words("生成合成数据", "making up a register")
    if options["layouts"]:
        from tuopin.synthetic.workbooks import write_workbooks

        with progress(words, recipe.total) as advance:
            made = write_workbooks(options["out"], recipe, layouts=options["layouts"], errors=options["errors"], advance=advance)
    else:
        made = _snapshot(options, recipe, words)
    click.echo(json.dumps(made, ensure_ascii=False) if options["as_json"] else _shown(made, options["out"]))


def _snapshot(options: dict[str, Any], recipe: Any, words: Words) -> dict[str, Any]:
    from tuopin.register.snapshot import Snapshot
    from tuopin.synthetic.snapshots import write_snapshot

    with progress(words, recipe.total) as advance:
        write_snapshot(options["out"], recipe, processes=options["processes"], advance=advance)
    snapshot = Snapshot.open(options["out"])
    counties = snapshot.manifest["counties"].values()
    counts = {name: sum(county[name] for county in counties) for name in ("households", "persons")}
    return {"counties": len(snapshot.counties), **counts, "years": list(snapshot.years), "digest": snapshot.digest}


def _households(where: str, households: int) -> dict[str, int]:
    from tuopin.synthetic.nation import chosen, nation

    return nation(households) if where == NATION else chosen([code.strip() for code in where.split(",") if code.strip()], households)


def _years(text: str | None, year: int, *, alone: bool) -> tuple[int, ...]:
    if text is None:
        return (year,) if alone else (year - 1, year)
    found = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text.strip())
    if not found:
        raise BadInput("--years", Words(f"不是年度：{text}", f"no years: {text}"), Words("例如 2014-2016", "such as 2014-2016"))
    first, last = int(found[1]), int(found[2] or found[1])
    return tuple(range(first, last + 1))


def _shown(made: dict[str, Any], out: Path) -> str:
    head = told("已生成合成数据，人物均为虚构", "Made up a register; no real person in it")
    lines = [f"  {told(*NAMES[name])}: {value:,}" if isinstance(value, int) else f"  {told(*NAMES[name])}: {value}" for name, value in made.items()]
    return "\n".join([head, *lines, f"  → {out}"])
