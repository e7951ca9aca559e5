"""The whole log computed again from its entries: every bundle, every tile, the root. No tile is taken at its word."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from tuopin.common.words import Words
from tuopin.ledger.log import listing, paths, tree
from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.commitment import leaf
from tuopin.ledger.log.edge import Edge
from tuopin.ledger.log.reader import Reader
from tuopin.ledger.log.source import Folder, Source
from tuopin.ledger.log.tiles import Tiles

SHARE = 256  # bundles that a process takes at a time: 65,536 entries
ALONE = 64  # bundles below which a second process costs more than it saves

_ENTRY = Words("条目与 {tile} 里它的哈希不符", "the entry does not have the hash that {tile} holds for it")
_TILE = Words("第 {place} 个哈希不是下层瓦片的根", "its hash {place} is not the root of the tile below")
_OLDER = Words("先前的部分文件与现在的不符", "an earlier, partial file does not agree with what is there now")

Below = tuple[list[bytes], list[bytes]]  # the roots of whole tiles, and the row of the unfinished one


def fsck(log: Tiles | Source | Path, size: int, workers: int = 2) -> bytes:
    """The root of the first `size` entries, made from the entries alone; Broken names the first tile or entry that does not hold.

    In a folder, earlier partial files must agree too, and no file may lie there that is no part of a log.
    """
    source = _source(log)
    roots, row = _joined(_shares(source, size, workers))
    rows = [row]
    for level in paths.levels(size)[1:]:
        roots, row = _level(Reader(source, size), level, roots)
        rows.append(row)
    if isinstance(source, Folder):
        _earlier(source, size)
    return Edge(size, rows=rows).root()


def _source(log: Tiles | Source | Path) -> Source:
    if isinstance(log, Path):
        return Folder(log)
    return log.source if isinstance(log, Tiles) else log


def _shares(source: Source, size: int, workers: int) -> Iterator[Below]:
    bundles = -(-size // paths.WIDTH)
    shares = [range(start, min(start + SHARE, bundles)) for start in range(0, bundles, SHARE)]
    work = partial(_share, source, size)
    if workers < 2 or bundles <= ALONE:
        yield from map(work, shares)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        try:
            yield from pool.map(work, shares)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _joined(parts: Iterable[Below]) -> Below:
    whole: list[bytes] = []
    row: list[bytes] = []
    for roots, row in parts:  # noqa: B007 - only the last share has an unfinished tile
        whole += roots
    return whole, row


def _share(source: Source, size: int, numbers: range) -> Below:
    """Some bundles, each against its tile of leaf hashes."""
    reader = Reader(source, size)
    roots: list[bytes] = []
    for number in numbers:
        made = [leaf(entry) for entry in reader.bundle(number)]
        held = reader.row(0, number)
        if made != held:
            place, tile = _first(made, held), paths.tile(0, number, len(held))
            raise Broken(_ENTRY.format(tile=tile), f"{paths.bundle(number, len(held))}, entry {number * paths.WIDTH + place}")
        if len(made) < paths.WIDTH:
            return roots, made
        roots.append(tree.root(made))
    return roots, []


def _level(reader: Reader, level: int, below: Sequence[bytes]) -> Below:
    """The tiles of one level, each against the roots of the tiles below it."""
    roots: list[bytes] = []
    for number, width in paths.tiles(level, reader.size):
        made = list(below[number * paths.WIDTH : number * paths.WIDTH + width])
        held = reader.row(level, number)
        if made != held:
            raise Broken(_TILE.format(place=_first(made, held)), paths.tile(level, number, width))
        if width < paths.WIDTH:
            return roots, made
        roots.append(tree.root(made))
    return roots, []


def _earlier(folder: Folder, size: int) -> None:
    """Partial files of smaller logs, which a tile keeps until it is whole."""
    reader = Reader(folder, size)
    for part in listing.partial(folder.root):
        if part.width > paths.width(part.level or 0, part.number, size):
            continue  # of a longer log than the one that is checked
        then = Reader(folder, part.size)
        held = then.bundle(part.number) if part.level is None else then.row(part.level, part.number)
        now = reader.bundle(part.number) if part.level is None else reader.row(part.level, part.number)
        if held != now[: part.width]:
            raise Broken(_OLDER, part.path)


def _first(made: Sequence[bytes], held: Sequence[bytes]) -> int:
    """Where two rows of equal length differ first."""
    return next(place for place, (one, other) in enumerate(zip(made, held, strict=True)) if one != other)
