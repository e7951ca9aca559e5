"""The public log: open to everybody, without a sign-in. Its state, its policy, how to watch it, its files. Clauses R3c, W4b."""

import re
from typing import Any

from csp.decorators import csp_exempt
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tuopin.common.refused import BadInput
from tuopin.ledger import place, queries, witnessing
from tuopin.ledger.log.tiles import Tiles
from tuopin.ledger.verify_page.page import rendered

TEXT, BYTES = "text/plain; charset=utf-8", "application/octet-stream"
FILE = re.compile(r"checkpoint|tile/(?:entries|[0-9]{1,2})/(?:x[0-9]{3}/){0,6}[0-9]{3}(?:\.p/[0-9]{1,3})?")
FOREVER, NEVER = "public, max-age=31536000, immutable", "no-cache"


@require_safe
def ledger(request: Any) -> HttpResponse:
    """How far the log is, and how a stranger checks it."""
    state = queries.state()
    late = int((timezone.now() - state.signed_at).total_seconds()) if state.signed_at else None
    more = {"state": state, "late": late, "checkpoint": Tiles(place.folder()).checkpoint(), "policy": policy(), "address": request.build_absolute_uri("/log/")}
    more["key"] = next((line[4:].strip() for line in (more["policy"] or "").splitlines() if line.startswith("log ")), None)
    return render(request, "pages/ledger.html", more)


ledger.way = "ledger"


def policy() -> str | None:
    """The published policy; None while there is no key."""
    try:
        return witnessing.policy_text(place.log())
    except BadInput:
        return None


@require_safe
def policy_file(request: Any) -> HttpResponse:  # noqa: ARG001
    """As text, to be handed to a witness or to the offline page."""
    text = policy()
    if text is None:
        raise Http404
    return HttpResponse(text, content_type=TEXT)


@require_safe
def file(request: Any, path: str) -> HttpResponseBase:  # noqa: ARG001
    """A file of the log: the checkpoint, a tile, a bundle of entries; nothing else, whatever the path says."""
    found = place.folder() / path
    if not FILE.fullmatch(path) or not found.is_file():
        raise Http404
    whole = path != "checkpoint"
    answer = FileResponse(found.open("rb"), content_type=BYTES if whole else TEXT)
    answer["Cache-Control"] = FOREVER if whole else NEVER
    answer["Access-Control-Allow-Origin"] = "*"  # it is public, and a witness may run in a browser
    return answer


@csp_exempt()
@require_safe
def verify(request: Any) -> HttpResponse:
    """The offline page with this office's keys: it carries a stricter policy of its own, and asks the network for nothing."""
    answer = HttpResponse(rendered(policy() or ""))
    if "download" in request.GET:
        answer["Content-Disposition"] = 'attachment; filename="verify.html"'
    return answer


verify.of_the_session = file.of_the_session = policy_file.of_the_session = True
