"""Made-up counties straight into the register of an office, through `change` as every import goes: sealed, behind acts, in bulk.

As a module: `fill(counties, households=…)` for measurements and tests. As a command, against the database the environment names:
`python benchmarks/_filled.py --place 52 --households 50000`.
"""

import argparse
import resource
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

SEED = 2016
SINCE = date(2013, 12, 31)  # the day the made-up register holds from
ORDER = ("place", "household", "person", "household_year", "person_year", "village_year", "county_year")
Told = Callable[[str, int, float], None]


def fill(counties: Mapping[str, int], *, by: Any, at: datetime, years: tuple[int, ...] = (2015, 2016), told: Told = lambda *_: None) -> dict[str, int]:
    """Load each county's households (code: how many), one transaction a county; the rows of each table."""
    from tuopin.synthetic.county import tables

    rows = dict.fromkeys(ORDER, 0)
    for county, households in counties.items():
        began = time.perf_counter()
        made = tables(county, households=households, seed=SEED, years=years)
        told(f"{county} made", households, time.perf_counter() - began)
        began = time.perf_counter()
        for name, count in loaded(made, by=by, at=at).items():
            rows[name] += count
        told(f"{county} loaded", households, time.perf_counter() - began)
    return rows


def loaded(made: Mapping[str, pl.DataFrame], *, by: Any, at: datetime) -> dict[str, int]:
    """One register of tables in one change; places that are there already are left as they are. The rows that were brought."""
    from django.db import connection

    from tuopin.register.actions.change import Part, Rows, Why, change
    from tuopin.register.stored import STORED
    from tuopin.settings.scope import acting

    with acting(by), connection.cursor() as cursor:
        cursor.execute("SET LOCAL default_statistics_target = 10")  # of the tables that come: how many rows they hold is what matters
        counts = {name: _staged(cursor, STORED[name], made[name]) for name in ORDER}
        parts = [Part(stored, brings=Rows(f"SELECT {', '.join(stored.columns)} FROM pg_temp.filled_{name}")) for name, stored in STORED.items() if counts[name]]
        change(parts, Why("register.import", "R2d", "made-up register for a measurement", on=SINCE), by=by, at=at)
    return counts


def _staged(cursor: Any, stored: Any, frame: pl.DataFrame) -> int:
    name = f"pg_temp.filled_{stored.table.name}"
    declared = ", ".join(f'"{column}" {kind}' + (' COLLATE "C"' if kind == "text" else "") for column, kind in stored.types.items())
    cursor.execute(f"DROP TABLE IF EXISTS {name}")
    cursor.execute(f"CREATE TEMPORARY TABLE filled_{stored.table.name} ({declared}) ON COMMIT DROP")
    with cursor.copy(f"COPY {name} ({', '.join(stored.columns)}) FROM STDIN (FORMAT CSV)") as copy:
        for part in _sealed(stored, frame).iter_slices(20_000):
            copy.write(part.write_csv(include_header=False, quote_style="necessary").encode())
    if stored.table.name == "place":
        cursor.execute(f"DELETE FROM {name} AS new USING register_place AS old WHERE old.code = new.code AND old.superseded_at IS NULL")
    cursor.execute(f"ANALYZE {name}")
    cursor.execute(f"SELECT count(*) FROM {name}")
    return int(cursor.fetchone()[0])


def _sealed(stored: Any, frame: pl.DataFrame) -> pl.DataFrame:
    """The table's columns as they are stored; numbers sealed, with their blind indexes."""
    from tuopin.common import sealed
    from tuopin.common.keys import keys

    under = keys()
    for field in stored.sealed:
        name, plain, codes = f"{stored.table.name}.{field.name}", frame[field.name].to_list(), frame[stored.code].to_list()
        columns = {
            f"{field.name}_sealed": sealed.seal_many(plain, codes, field=name, keys=under),
            f"{field.name}_index": sealed.index_many(plain, field=name, keys=under),
        }
        frame = frame.with_columns(pl.Series(column, [value and "\\x" + value.hex() for value in values], pl.String) for column, values in columns.items())
    if stored.dated:
        frame = frame.with_columns(valid_from=pl.lit(SINCE), valid_to=pl.lit(None, pl.Date))
    return frame.select(stored.columns)


def spread(place: str, households: int, *, largest: int = 25_000) -> dict[str, int]:
    """So many households over the counties of a place, as evenly as can be; no county holds more than `largest` where they suffice."""
    from tuopin.common.places import places

    counties = sorted(code for code in places() if len(code) == 6 and code.startswith(place))
    if not counties:
        raise SystemExit(f"{place}: no county of the 2016 division lies there")
    used = counties[: max(1, min(len(counties), -(-households // largest)))]
    each, rest = divmod(households, len(used))
    return {county: each + (position < rest) for position, county in enumerate(used)}


def peak_mb() -> int:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--place", default="52")
    parser.add_argument("--households", type=int, default=50_000)
    parser.add_argument("--years", type=int, nargs="+", default=[2015, 2016])
    asked = parser.parse_args(arguments)
    import django

    django.setup()
    from tuopin.common.acting import NATION, By

    began, told = time.perf_counter(), lambda what, count, took: print(f"{what}: {count:,} households in {took:.1f} s, {count / took:,.0f}/s", flush=True)
    by = By("filler", "national_leading_group", NATION)  # the provinces above a county are rows too
    rows = fill(spread(asked.place, asked.households), by=by, at=datetime.now(UTC), years=tuple(asked.years), told=told)
    took = time.perf_counter() - began
    print(f"{asked.households:,} households, {sum(rows.values()):,} rows in {took:.1f} s: {asked.households / took:,.0f} households/s; peak {peak_mb():,} MB")


if __name__ == "__main__":
    main()
