"""`tuopin demo`: a made-up year of four counties, through the same commands that anyone types."""

import shlex
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click

from tuopin.cli.frame import Command, told

MARK = ".tuopin-demo"
COUNTY = "520381"


@click.command(
    "demo",
    cls=Command,
    help=told(
        "演示：为四个县（赤水、威宁、井冈山、兰考）虚构一年的登记表格并埋入差错，先用文件走一遍（导入、检查、评估、说明一户），再导入办公系统并开放网页。再次运行直接开放。",
        "A demonstration: makes up a year's workbooks of four counties (Chishui, Weining, Jinggangshan, Lankao) with planted errors, works on them "
        "as files (import, check, assess, explain), then brings them into the office and serves it. Run again, it serves at once.",
    ),
)
@click.option("--out", type=click.Path(path_type=Path), default=Path("var/demo"), show_default=True, help=told("演示目录", "folder of the demonstration"))
@click.option("--households", type=int, default=2400, show_default=True, help=told("四县合计户数", "households in all"))
@click.option("--no-serve", is_flag=True, help=told("做完即结束，不保持运行", "do everything, do not stay running"))
@click.option("--again", is_flag=True, help=told("重新来过，不用已有的数据", "from the beginning, whatever is there"))
@click.option("--host", default="127.0.0.1", show_default=True, help=told("监听地址", "address to listen on"))
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help=told("端口", "port"))
def demo(*, out: Path, households: int, no_serve: bool, again: bool, host: str, port: int) -> None:
    """Run the year, fill the office, serve it."""
    from tuopin.cli import demo_office

    home = out / "office"
    if again or not demo_office.ready(home):
        _year(out, households)
        _office(out, home)
    if no_serve:
        return
    demo_office.opened(home.absolute())
    try:
        _serve(host, port)
    finally:
        demo_office.closed()


def _year(out: Path, households: int) -> None:
    """The year on files, as anyone types it."""
    began = time.monotonic()
    _fresh(out)
    books, snapshot, result = out / "workbooks", out / "snapshot", out / "result"
    _step(told("一、虚构四个县的登记表格（人物均为虚构）", "1. Make up four counties' workbooks (no real person in them)"),
          ["synth", str(books), "--households", str(households), "--seed", "2016", "--layout", "all", "--errors", "0.01"])  # fmt: skip
    files = sorted(str(path) for path in books.rglob("*.xlsx"))
    _step(told("二、导入：认出表样，逐格检查，问题退回原表", "2. Import: layouts recognised, cells checked, problems marked in the original"),
          ["register", "import", *files, "--out", str(snapshot), "--year", "2016", "--problems", str(out / "import-problems"), "--synthetic"])  # fmt: skip
    _step(told("三、按规则目录检查数据", "3. Check the data by the catalogue of rules"),
          ["register", "check", str(snapshot), "--out", str(out / "check"), "--sources", str(books)])  # fmt: skip
    _step(told("四、按国家标准评估每一户、每一村、每一县", "4. Assess every household, village and county by the national standard"),
          ["assess", str(snapshot), "--edition", "cn-2016", "--year", "2016", "--out", str(result), "--reasons", "all"])  # fmt: skip
    _step(told("五、向一户说明理由", "5. Explain one household"), ["explain", str(result), _telling(result), "--snapshot", str(snapshot)])
    _where(out, time.monotonic() - began)


def _office(out: Path, home: Path) -> None:
    """The same workbooks into the office, by its own import."""
    from tuopin.cli import demo_office

    began = time.monotonic()
    title = told("六、导入办公系统：一人上传，另一人核对接受；冻结，评估", "6. Into the office: one uploads, another accepts; frozen, assessed")
    click.secho(f"\n{title}", bold=True)
    demo_office.opened(home.absolute())
    try:
        demo_office.filled(home, out / "workbooks", say=click.echo)
    finally:
        demo_office.closed()
    click.echo(told(f"  用时 {time.monotonic() - began:.0f} 秒。", f"  {time.monotonic() - began:.0f} s."))


def _serve(host: str, port: int) -> None:
    from tuopin.cli.demo_office import PASSWORD, TRIES, accounts
    from tuopin.cli.office_serve import serving

    def ready() -> None:
        click.echo(told(f"账号（密码都是 {PASSWORD}）：", f"Accounts (password of each: {PASSWORD}):"))
        for account in accounts():
            click.echo(f"  {account.sign_in:20} {told(account.zh, account.en)}")
        click.echo(told("试一试：", "What to try:"))
        for zh, en in TRIES:
            click.echo(f"  - {told(zh, en)}")

    serving(host, port, say=click.echo, ready=ready)


def _fresh(out: Path) -> None:
    from tuopin.settings import postgres

    if (out / "office").is_dir():
        postgres.stop(out / "office")
    if out.exists() and any(out.iterdir()) and not (out / MARK).exists():
        raise click.UsageError(told(f"{out} 不是演示目录，不会覆盖", f"{out} is not a demonstration's folder and is not replaced"))
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    (out / MARK).touch()


def _step(title: str, args: Sequence[str]) -> None:
    from tuopin.cli import FOUND, door

    shown = [arg for arg in args if not arg.endswith(".xlsx")]
    if len(shown) < len(args):
        shown.insert(2, "WORKBOOKS/*.xlsx")
    click.secho(f"\n{title}", bold=True)
    click.secho(f"$ tuopin {shlex.join(shown)}", dim=True)
    try:
        left = door().main(args=list(args), prog_name="tuopin", standalone_mode=False)
    except SystemExit as leave:
        left = leave.code
    if left not in (None, 0, FOUND):
        sys.exit(left)


def _telling(result: Path) -> str:
    """A household whose income is below the line and of which something else is unknown or not met."""
    import polars as pl

    from tuopin.assessment.result import Result

    verdicts = Result.open(result).verdicts(COUNTY).collect()
    open_ones = sum((~verdicts[name].fill_null(value=False)).cast(pl.Int8) for name in ("income", "food", "schooling", "medical", "housing"))
    ranked = verdicts.with_columns(open=open_ones).filter(~pl.col("income"), pl.col("status") == "registered", pl.col("members") > 2)
    return str(ranked.sort("open", "household_code", descending=[True, False])["household_code"][0])


def _where(out: Path, seconds: float) -> None:
    places = (
        ("workbooks/", "虚构的登记表格，truth.csv 记着埋入的差错", "the made-up workbooks; truth.csv tells the planted errors"),
        ("import-problems/", "导入问题：原表涂色加注，可退回村里", "problems of the import: the originals, coloured and commented, to send back"),
        ("check/", "规则检查：问题总表和涂色的原表", "problems by the rules: one list, and the originals coloured"),
        ("result/workbooks/", "每县一本结果：可以退出、尚不能、不明、错退", "one result workbook a county: may leave, not yet, unknown, wrongly exited"),
        ("result/", "Parquet 结论和理由，manifest.json", "verdicts and reasons as Parquet, manifest.json"),
    )
    click.secho("\n" + told(f"演示完成，用时 {seconds:.0f} 秒。去哪里看：", f"The demonstration took {seconds:.0f} s. Where to look:"), bold=True)
    for folder, zh, en in places:
        click.echo(f"  {out / folder}  {told(zh, en)}")
    click.echo(told("数据全部为合成，地名真实，人物和数字均为虚构。", "All data is synthetic: places are real, every person and figure is made up."))
