"""Figures for Prometheus: requests by route, jobs by state, how far the log is. Labels are routes and states, never people. Clause W4b.

Several workers of one server add up in files of a folder that they share; it goes with the server that made it.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

SHARED = "PROMETHEUS_MULTIPROC_DIR"


def share(home: Path) -> None:
    """Called by the server's entry before anything is counted: one folder for all workers of this server."""
    if SHARED in os.environ:
        return
    folder = home / "metrics" / str(os.getppid())
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for other in folder.parent.iterdir():
            if other != folder and not Path(f"/proc/{other.name}").exists():
                shutil.rmtree(other, ignore_errors=True)
    except OSError:
        return
    os.environ[SHARED] = str(folder)


def _count() -> tuple[Any, Any]:
    from prometheus_client import Counter, Histogram

    requests = Counter("tuopin_requests", "Requests answered", ("route", "method", "status"))
    seconds = Histogram("tuopin_request_seconds", "Seconds to an answer", ("route", "method"), buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30))
    return requests, seconds


_counters: list[Any] = []


def counted(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Middleware: each request is counted under its route, method and status."""
    if not _counters:
        _counters.extend(_count())
    requests, seconds = _counters

    def answered(request: Any) -> Any:
        began = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        route, method = (f"/{match.route}" if match else "none"), request.method if request.method in METHODS else "other"
        requests.labels(route, method, str(response.status_code)).inc()
        seconds.labels(route, method).observe(time.perf_counter() - began)
        return response

    return answered


METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
TYPE = "text/plain; version=0.0.4; charset=utf-8"


class _Office:
    """What the database knows, asked when somebody looks."""

    def collect(self) -> Iterator[Any]:
        """Jobs by state; entries, waiting acts and the age of the checkpoint; when a worker was last seen."""
        from django.utils import timezone
        from prometheus_client.core import GaugeMetricFamily

        from tuopin.jobs import queries as jobs
        from tuopin.ledger import queries as ledger

        states = GaugeMetricFamily("tuopin_jobs", "Jobs by state", labels=("state",))
        for state, number in jobs.by_state().items():
            states.add_metric((state,), number)
        yield states
        now, log, seen = timezone.now(), ledger.state(), jobs.worker_seen()
        yield GaugeMetricFamily("tuopin_ledger_entries", "Entries of the log", value=log.size)
        yield GaugeMetricFamily("tuopin_ledger_waiting", "Acts that wait for their place in the log", value=log.waiting)
        if log.signed_at:
            yield GaugeMetricFamily("tuopin_ledger_checkpoint_age_seconds", "Since the newest checkpoint", value=(now - log.signed_at).total_seconds())
        if seen:
            yield GaugeMetricFamily("tuopin_worker_seen_seconds", "Since a worker was last seen", value=(now - seen).total_seconds())


def told() -> bytes:
    """All figures as Prometheus reads them."""
    from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    office = CollectorRegistry()
    office.register(_Office())
    requests = REGISTRY
    if SHARED in os.environ:
        requests = CollectorRegistry()
        MultiProcessCollector(requests)  # type: ignore[no-untyped-call]
    return generate_latest(requests) + generate_latest(office)
