"""The Merkle tree of RFC 6962 over any reader of hashes: roots, proofs of inclusion and consistency, their verification (RFC 9162)."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Protocol

from tuopin.common.words import Words
from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.commitment import leaf as leaf_hash

EMPTY = sha256(b"").digest()

_OUTSIDE = Words("编号 {index} 不在 {size} 条的日志内", "number {index} is not in a log of {size} entries")
_SHRUNK = Words("日志从 {old} 条变为 {new} 条", "a log of {old} entries has become one of {new}")
_LENGTH = Words("证明的长度不对", "the proof has the wrong length")
_ROOT = Words("证明得不出这个根", "the proof does not lead to this root")
_OLD_ROOT = Words("证明得不出先前的根：历史被改写", "the proof does not lead to the earlier root: history was rewritten")


class Reader(Protocol):
    """Whoever gives the hash of a whole subtree: the 2^level leaves from index * 2^level."""

    def hash(self, level: int, index: int) -> bytes:
        """The 32 bytes."""
        ...


class Leaves:
    """A reader over leaf hashes in memory."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        """Keep every level that the leaves fill."""
        self._levels = [list(leaves)]
        while len(self._levels[-1]) > 1:
            self._levels.append(paired(self._levels[-1]))

    def hash(self, level: int, index: int) -> bytes:
        """The hash of a whole subtree."""
        return self._levels[level][index]


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def paired(row: Sequence[bytes]) -> list[bytes]:
    """The level above a row; a last one without a neighbour is left out."""
    return [sha256(b"\x01" + left + right).digest() for left, right in zip(row[::2], row[1::2], strict=False)]


def root(leaves: Sequence[bytes]) -> bytes:
    """The root of leaf hashes in memory."""
    return root_of(Leaves(leaves), len(leaves))


def root_of(reader: Reader, size: int) -> bytes:
    """The root of the first `size` leaves."""
    return span(reader, 0, size) if size else EMPTY


def span(reader: Reader, start: int, end: int) -> bytes:
    """The hash of leaves start..end-1, where start is where RFC 6962 cuts."""
    size = end - start
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return reader.hash(level, start >> level)
    middle = start + _cut(size)
    return node_hash(span(reader, start, middle), span(reader, middle, end))


def inclusion(reader: Reader, index: int, size: int) -> list[bytes]:
    """The hashes from the leaf's sibling up to the root's child."""
    if not 0 <= index < size:
        raise Broken(_OUTSIDE.format(index=index, size=size), f"entry {index}")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + _cut(end - start)
        if index < middle:
            path.append(span(reader, middle, end))
            end = middle
        else:
            path.append(span(reader, start, middle))
            start = middle
    return path[::-1]


def consistency(reader: Reader, old: int, new: int) -> list[bytes]:
    """The hashes that show a log of `new` entries to begin with the log of `old`."""
    if not 0 <= old <= new:
        raise Broken(_SHRUNK.format(old=old, new=new), f"size {new}")
    if old in {0, new}:
        return []
    path, start, end, whole = [], 0, new, True
    while old != end:
        middle = start + _cut(end - start)
        if old <= middle:
            path.append(span(reader, middle, end))
            end = middle
        else:
            path.append(span(reader, start, middle))
            start, whole = middle, False
    return ([] if whole else [span(reader, start, end)]) + path[::-1]


def verify_inclusion(leaf: bytes, path: Sequence[bytes], *, index: int, size: int, root: bytes) -> None:
    """Broken unless the leaf stands at `index` in the log of `size` entries with this root (RFC 9162, 2.1.3.2)."""
    where = f"entry {index}"
    if not 0 <= index < size:
        raise Broken(_OUTSIDE.format(index=index, size=size), where)
    inner = (index ^ (size - 1)).bit_length()
    if len(path) != inner + (index >> inner).bit_count():
        raise Broken(_LENGTH, where)
    found = leaf
    for height, sibling in enumerate(path[:inner]):
        found = node_hash(sibling, found) if index >> height & 1 else node_hash(found, sibling)
    for sibling in path[inner:]:
        found = node_hash(sibling, found)
    if found != root:
        raise Broken(_ROOT, where)


def verify_consistency(path: Sequence[bytes], *, old: int, old_root: bytes, new: int, new_root: bytes) -> None:
    """Broken unless the log of `new` entries begins with the log of `old` (RFC 9162, 2.1.4.2)."""
    where = f"size {old} → {new}"
    if not 0 <= old <= new:
        raise Broken(_SHRUNK.format(old=old, new=new), where)
    if old in {0, new}:
        _without_path(path, same=old == 0 or old_root == new_root, where=where)
        return
    hashes = list(path) if old & (old - 1) else [old_root, *path]
    if not hashes:
        raise Broken(_LENGTH, where)
    before, after = _climbed(hashes, old - 1, new - 1, where=where)
    if before != old_root:
        raise Broken(_OLD_ROOT, where)
    if after != new_root:
        raise Broken(_ROOT, where)


def _without_path(path: Sequence[bytes], *, same: bool, where: str) -> None:
    if path:
        raise Broken(_LENGTH, where)
    if not same:
        raise Broken(_OLD_ROOT, where)


def _climbed(hashes: list[bytes], first: int, last: int, *, where: str) -> tuple[bytes, bytes]:
    """The old and the new root that the hashes lead to."""
    shift = (~first & (first + 1)).bit_length() - 1
    first, last = first >> shift, last >> shift
    before = after = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            raise Broken(_LENGTH, where)
        if first & 1 or first == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            after = node_hash(after, sibling)
        first, last = first >> 1, last >> 1
    if last != 0:
        raise Broken(_LENGTH, where)
    return before, after


def _cut(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


__all__ = [
    "EMPTY",
    "Leaves",
    "Reader",
    "consistency",
    "inclusion",
    "leaf_hash",
    "node_hash",
    "paired",
    "root",
    "root_of",
    "span",
    "verify_consistency",
    "verify_inclusion",
]
