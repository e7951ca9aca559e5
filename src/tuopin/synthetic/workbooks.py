"""Made-up registers as the workbooks a county really has: a file a layout, by township where it is large, errors planted or not."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import polars as pl

from tuopin.common.places import places
from tuopin.common.progress import Advance
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.register.layouts import LAYOUTS, Grain, Layout
from tuopin.register.sheets import cells, write_pages
from tuopin.synthetic.county import Tables
from tuopin.synthetic.damage.sheet import Sheet
from tuopin.synthetic.dice import Dice
from tuopin.synthetic.planting import plant
from tuopin.synthetic.settled import WATCHED_SINCE
from tuopin.synthetic.snapshots import Recipe
from tuopin.synthetic.truth import Truth, write_truth

USUAL: Final = ("person", "household_form", "exit_check", "village", "county")
LARGE: Final = 3000  # households of a county whose lists are kept by township
SAID: Final = "（合成数据，人物均为虚构 Synthetic data, no real person）"
SUBJECTS: Final = {
    "person": "贫困人口信息",
    "exited": "已脱贫人口名单",
    "monitored": "监测对象信息",
    "household_form": "贫困户信息采集表",
    "exit_check": "贫困户脱贫入户核查表",
    "village": "行政村信息",
    "county": "县情况表",
}
WANTED: Final = {  # the households a list is about, where not all
    "exited": pl.col("status") == "exited",
    "monitored": pl.col("monitored_kind").is_not_null() & (pl.col("monitored_kind") != "none"),
}
TRUTH, PLACES = "truth.csv", "places.csv"


def write_workbooks(
    out: Path, recipe: Recipe, *, layouts: Sequence[str] = USUAL, errors: float = 0.0, advance: Advance = lambda amount=1: None
) -> dict[str, Any]:
    """Write the workbooks of a recipe into `out` (which must be empty), with a truth file if errors are planted.

    Villages that are in no gazetteer are named in places.csv, for `tuopin register import --places`. Returns what was made.
    """
    chosen = _chosen(layouts, recipe.years[-1])
    _empty(out)
    truths: list[Truth] = []
    made = {"counties": 0, "households": 0, "persons": 0, "files": 0, "damages": 0}
    invented: list[tuple[str, str]] = []
    for county in sorted(recipe.households):
        tables = recipe.tables(county)
        invented += [row for row in tables["place"].select("code", "name").rows() if row[0] not in places()]
        together = sum(layout.grain is Grain.PERSON for layout in chosen) > 1
        dice = Dice(recipe.seed, int(county), len(chosen))
        for sheet in _sheets(tables, county, chosen, year=recipe.years[-1], dice=dice):
            truths += plant(sheet, errors, together=together) if errors else []
            write_pages(out / sheet.file, sheet.pages(), synthetic=True)
            made["files"] += 1
        made["counties"] += 1
        made["households"] += len(tables["household"])
        made["persons"] += len(tables["person"])
        advance(recipe.households[county])
    made["damages"] = len(truths)
    return made | _beside(out, truths if errors else None, invented)


def _sheets(tables: Tables, county: str, layouts: Sequence[Layout], *, year: int, dice: Dice) -> Iterator[Sheet]:
    """Each file's sheet: a layout of a county, or of a township of it."""
    names = {row[0]: row[1] for row in tables["place"].select("code", "name").rows()}
    by_township = len(tables["household"]) > LARGE
    for layout in layouts:
        people = layout.grain in {Grain.PERSON, Grain.HOUSEHOLD}
        wanted = tables | {"household": tables["household"].filter(WANTED[layout.name])} if layout.name in WANTED else tables
        if layout.name in WANTED:
            wanted |= {"person": tables["person"].join(wanted["household"], on="household_code", how="semi", maintain_order="left")}
        for area in _areas(tables, county) if people and by_township else [county]:
            part = {name: _within(frame, area) for name, frame in wanted.items()} if area != county else wanted
            frame = cells(part, layout, names=names, year=year)
            yield _sheet(frame, layout, where=(names[county], names[area] if area != county else ""), year=year, dice=dice)


def _sheet(frame: pl.DataFrame, layout: Layout, *, where: tuple[str, str], year: int, dice: Dice) -> Sheet:
    subject, place = SUBJECTS[layout.name], "".join(where)
    titles = [f"{year}年{subject}{SAID}", f"填报单位：{place}　　数据截至：{year}年12月31日"]
    file = "_".join(part for part in (*where, subject, f"{year}年") if part) + ".xlsx"
    return Sheet(file, subject, layout, titles, [column.label for column in layout.columns], frame, dice)


def _areas(tables: Tables, county: str) -> list[str]:
    return sorted({code[:9] for code in tables["household"]["village_code"].unique() if code.startswith(county)})


def _within(frame: pl.DataFrame, area: str) -> pl.DataFrame:
    return frame.filter(pl.col("village_code").str.starts_with(area)) if "village_code" in frame.columns else frame


def _chosen(layouts: Sequence[str], year: int) -> list[Layout]:
    names = [name for each in layouts for name in (USUAL if each == "all" else (each,))]
    for name in names:
        if name not in LAYOUTS:
            known = "、".join(LAYOUTS)
            raise BadInput(name, Words("没有这个版式", "no such layout"), Words(f"可用：all、{known}", f"one of: all, {', '.join(LAYOUTS)}"))
        if name == "monitored" and year < WATCHED_SINCE:
            since = Words(f"监测对象自 {WATCHED_SINCE} 年起才有", f"households are monitored from {WATCHED_SINCE} on")
            raise BadInput(name, since, Words("加上 --year 2022", "add --year 2022"))
    return [LAYOUTS[name] for name in dict.fromkeys(names)]


def _empty(out: Path) -> None:
    if out.exists() and any(out.iterdir() if out.is_dir() else [out]):
        raise BadInput(str(out), Words("目标已存在且不为空", "already exists and is not empty"), Words("换一个目录", "choose another folder"))
    out.mkdir(parents=True, exist_ok=True)


def _beside(out: Path, truths: list[Truth] | None, invented: list[tuple[str, str]]) -> dict[str, str]:
    files = {}
    if truths is not None:
        write_truth(out / TRUTH, truths)
        files["truth"] = str(out / TRUTH)
    if invented:
        pl.DataFrame(invented, schema=["code", "name"], orient="row").write_csv(out / PLACES)
        files["places"] = str(out / PLACES)
    return files
