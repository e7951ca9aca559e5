"""A sealed number is opened: an act, with a reason; every look at a person's or household's page is kept. Clause R3c."""

from datetime import datetime
from typing import Final

from django.db import connection, transaction

from tuopin.common import digest
from tuopin.common.acting import By
from tuopin.common.keys import Keys, keys
from tuopin.common.refused import BadInput, Refused
from tuopin.common.sealed import opened
from tuopin.common.words import Words
from tuopin.ledger.act import Act
from tuopin.ledger.actions import record
from tuopin.officers.rules.powers import may
from tuopin.register.actions.whole import whole
from tuopin.register.rules.events.reasons import because
from tuopin.register.stored import STORED
from tuopin.settings.scope import acting

POWER: Final = "privacy.reveal"
CLAUSE: Final = "R3c"
KINDS: Final = {f"{name}.{field.name}": (name, field.name) for name, stored in STORED.items() for field in stored.sealed}


@whole()
def reveal(kind: str, code: str, *, reason: str, by: By, at: datetime, under: Keys | None = None) -> str:
    """The number, in the clear; `kind` is person.id_number, person.phone or household.phone. Runs inside `acting(by)`."""
    may(by, POWER)
    if kind not in KINDS:
        raise BadInput("kind", Words("没有这种号码", "there is no such number"), Words("、".join(KINDS), ", ".join(KINDS)))
    why, (table, field) = because(reason), KINDS[kind]
    stored = STORED[table]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {stored.place}, {field}_sealed FROM {stored.name} WHERE {stored.code} = %s AND superseded_at IS NULL "
            "ORDER BY valid_from DESC LIMIT 1",
            [code],
        )
        place, sealed = cursor.fetchone() or ("", None)
        if sealed is None:
            raise Refused("no-number", because=Words(f"{code} 没有登记该号码", f"{code} has no such number recorded"), clause=CLAUSE)
        may(by, POWER, place)
        more = {"reason": digest.of_bytes(why.encode()), "what": kind}
        (act,) = record([Act(POWER, f"{stored.subject}/{code}", place, CLAUSE, more=more)], by=by, at=at, under=under)
        cursor.execute(
            "INSERT INTO register_reveal (act_id, what, code, place, officer, reason, at) VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [act, kind, code, place, by.officer, why, at],
        )
    return opened(bytes(sealed), field=kind, row=code, keys=under or keys())


def log_read(what: str, code: str, *, place: str, by: By, at: datetime) -> None:
    """Keep that this officer looked: `what` is household, person, history or search; `place` where the household lives.

    Behind broken glass the transaction only reads: the look is kept right after it, before anything is shown, or nothing is.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('transaction_read_only')")
        if cursor.fetchone() == ("on",):
            transaction.on_commit(lambda: _log_read_after(what, code, place=place, by=by, at=at))
            return
        cursor.execute(
            "INSERT INTO register_read (what, code, place, officer, body, at) VALUES (%s, %s, %s, %s, %s, %s)",
            [what, code, place, by.officer, by.body, at],
        )


def _log_read_after(what: str, code: str, *, place: str, by: By, at: datetime) -> None:
    with acting(by):
        log_read(what, code, place=place, by=by, at=at)
