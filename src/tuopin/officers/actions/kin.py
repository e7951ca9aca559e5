"""Nobody decides on their own household or a relative's: it is declared once and held by the database. Clause R3a."""

from collections.abc import Sequence
from datetime import datetime

from tuopin.common.acting import By
from tuopin.common.keys import keys
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.ledger.act import Act, pseudonym
from tuopin.ledger.actions import record
from tuopin.officers.actions.decided import decided
from tuopin.officers.models import Kin
from tuopin.officers.queries import serves_only_within
from tuopin.officers.rules.days import day
from tuopin.officers.rules.names import subject
from tuopin.officers.rules.powers import may


@decided()
def declare_kin(sign_in: str, codes: Sequence[str], *, by: By, at: datetime) -> None:
    """Codes of a household and of its members, kept as pseudonyms of what acts are about. By oneself, or by who may end posts there."""
    if sign_in != by.officer:
        may(by, "officers.end")
        if not serves_only_within(sign_in, by=by, on=day(at)):
            because = Words("该人员不只在本区划任职", "the officer does not serve within this place alone")
            raise Refused("serves-elsewhere", because=because, remedy=Words("由上级办理", "done by the body above"), clause="R2a")
    held, subjects = keys(), [f"{kind}/{code}" for code in sorted(set(codes)) for kind in ("household", "person")]
    Kin.objects.bulk_create(
        [Kin(officer=sign_in, subject=pseudonym(each, held), declared_by=by.officer, declared_at=at) for each in subjects],
        ignore_conflicts=True,
    )
    record([Act("officers.kin", subject(sign_in), by.place, "R3a", more={"subjects": len(set(codes))})], by=by, at=at)
