"""The facts of a version as one line of text, and the digest of all facts of an act: what the ledger binds. No Django here.

A line holds the table, then each column that is not null as `name=length:value` (sealed values by their blind index), columns in
the declared order, separated by U+001F. `+` begins a version that an act brought, `-` one that it closed; the digest of an act is
SHA-256 over its lines, sorted by bytes, joined by newlines. The same is said here in SQL, for whole counties, and in Python, for one
version and for whoever checks. Clauses R3c, W4b.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tuopin.register.stored import Stored

SEPARATOR = "\x1f"


def line_sql(stored: Stored, row: str) -> str:
    """An SQL expression: the line of the version in the row named `row`."""
    told = [f"'{name}=' || {_length(_value(f'{row}.{name}', kind))}" for name, kind in stored.types.items() if not name.endswith("_sealed")]
    return f"concat_ws(E'\\x1f', '{stored.table.name}', {', '.join(told)})"


def _value(column: str, kind: str) -> str:
    match kind:
        case "date":
            return f"to_char({column}, 'YYYY-MM-DD')"
        case "bytea":
            return f"encode({column}, 'hex')"
        case "text":
            return column
    return f"{column}::text"


def _length(value: str) -> str:
    return f"length({value}) || ':' || {value}"


def line(stored: Stored, version: Mapping[str, Any]) -> str:
    """The line of one version, in Python: the plain reading beside the SQL."""
    told = [stored.table.name]
    for name in stored.columns:
        if not name.endswith("_sealed") and version.get(name) is not None:
            text = _text(version[name])
            told.append(f"{name}={len(text)}:{text}")
    return SEPARATOR.join(told)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def digest(lines: Iterable[str]) -> str:
    """The digest of an act from its lines, each with its sign."""
    return hashlib.sha256("\n".join(sorted(lines, key=str.encode)).encode()).hexdigest()
