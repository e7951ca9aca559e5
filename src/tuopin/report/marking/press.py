"""Writing a zip archive: new members compressed, kept ones copied as they lie; dated alike, so that same input gives same bytes.

Python's zipfile can only recompress; copying raw is what makes a 100,000-row workbook a matter of seconds. Zip64 is not
written: a workbook of 4 GB is refused.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Final
from zipfile import ZIP_DEFLATED

UTF8: Final = 0x800  # the flag that says a name is UTF-8
_BLOCK: Final = 1 << 20
_LEVEL: Final = 5  # zlib: 4 is hardly faster and half as large again
_GATHER: Final = 1 << 17
_SPOOL: Final = 8 << 20
_DAY_ONE: Final = 1 << 5 | 1  # 1980-01-01, the first day a zip archive can name
LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_BIGGEST: Final = (1 << 32) - 1


class BadArchive(ValueError):
    """Not a zip archive that can be copied: broken, encrypted, too large, or one name twice."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A member ready to be written: its compressed bytes lie at `offset` of `file`."""

    file: IO[bytes]
    offset: int
    method: int
    crc: int
    pressed_size: int
    size: int
    date: int
    time: int
    flags: int = UTF8
    attributes: int = 0


class Press:
    """Compresses new members into a temporary file (memory while small) until the archive is put together."""

    def __init__(self) -> None:
        """Start empty."""
        self._spool: IO[bytes] = SpooledTemporaryFile(max_size=_SPOOL)  # noqa: SIM115 - closed by close()

    def close(self) -> None:
        """Drop the temporary file."""
        self._spool.close()

    def press(self, chunks: Iterable[bytes]) -> Pressed:
        """One member from its content."""
        squeeze = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        offset, crc, size = self._spool.seek(0, 2), 0, 0
        for chunk in _gathered(chunks):
            crc, size = zlib.crc32(chunk, crc), size + len(chunk)
            self._spool.write(squeeze.compress(chunk))
        self._spool.write(squeeze.flush())
        pressed = self._spool.tell() - offset
        return Pressed(self._spool, offset, ZIP_DEFLATED, crc, pressed, size, date=_DAY_ONE, time=0)


def _gathered(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in fewer pieces: a call of zlib for each small row would cost more than its work."""
    held, size = list[bytes](), 0
    for chunk in chunks:
        held.append(chunk)
        size += len(chunk)
        if size >= _GATHER:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


def write_archive(out: IO[bytes], members: Iterable[tuple[str, Pressed]]) -> None:
    """Write the members in this order, then the directory. Raises BadArchive over 4 GB or 65,535 members."""
    directory = []
    for name, member in members:
        encoded, flags = name.encode(), member.flags | (0 if name.isascii() else UTF8)
        offset = out.tell()
        if max(offset, member.size, member.pressed_size) + member.pressed_size > _BIGGEST:
            raise BadArchive("larger than 4 GB")
        sizes = (member.crc, member.pressed_size, member.size)
        common = (20, flags, member.method, member.time, member.date, *sizes)
        out.write(LOCAL.pack(b"PK\3\4", *common, len(encoded), 0) + encoded)
        _copy(member, out)
        place = (len(encoded), 0, 0, 0, 0, member.attributes, offset)
        directory.append(_CENTRAL.pack(b"PK\1\2", 20, *common, *place) + encoded)
    start, listed = out.tell(), b"".join(directory)
    if len(directory) > 0xFFFF:
        raise BadArchive("too many members")
    out.write(listed + _END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), len(listed), start, 0))


def _copy(member: Pressed, out: IO[bytes]) -> None:
    member.file.seek(member.offset)
    left = member.pressed_size
    while left:
        chunk = member.file.read(min(left, _BLOCK))
        if not chunk:
            raise BadArchive("cut short")
        out.write(chunk)
        left -= len(chunk)
