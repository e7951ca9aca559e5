"""An office for a drill: a home of its own, an embedded server of its own, a few made-up households behind acts, a published log."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))


@contextmanager
def office(*, households: dict[str, int] | None = None, fast: bool = False) -> Iterator[Path]:
    """The home of a fresh office with these made-up households (county code: how many); all of it goes away afterwards."""
    from tuopin.settings import postgres
    from tuopin.settings.database import into_environment, of_server

    home = Path(tempfile.mkdtemp(prefix="tuopin-drill-"))
    for name in [name for name in os.environ if name.startswith(("TUOPIN_", "DATABASE_", "DJANGO_"))]:
        del os.environ[name]
    os.environ |= {"TUOPIN_HOME": str(home), "TUOPIN_SYNTHETIC": "1", "TUOPIN_LANG": "en"}
    server = postgres.start(home, fast=fast)
    try:
        into_environment(of_server(server))
        prepare()
        if households:
            fill(households)
        yield home
    finally:
        from django.db import connections

        connections.close_all()
        postgres.start(home, fast=fast).stop()
        shutil.rmtree(home, ignore_errors=True)


def prepare() -> None:
    """Keys, tables, the key of the log."""
    from tuopin.cli.office_set_up import office as set_up
    from tuopin.ledger import place

    set_up()
    from django.core.management import call_command

    call_command("migrate", database="owner", verbosity=0)
    if not place.key_file().exists():
        place.made("drill.example/log")


def fill(households: dict[str, int]) -> None:
    """Made-up counties through `change`, and the log published."""
    from _filled import fill as filled

    from tuopin.ledger import place, sequencer

    filled(households, by=nation(), at=datetime.now(UTC), years=(2016,))
    sequencer.sequence(place.log(), at=datetime.now(UTC))


def nation() -> Any:
    """Who acts where the drill itself writes."""
    from tuopin.common.acting import By

    return By("drill", "national_leading_group", "")


def figure(name: str, found: float, bar: str, *, held: bool) -> bool:
    """One figure beside its bar, printed; whether it holds."""
    print(f"{'✓' if held else '✗'} {name}: {found:g}  (bar: {bar})", flush=True)
    return held
