"""Facts as people give them, read by their declared kind and limits: text as a person writes it, numbers in the units that are stored."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.register.schema import Field, Kind

YES, NO = ("是", "true", "1", "yes", "有"), ("否", "false", "0", "no", "无")
UNITS: Final = {Kind.COUNT: 1, Kind.YEAR: 1, Kind.FEN: 100, Kind.HUNDREDTHS: 100, Kind.TENK_FEN: 1_000_000}
LONGEST: Final = 100
LARGEST: Final = 2**53
SMALLEST_INTEGER: Final = 2**31


def facts(where: str, fields: Iterable[Field], given: Any, *, needs: Iterable[str]) -> dict[str, Any]:
    """Each fact that was given, read; an empty one is taken away (null). BadInput names the field."""
    if not isinstance(given, Mapping):
        raise BadInput(where, Words("须按字段填写", "is given field by field"))
    known = {field.name: field for field in fields}
    for name in given:
        if name not in known:
            raise BadInput(f"{where}.{name}", Words("没有此字段", "there is no such field"))
    answers = {name: value(f"{where}.{name}", known[name], told) for name, told in given.items()}
    for name in needs:
        if answers.get(name) is None:
            raise BadInput(f"{where}.{name}", Words("必填", "is needed"), Words(known[name].zh, known[name].en))
    return answers


def value(where: str, field: Field, given: Any) -> Any:
    """One fact; None where nothing was given."""
    if given in (None, "", []):
        return None
    return READERS[field.kind](where, field, given)


def _text(where: str, _: Field, given: Any) -> str:
    told = str(given).strip()
    if len(told) > LONGEST or not told.isprintable():
        raise BadInput(where, Words(f"须为至多 {LONGEST} 个可见字符", f"takes at most {LONGEST} visible characters"))
    return told


def _day(where: str, field: Field, given: Any) -> date:
    told = given if isinstance(given, date) else str(given).strip()
    if isinstance(told, str) and field.kind is Kind.MONTH and len(told) == len("2016-11"):
        told += "-01"
    try:
        day = told if isinstance(told, date) else date.fromisoformat(told)
    except ValueError:
        raise BadInput(where, Words(f"“{given}”不是日期", f"“{given}” is no day")) from None
    return day.replace(day=1) if field.kind is Kind.MONTH else day


def _flag(where: str, _: Field, given: Any) -> bool:
    told = str(given).strip().lower()
    if told not in (*YES, *NO):
        raise BadInput(where, Words("须填是或否", "takes yes or no"))
    return told in YES


def _choice(where: str, field: Field, given: Any) -> str:
    allowed = field.choice.by_label() if field.choice else {}
    found = allowed.get(str(given).strip())
    if found is None:
        remedy = Words(_labels(field), ", ".join(dict.fromkeys(allowed.values())))
        raise BadInput(where, Words(f"“{given}”不在选项之内", f"“{given}” is not one of the answers"), remedy)
    return found


def _choices(where: str, field: Field, given: Any) -> str:
    parts = given if isinstance(given, list | tuple) else str(given).split("|")
    return "|".join(dict.fromkeys(_choice(where, field, part) for part in parts))


def _number(where: str, field: Field, given: Any) -> int:
    """An integer is in stored units; text is in the units of the form: yuan, mu, ten thousand yuan."""
    stored = isinstance(given, int) and not isinstance(given, bool)
    number = given if stored else _scaled(where, str(given).strip(), UNITS[field.kind])
    low, high = field.low, field.high
    widest = SMALLEST_INTEGER if field.kind in {Kind.COUNT, Kind.YEAR} else LARGEST
    if (low is not None and number < low) or (high is not None and number > high) or abs(number) >= widest:
        raise BadInput(where, Words(f"“{given}”超出范围", f"“{given}” is beyond the limits"))
    return number


def _scaled(where: str, told: str, unit: int) -> int:
    try:
        number = Decimal(told) * unit
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number != number.to_integral_value():
        raise BadInput(where, Words(f"“{told}”不是可用的数", f"“{told}” is no number that can be kept"))
    return int(number)


def _labels(field: Field) -> str:
    return "、".join(option.labels[0] for option in field.choice.options) if field.choice else ""


READERS: Final[dict[Kind, Callable[[str, Field, Any], Any]]] = {
    Kind.TEXT: _text,
    Kind.CODE: _text,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.DAY: _day,
    Kind.MONTH: _day,
    Kind.FLAG: _flag,
    Kind.COUNT: _number,
    Kind.YEAR: _number,
    Kind.FEN: _number,
    Kind.HUNDREDTHS: _number,
    Kind.TENK_FEN: _number,
}
