"""One value, one sequence of bytes: RFC 8785 for values without fractions. Money is whole fen, so no act needs a fraction."""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from typing import Any, NoReturn, TypeGuard

from tuopin.common.words import Words
from tuopin.ledger.log.broken import Broken

LARGEST = 2**53 - 1  # every reader holds whole numbers up to here exactly (RFC 7493)

_TYPE = Words("不能写入记录的值：{given}", "a value that no record may hold: {given}")
_NUMBER = Words("整数超出 ±(2^53-1)", "a whole number beyond ±(2^53-1)")
_NAME = Words("字段名不是文字", "a field's name is not text")
_SURROGATE = Words("文字含有半个字符（孤立代理项）", "text with half a character (a lone surrogate)")
_TWICE = Words("字段出现两次：{given}", "a field stands twice: {given}")
_TEXT = Words("不是 JSON：{given}", "not JSON: {given}")
_WHOLE = Words("记录里不能有小数：{given}", "a record holds no fractions: {given}")


def canonical(value: object) -> bytes:
    """The canonical JSON of a value of dict, list, str, int, bool and None; a fraction or anything else is Broken."""
    return _written(value, "$").encode()


def parsed(text: bytes | str) -> Any:
    """The value of a JSON text that says everything once and holds no fractions; Broken otherwise."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_float=_fraction, parse_constant=_fraction)
    except (ValueError, RecursionError) as error:
        raise Broken(_TEXT.format(given=error), "$") from error


def _written(value: object, where: str) -> str:
    writing = _WRITINGS.get(type(value))
    if writing is None:
        raise Broken(_TYPE.format(given=type(value).__name__), where)
    return writing(value, where)


def _text(value: Any, where: str) -> str:
    text: str = value
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Broken(_SURROGATE, where)
    return quoted(text)


def _number(value: Any, where: str) -> str:
    number: int = value
    if not -LARGEST <= number <= LARGEST:
        raise Broken(_NUMBER, where)
    return str(number)


def _list(value: Any, where: str) -> str:
    return f"[{','.join([_written(each, f'{where}[{place}]') for place, each in enumerate(value)])}]"


def _fields(value: Any, where: str) -> str:
    fields: Mapping[Any, object] = value
    if not {*map(type, fields)} <= {str}:
        raise Broken(_NAME, where)
    told = [head + (quoted(each) if _plain(each := fields[name]) else _written(each, f"{where}.{name}")) for name, head in _sorted(tuple(fields), where)]
    return f"{{{','.join(told)}}}"


def _plain(value: object) -> TypeGuard[str]:
    """The common case: text that is as it is."""
    return type(value) is str and value.isascii()


@lru_cache(1024)
def _sorted(names: tuple[str, ...], where: str) -> list[tuple[str, str]]:
    """Names in their order, each as it is written; records of one kind have the same."""
    return [(name, _text(name, where) + ":") for name in sorted(names, key=_units)]


def _units(name: str) -> bytes:
    """RFC 8785 orders names by UTF-16 code units, which differs from code points above U+FFFF."""
    return name.encode("utf-16-be", "surrogatepass")


_WRITINGS: dict[type, Callable[[Any, str], str]] = {
    dict: _fields,
    list: _list,
    str: _text,
    int: _number,
    bool: lambda value, _: "true" if value else "false",
    type(None): lambda _value, _where: "null",
}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in pairs:
        if name in fields:
            raise Broken(_TWICE.format(given=name), "$")
        fields[name] = value
    return fields


def _fraction(literal: str) -> NoReturn:
    raise Broken(_WHOLE.format(given=literal), "$")
