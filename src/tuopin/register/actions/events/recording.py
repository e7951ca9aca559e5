"""One event recorded: its form read, its rule asked, the register changed, the ties kept; whole or not at all. Clause R3a."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from tuopin.common.acting import By
from tuopin.common.keys import Keys, keys
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.officers.rules.days import day
from tuopin.officers.rules.powers import may
from tuopin.register.actions.change import Changed, Why, change, part
from tuopin.register.actions.events.people import prepared
from tuopin.register.actions.events.state import known
from tuopin.register.actions.whole import whole
from tuopin.register.forms import FORMS
from tuopin.register.queries.places import given_up
from tuopin.register.rules.events import PLANS, Edits, Tie, told
from tuopin.register.rules.events.given import read
from tuopin.register.rules.events.reasons import because, papers


@whole()
def record_event(
    kind: str,
    given: Mapping[str, Any],
    *,
    reason: str,
    by: By,
    at: datetime,
    evidence: Sequence[Mapping[str, str]] = (),
    under: Keys | None = None,
) -> Changed:
    """Record an event of a kind of `forms.FORMS`, with what its form asks; runs inside `acting(by)`.

    BadInput where the form cannot be read, Refused where the rule, the power, the place or somebody else's change says no.
    """
    if kind not in FORMS:
        raise BadInput(kind, Words("没有这种变动", "there is no such event"), Words("、".join(FORMS), ", ".join(FORMS)))
    form = FORMS[kind]
    may(by, form.power)
    answers, why = read(form, given), because(reason, given.get("no_number"))
    with connection.cursor() as cursor:
        ready = prepared(cursor, form, answers, keys=under or keys())
        plan = PLANS[kind](known(cursor, form, ready, today=day(at)), ready)
        _within(plan.edits, form.power, by=by)
        _there(plan.edits, plan.on or day(at))
        done = change(_parts(plan.edits), Why(form.act, form.clause, why, plan.on, papers(evidence)), by=by, at=at)
        _tied(cursor, plan.ties, plan=plan.edits, on=plan.on, number=done.number)
    return done


def _within(edits: Edits, power: str, *, by: By) -> None:
    """The power holds at every place that the event touches."""
    for place in sorted({str(version["village_code"]) for versions in edits.brought.values() for version in versions}):
        may(by, power, place)


def _there(edits: Edits, on: Any) -> None:
    """Nobody comes to a place whose code has been given up."""
    for place in sorted({str(version["village_code"]) for version in edits.brought.get("household", ()) if version["valid_to"] is None}):
        later = given_up(place, on)
        if later is not None:
            raise told.given_up(place, later)


def _parts(edits: Edits) -> list[Any]:
    tables = dict.fromkeys((*edits.brought, *edits.closed))
    return [part(table, edits.brought.get(table, ()), edits.closed.get(table, ())) for table in tables]


def _tied(cursor: Any, ties: Sequence[Tie], *, plan: Edits, on: Any, number: int) -> None:
    places = {version["household_code"]: version["village_code"] for version in plan.brought.get("household", ())}
    for tie in ties:
        place = places.get(tie.later) or places[tie.earlier]
        cursor.execute(
            'INSERT INTO register_link (kind, earlier, later, place, "on", change_id) VALUES (%s, %s, %s, %s, %s, %s)',
            [tie.kind, tie.earlier, tie.later, place, on, number],
        )
