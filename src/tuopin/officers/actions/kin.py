"""Nobody decides on their own household or a relative's: it is declared once and held by the database. Clause R3a."""

from collections.abc import Sequence
from datetime import datetime

from tuopin.common.acting import By
from tuopin.common.keys import keys
from tuopin.ledger.act import Act, pseudonym
from tuopin.ledger.actions import record
from tuopin.officers.actions.decided import decided
from tuopin.officers.models import Kin
from tuopin.officers.rules.names import subject
from tuopin.officers.rules.powers import may


@decided()
def declare_kin(sign_in: str, codes: Sequence[str], *, by: By, at: datetime) -> None:
    """Codes of a household and of its members (each is a subject of acts), kept as pseudonyms. By oneself, or by who may end posts."""
    if sign_in != by.officer:
        may(by, "officers.end")
    held = keys()
    Kin.objects.bulk_create(
        [Kin(officer=sign_in, subject=pseudonym(code, held), declared_by=by.officer, declared_at=at) for code in sorted(set(codes))],
        ignore_conflicts=True,
    )
    record([Act("officers.kin", subject(sign_in), by.place, "R3a", more={"subjects": len(set(codes))})], by=by, at=at)
