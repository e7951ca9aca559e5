"""Document numbers: needed, or a reason why there is none; right in themselves and in accord with birthday and sex. Clause R3a."""

from collections.abc import Mapping
from typing import Any

from tuopin.common.identity import PLACEHOLDER, id_birth, id_sex, id_valid
from tuopin.common.words import Words
from tuopin.register.rules.events import told


def numbered(person: Mapping[str, Any], reason: str | None) -> None:
    """Refuse a new person without a number and without a reason, and a number that cannot be hers."""
    number = person.get("id_number")
    if not number:
        if not reason:
            raise told.number_needed()
        return
    right(number, person)


def right(number: str, person: Mapping[str, Any]) -> None:
    """Refuse a number that is wrong in itself or tells another birthday or sex; placeholders of the register pass."""
    if number.startswith(PLACEHOLDER):
        return
    if not id_valid(number):
        raise told.number_wrong()
    if person.get("birth_on") and id_birth(number) != person["birth_on"]:
        raise told.number_other(Words("出生日期", "birthday"))
    if person.get("sex") and id_sex(number) != person["sex"]:
        raise told.number_other(Words("性别", "sex"))
