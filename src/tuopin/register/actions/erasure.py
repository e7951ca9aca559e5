"""A person is erased: her rows, her acts' records and salts, whatever waits under her name; the log keeps its commitments. Clause R3c.

Everybody else's proof still verifies: a commitment stays where it is. The household that she headed keeps its history without her
name: the acts that bound it are erased too, and what remains of their facts is bound by one act of its own, `register.again`.
Two officers are needed: one proposes, another approves. Snapshots that were frozen, workbooks that were uploaded and reasons that
somebody typed are not reached from here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection

from tuopin.common import digest
from tuopin.common.acting import By
from tuopin.common.keys import Keys, keys
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.ledger.act import Act, pseudonym
from tuopin.ledger.actions import record
from tuopin.officers.rules.powers import may
from tuopin.register.actions.whole import whole
from tuopin.register.facts import digest as facts_digest
from tuopin.register.facts import line_sql
from tuopin.register.rules.events import told
from tuopin.register.rules.events.reasons import because
from tuopin.register.stored import STORED, Stored

POWER: Final = "privacy.erase"
CLAUSE: Final = "R3c"
OF_HOUSEHOLD: Final = (STORED["household"], STORED["household_year"])
ROWS: Final = (
    "SELECT (SELECT count(*) FROM register_person WHERE person_code = %s) + (SELECT count(*) FROM register_person_year WHERE person_code = %s) "
    "+ (SELECT count(*) FROM register_household WHERE household_code = ANY (%s)) + (SELECT count(*) FROM ledger_act WHERE subject = ANY (%s))"
)


@dataclass(frozen=True)
class Person:
    """Who is erased: where she lived last, the households she headed, her names and blind indexes."""

    code: str
    place: str
    households: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did: its act, how many acts and waiting rows it took, and the households bound anew."""

    act: int
    acts: int
    waiting: int
    again: tuple[str, ...]


@whole()
def propose_erasure(code: str, *, reason: str, by: By, at: datetime) -> int:
    """Ask that a person be erased; the number of the proposal. Another officer approves it."""
    may(by, POWER)
    why = because(reason)
    with connection.cursor() as cursor:
        person = _person(cursor, code)
        may(by, POWER, person.place)
        cursor.execute(
            "INSERT INTO register_erasure (person_code, place, reason, proposed_by, proposed_at) VALUES (%s, %s, %s, %s, %s) "
            "ON CONFLICT (person_code) DO NOTHING RETURNING id",
            [code, person.place, why, by.officer, at],
        )
        found = cursor.fetchone()
    if found is None:
        raise Refused("proposed-already", because=Words("已有删除申请", "the erasure is proposed already"), clause=CLAUSE)
    _duty(found[0], "propose", by=by, at=at)
    return int(found[0])


@whole()
def approve_erasure(number: int, *, by: By, at: datetime, under: Keys | None = None) -> Erased:
    """Approve a proposal of another officer; the person is erased at once, and her code goes from the proposal as well."""
    may(by, POWER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_code, reason FROM register_erasure WHERE id = %s AND approved_by IS NULL", [number])
        found = cursor.fetchone()
        if found is None:
            raise Refused("no-proposal", because=Words(f"没有待批准的删除申请 {number}", f"no proposal {number} waits"), clause=CLAUSE)
        _duty(number, "approve", by=by, at=at)
        done = erase_person(found[0], reason=found[1], by=by, at=at, under=under)
        cursor.execute(
            "UPDATE register_erasure SET person_code = NULL, reason = '', approved_by = %s, approved_at = %s, act_id = %s WHERE id = %s",
            [by.officer, at, done.act, number],
        )
    return done


def erase_person(code: str, *, reason: str, by: By, at: datetime, under: Keys | None = None) -> Erased:
    """Erase a person, in this transaction. Refused where some of her rows or acts lie outside the acting post's place."""
    may(by, POWER)
    held = under or keys()
    with connection.cursor() as cursor:
        person = _person(cursor, code)
        may(by, POWER, person.place)
        _seen_whole(cursor, person, held)
        bound = {household: _binding(cursor, household, person.names) for household in person.households}
        acts = _acts(cursor, person, [act for several in bound.values() for act in several], held)
        more = {"erased": sorted(acts.values()), "reason": digest.of_bytes(reason.encode())}
        (number,) = record([Act(POWER, f"person/{code}", person.place, CLAUSE, more=more)], by=by, at=at, under=held)
        commitment = _commitment(cursor, number)
        again = tuple(household for household, several in bound.items() if several)
        for household in again:
            _bound_again(cursor, household, person.names, acts=bound[household], erasure=commitment, by=by, at=at, under=held)
        waiting = _gone(cursor, person)
        cursor.execute("UPDATE ledger_act SET record = NULL, salt = NULL, erased_by = %s WHERE id = ANY (%s)", [number, sorted(acts)])
    return Erased(number, len(acts), waiting, again)


def _person(cursor: Any, code: str) -> Person:
    cursor.execute(
        "SELECT village_code, household_code, name, id_number_index FROM register_person WHERE person_code = %s "
        "ORDER BY superseded_at DESC NULLS FIRST, valid_from DESC",
        [code],
    )
    rows = cursor.fetchall()
    if not rows:
        raise told.no_person(code)
    numbers = {bytes(row[3]) for row in rows if row[3]}
    return Person(code, rows[0][0], tuple(sorted({row[1] for row in rows})), tuple(sorted({row[2] for row in rows if row[2]})), tuple(sorted(numbers)))


def _seen_whole(cursor: Any, person: Person, under: Keys) -> None:
    """Nothing of her may stay behind where this post does not see it."""
    subjects = [pseudonym(subject, under) for subject in (f"person/{person.code}", *(f"household/{code}" for code in person.households))]
    cursor.execute(ROWS, [person.code, person.code, list(person.households), subjects])
    (seen,) = cursor.fetchone()
    cursor.execute("SELECT register_rows_of(%s, %s, %s)", [person.code, list(person.households), subjects])
    if cursor.fetchone()[0] != seen:
        raise Refused(
            "lies-outside",
            because=Words("此人的部分记录在本岗位区划之外", "some of her records lie outside the place of this post"),
            remedy=Words("由覆盖这些地区的机构办理", "done by a body that covers them all"),
            clause="R2a",
        )


def _binding(cursor: Any, household: str, names: Sequence[str]) -> list[int]:
    """The acts whose facts hold her name as the householder's."""
    where = "household_code = %s AND head_name = ANY (%s)"
    cursor.execute(
        f"SELECT act_id FROM register_household WHERE {where} UNION "
        f"SELECT superseded_by FROM register_household WHERE {where} AND superseded_by IS NOT NULL ORDER BY 1",
        [household, list(names)] * 2,
    )
    return [act for (act,) in cursor.fetchall()]


def _acts(cursor: Any, person: Person, bound: Sequence[int], under: Keys) -> dict[int, str]:  # noqa: PLR0917
    """The acts whose record and salt go, with their commitments."""
    cursor.execute(
        "SELECT id, encode(commitment, 'hex') FROM ledger_act WHERE erased_by IS NULL AND (subject = %s OR id = ANY (%s))",
        [pseudonym(f"person/{person.code}", under), list(bound)],
    )
    return dict(cursor.fetchall())


def _commitment(cursor: Any, act: int) -> str:
    cursor.execute("SELECT encode(commitment, 'hex') FROM ledger_act WHERE id = %s", [act])
    return str(cursor.fetchone()[0])


def _bound_again(
    cursor: Any, household: str, names: Sequence[str], *, acts: Sequence[int], erasure: str, by: By, at: datetime, under: Keys
) -> None:
    """What those acts brought, without her name and phone, is bound by one new act; when it was recorded and closed stays."""
    lines: list[str] = []
    for stored in OF_HOUSEHOLD:
        lines += _kept(cursor, stored, household, acts=acts, names=names)
    cursor.execute("SELECT village_code FROM register_household WHERE household_code = %s ORDER BY superseded_at DESC NULLS FIRST LIMIT 1", [household])
    (place,) = cursor.fetchone()
    act = Act("register.again", f"household/{household}", place, CLAUSE, facts_digest(lines), more={"erasure": erasure})
    (number,) = record([act], by=by, at=at, under=under)
    for stored in OF_HOUSEHOLD:
        names_of = ", ".join(("id", *stored.columns, "recorded_at", "superseded_at", "superseded_by", "change_id"))
        cursor.execute(f"DELETE FROM {stored.name} WHERE id IN (SELECT id FROM {_beside(stored)})")
        cursor.execute(f"INSERT INTO {stored.name} ({names_of}, act_id) SELECT {names_of}, %s FROM {_beside(stored)}", [number])


def _kept(cursor: Any, stored: Stored, household: str, *, acts: Sequence[int], names: Sequence[str]) -> list[str]:
    """The versions that those acts brought, set beside for this transaction without her name; their lines."""
    cursor.execute(f"DROP TABLE IF EXISTS {_beside(stored)}")
    cursor.execute(
        f"CREATE TEMPORARY TABLE {_beside(stored).split('.')[1]} ON COMMIT DROP AS SELECT * FROM {stored.name} WHERE household_code = %s AND act_id = ANY (%s)",
        [household, list(acts)],
    )
    if stored.dated:
        cursor.execute(f"UPDATE {_beside(stored)} SET head_name = NULL, phone_sealed = NULL, phone_index = NULL WHERE head_name = ANY (%s)", [list(names)])
    cursor.execute(f"SELECT '+' || {line_sql(stored, 'v')} FROM {_beside(stored)} AS v")
    return [line for (line,) in cursor.fetchall()]


def _beside(stored: Stored) -> str:
    return f"pg_temp.again_{stored.table.name}"


def _gone(cursor: Any, person: Person) -> int:
    """Her versions, and whatever waits or lies in another department's list under her code or number; how many rows of the latter."""
    cursor.execute("DELETE FROM register_person_year WHERE person_code = %s", [person.code])
    cursor.execute("DELETE FROM register_person WHERE person_code = %s", [person.code])
    cursor.execute(
        "SELECT register_erase_waiting(%s, %s, %s, %s)", [person.code, list(person.households), list(person.names), [*person.numbers]]
    )
    return int(cursor.fetchone()[0])


def _duty(number: int, duty: str, *, by: By, at: datetime) -> None:
    """Who proposed does not approve."""
    from tuopin.officers.actions.duties import take_duty

    take_duty(f"erasure:{number}", duty, by=by, at=at)
