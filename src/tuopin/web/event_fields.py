"""The small forms of events as fields of a page, made from their one declaration; and what was typed, as the action is given it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from tuopin.assessment.facts_read import label_of
from tuopin.common.words import Words
from tuopin.register.forms import CORRECTED, Ask, Asked, Form
from tuopin.register.schema import TABLES, Field, Kind
from tuopin.register.schema.choices import RELATION
from tuopin.web import fields

PEOPLE = 6  # blocks for members of a new household; the page can be asked for more
YES_NO = [("是", Words("是", "yes")), ("否", Words("否", "no"))]
RELATION_OPTIONS = [(option.token, Words(option.labels[0], option.en)) for option in RELATION.options]
KEYS = frozenset(("household_code", "person_code", "village_code", "year"))


@dataclass(frozen=True)
class Known:
    """What the page knows already: the household asked about, its members by code, the table that a correction is of."""

    household: str = ""
    members: tuple[tuple[str, str], ...] = ()
    table: str = ""
    people: int = PEOPLE


class Event(forms.Form):
    """One event: its own questions, then the reason and the papers."""

    def __init__(self, form: Form, known: Known, *given: Any, **more: Any) -> None:
        """Fields are named as the form's asks are, with a dot before a fact."""
        super().__init__(*given, **more)
        self.form, self.known = form, known
        self.groups: list[tuple[Words | None, list[str]]] = [(None, [])]
        for ask in form.asks:
            for name, made in _made(ask, known):
                self.fields[name] = made
                self._grouped(ask, name)
        self.groups.append((None, ["reason"]))
        self.fields["reason"] = fields.text(
            Words("理由", "reason"),
            Words("4 至 500 字；不要写证件号码、电话", "4 to 500 characters; leave numbers out"),
            long=True,
            max_length=500,
            min_length=4,
        )

    def _grouped(self, ask: Ask, name: str) -> None:
        legend = (
            None
            if "." not in name
            else Words(f"{ask.words.zh} {name.split('.')[1]}", f"{ask.words.en} {name.split('.')[1]}")
            if ask.kind is Asked.MEMBERS
            else ask.words
        )
        if self.groups[-1][0] != legend:
            self.groups.append((legend, []))
        self.groups[-1][1].append(name)

    def shown(self) -> Iterator[tuple[Words | None, list[Any]]]:
        """Fields in groups, each with its heading."""
        for legend, names in self.groups:
            if names:
                yield legend, [self[name] for name in names]

    def given(self) -> dict[str, Any]:
        """What the action is given: blanks left out."""
        return {ask.name: value for ask in self.form.asks if (value := _answer(ask, self.cleaned_data)) not in (None, "", [], {})}


def named(form: Form) -> dict[str, Any]:
    """What a page says of an event's form."""
    return {"kind": form.kind, "words": form.words, "says": form.says, "clause": form.clause}


def _made(ask: Ask, known: Known) -> Iterator[tuple[str, Any]]:
    if ask.kind is Asked.FACTS:
        for field in ask.fields or _of_table(known.table):
            yield f"{ask.name}.{field.name}", fact(field, required=field.name in ask.needs)
    elif ask.kind is Asked.MEMBERS:
        for number in range(1, known.people + 1):
            for field in ask.fields:
                yield f"{ask.name}.{number}.{field.name}", fact(field, required=number == 1 and field.name in ask.needs)
    elif ask.kind is Asked.RELATIONS:
        for code, name in known.members:
            yield f"{ask.name}.{code}", fields.one_of(Words(name, name), RELATION_OPTIONS, required=False)
    else:
        yield ask.name, _single(ask, known)


def _of_table(table: str) -> tuple[Field, ...]:
    return tuple(field for field in TABLES[table].fields if field.name not in KEYS) if table in CORRECTED else ()


def _single(ask: Ask, known: Known) -> Any:  # noqa: PLR0911  one answer a kind
    more: dict[str, Any] = {"required": ask.required}
    people = [(code, Words(name, name)) for code, name in known.members]
    match ask.kind:
        case Asked.DAY:
            return fields.day(ask.words, ask.note, **more)
        case Asked.PERSON if people and (ask.name in {"head", "new_head"} or ask.required):
            return fields.one_of(ask.words, people, ask.note, **more)
        case Asked.PERSONS if people:
            return fields.some_of(ask.words, people, ask.note, **more)
        case Asked.RELATION:
            return fields.one_of(ask.words, RELATION_OPTIONS, ask.note, **more)
        case Asked.TABLE:
            return fields.one_of(ask.words, [(name, TABLES[name].words) for name in CORRECTED], ask.note, initial=known.table, **more)
        case Asked.YEAR:
            return fields.field(forms.IntegerField, ask.words, ask.note, min_value=2013, max_value=2100, **more)
    initial = known.household if ask.name == "household_code" and ask.kind is Asked.HOUSEHOLD else None
    return fields.text(ask.words, ask.note or _several(ask), max_length=200, initial=initial, **more)


def _several(ask: Ask) -> Words | None:
    return Words("逗号或空格分开", "commas or blanks between") if ask.kind in {Asked.HOUSEHOLDS, Asked.PERSONS} else None


def fact(field: Field, *, required: bool = False) -> Any:
    """A declared fact as a field of a page."""
    unit = field.unit
    words = label_of(field) if unit is None else Words(f"{field.zh}（{unit.zh}）", f"{field.en} ({unit.en})")
    options = [(option.token, Words(option.labels[0], option.en)) for option in field.choice.options] if field.choice else []
    match field.kind:
        case Kind.DAY:
            return fields.day(words, field.note, required=required)
        case Kind.MONTH:
            return fields.text(words, Words("如 2016-11", "such as 2016-11"), max_length=10, required=required)
        case Kind.FLAG:
            return fields.one_of(words, YES_NO, field.note, required=required)
        case Kind.CHOICE:
            return fields.one_of(words, options, field.note, required=required)
        case Kind.CHOICES:
            return fields.some_of(words, options, field.note, required=required)
    return fields.text(words, field.note, max_length=100, required=required, widget=forms.TextInput(attrs={"autocomplete": "off"}))


def _answer(ask: Ask, told: Mapping[str, Any]) -> Any:
    if ask.kind in {Asked.FACTS, Asked.RELATIONS}:
        return _below(ask.name, told)
    if ask.kind is Asked.MEMBERS:
        numbers = sorted({int(name.split(".")[1]) for name in told if name.startswith(f"{ask.name}.")})
        return [person for number in numbers if (person := _below(f"{ask.name}.{number}", told))]
    return told.get(ask.name)


def _below(prefix: str, told: Mapping[str, Any]) -> dict[str, Any]:
    begin = f"{prefix}."
    return {name.removeprefix(begin): value for name, value in told.items() if name.startswith(begin) and value not in (None, "", [])}
