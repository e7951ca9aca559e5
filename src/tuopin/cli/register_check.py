"""`tuopin register check` and `tuopin register rules`: what is wrong in the data, where, and what was expected."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from tuopin.cli import FOUND
from tuopin.cli.frame import Command, told
from tuopin.common import digest
from tuopin.common.money import hundredths
from tuopin.common.progress import progress
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.register.problem import Level
from tuopin.register.quality import exemptions
from tuopin.register.quality.rule import Rule, catalogue
from tuopin.register.snapshot import Snapshot

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(
    "check",
    cls=Command,
    help=told(
        "按规则目录检查快照：哪里不对、在哪个文件哪一行、应是什么。有问题退出码为 1，没有为 0。",
        "Check a snapshot against the catalogue of rules: what is wrong, in which file and row, what was expected. Exit code 1 if something was found, else 0.",
    ),
)
@click.argument("snapshot", type=click.Path(path_type=Path))
@click.option("--place", default="", metavar="CODE", help=told("只看这个地区（区划代码）", "only this place (its code)"))
@click.option("--rule", "names", multiple=True, metavar="ID", help=told("只用这些规则（可重复）", "only these rules (repeatable)"))
@click.option(
    "--level", "levels", multiple=True, type=click.Choice([str(level) for level in Level]),
    help=told("只看这些等级（可重复）", "only these levels (repeatable)"),
)
@click.option(
    "--line", "lines", multiple=True, metavar="YEAR=YUAN",
    help=told("某年的收入标准（元，可重复）", "the income line of a year, in yuan (repeatable)"),
)
@click.option(
    "--exemptions", "exempting", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=told("豁免清单（CSV 或 TOML）", "list of exemptions (CSV or TOML)"),
)
@click.option(
    "--on", "on", type=click.DateTime(["%Y-%m-%d"]),
    help=told("豁免按哪一天算（默认今天）", "the day that exemptions are judged on (default: today)"),
)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path),
    help=told("写 problems.parquet 和 problems.xlsx 到此目录", "write problems.parquet and problems.xlsx into this folder"),
)
@click.option(
    "--sources", type=FOLDER,
    help=told("原始工作簿所在目录：另写标注好的工作簿（需 --out）", "folder of the original workbooks: marked copies are written too (needs --out)"),
)
@click.option("--json", "as_json", is_flag=True, help=told("输出 JSON", "print JSON"))
def check(snapshot: Path, **asked: Any) -> None:
    """Check, show, write, and say by the exit code whether something was found."""
    from tuopin.register.quality.outcome import carry_out
    from tuopin.register.quality.run import settings_of

    if asked["sources"] and not asked["out"]:
        raise click.UsageError(told("--sources 需要 --out", "--sources needs --out"))
    opened, chosen = Snapshot.open(snapshot), _chosen(asked["names"], asked["levels"])
    originals = _originals(opened, asked["sources"]) if asked["sources"] else {}
    on = asked["on"].date() if asked["on"] else date.today()  # noqa: DTZ011 - a day on the wall calendar
    granted = exemptions.standings(exemptions.read(asked["exempting"]), on) if asked["exempting"] else []
    with progress(Words("检查", "checking"), sum(int(county["persons"]) for county in opened.manifest["counties"].values())) as advance:
        summary = carry_out(
            opened, given=settings_of(opened, line=_lines(asked["lines"])), rules=chosen, place=asked["place"],
            granted=granted, out=asked["out"], advance=advance,
        )
    granted = exemptions.used(granted, summary.silenced)
    written = _write(asked["out"], summary, originals) if asked["out"] else []
    _show(summary, granted=granted, written=written, as_json=asked["as_json"])
    click.get_current_context().exit(FOUND if summary.problems else 0)


@click.command("rules", cls=Command, help=told("列出数据质量规则，或详示其中几条。", "List the data-quality rules, or show some of them in full."))
@click.argument("names", nargs=-1, metavar="[ID]...")
@click.option("--json", "as_json", is_flag=True, help=told("输出 JSON", "print JSON"))
def rules(names: tuple[str, ...], as_json: bool) -> None:
    """The catalogue, or single rules with their examples."""
    from tuopin.cli import register_check_shown as shown

    chosen = _chosen(names, ())
    click.echo(shown.rules_json(chosen) if as_json else shown.rules_text(chosen, full=bool(names)))


def _chosen(names: tuple[str, ...], levels: tuple[str, ...]) -> list[Rule]:
    known = catalogue()
    for name in names:
        if name not in known:
            raise click.BadParameter(told(f"没有规则 {name}；tuopin register rules 列出全部", f"no rule {name}; tuopin register rules lists them"))
    chosen = [known[name] for name in names] or list(known.values())
    return [rule for rule in chosen if not levels or str(rule.level) in levels]


def _lines(given: tuple[str, ...]) -> dict[int, int]:
    try:
        return {int(year): hundredths(yuan) for year, yuan in (text.split("=") for text in given)}
    except ValueError:
        raise click.BadParameter(told("写作 2016=2952（年=元）", "write 2016=2952 (year=yuan)"), param_hint="--line") from None


def _originals(snapshot: Snapshot, folder: Path) -> dict[str, Path]:
    """The workbooks the snapshot was made from, by name; BadInput if one is missing or has changed since."""
    found: dict[str, Path] = {}
    for source in snapshot.manifest.get("sources") or ():
        path = folder / Path(source["name"]).name
        if not path.is_file():
            raise BadInput(str(path), Words("找不到导入时的工作簿", "the workbook that was imported is not here"))
        if digest.of_file(path) != source["sha256"]:
            raise BadInput(str(path), Words("工作簿在导入后已被改动", "the workbook has been changed since it was imported"))
        found[source["name"]] = path
    if not found:
        raise BadInput(str(snapshot.root), Words("快照不是由工作簿导入的，无法标注", "the snapshot was not imported from workbooks: there is nothing to mark"))
    return found


def _write(out: Path, summary: Any, originals: dict[str, Path]) -> list[Path]:
    import polars as pl

    from tuopin.register.quality.outcome import EXEMPTED, PROBLEMS
    from tuopin.report import quality_workbook

    book = out / "problems.xlsx"
    quality_workbook.write(book, summary, pl.scan_parquet(out / PROBLEMS))
    written = [out / PROBLEMS, out / EXEMPTED, book]
    if originals:
        from tuopin.report.problem_workbook import write_problem_workbooks

        write_problem_workbooks(originals, pl.read_parquet(out / PROBLEMS), out / "workbooks")
        written.append(out / "workbooks")
    return written


def _show(summary: Any, *, granted: list[exemptions.Standing], written: list[Path], as_json: bool) -> None:
    from tuopin.cli import register_check_shown as shown

    if as_json:
        click.echo(json.dumps(shown.as_json(summary, granted, written), ensure_ascii=False, indent=1))
    else:
        shown.show(summary, granted, written)
