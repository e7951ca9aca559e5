"""What a county holds at the end of a quarter, under one root: nobody has a second record that the log does not know of.

Inclusion proves presence, not absence. So each quarter the log takes one entry per county with the root of all its subjects and
their statuses, in order and each once; a household gets its own path, and an auditor makes the root again from the register.
"""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from tuopin.common.words import Words
from tuopin.ledger.log import tree
from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.text import hash_of, number_of

VERSION = b"\x02"
FIRST = "tuopin-completeness@v1"

Pair = tuple[bytes, str]

_SUBJECT = Words("主体承诺应为 32 字节", "a subject's commitment is 32 bytes")
_TWICE = Words("同一主体出现两次", "the same subject stands twice")
_ABSENT = Words("名单里没有这个主体", "the subject is not on the list")
_FORM = Words("不是完整性证明", "not a completeness proof")
_OTHER = Words("主体与状态不在这个根下", "subject and status are not under this root")


@dataclass(frozen=True)
class Path:
    """One subject's place in its county's list, and the hashes beside its way to the root."""

    index: int
    size: int
    hashes: tuple[bytes, ...]

    @property
    def text(self) -> str:
        """The path as it is handed out."""
        return "\n".join([FIRST, f"index {self.index}", f"size {self.size}", *(b64encode(each).decode() for each in self.hashes), ""])


def subject(salt: bytes, pseudonym: str) -> bytes:
    """The commitment to a pseudonym: the list can be published without saying who is on it."""
    return sha256(b"\x03" + len(salt).to_bytes(2, "big") + salt + pseudonym.encode()).digest()


def root(pairs: Iterable[Pair]) -> bytes:
    """The root of subjects and statuses, in whatever order they come; Broken where a subject stands twice."""
    return tree.root(_leaves(_ordered(pairs)))


def path(pairs: Iterable[Pair], subject: bytes) -> Path:
    """The path of one subject; `paths` gives those of all at once."""
    ordered = _ordered(pairs)
    index = next((place for place, (each, _) in enumerate(ordered) if each == subject), None)
    if index is None:
        raise Broken(_ABSENT, subject.hex())
    return Path(index, len(ordered), tuple(tree.inclusion(tree.Leaves(_leaves(ordered)), index, len(ordered))))


def paths(pairs: Iterable[Pair]) -> dict[bytes, Path]:
    """The path of every subject."""
    ordered = _ordered(pairs)
    leaves = tree.Leaves(_leaves(ordered))
    size = len(ordered)
    return {each: Path(index, size, tuple(tree.inclusion(leaves, index, size))) for index, (each, _) in enumerate(ordered)}


def verify(pair: Pair, path: Path, root: bytes) -> None:
    """Broken unless subject and status are on the list of this root."""
    try:
        tree.verify_inclusion(_leaf(pair), path.hashes, index=path.index, size=path.size, root=root)
    except Broken as broken:
        raise Broken(_OTHER, broken.where) from broken


def read(text: str) -> Path:
    """The path of a text; Broken names the line."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[0] != FIRST or lines.pop() != "":
        raise Broken(_FORM, "completeness, line 1")
    index, size = (_number(lines[place], word, place) for place, word in ((1, "index "), (2, "size ")))
    return Path(index, size, tuple(hash_of(line, f"completeness, line {place}") for place, line in enumerate(lines[3:], 4)))


def _number(line: str, word: str, place: int) -> int:
    if not line.startswith(word):
        raise Broken(_FORM, f"completeness, line {place + 1}")
    return number_of(line.removeprefix(word), f"completeness, line {place + 1}")


def _ordered(pairs: Iterable[Pair]) -> list[Pair]:
    ordered = sorted(pairs)
    for (before, _), (after, _) in pairwise(ordered):
        if before == after:
            raise Broken(_TWICE, after.hex())
    return ordered


def _leaves(ordered: Sequence[Pair]) -> list[bytes]:
    return [_leaf(pair) for pair in ordered]


def _leaf(pair: Pair) -> bytes:
    commitment, status = pair
    if len(commitment) != 32:
        raise Broken(_SUBJECT, commitment.hex())
    return tree.leaf_hash(VERSION + commitment + status.encode())
