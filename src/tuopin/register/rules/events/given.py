"""What was typed into a form, read: days, codes, facts by their declared kinds and limits; whatever cannot be read is told by its field."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.register.forms import CORRECTED, LONGEST_TEXT, MOST_PERSONS, Ask, Asked, Form
from tuopin.register.rules.events.facts import facts
from tuopin.register.schema import TABLES
from tuopin.register.schema.choices import RELATION

NEEDED = Words("必填", "is needed")
MARKS: Final = "-_."
LONGEST_CODE: Final = 40
VILLAGE_LENGTH: Final = 12


def read(form: Form, given: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that the form asks, read; BadInput at the first thing that is missing, unknown or cannot be read."""
    unknown = set(given) - {ask.name for ask in form.asks}
    if unknown:
        raise BadInput(min(unknown), Words("本表没有此项", f"is not asked by “{form.words.en}”"))
    answers: dict[str, Any] = {}
    for ask in form.asks:
        value = given.get(ask.name)
        if value in (None, "", [], {}):
            if ask.required:
                raise BadInput(ask.name, NEEDED, ask.words)
            continue
        answers[ask.name] = _facts(ask, value, answers) if ask.kind is Asked.FACTS else READERS[ask.kind](ask, value)
    return answers


def day(name: str, value: Any) -> date:
    """A day, written 2016-11-01."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise BadInput(name, Words(f"“{value}”不是日期", f"“{value}” is no day"), Words("如 2016-11-01", "such as 2016-11-01")) from None


def code(name: str, value: Any) -> str:
    """A code: letters, digits, hyphen, point; at most 40 characters."""
    text = str(value).strip()
    if not 1 <= len(text) <= LONGEST_CODE or not all(mark.isalnum() or mark in MARKS for mark in text):
        raise BadInput(name, Words(f"“{text[:LONGEST_CODE]}”不能作编号", f"“{text[:LONGEST_CODE]}” cannot be a code"))
    return text


def village(name: str, value: Any) -> str:
    """A village's code of 12 digits."""
    text = str(value).strip()
    if len(text) != VILLAGE_LENGTH or not (text.isascii() and text.isdigit()):
        raise BadInput(name, Words(f"“{text}”不是 12 位村编码", f"“{text}” is no village code of 12 digits"))
    return text


def relation(name: str, value: Any) -> str:
    """A relation to the householder: its token or a label."""
    found = RELATION.by_label().get(str(value).strip())
    if found is None:
        raise BadInput(name, Words(f"“{value}”不是与户主关系", f"“{value}” is no relation to a householder"))
    return found


def text(name: str, value: Any) -> str:
    """Some words."""
    told = str(value).strip()
    if len(told) > LONGEST_TEXT:
        raise BadInput(name, Words(f"超过 {LONGEST_TEXT} 字", f"is longer than {LONGEST_TEXT} characters"))
    return told


def codes(name: str, value: Any) -> list[str]:
    """Some codes: a list, or written one after another with commas or blanks between."""
    parts = value if isinstance(value, list | tuple) else str(value).replace(",", " ").replace("，", " ").split()
    if not 1 <= len(parts) <= MOST_PERSONS:
        raise BadInput(name, Words(f"须 1 至 {MOST_PERSONS} 个", f"takes 1 to {MOST_PERSONS}"))
    return [code(name, part) for part in parts]


def relations(name: str, value: Any) -> dict[str, str]:
    """Persons' codes with their relations; those left blank are left out."""
    if not isinstance(value, Mapping):
        raise BadInput(name, Words("须逐人填写", "is given person by person"))
    return {code(name, who): relation(f"{name}.{who}", told) for who, told in value.items() if told not in (None, "")}


def year(name: str, value: Any) -> int:
    """A year of facts."""
    told = str(value).strip()
    if not (told.isascii() and told.isdigit()) or not 2013 <= int(told) <= 2100:
        raise BadInput(name, Words(f"“{told}”不是年度", f"“{told}” is no year"))
    return int(told)


def table(name: str, value: Any) -> str:
    """One of the tables that a correction may correct."""
    if value not in CORRECTED:
        raise BadInput(name, Words(f"可更正：{'、'.join(CORRECTED)}", f"one of: {', '.join(CORRECTED)}"))
    return str(value)


def _members(ask: Ask, value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list | tuple) or not 1 <= len(value) <= MOST_PERSONS:
        raise BadInput(ask.name, Words(f"须 1 至 {MOST_PERSONS} 人", f"takes 1 to {MOST_PERSONS} persons"))
    return [facts(f"{ask.name}.{number}", ask.fields, each, needs=ask.needs) for number, each in enumerate(value, start=1)]


def _facts(ask: Ask, value: Any, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a form's own fields; of a correction: of the table named before, a year's with their year."""
    if ask.fields:
        return facts(ask.name, ask.fields, value, needs=ask.needs)
    named = answers["table"]
    if named.endswith("_year") != ("year" in answers):
        raise BadInput("year", Words("年度事实须填年度，其他不填", "goes with facts of a year, and with no others"))
    return facts(ask.name, TABLES[named].fields, value, needs=())


def _plain(reader: Callable[[str, Any], Any]) -> Callable[[Ask, Any], Any]:
    return lambda ask, value: reader(ask.name, value)


READERS: Final[dict[Asked, Callable[[Ask, Any], Any]]] = {
    Asked.DAY: _plain(day),
    Asked.HOUSEHOLD: _plain(code),
    Asked.HOUSEHOLDS: _plain(codes),
    Asked.PERSON: _plain(code),
    Asked.PERSONS: _plain(codes),
    Asked.VILLAGE: _plain(village),
    Asked.CODE: _plain(code),
    Asked.RELATION: _plain(relation),
    Asked.RELATIONS: _plain(relations),
    Asked.MEMBERS: _members,
    Asked.TABLE: _plain(table),
    Asked.YEAR: _plain(year),
    Asked.TEXT: _plain(text),
}
