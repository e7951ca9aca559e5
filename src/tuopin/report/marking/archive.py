"""Reading a zip archive: its members' content in pieces, or their bytes as they lie there, compressed."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from zipfile import BadZipFile, ZipFile, ZipInfo

from tuopin.report.marking.press import LOCAL, UTF8, BadArchive, Pressed

CHUNK: Final = 1 << 20
PART_LIMIT: Final = 128 << 20
"""Largest part read whole, in bytes; sheets are streamed and have no limit here."""
_ENCRYPTED, _HINTS = 0x1, 0x6


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
        header = self._file.read(LOCAL.size)
        if len(header) < LOCAL.size or header[:4] != b"PK\3\4":
            raise BadArchive(f"{name}: no member where the directory says")
        *_, name_length, extra_length = LOCAL.unpack(header)
        year, month, day, hour, minute, second = info.date_time
        return Pressed(
            file=self._file,
            offset=info.header_offset + LOCAL.size + name_length + extra_length,
            method=info.compress_type,
            crc=info.CRC,
            pressed_size=info.compress_size,
            size=info.file_size,
            date=(max(year - 1980, 0) << 9) | month << 5 | day,
            time=hour << 11 | minute << 5 | second // 2,
            flags=info.flag_bits & (UTF8 | _HINTS),
            attributes=info.external_attr,
        )


def _name(info: ZipInfo) -> str:
    return info.filename.replace("\\", "/")
