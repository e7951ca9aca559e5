"""Entries in one file: each with its length before it, two bytes, big-endian (C2SP tlog-tiles)."""

from collections.abc import Sequence

from tuopin.common.words import Words
from tuopin.ledger.log.broken import Broken

LARGEST = 65_535

_LARGE = Words("条目超过 65,535 字节", "an entry of more than 65,535 bytes")
_TORN = Words("文件在第 {place} 条中断", "the file breaks off in its entry {place}")
_COUNT = Words("应有 {wanted} 条，实有 {found} 条", "{found} entries where {wanted} belong")


def packed(entries: Sequence[bytes]) -> bytes:
    """The file of some entries."""
    lengths = set(map(len, entries))
    if max(lengths, default=0) > LARGEST:
        raise Broken(_LARGE, "entry")
    if len(lengths) == 1:
        mark = lengths.pop().to_bytes(2, "big")
        return mark + mark.join(entries)
    return b"".join([len(entry).to_bytes(2, "big") + entry for entry in entries])


def unpacked(content: bytes, count: int, where: str) -> list[bytes]:
    """The first `count` entries of a file that holds at least so many; Broken names the file."""
    entries: list[bytes] = []
    at = 0
    while at < len(content) and len(entries) < count:
        begin = at + 2
        at = begin + int.from_bytes(content[at:begin], "big")
        if at > len(content) or begin > len(content):
            raise Broken(_TORN.format(place=len(entries)), where)
        entries.append(content[begin:at])
    if len(entries) != count:
        raise Broken(_COUNT.format(wanted=count, found=len(entries)), where)
    return entries


def exactly(content: bytes, count: int, where: str) -> list[bytes]:
    """The entries of a file that holds `count` and nothing more."""
    entries = unpacked(content, count, where)
    if len(content) != sum(map(len, entries)) + 2 * count:
        raise Broken(_COUNT.format(wanted=count, found=f">{count}"), where)
    return entries
