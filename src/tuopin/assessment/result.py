"""A finished run on disk: its verdicts, places and manifest, asked for by place or household."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from tuopin.common import digest
from tuopin.common.refused import BadInput
from tuopin.common.words import Words


@dataclass(frozen=True)
class Result:
    """The folder an assessment wrote."""

    root: Path
    manifest: dict[str, Any]

    @classmethod
    def open(cls, root: Path) -> "Result":
        """The result in folder `root`. BadInput if there is none."""
        try:
            return cls(root, json.loads((root / "manifest.json").read_text("utf-8")))
        except (FileNotFoundError, NotADirectoryError):
            raise BadInput(
                str(root),
                Words("这里没有评估结果", "no assessment result here"),
                Words("先运行 tuopin assess", "make one with: tuopin assess SNAPSHOT --out RESULT"),
            ) from None

    @property
    def counties(self) -> tuple[str, ...]:
        """County codes with verdicts, sorted."""
        return tuple(sorted(self.manifest["counties"]))

    def verdicts(self, county: str) -> pl.LazyFrame:
        """The verdict table of one county, in the register's order."""
        return pl.scan_parquet(self.root / "verdicts" / f"{county}.parquet")

    def table(self, name: str) -> pl.DataFrame:
        """`villages`, `townships` or `counties` with counts, rates and findings; empty where the run had no such unit."""
        path = self.root / f"{name}.parquet"
        return pl.read_parquet(path) if path.exists() else pl.DataFrame()

    def household(self, code: str) -> pl.DataFrame:
        """The verdict row of one household, found by the counties whose range of numbers holds it. Empty if unknown."""
        for county in self.counties:
            span = self.manifest["counties"][county]
            if span["first"] is not None and span["first"] <= code <= span["last"]:
                found = self.verdicts(county).filter(pl.col("household_code") == code).collect()
                if len(found):
                    return found
        return pl.DataFrame()

    def verdict_digest(self) -> str:
        """SHA-256 over the verdict files' digests by county: equal for equal verdicts, whichever engine judged."""
        return digest.of_value({county: digest.of_file(self.root / "verdicts" / f"{county}.parquet") for county in self.counties})
