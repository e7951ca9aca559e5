"""A bar with the time left on anything longer than two seconds; quiet when nobody looks."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from tuopin.common.words import Words, say

PATIENCE = 2.0  # seconds


class Advance(Protocol):
    """Says that so much more is done."""

    def __call__(self, amount: int = 1) -> None:
        """Add `amount` to what is done."""


@contextmanager
def progress(words: Words, total: int) -> Iterator[Advance]:
    """Show how far a work of `total` parts is, on the terminal's error stream, after two seconds."""
    if not sys.stderr.isatty():
        yield lambda amount=1: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn()
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task, began = bar.add_task(say(words), total=total), time.monotonic()

    def advance(amount: int = 1) -> None:
        bar.advance(task, amount)
        if not bar.live.is_started and time.monotonic() - began > PATIENCE:
            bar.start()

    try:
        yield advance
    finally:
        bar.stop()
