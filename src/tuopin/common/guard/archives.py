"""Archives: each member by name and content, to a depth of three; nothing that swells, is locked or lies deeper. Clause R3c."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from tuopin.common.guard.books import read_name
from tuopin.common.guard.report import Report
from tuopin.common.words import Words

DEPTH: Final = 3
MEMBERS: Final = 20_000
INFLATED: Final = 8 * 2**30  # bytes of one archive's members together
RATIO, RATIO_FROM = 500, 2**26  # inflated : packed, looked at above so many bytes
SPOOL: Final = 2**26  # bytes of a member kept in memory, else in a file that has no name
CHUNK: Final = 2**20
# what zipfile raises; NotImplementedError is its word for a compression that it does not know
DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, ValueError, OSError)

Look = Callable[[IO[bytes], str, Report], None]


def read_archive(stream: IO[bytes], report: Report, look: Look) -> None:
    """Every member through `look`; the archive's own comment and its members' names as text."""
    if len(report.members) >= DEPTH:
        report.unreadable(Words("压缩包套得太深", "archives lie in each other too deep"))
        return
    try:
        with zipfile.ZipFile(stream) as archive:
            read_name(archive.comment.decode("utf-8", "replace"), report)
            for member in _members(archive, report):
                read_name(f"{member.filename}\n{member.comment.decode('utf-8', 'replace')}", report)
                with spooled(archive, member) as content, inside(report, member.filename):
                    look(content, member.filename, report)
    except DAMAGED:
        report.unreadable(Words("压缩包读不出", "the archive cannot be read"))


def fits(members: list[zipfile.ZipInfo]) -> bool:
    """Whether an archive may be unpacked: not locked, not too many, not swelling."""
    swells = any(each.file_size > RATIO_FROM and each.file_size > RATIO * max(each.compress_size, 1) for each in members)
    locked = any(each.flag_bits & 1 for each in members)
    return not (swells or locked or len(members) > MEMBERS or sum(each.file_size for each in members) > INFLATED)


def _members(archive: zipfile.ZipFile, report: Report) -> Iterator[zipfile.ZipInfo]:
    if not fits(archive.infolist()):
        report.unreadable(Words("压缩包加密或大得不合常理", "the archive is locked or absurdly large"))
        return
    yield from (member for member in archive.infolist() if not member.is_dir())


@contextmanager
def spooled(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    """A member that can be read from any place; one that is longer than it declares is damaged."""
    with archive.open(member) as packed, SpooledTemporaryFile(SPOOL) as content:
        size = 0
        while chunk := packed.read(CHUNK):
            size += len(chunk)
            if size > member.file_size:
                raise zipfile.BadZipFile(member.filename)
            content.write(chunk)
        content.seek(0)
        yield content


@contextmanager
def inside(report: Report, name: str) -> Iterator[None]:
    """While a member is read, places are told with its name."""
    report.members = (*report.members, name)
    try:
        yield
    finally:
        report.members = report.members[:-1]
