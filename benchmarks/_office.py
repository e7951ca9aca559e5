"""The office that is measured: a home of its own under var/bench/office, its server with every commit flushed, kept for the next run."""

import json
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from measure import VAR, Figure, run

HOME = VAR / "office"
ORIGIN = "bench.example/office"
TOLD = "BENCH_TOLD"  # the file in which a measured process tells what it found
HERE = Path(__file__).resolve().parent


@contextmanager
def office(home: Path = HOME) -> Iterator["Watch"]:
    """An office with its server up, tables and keys made, and a watch on the server's memory; the server ends with this."""
    from tuopin.settings import postgres
    from tuopin.settings.database import into_environment, of_server

    for name in [name for name in os.environ if name.startswith(("TUOPIN_", "DATABASE_", "DJANGO_"))]:
        del os.environ[name]
    os.environ |= {"TUOPIN_HOME": str(home), "TUOPIN_SYNTHETIC": "1", "TUOPIN_LANG": "en"}
    server = postgres.start(home)
    try:
        into_environment(of_server(server))
        run([sys.executable, __file__])
        with Watch(server.pid) as watch:
            yield watch
    finally:
        postgres.start(home).stop()


def main() -> None:
    """Tables and keys, in a process of its own: one process has one office, and this one may have several after another."""
    set_up()
    from django.core.management import call_command

    from tuopin.ledger import place

    call_command("migrate", database="owner", verbosity=0)
    if not place.key_file().exists():
        place.made(ORIGIN)


def step(module: str, *arguments: str) -> tuple[dict[str, Any], Figure]:
    """A measured process of its own, `benchmarks/<module>.py` in the office that is up: what it told, and its figure."""
    told = VAR / f"{module}-told.json"
    told.unlink(missing_ok=True)
    figure = run([sys.executable, str(HERE / f"{module}.py"), *arguments], {TOLD: str(told)})
    return json.loads(told.read_text("utf-8")), figure


def tell(found: dict[str, Any]) -> None:
    """What a measured process found, for the one that started it."""
    Path(os.environ[TOLD]).write_text(json.dumps(found), "utf-8")


def set_up() -> None:
    """Django, on the office that the environment names."""
    from tuopin.cli.office_set_up import office

    office()


def asked(sql: str, *values: Any, owner: bool = True) -> list[tuple[Any, ...]]:
    """A question to the office's database by its owner, outside any transaction."""
    import psycopg

    with psycopg.connect(os.environ["DATABASE_OWNER_URL" if owner else "DATABASE_URL"], autocommit=True) as connection:
        cursor = connection.execute(sql, values)  # type: ignore[call-overload]
        return cursor.fetchall() if cursor.description else []


class Watch:
    """How much memory the server's processes hold of their own: shared buffers are not counted, they are set once for all."""

    def __init__(self, postmaster: int) -> None:
        """Nothing is seen yet."""
        self.postmaster, self.peak_gib, self._over = postmaster, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        """Look twice a second until the end."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Look no more."""
        self._over.set()
        self._thread.join()

    def since_last(self) -> float:
        """The peak in GiB since it was asked last."""
        peak, self.peak_gib = self.peak_gib, 0.0
        return peak

    def _look(self) -> None:
        while not self._over.wait(0.5):
            self.peak_gib = max(self.peak_gib, sum(_own(each, self.postmaster) for each in Path("/proc").glob("[0-9]*")) / 2**20)


def _own(process: Path, postmaster: int) -> int:
    """Kilobytes of its own that a process holds, if it is a server's."""
    with suppress(OSError, ValueError):
        told = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
        if int(told["PPid"]) == postmaster:
            return int(told.get("RssAnon", "0").split()[0])
    return 0


if __name__ == "__main__":
    main()
