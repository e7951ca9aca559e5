"""A zip archive as raw material: members that stay are copied compressed as they are, changed ones are pressed anew.

Python's zipfile can only recompress; copying raw is what makes a 100,000-row workbook a matter of seconds. Zip64 is not
written: a workbook of 4 GB is refused.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import IO, Final, Self
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

CHUNK: Final = 1 << 20
PART_LIMIT: Final = 128 << 20
"""Largest part read whole, in bytes; sheets are streamed and have no limit here."""

_LEVEL: Final = 5  # zlib: 4 is hardly faster and half as large again
_GATHER: Final = 1 << 17
_SPOOL: Final = 8 << 20
_DAY_ONE: Final = 1 << 5 | 1  # 1980-01-01, the first day a zip archive can name
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_UTF8, _ENCRYPTED, _HINTS = 0x800, 0x1, 0x6
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
    flags: int = _UTF8
    attributes: int = 0


class Archive:
    """The members of a zip file by name."""

    def __init__(self, path: Path) -> None:
        """Open it. Raises BadArchive."""
        self._file = path.open("rb")
        try:
            self._zip = ZipFile(self._file)
        except (BadZipFile, NotImplementedError, ValueError, OSError) as error:
            self._file.close()
            raise BadArchive(str(error)) from error
        self._infos = {_name(info): info for info in self._zip.infolist()}
        if fault := self._fault():
            self._file.close()
            raise BadArchive(fault)

    def _fault(self) -> str:
        if len({name.casefold() for name in self._infos}) != len(self._zip.infolist()):
            return "one name twice"
        if any(info.header_offset < 0 for info in self._infos.values()):
            return "a member before the file begins"
        encrypted = any(info.flag_bits & _ENCRYPTED for info in self._infos.values())
        return "encrypted" if encrypted else ""

    def __enter__(self) -> Self:
        """Use as a context; closes the file."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._zip.close()
        self._file.close()

    def names(self) -> list[str]:
        """Member names in the archive's order."""
        return list(self._infos)

    def chunks(self, name: str) -> Iterator[bytes]:
        """A member's content, piece by piece. Raises BadArchive when it is damaged."""
        try:
            with self._zip.open(self._infos[name]) as member:
                while chunk := member.read(CHUNK):
                    yield chunk
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise BadArchive(f"{name}: {error}") from error

    def read(self, name: str) -> bytes:
        """A whole member, at most PART_LIMIT bytes of it; a larger one raises BadArchive."""
        parts, size = [], 0
        for chunk in self.chunks(name):
            parts.append(chunk)
            size += len(chunk)
            if size > PART_LIMIT:
                raise BadArchive(f"{name}: too large")
        return b"".join(parts)

    def raw(self, name: str) -> Pressed:
        """A member as it lies in the file, dated as it was."""
        info = self._infos[name]
        self._file.seek(info.header_offset)
        header = self._file.read(_LOCAL.size)
        if len(header) < _LOCAL.size or header[:4] != b"PK\3\4":
            raise BadArchive(f"{name}: no member where the directory says")
        *_, name_length, extra_length = _LOCAL.unpack(header)
        year, month, day, hour, minute, second = info.date_time
        return Pressed(
            file=self._file,
            offset=info.header_offset + _LOCAL.size + name_length + extra_length,
            method=info.compress_type,
            crc=info.CRC,
            pressed_size=info.compress_size,
            size=info.file_size,
            date=(max(year - 1980, 0) << 9) | month << 5 | day,
            time=hour << 11 | minute << 5 | second // 2,
            flags=info.flag_bits & (_UTF8 | _HINTS),
            attributes=info.external_attr,
        )


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
        encoded, flags = name.encode(), member.flags | (0 if name.isascii() else _UTF8)
        offset = out.tell()
        if max(offset, member.size, member.pressed_size) + member.pressed_size > _BIGGEST:
            raise BadArchive("larger than 4 GB")
        sizes = (member.crc, member.pressed_size, member.size)
        common = (20, flags, member.method, member.time, member.date, *sizes)
        out.write(_LOCAL.pack(b"PK\3\4", *common, len(encoded), 0) + encoded)
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
        chunk = member.file.read(min(left, CHUNK))
        if not chunk:
            raise BadArchive("cut short")
        out.write(chunk)
        left -= len(chunk)


def _name(info: ZipInfo) -> str:
    return info.filename.replace("\\", "/")
