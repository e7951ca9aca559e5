"""The same criteria on a Spark cluster: Spark joins and judges, the driver sorts and writes county by county, the same bytes.

Needs pyspark (requirements-spark.txt) and storage that driver and workers share. The master is whatever `spark-submit` or
SPARK_REMOTE gives, else local.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl

from tuopin.assessment.facts import Frame, counted_members, household_facts
from tuopin.assessment.households import judged
from tuopin.assessment.incidence import by_village
from tuopin.assessment.run import begun, concluded, verdict_frame, write_households
from tuopin.assessment.settings import Run
from tuopin.common.progress import Advance
from tuopin.register.schema import TABLES
from tuopin.register.schema.parquet import types


def assess(run: Run, out: Path, advance: Advance, *, session: Any) -> dict[str, Any]:
    """As `tuopin.assessment.run.assess`, computed by the Spark `session`."""
    partial = begun(run, out)
    try:
        judged_by_spark(run, session).write.partitionBy("county_code").parquet(str(partial / "spark"))
        counts = pl.concat(list(_sorted(run, partial, advance)))
        shutil.rmtree(partial / "spark")
        return concluded(run, counts, partial=partial, out=out)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def judged_by_spark(run: Run, session: Any) -> Any:
    """The verdict table of the whole snapshot as a Spark frame, with `county_code` to write it by."""
    found = run.findings
    facts = household_facts(
        _read(run, session, "household"),
        years=[_read(run, session, "household_year", year=run.year - back) for back in range(run.looks_back)],
        counted=counted_members(_read(run, session, "person_year", year=run.year), found),
        edition=run.edition,
    )
    return judged(facts, found).with_columns(county_code=nw.col("village_code").str.slice(0, 6)).to_native()


def _read(run: Run, session: Any, table: str, *, year: int | None = None) -> Frame:
    paths = [path for county in run.snapshot.counties if (path := run.snapshot.path(table, county, year)).exists()]
    if paths:
        native = session.read.parquet(*(str(path.absolute()) for path in paths))
    else:
        native = session.createDataFrame(pl.DataFrame(schema=types(TABLES[table])).to_arrow())
    frame: Frame = nw.from_native(native)
    return frame


def _sorted(run: Run, partial: Path, advance: Advance) -> Iterator[pl.DataFrame]:
    shape = verdict_frame(run, run.snapshot.counties[:1]).drop("_row").collect_schema()
    for county in run.snapshot.counties:
        read = pl.scan_parquet(partial / "spark" / f"county_code={county}" / "*.parquet", hive_partitioning=False)
        frame = read.select(pl.col(name).cast(kind) for name, kind in shape.items()).sort("village_code", "household_code").collect()
        write_households(run, partial, frame=frame, lengths=[len(frame)])
        yield by_village(frame.lazy()).collect()
        advance(len(frame))
