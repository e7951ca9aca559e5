"""The files that lie in a log's folder, each with what its path says; a file that no log has is Broken."""

import os
import re
from bisect import bisect_right as bisect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tuopin.common.words import Words
from tuopin.ledger.log import paths
from tuopin.ledger.log.broken import Broken

_NAME = re.compile(r"(entries|0|[1-9]\d?)/((?:x\d{3}/)*\d{3})(?:\.p/([1-9]\d{0,2}))?")

_STRANGE = Words("日志里没有这样的文件", "a log has no such file")


@dataclass(frozen=True)
class Part:
    """A partial tile (or bundle, where `level` is None), and the smallest log that has it."""

    path: str
    level: int | None
    number: int
    width: int

    @property
    def size(self) -> int:
        """The size of the smallest log that has a tile of this width here."""
        return self.number * paths.WIDTH + self.width << 8 * (self.level or 0)


def size(root: Path) -> int:
    """How many entries the bundles hold, up to the first that is missing; found by halving, not by listing."""
    above = 1
    while (root / paths.bundle(above - 1)).is_file():
        above *= 2
    whole = bisect(range(above), False, key=lambda number: not (root / paths.bundle(number)).is_file())
    last = root / f"{paths.bundle(whole)}.p"
    parts = [int(each.name) for each in last.iterdir()] if last.is_dir() else []
    return whole * paths.WIDTH + max(parts, default=0)


def partial(root: Path) -> Iterator[Part]:
    """Every partial file; a path that no log has is Broken."""
    top = root / "tile"
    for folder, _, names in os.walk(top, onerror=_gone):
        for name in names:
            part = _part((Path(folder) / name).relative_to(top).as_posix())
            if part.width < paths.WIDTH:
                yield part


def _part(path: str) -> Part:
    found = _NAME.fullmatch(path)
    if found is None or int(found[3] or 1) >= paths.WIDTH:
        raise Broken(_STRANGE, f"tile/{path}")
    level = None if found[1] == "entries" else int(found[1])
    return Part(f"tile/{path}", level, int(re.sub(r"[x/]", "", found[2])), int(found[3] or paths.WIDTH))


def _gone(error: OSError) -> None:
    """A folder of partial files may go while the log is being checked: its tile has become whole."""
    if not isinstance(error, FileNotFoundError):
        raise error
