"""Names of county, township and village to codes: exact first, then without their endings; one answer or none, never a guess."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tuopin.common.places import Place, level, places
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.register.importing.place_names import canonical, folded_name, stem
from tuopin.register.importing.text_file import decoded

NEAR = 3  # names suggested
PARENTS = {"village": 9, "township": 6, "county": 4, "prefecture": 2, "province": 0}
DIGITS = {"province": 2, "prefecture": 4, "county": 6, "township": 9, "village": 12}


class Answer(NamedTuple):
    """A place's code, or the import rule it breaks with what to say; with both, the code is taken and the rule is said."""

    code: str | None
    rule: str | None = None
    detail: Words = Words("", "")


class Named(NamedTuple):
    """A place as a row names it."""

    province: str | None = None
    prefecture: str | None = None
    county: str | None = None
    township: str | None = None
    village: str | None = None
    code: str | None = None


@dataclass
class Gazetteer:
    """Known places by code, and by parent for the search by name."""

    known: dict[str, Place]
    within: str = ""
    below: dict[tuple[str, str], list[Place]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[tuple["Named", str], Answer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Arrange the places under every place above them."""
        for place in self.known.values():
            inside = place.code.startswith(self.within) or self.within.startswith(place.code)
            for above in (0, 2, 4, 6, 9):
                if above < len(place.code) and (inside or not above):
                    self.below[place.code[:above], place.level].append(place)

    def lies_within(self, code: str) -> bool:
        """Whether a place is in the area of this import."""
        return code.startswith(self.within)

    def has_villages(self, county: str) -> bool:
        """Whether any village of a county is known."""
        return bool(self.below.get((county, "village")))


def gazetteer(extra: Path | None, within: str) -> Gazetteer:
    """The places shipped with the project and those of `extra` (CSV with code,name). BadInput for a wrong `within`."""
    known = places() | {place.code: place for place in _extra(extra)} if extra else places()
    if within and within not in known:
        raise _nowhere(within)
    return Gazetteer(known, within) if extra else _shipped(within)


@cache
def _shipped(within: str) -> Gazetteer:
    return Gazetteer(places(), within)


def _nowhere(within: str) -> BadInput:
    return BadInput(
        "--within",
        Words(f"没有这个区划代码：{within}", f"no such place code: {within}"),
        Words("2、4、6、9 或 12 位代码", "a code of 2, 4, 6, 9 or 12 digits"),
    )


def _extra(path: Path) -> Iterable[Place]:
    if not path.is_file():
        raise BadInput(str(path), Words("没有这个文件", "no such file"))
    rows = csv.DictReader(io.StringIO(decoded(path)))
    if not {"code", "name"} <= set(rows.fieldnames or ()):
        raise BadInput(path.name, Words("第一行应为 code,name", "the first line should be code,name"))
    for line, row in enumerate(rows, 2):
        code, name = (row["code"] or "").strip(), (row["name"] or "").strip()
        if len(code) not in DIGITS.values() or not code.isdigit() or not name:
            raise BadInput(
                f"{path.name}:{line}",
                Words(f"代码应为 2、4、6、9 或 12 位数字：{code!r}", f"a code has 2, 4, 6, 9 or 12 digits: {code!r}"),
            )
        kind = level(code)
        yield Place(code, name, kind, code[: PARENTS[kind]])


def resolve(named: Named, book: Gazetteer, lowest: str = "village") -> Answer:
    """The code of a named place, down to `lowest` (village or county); asked again, it answers from memory."""
    asked = (named, lowest)
    if asked not in book.answers:
        book.answers[asked] = _resolved(named, book, lowest)
    return book.answers[asked]


def _resolved(named: Named, book: Gazetteer, lowest: str) -> Answer:
    if named.code:
        return _by_code(named.code, book, lowest)
    if not getattr(named, lowest):
        if len(book.within) == DIGITS[lowest]:
            return Answer(book.within)
        return Answer(None, "I12")
    steps = [
        (kind, name) for kind, name in zip(DIGITS, named[:5], strict=True) if name and DIGITS[kind] <= DIGITS[lowest]
    ]
    areas = [book.within] if len(book.within) < DIGITS[lowest] else [book.within[: PARENTS[lowest]]]
    for kind, name in steps:
        answer = _step(kind, name, areas=areas, book=book)
        if isinstance(answer, Answer):
            return answer
        areas = answer
    if len(areas) > 1:
        shown = "、".join(_full(code, book) for code in areas[:NEAR])
        return Answer(None, "I05", Words(shown, shown))
    return (
        Answer(areas[0]) if book.lies_within(areas[0]) else Answer(None, "I06", Words(named[4] or "", named[4] or ""))
    )


def _step(kind: str, name: str, *, areas: list[str], book: Gazetteer) -> list[str] | Answer:
    """The places of this level and name in any of the areas; an area already below this level stays if it fits."""
    below = [area for area in areas if len(area) < DIGITS[kind]]
    already = [area for area in areas if area not in below and _fits(name, book.known[area[: DIGITS[kind]]])]
    among = [
        place
        for area in below
        for place in book.below.get((area, kind), [])
        if area or place.code.startswith(book.within[: len(place.code)])
    ]
    found = already + [place.code for place in _called(name, among)]
    if found:
        return found
    elsewhere = _called(name, book.below.get(("", kind), [])) if kind == "county" else []
    if elsewhere or len(below) < len(areas):
        return Answer(None, "I06", Words(name, name))
    near = get_close_matches(name, [place.name for place in among], n=NEAR, cutoff=0)
    return Answer(
        None,
        "I04",
        Words(
            f"{name}（相近：{'、'.join(near)}）" if near else name,
            f"{name} (near: {', '.join(near)})" if near else name,
        ),
    )


def _called(name: str, among: list[Place]) -> list[Place]:
    """The places of that name: in full, else by name without the ending's variants, else by the bare stem."""
    for form in (folded_name, canonical, stem):
        wanted = form(name)
        if found := [place for place in among if form(place.name) == wanted]:
            return found
    return []


def _fits(name: str, place: Place) -> bool:
    return stem(name) == stem(place.name)


def _by_code(code: str, book: Gazetteer, lowest: str) -> Answer:
    digits = DIGITS[lowest]
    shown = Words(code, code)
    if not re.fullmatch(rf"\d{{{digits}}}", code):
        whole = code + "0"
        if code.isdigit() and len(code) == digits - 1 and whole in book.known and book.lies_within(whole):
            return Answer(whole, "I35", Words(whole, whole))
        return Answer(None, "I04", shown)
    if not book.lies_within(code):
        return Answer(None, "I06", shown)
    return (
        Answer(code)
        if code in book.known or (lowest == "village" and code[:9] in book.known)
        else Answer(None, "I04", shown)
    )


def _full(code: str, book: Gazetteer) -> str:
    return "".join(
        book.known[code[:size]].name for size in (2, 4, 6, 9, 12) if size <= len(code) and code[:size] in book.known
    )
