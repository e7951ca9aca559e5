"""An act, its place in the log, and the proof that somebody takes home. Clauses R3c, W4b."""

import json
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from tuopin.ledger import place, queries
from tuopin.web.pages.households import ACTS
from tuopin.web.refusals import attempt, page

RECORD, PROOF = "record.json", "record.tlog-proof"
TYPES = {RECORD: "application/json; charset=utf-8", PROOF: "text/plain; charset=utf-8"}


@page("register.read")
def act(request: Any, number: int) -> HttpResponse:
    """What was recorded, and what proves it."""
    told = queries.act(number)
    proven, refusal = attempt(lambda: queries.proven(place.log(), number))
    record = json.dumps(json.loads(told.record), ensure_ascii=False, indent=2) if told.record else None
    more = {"told": told, "proven": proven, "refusal": refusal, "record": record, "named": ACTS, "commitment": told.commitment.hex()}
    return render(request, "pages/act.html", more)


@page("register.read")
def part(request: Any, number: int, what: str) -> HttpResponse:  # noqa: ARG001
    """One of the two files that a household takes home."""
    if what not in TYPES:
        raise Http404
    proven = queries.proven(place.log(), number)
    answer = HttpResponse(proven.record if what == RECORD else proven.proof, content_type=TYPES[what])
    answer["Content-Disposition"] = f'attachment; filename="act-{number}-{what}"'
    return answer


act.way = "households"
