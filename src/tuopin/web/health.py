"""Whether the office lives, is ready, and how it fares: for whoever watches the machine. No personal data. Clause W4b.

`/healthz`: the process answers. `/readyz`: database, migrations, the log's key and a worker are there. `/metrics`: Prometheus.
"""

import hmac
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tuopin.jobs import queries as jobs
from tuopin.ledger import place
from tuopin.settings.environment import text
from tuopin.web import metrics
from tuopin.web.signing_in import address

WORKER_LATE = timedelta(seconds=60)
NEAR = frozenset(("127.0.0.1", "::1", None))


@never_cache
@require_safe
def healthz(request: Any) -> HttpResponse:  # noqa: ARG001
    """The process answers."""
    return JsonResponse({"alive": True})


@never_cache
@require_safe
def readyz(request: Any) -> HttpResponse:  # noqa: ARG001
    """Each thing an office needs, and whether it is there; 503 while one is missing."""
    found = {name: _holds(look) for name, look in LOOKS.items()}
    return JsonResponse({"ready": all(found.values()), **found}, status=200 if all(found.values()) else 503)


@never_cache
@require_safe
def shown_metrics(request: Any) -> HttpResponse:
    """Figures for Prometheus: from this machine itself, or with TUOPIN_METRICS_TOKEN as a bearer."""
    if not _may_see(request):
        return HttpResponse("metrics: from this machine, or with TUOPIN_METRICS_TOKEN\n", status=403, content_type="text/plain; charset=utf-8")
    return HttpResponse(metrics.told(), content_type=metrics.TYPE)


for _view in (healthz, readyz, shown_metrics):
    _view.of_the_session = True


def _may_see(request: Any) -> bool:
    token = text("TUOPIN_METRICS_TOKEN", "")
    bearer = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if token and hmac.compare_digest(bearer.encode(), token.encode()):
        return True
    forwarded = "X-Forwarded-For" in request.headers  # somebody in front asks for somebody else
    return not forwarded and address(request) in NEAR


def _holds(look: Callable[[], bool]) -> bool:
    try:
        return look()
    except Exception:  # noqa: BLE001  whatever is wrong with it, it is not there
        return False


def _database() -> bool:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def _migrated() -> bool:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _key() -> bool:
    return bool(place.log().origin)


def _worker() -> bool:
    seen = jobs.worker_seen()
    return seen is not None and timezone.now() - seen < WORKER_LATE


LOOKS = {"database": _database, "migrations": _migrated, "log_key": _key, "worker": _worker}
