"""A tiny .xls (BIFF8 in a compound file), made byte by byte: cells of text, and if wished a FILEPASS record."""

import struct
from collections.abc import Sequence

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def bof(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0x41, 6))


def label(row: int, column: int, text: str) -> bytes:
    return record(0x0204, struct.pack("<HHHHB", row, column, 15, len(text), 1) + text.encode("utf-16-le"))


def number(row: int, column: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 15, value))


def cell(row: int, column: int, value: object) -> bytes:
    return number(row, column, float(value)) if isinstance(value, int | float) else label(row, column, str(value))


def book(rows: Sequence[Sequence[object]], *, locked: bool = False, name: str = "Sheet1") -> bytes:
    password = record(0x002F, struct.pack("<HHH", 0, 0x1234, 0x5678)) if locked else b""
    bound = struct.pack("<IHBB", 0, 0, len(name), 0) + name.encode("ascii")
    head = bof(0x0005) + password
    offset = len(head) + len(record(0x0085, bound)) + 4
    bound = struct.pack("<I", offset) + bound[4:]
    cells = b"".join(
        cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value not in ("", None)
    )
    return compound(
        head + record(0x0085, bound) + record(0x000A, b"") + bof(0x0010) + cells + record(0x000A, b""), "Workbook"
    )


def compound(stream: bytes, name: str) -> bytes:
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // SECTOR)
    chain = [FAT, END, *range(3, sectors + 2), END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(SECTOR, b"\xff")
    assert len(table) == SECTOR
    directory = (
        entry("Root Entry", 5, child=1, start=END, size=0)
        + entry(name, 2, child=FREE, start=2, size=len(stream))
        + bytes(256)
    )
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(16),
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        1,
        0,
        4096,
        END,
        0,
        END,
        0,
        0,
    ) + b"\xff" * (4 * 108)
    return header + table + directory + stream.ljust(sectors * SECTOR, b"\0")


def entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return text.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", len(text), kind, 1, FREE, FREE, child, start, size)
