"""When one code follows another: both of one level, on a day that has come, none of them twice. Clauses V1, C1."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tuopin.common.places import LEVELS
from tuopin.common.refused import Refused
from tuopin.common.words import Words

CLAUSE = "C1"


@dataclass(frozen=True, slots=True)
class Move:
    """A code given up, the one that follows, and what the place is then called and lies in."""

    earlier: str
    later: str
    name: str
    parent: str | None


def sound(codes: Mapping[str, str], *, on: date, today: date) -> None:
    """Refuse an empty list, a day to come, codes of two levels, a code that follows itself or is given up and taken at once."""
    if not codes:
        raise _refused("no-places", Words("没有要调整的区划", "no place is named"))
    if on > today:
        raise _refused("in-future", Words(f"{on} 尚未到来", f"{on} has not come yet"))
    for earlier, later in codes.items():
        if len(earlier) not in LEVELS or len(earlier) != len(later) or not (later.isascii() and later.isdigit()):
            raise _refused("other-level", Words(f"{earlier} 与 {later} 不同级", f"{earlier} and {later} are not of one level"))
    both = sorted(set(codes) & set(codes.values()))
    if both:
        raise _refused("both-ways", Words(f"{both[0]} 既停用又启用", f"{both[0]} is given up and taken at once"))


def moves_of(codes: Mapping[str, str], names: Mapping[str, str], held: Mapping[str, Mapping[str, Any]], *, lived_in: Iterable[str]) -> list[Move]:
    """Every succession of a place that the gazetteer holds, with the new name and place above; Refused where a code is nobody's."""
    missing = sorted(set(codes) - set(held) - set(lived_in))
    if missing:
        raise _refused("no-place", Words(f"现无区划 {missing[0]}（或当日才启用）", f"there is no place {missing[0]} before that day"))
    return [
        Move(earlier, later, names.get(later) or str(held[earlier]["name"]), _parent(held[earlier]["parent_code"], later, codes=codes))
        for earlier, later in sorted(codes.items())
        if earlier in held
    ]


def one_to_one(codes: Mapping[str, str], held: Mapping[str, Any]) -> frozenset[str]:
    """The old codes whose new code follows no other and was not there: facts of such a place in a year go on under the new code."""
    times = Counter(codes.values())
    return frozenset(earlier for earlier, later in codes.items() if times[later] == 1 and later not in held)


def with_unlisted(codes: Mapping[str, str], lived_in: Iterable[str], held: Mapping[str, Any]) -> dict[str, str]:
    """The codes, and those in use that no gazetteer lists: they follow the place they lie in.

    Refused where that place goes into one that is there already: its villages are then named one by one.
    """
    told = dict(codes)
    for code in sorted(set(lived_in) - set(codes)):
        above = max((each for each in codes if code.startswith(each)), key=len)
        if codes[above] in held:
            raise left_out([code])
        told[code] = codes[above] + code[len(above) :]
    return told


def left_out(codes: Iterable[str]) -> Refused:
    """Places inside one that is given up, and not named."""
    few = sorted(codes)[:5]
    return _refused("places-left-out", Words(f"下级区划未列出：{'、'.join(few)}", f"places inside are left out: {', '.join(few)}"))


def _parent(parent: str | None, later: str, *, codes: Mapping[str, str]) -> str | None:
    """The place above: what followed the old one, else the one that the new code begins with."""
    if parent and parent in codes:
        return codes[parent]
    above = [later[:length] for length in LEVELS if length < len(later)]
    return above[-1] if above else None


def _refused(code: str, because: Words) -> Refused:
    return Refused(code, because=because, clause=CLAUSE)
