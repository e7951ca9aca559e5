"""`tuopin register template` and `tuopin register layouts`."""

import json
from pathlib import Path

import click

from tuopin.cli.frame import Command, told
from tuopin.common.words import say


@click.command(
    "template",
    cls=Command,
    help=told(
        "写出某版式的空白工作簿：下拉列表、数值校验、填写说明。",
        "Write the empty workbook of a layout: drop-downs, checked numbers, a page that explains.",
    ),
)
@click.option(
    "--layout", "name", required=True, metavar="LAYOUT",
    help=told("版式名，见 tuopin register layouts", "the layout's name, see tuopin register layouts"),
)
@click.option("--out", "--file", "out", type=click.Path(path_type=Path, dir_okay=False), required=True, help=told("写到哪个文件", "the file to write"))
@click.option("--year", type=int, help=told("标题中的年度", "the year for the title"))
@click.option("--json", "as_json", is_flag=True, help=told("机器可读输出", "machine-readable output"))
def template(name: str, out: Path, year: int | None, *, as_json: bool) -> None:
    """Write one template."""
    from tuopin.common.refused import BadInput
    from tuopin.common.words import Words
    from tuopin.register.layouts import LAYOUTS
    from tuopin.register.sheets.template import template as write

    if name not in LAYOUTS:
        raise BadInput(name, Words("没有这个版式", "no such layout"), Words(f"可用：{'、'.join(LAYOUTS)}", f"one of: {', '.join(LAYOUTS)}"))
    if out.exists():
        raise BadInput(str(out), Words("文件已存在", "already exists"), Words("换一个文件名", "choose another name"))
    write(LAYOUTS[name], out, year=year)
    made = {"layout": name, "columns": len(LAYOUTS[name].columns), "file": str(out)}
    click.echo(json.dumps(made, ensure_ascii=False) if as_json else f"{say(LAYOUTS[name].title)}\n  → {out}")


@click.command("layouts", cls=Command, help=told("列出认识的工作簿版式。", "List the layouts of workbooks that are known."))
@click.option("--json", "as_json", is_flag=True, help=told("机器可读输出", "machine-readable output"))
def layouts(*, as_json: bool) -> None:
    """Names, titles, what a row is, how many columns; all labels in JSON."""
    from tuopin.register.layouts import LAYOUTS

    if as_json:
        listed = [
            {"name": each.name, "title": each.title._asdict(), "row": str(each.grain), "columns": [column.label for column in each.columns]}
            for each in LAYOUTS.values()
        ]
        click.echo(json.dumps(listed, ensure_ascii=False))
        return
    rows = {"person": told("人", "person"), "household": told("户", "household"), "village": told("村", "village"), "county": told("县", "county")}
    for each in LAYOUTS.values():
        counts = told(f"每行一{rows[each.grain]}，{len(each.columns)} 列", f"a row a {rows[each.grain]}, {len(each.columns)} columns")
        click.echo(f"{each.name:<16}{say(each.title)}{told('，', ', ')}{counts}")
