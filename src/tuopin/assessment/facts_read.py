"""A fact as people write it: the label and the value of a stored field, in both languages, from the register's declaration."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tuopin.common.money import plain, yuan
from tuopin.common.words import Words
from tuopin.register.schema import TABLES, Field, Kind
from tuopin.register.schema.units import HOUSEHOLDS, PERSONS, YUAN

BLANK = Words("（空）", "(blank)")

COUNTED: dict[str, Field] = {
    field.name: field
    for field in (
        Field("net_income_0", Kind.FEN, ("全年纯收入（按标准核算）",), "net income of the year, computed by the standard", unit=YUAN),
        Field("members_0", Kind.COUNT, ("家庭人口数",), "registered members", unit=PERSONS),
        Field("persons", Kind.COUNT, ("有记录的成员",), "members with a record of their own", unit=PERSONS),
        Field("poor_low", Kind.COUNT, ("剩余贫困人口（确定）",), "persons who remain poor, for certain", unit=PERSONS),
        Field("poor_high", Kind.COUNT, ("剩余贫困人口（含不明）",), "persons who remain poor, unknown ones included", unit=PERSONS),
        Field("population", Kind.COUNT, ("总人口",), "population", unit=PERSONS),
        Field("rural_population", Kind.COUNT, ("农业户籍人口",), "rural population", unit=PERSONS),
        Field("households", Kind.COUNT, ("登记户数",), "households on record", unit=HOUSEHOLDS),
        Field("villages", Kind.COUNT, ("村数",), "villages"),
        Field("poor_villages", Kind.COUNT, ("贫困村数",), "poor villages"),
        Field("poor_villages_ready", Kind.COUNT, ("已出列或可出列的贫困村数",), "poor villages that have left or may leave"),
        Field("national_county", Kind.FLAG, ("属于 832 个贫困县",), "one of the 832 poor counties"),
    )
}
"""Facts that are not recorded but counted, by name."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as read: name, label, value in words, value as stored."""

    name: str
    label: Words
    value: Words
    stored: Any

    @property
    def recorded(self) -> bool:
        """Whether anything is recorded."""
        return self.stored is not None


def fact(field: Field, value: Any, label: Words | None = None) -> Fact:
    """A field's value as people write it."""
    return Fact(field.name, label or label_of(field), in_words(field, value), value)


def label_of(field: Field) -> Words:
    """A field's name for people; what stands behind a semicolon in the English name is a note, not a name."""
    return Words(field.zh, field.en.partition(";")[0])


def field_named(name: str, *tables: str) -> Field | None:
    """The declared field of that name in the first of the tables that has it, else a counted one, else None."""
    for table in tables:
        for field in TABLES[table].fields:
            if field.name == name:
                return field
    return COUNTED.get(name)


def in_words(field: Field, value: Any) -> Words:
    """A stored value as people write it: yuan, 是 / 否, the choice's label; a blank is said to be one."""
    if value is None:
        return BLANK
    special = _KINDS.get(field.kind)
    if special:
        return special(field, value)
    unit = field.unit or Words("", "")
    text = plain(value) if field.kind is Kind.HUNDREDTHS else f"{value:,}" if field.kind is Kind.COUNT else str(value)
    return Words(f"{text} {unit.zh}".strip(), f"{text} {unit.en}".strip())


def money(fen: int) -> Words:
    """Fen as yuan."""
    return Words(f"{yuan(fen)} 元", f"{yuan(fen)} yuan")


def yes_no(value: Any) -> Words:
    """是 / 否."""
    return Words("是", "yes") if value else Words("否", "no")


def _choices(field: Field, value: str) -> Words:
    options = {option.token: option for option in field.choice.options} if field.choice else {}
    told = [Words(options[token].labels[0], options[token].en) if token in options else Words(token, token) for token in value.split("|")]
    return Words("、".join(words.zh for words in told), ", ".join(words.en for words in told))


def _tenk(_field: Field, fen: int) -> Words:
    whole, rest = divmod(abs(fen), 1_000_000)
    decimals = f"{rest:06d}".rstrip("0")
    text = f"{'-' if fen < 0 else ''}{whole:,}{'.' + decimals if decimals else ''}"
    return Words(f"{text} 万元", f"{yuan(fen)} yuan")


def _month(_field: Field, value: date) -> Words:
    return Words(f"{value:%Y-%m}", f"{value:%Y-%m}")


_KINDS: dict[Kind, Callable[[Field, Any], Words]] = {
    Kind.FLAG: lambda _field, value: yes_no(value),
    Kind.FEN: lambda _field, value: money(value),
    Kind.TENK_FEN: _tenk,
    Kind.CHOICE: _choices,
    Kind.CHOICES: _choices,
    Kind.MONTH: _month,
}
