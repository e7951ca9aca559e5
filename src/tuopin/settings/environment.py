"""A setting is an environment variable, read once and checked; a wrong one is named with what was expected."""

import os

from tuopin.common.refused import BadInput
from tuopin.common.words import Words

TRUE, FALSE = frozenset(("1", "true", "yes", "on")), frozenset(("", "0", "false", "no", "off"))


def text(name: str, default: str) -> str:
    """The variable's text, or the default."""
    return os.environ.get(name, default)


def words(name: str, default: str) -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def flag(name: str, *, default: bool = False) -> bool:
    """Yes or no: 1/0, true/false, yes/no, on/off."""
    told = text(name, "1" if default else "0").lower()
    if told not in TRUE | FALSE:
        raise BadInput(name, Words(f"“{told}”不是 1 或 0", f"“{told}” is neither 1 nor 0"))
    return told in TRUE


def number(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number between two bounds."""
    told = text(name, str(default))
    if not (told.isascii() and told.isdigit() and low <= int(told) <= high):
        raise BadInput(name, Words(f"“{told}”不是 {low} 至 {high} 的整数", f"“{told}” is no whole number from {low} to {high}"))
    return int(told)


def choice(name: str, default: str, among: tuple[str, ...]) -> str:
    """One of a few."""
    told = text(name, default)
    if told not in among:
        raise BadInput(name, Words(f"“{told}”不在 {'、'.join(among)} 之中", f"“{told}” is none of {', '.join(among)}"))
    return told
