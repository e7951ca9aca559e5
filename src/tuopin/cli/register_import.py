"""`tuopin register import` and `tuopin register propose-map`."""

import json
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from tuopin.cli.frame import Command, told
from tuopin.common.progress import progress
from tuopin.common.refused import BadInput
from tuopin.common.words import Words

FILE = click.Path(path_type=Path)


@click.command(
    "import",
    cls=Command,
    help=told(
        "把建档立卡表格（.xlsx .xlsm .xls .csv .parquet）导入为快照。表式按表头文字识别；读入行数 = 采用 + 退回 + 合计、空行等。中断则什么都不留下。",
        "Import the register's workbooks (.xlsx .xlsm .xls .csv .parquet) as a snapshot. Layouts are recognised by their"
        " labels; rows read = taken + refused + totals, blanks and the like. Interrupted, it leaves nothing.",
    ),
)
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--out", type=FILE, required=True, help=told("快照目录（须不存在）", "folder of the snapshot (must not exist)")
)
@click.option(
    "--year",
    type=click.IntRange(1978, 2100),
    help=told("数据年度；默认从标题或“年度”列读出", "year of the facts; default: from the title or the column 年度"),
)
@click.option(
    "--within",
    default="",
    metavar="CODE",
    help=told("只收这个地区（2–12 位区划代码）", "only this area (place code of 2 to 12 digits)"),
)
@click.option(
    "--places",
    type=FILE,
    metavar="CSV",
    help=told("名录外的地方：CSV，列 code,name", "places not in the gazetteer: a CSV of code,name"),
)
@click.option(
    "--map",
    "mapping",
    type=FILE,
    metavar="TOML",
    help=told(
        "不认识的表式的对应表（由 propose-map 起草）", "mapping for an unknown layout (drafted by propose-map)"
    ),
)
@click.option(
    "--problems",
    type=FILE,
    metavar="FOLDER",
    help=told("把标注了问题的工作簿写到此目录", "write workbooks with the problems marked into this folder"),
)
@click.option("--synthetic", is_flag=True, help=told("声明数据是合成的", "declare that the people are made up"))
@click.option("--json", "as_json", is_flag=True, help=told("机器可读输出", "machine-readable output"))
def import_(**asked: Any) -> None:
    """Read, write the snapshot, mark the problems, say what happened."""
    from tuopin.register.importing import NothingTaken, Options, gazetteer, import_files, read_mapping

    files: tuple[Path, ...] = asked["files"]
    mapping = read_mapping(asked["mapping"]) if asked["mapping"] else None
    options = Options(asked["year"], mapping, gazetteer(asked["places"], asked["within"]), asked["synthetic"])
    size = sum(path.stat().st_size for path in files if path.is_file())
    with _orderly(), progress(Words("导入", "importing"), size) as advance:
        try:
            outcome = import_files(files, asked["out"], options, told=advance)
        except NothingTaken as nothing:
            _mark(files, nothing.problems, asked["problems"])
            raise
    marked = _mark(files, outcome.problems, asked["problems"])
    _show(outcome, asked["out"], marked, as_json=asked["as_json"])


@click.command(
    "propose-map",
    cls=Command,
    help=told(
        "为不认识的表格起草一份对应表（TOML），补全后用于 import --map。",
        "Draft a mapping (TOML) for an unknown sheet; finish it by hand, then import with --map.",
    ),
)
@click.argument("file", type=FILE)
@click.option(
    "--sheet",
    metavar="NAME",
    help=told("工作表名；默认第一张有表头的", "name of the sheet; default: the first with a header"),
)
@click.option(
    "--header-row", type=click.IntRange(1), help=told("表头行（Excel 行号）", "row of the header, as Excel counts")
)
@click.option("--out", type=FILE, help=told("写入此文件；默认打印", "write to this file; default: print"))
def propose_map(file: Path, **asked: Any) -> None:
    """Write a first mapping for a person to finish."""
    from tuopin.register.importing.proposal import propose

    text = propose(file, sheet=asked["sheet"], header_row=asked["header_row"])
    out: Path | None = asked["out"]
    if out is None:
        click.echo(text, nl=False)
    elif out.exists():
        raise BadInput(str(out), Words("文件已存在", "already exists"), Words("换一个 --out", "choose another --out"))
    else:
        out.write_text(text, "utf-8")
        click.echo(
            told(
                f"已写入 {out}；补全后：tuopin register import {file.name} --map {out}",
                f"Written: {out}. Finish it, then: tuopin register import {file.name} --map {out}",
            )
        )


@contextmanager
def _orderly() -> Iterator[None]:
    """A polite kill (SIGTERM) ends the import as Ctrl-C does: cleaned up."""

    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _mark(files: Sequence[Path], problems: Any, folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    from tuopin.report.problem_workbook import write_problem_workbooks

    return write_problem_workbooks({path.name: path for path in files}, problems, folder)


def _show(outcome: Any, out: Path, marked: list[Path], *, as_json: bool) -> None:
    from tuopin.cli import register_import_shown as shown

    if as_json:
        click.echo(json.dumps(shown.as_json(outcome, out, marked), ensure_ascii=False, indent=1))
    else:
        shown.show(outcome, out, marked)
