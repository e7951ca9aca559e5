"""The worker: takes jobs from the queue as they come, does the system's duties, outlives its database, leaves in good order."""

import asyncio
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import psycopg
import structlog
from django.db import connection
from procrastinate.app import App
from procrastinate.contrib.django import DjangoApp, app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.utils import AwaitableContext
from procrastinate.worker import Worker

from tuopin.jobs import queue
from tuopin.jobs.duties import Clock
from tuopin.jobs.runner import leaving

GRACE = 20.0  # seconds that jobs have to end when the worker is told to leave; then they are handed back at their next safe point
AGAIN = 1.0  # seconds before the database is tried again
BEAT = 5.0
log = structlog.get_logger("tuopin.jobs")
TODO = "SELECT id FROM procrastinate_jobs WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())"


def run(concurrency: int = 2, *, grace: float = GRACE) -> None:
    """Work until SIGTERM or SIGINT; then finish what can be finished within `grace` seconds and hand the rest back."""
    leaving.clear()
    clock = Clock()
    clock.start()
    try:
        asyncio.run(_Stay(concurrency, grace).lived())
    finally:
        clock.stop()


def run_until_empty(concurrency: int = 1) -> None:
    """Do what waits, and what that asks for in turn, until nothing waits; for tests and the demonstration."""
    leaving.clear()
    before: set[int] = set()
    while (waiting := _waiting()) - before:
        before = waiting
        asyncio.run(_once(concurrency))


class _Stay:
    """One worker's stay: it works again when the database comes back, and leaves when it is told."""

    def __init__(self, concurrency: int, grace: float) -> None:
        self.concurrency, self.grace = concurrency, grace
        self.worker: Worker | None = None
        self.told = asyncio.Event()

    async def lived(self) -> None:
        """From start to leaving."""
        loop = _threads(self.concurrency)
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(number, self.leave)
        log.info("worker begins", count=self.concurrency)
        while not self.told.is_set():
            try:
                await self._worked()
            except (ConnectorException, psycopg.Error, OSError) as error:
                log.warning("database is away", error=type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.told.wait(), AGAIN)
        log.info("worker has left")

    def leave(self) -> None:
        """Told once: no new job, and some seconds for those at hand; told twice: no seconds."""
        if self.told.is_set():
            leaving.set()
        self.told.set()
        asyncio.get_running_loop().call_later(self.grace, leaving.set)
        if self.worker:
            self.worker.stop()

    async def _worked(self) -> None:
        async with _opened() as opened:
            self.worker = _worker(opened, self.concurrency, wait=True)
            if not self.told.is_set():
                await self.worker.run()


async def _once(concurrency: int) -> None:
    _threads(concurrency)
    async with _opened() as opened:
        await _worker(opened, concurrency, wait=False).run()


def _threads(concurrency: int) -> asyncio.AbstractEventLoop:
    """A thread for each job, and some to spare."""
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(concurrency + 2, thread_name_prefix="job"))
    return loop


def _opened() -> AwaitableContext[App]:
    """The queue's application on connections of its own; handlers keep to Django's."""
    made = DjangoApp(connector=PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4))
    made.tasks.update(app.tasks)
    return made.open_async()


def _worker(opened: App, concurrency: int, *, wait: bool) -> Worker:
    return opened._worker(  # noqa: SLF001  the application runs it to its end and hands out nothing to stop it with
        queues=[queue.QUEUE],
        concurrency=concurrency,
        wait=wait,
        listen_notify=wait,
        install_signal_handlers=False,
        update_heartbeat_interval=BEAT,
        delete_jobs="always",
    )


def _waiting() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(TODO)
        return {row[0] for row in cursor.fetchall()}
