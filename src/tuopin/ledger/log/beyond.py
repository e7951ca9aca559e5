"""Files past the end of a log: what a crash left behind, to be removed before the log goes on."""

from collections.abc import Iterator
from pathlib import Path

from tuopin.ledger.log import paths


def beyond(root: Path, size: int) -> Iterator[Path]:
    """Every file and folder of tiles and entries that a log of `size` entries has no place for."""
    known = [int(each.name) for each in _listed(root / "tile") if each.name.isdigit()]
    for level in (None, *sorted(known)):
        held = paths.hashes(level or 0, size)
        number, width = divmod(held, paths.WIDTH)
        for found, path in _from(root / paths.folder(level), number):
            if found > number or path.suffix != ".p":
                yield path
            else:
                yield from (part for part in _listed(path) if not part.name.isdigit() or int(part.name) > width)


def _from(folder: Path, number: int) -> Iterator[tuple[int, Path]]:
    """Tiles (a file, or the folder of its partial ones) from `number` on; folders wholly below it are not opened."""
    depth = len(paths.numbered(number).split("/"))
    yield from _walked(folder, number, depth, above=0)


def _walked(folder: Path, number: int, depth: int, *, above: int) -> Iterator[tuple[int, Path]]:
    """`depth` folders still stand between here and tile `number`; `above` is what the folders passed say."""
    first = number // 1000 ** max(depth - 1, 0)
    for path in _listed(folder):
        digits = path.name.removesuffix(".p")
        here = above * 1000 + int(digits.removeprefix("x"))
        if not digits.startswith("x"):
            if here >= number:
                yield here, path
        elif here >= first or _begins(here):
            yield from _walked(path, number, depth - 1, above=here)


def _begins(here: int) -> bool:
    """Whether a folder is the first of its depth (x001, x001/x000, …): deeper ones, with higher numbers, begin in it."""
    while here >= 1000 and here % 1000 == 0:
        here //= 1000
    return here == 1


def _listed(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []
