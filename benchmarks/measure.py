"""Whole processes measured by the operating system: wall and processor seconds, peak memory of the largest process."""

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "bench"


@dataclass(frozen=True)
class Figure:
    """One run of one command."""

    wall: float
    cpu: float
    peak_gib: float


@dataclass(frozen=True)
class Bar:
    """A figure beside its bar: `found` must not be above `bar`."""

    name: str
    found: float
    bar: float
    unit: str

    @property
    def held(self) -> bool:
        """Whether the bar is held."""
        return self.found <= self.bar


def run(command: Sequence[str], env: dict[str, str] | None = None) -> Figure:
    """Run a command to its end; its processor time and peak memory include its children. SystemExit if it fails."""
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **(env or {})}, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed ({os.waitstatus_to_exitcode(status)}): {' '.join(command)}")
    return Figure(time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 2**20)


def medians(figures: Sequence[Figure]) -> Figure:
    """The median of each figure by itself."""
    rows = [asdict(figure) for figure in figures]
    return Figure(**{key: statistics.median(row[key] for row in rows) for key in rows[0]})


def tuopin(*args: str) -> list[str]:
    """The command line of this environment."""
    return [sys.executable, "-m", "tuopin.cli", *args]


def machine() -> str:
    """What was measured on: processors, memory, system, Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def conclude(name: str, command: str, *, table: list[str], bars: Sequence[Bar]) -> int:
    """Print figures beside their bars, keep them under benchmarks/results/, and give the exit code: 1 where one is missed."""
    lines = [*table, ""]
    lines += [f"{'held  ' if bar.held else 'MISSED'}  {bar.name}: {bar.found:.2f} {bar.unit} (bar {bar.bar:g})" for bar in bars]
    print("\n".join(lines))
    page = [f"# {name}", "", f"{datetime.now(UTC):%Y-%m-%d} · {machine()} · `{command}`", "", "```", *lines, "```", ""]
    (ROOT / "benchmarks" / "results").mkdir(exist_ok=True)
    (ROOT / "benchmarks" / "results" / f"{name}.md").write_text("\n".join(page), "utf-8")
    return 0 if all(bar.held for bar in bars) else 1


def row(name: str, figure: Figure) -> str:
    """One line of the table of figures."""
    return f"{name:<44} {figure.wall:8.2f} s wall {figure.cpu:8.2f} s cpu {figure.peak_gib:7.2f} GiB"


def manifest(folder: Path) -> dict[str, object]:
    """A snapshot's or result's manifest."""
    loaded: dict[str, object] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return loaded
