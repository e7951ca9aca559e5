"""Where a tile or a bundle of entries lies (C2SP tlog-tiles): `tile/<L>/<N>[.p/<W>]`, N in groups of three digits."""

from collections.abc import Iterator

WIDTH = 256
HASH = 32
CHECKPOINT = "checkpoint"
ENTRIES = "tile/entries"


def numbered(number: int) -> str:
    """1234067 as x001/x234/067."""
    groups = [f"{number % 1000:03d}"]
    while number >= 1000:
        number //= 1000
        groups.append(f"x{number % 1000:03d}")
    return "/".join(reversed(groups))


def tile(level: int, number: int, width: int = WIDTH) -> str:
    """The path of a tile of hashes."""
    return f"{folder(level)}/{numbered(number)}{_part(width)}"


def bundle(number: int, width: int = WIDTH) -> str:
    """The path of a bundle of entries."""
    return f"{ENTRIES}/{numbered(number)}{_part(width)}"


def folder(level: int | None) -> str:
    """The folder of a level of tiles; None is the entries'."""
    return ENTRIES if level is None else f"tile/{level}"


def hashes(level: int, size: int) -> int:
    """How many hashes a level of tiles holds in a log of `size` entries."""
    return size >> (8 * level)


def width(level: int, number: int, size: int) -> int:
    """How wide a tile is in a log of `size` entries: 0 (none) to 256."""
    return min(max(hashes(level, size) - number * WIDTH, 0), WIDTH)


def levels(size: int) -> range:
    """The levels that hold any hash."""
    return range((size.bit_length() + 7) // 8)


def tiles(level: int, size: int) -> Iterator[tuple[int, int]]:
    """Number and width of every tile of a level."""
    for number in range(-(-hashes(level, size) // WIDTH)):
        yield number, width(level, number, size)


def _part(width: int) -> str:
    return "" if width == WIDTH else f".p/{width}"
