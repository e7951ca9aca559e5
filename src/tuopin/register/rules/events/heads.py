"""The householder: one in each household, another when one goes; the household ends when nobody is left. Clause R3a."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tuopin.register.rules.events import told
from tuopin.register.rules.events.edits import Edits, Version
from tuopin.register.rules.events.family import Family, begun
from tuopin.register.rules.events.relations import to_new_head


def takes_place(family: Family, relation: str) -> None:
    """Refuse a second householder."""
    if relation == "head" and family.head is not None:
        raise told.one_head()


def headed(edits: Edits, family: Family, name: str | None, *, on: date) -> None:
    """From a day on the household is known by this householder's name."""
    begun(family.open, on)
    edits.turns("household", family.open, on, head_name=name)


def left_behind(edits: Edits, family: Family, gone: Sequence[Version], *, on: date, given: Mapping[str, Any]) -> None:
    """After these went: the household ends when nobody is left; when the householder went, another one follows."""
    codes = {person["person_code"] for person in gone}
    rest = [person for person in family.members if person["person_code"] not in codes]
    if not rest:
        end = family.last_day_of(codes, on)
        begun(family.open, end, whole=False)
        edits.ends("household", family.open, end)
    elif any(person["relation"] == "head" for person in gone):
        head = next((person for person in rest if person["person_code"] == given.get("new_head")), None)
        if head is None:
            raise told.head_needed(person["person_code"] for person in rest)
        succeeds(edits, family, head, members=rest, on=on, stated=given.get("relations") or {})


def succeeds(edits: Edits, family: Family, head: Version, *, members: Sequence[Version], on: date, stated: Mapping[str, str]) -> None:
    """From a day on this member is the householder, and everybody's relation is to her."""
    relations = to_new_head(head, members, stated)
    for person in members:
        relation = relations[person["person_code"]]
        if relation != person["relation"]:
            begun(person, on)
            edits.turns("person", person, on, relation=relation)
    headed(edits, family, head["name"], on=on)
