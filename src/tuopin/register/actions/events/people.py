"""New people and households made ready: numbers checked and sealed, codes made, nobody registered twice. Clauses R3a, R3c."""

from typing import Any

from tuopin.common.keys import Keys
from tuopin.common.sealed import index, seal
from tuopin.register.forms import Form
from tuopin.register.rules.events import told
from tuopin.register.rules.events.numbers import numbered, right
from tuopin.register.stored import STORED


def prepared(cursor: Any, form: Form, given: dict[str, Any], *, keys: Keys) -> dict[str, Any]:
    """What was given, ready for the rule."""
    made = dict(given)
    match form.kind:
        case "birth" | "join" | "marriage_in":
            if "person_code" not in made:
                made["person"] = _person(cursor, made, made["person"], code=made.get("person_code_new"), keys=keys)
        case "split":
            made["new_household"] = _household_code(cursor, made.get("new_household"), made.get("village_code") or "")
        case "new_household":
            made["household_code"] = _household_code(cursor, made.get("household_code"), made["village_code"])
            made["household"] = _sealed("household", made["household_code"], made["household"], keys=keys)
            made["members"] = [_person(cursor, made, person, code=None, keys=keys) for person in made["members"]]
        case "correction":
            made["facts"] = _corrected(cursor, made, keys=keys)
    return made


def _person(cursor: Any, made: dict[str, Any], person: dict[str, Any], *, code: str | None, keys: Keys) -> dict[str, Any]:
    born = {"birth_on": made["on"]} if "birth_on" not in person else {}
    numbered({**person, **born}, made.get("no_number"))
    before = _before(cursor, person.get("id_number"), keys=keys)
    chosen = code or before or _next(cursor, made.get("household_code") or made.get("village_code") or "")
    if chosen != before and _taken(cursor, "person", chosen):
        raise told.person_code_taken(chosen)
    return _sealed("person", chosen, {**person, "person_code": chosen}, keys=keys)


def _before(cursor: Any, number: str | None, *, keys: Keys) -> str | None:
    """The code under which this number was in the register until it left; Refused where it still is, or died."""
    if not number:
        return None
    blind = index(number, field="person.id_number", keys=keys)
    cursor.execute(
        "SELECT v.person_code, v.valid_to, act.kind FROM register_person AS v LEFT JOIN ledger_act AS act ON act.id = v.act_id "
        "WHERE v.id_number_index = %s AND v.superseded_at IS NULL ORDER BY v.valid_to DESC NULLS FIRST LIMIT 1",
        [blind],
    )
    found = cursor.fetchone()
    if found and found[1] is None:
        raise told.already_registered(found[0])
    if found and found[2] == "register.death":
        raise told.recorded_dead(found[0])
    cursor.execute("SELECT register_number_taken(%s)", [blind])
    if cursor.fetchone()[0]:
        raise told.already_registered(None)
    return found[0] if found else None


def _corrected(cursor: Any, made: dict[str, Any], *, keys: Keys) -> dict[str, Any]:
    facts = made["facts"]
    if facts.get("id_number"):
        right(facts["id_number"], {name: facts.get(name) for name in ("birth_on", "sex")})
        cursor.execute(
            "SELECT person_code FROM register_person WHERE id_number_index = %s AND superseded_at IS NULL AND valid_to IS NULL AND person_code <> %s LIMIT 1",
            [index(facts["id_number"], field="person.id_number", keys=keys), made["code"]],
        )
        if found := cursor.fetchone():
            raise told.already_registered(found[0])
    return _sealed(made["table"], made["code"], facts, keys=keys)


def _sealed(table: str, code: str, facts: dict[str, Any], *, keys: Keys) -> dict[str, Any]:
    """The facts with each number as it is kept: sealed for its row, and its blind index."""
    kept = dict(facts)
    for field in STORED[table].sealed:
        if field.name in kept:
            plain, name = kept.pop(field.name), f"{table}.{field.name}"
            kept[f"{field.name}_sealed"] = seal(plain, field=name, row=code, keys=keys) if plain else None
            kept[f"{field.name}_index"] = index(plain, field=name, keys=keys) if plain else None
    return kept


def _household_code(cursor: Any, given: str | None, within: str) -> str:
    code = given or _next(cursor, within)
    if _taken(cursor, "household", code):
        raise told.code_taken(code)
    return code


def _next(cursor: Any, within: str) -> str:
    cursor.execute("SELECT nextval('register_codes')")
    return f"{within}-{cursor.fetchone()[0]}".strip("-")


def _taken(cursor: Any, what: str, code: str) -> bool:
    cursor.execute("SELECT register_code_taken(%s, %s)", [what, code])
    return bool(cursor.fetchone()[0])
