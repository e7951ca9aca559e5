"""What a result says of itself: edition, snapshot and code by digest or version, counts, definitions. Clause P0."""

from typing import Any

import polars as pl

from tuopin import VERSION
from tuopin.assessment.definitions import definitions
from tuopin.assessment.settings import Run

MANIFEST = "manifest.json"
TOTALS = (
    "households", "persons", "leaving_households", "leaving_persons", "wrongly_exited_households", "wrongly_exited_persons",
    "unknown_households",
)  # fmt: skip


def recorded(run: Run, tables: dict[str, pl.DataFrame]) -> dict[str, Any]:
    """The manifest of a run from its place tables. No clock, path or user in it: same run, same bytes."""
    counts = {name: int(tables["counties"][name].sum()) for name in TOTALS}
    counts |= {name: len(table) for name, table in tables.items()}
    counts |= {f"{name}_leaving": int(table["may_leave"].sum()) for name, table in tables.items()}
    return {
        "code_version": VERSION,
        "edition": {"name": run.edition.name, "digest": run.edition.digest},
        "snapshot": {"digest": run.snapshot.digest, "synthetic": run.snapshot.synthetic},
        "year": run.year,
        "reasons": str(run.which),
        "counties": {county: run.snapshot.manifest["counties"][county] for county in run.snapshot.counties},
        "counts": counts,
        "definitions": definitions(run.edition, run.year),
    }
