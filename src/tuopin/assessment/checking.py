"""What is kept of snapshots and runs against the acts that speak of it, and the verdicts against their files. Clauses P0, W4b."""

from collections.abc import Iterator
from typing import Any

from tuopin.common.words import Words
from tuopin.ledger.checking import Finding

WORDS = Words("快照与评估：与行为、文件逐项相符", "snapshots and assessments: as their acts and files say")


def check(_cursor: Any) -> Iterator[Finding]:
    """Every fault."""
    yield from ()
