"""A log of a known size, read from its files: hashes for proofs, and entries."""

from collections.abc import Iterator

from tuopin.common.words import Words
from tuopin.ledger.log import bundle, paths, tree
from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.source import Source

KEPT = 1024  # tiles held in memory: 8 MiB

_LENGTH = Words("应有 {wanted} 字节，实有 {found}", "{found} bytes where {wanted} belong")
_MISSING = Words("缺少这个文件", "this file is missing")


class Reader:
    """The log of `size` entries, whatever more its files hold."""

    def __init__(self, source: Source, size: int) -> None:
        """Nothing is read yet."""
        self.source, self.size = source, size
        self._rows: dict[tuple[int, int], list[bytes]] = {}

    def hash(self, level: int, index: int) -> bytes:
        """The hash of the 2^level entries from index * 2^level."""
        high, low = divmod(level, 8)
        number, first = divmod(index << low, paths.WIDTH)
        row = self.row(high, number)[first : first + (1 << low)]
        if len(row) != 1 << low:
            raise Broken(_MISSING, paths.tile(high, number))
        while len(row) > 1:
            row = tree.paired(row)
        return row[0]

    def root(self) -> bytes:
        """The root of the log."""
        return tree.root_of(self, self.size)

    def row(self, level: int, number: int) -> list[bytes]:
        """The hashes of a tile."""
        kept = self._rows.get((level, number))
        if kept is None:
            kept = self._read_row(level, number)
            if len(self._rows) >= KEPT:
                self._rows.pop(next(iter(self._rows)))
            self._rows[level, number] = kept
        return kept

    def entries(self, start: int, end: int) -> Iterator[bytes]:
        """Entries start..end-1."""
        for number in range(start // paths.WIDTH, -(-end // paths.WIDTH)):
            first = number * paths.WIDTH
            yield from self.bundle(number)[max(start - first, 0) : end - first]

    def bundle(self, number: int) -> list[bytes]:
        """The entries of one bundle."""
        width = paths.width(0, number, self.size)
        whole = paths.bundle(number)
        path, content = self._file(paths.bundle(number, width), whole)
        if path == whole and width < paths.WIDTH:
            return bundle.unpacked(content, width, path)
        return bundle.exactly(content, width, path)

    def _read_row(self, level: int, number: int) -> list[bytes]:
        width = paths.width(level, number, self.size)
        whole = paths.tile(level, number)
        path, content = self._file(paths.tile(level, number, width), whole)
        wanted = (paths.WIDTH if path == whole else width) * paths.HASH
        if len(content) != wanted:
            raise Broken(_LENGTH.format(wanted=wanted, found=len(content)), path)
        return [content[at : at + paths.HASH] for at in range(0, width * paths.HASH, paths.HASH)]

    def _file(self, path: str, whole: str) -> tuple[str, bytes]:
        """A tile of this size, or the whole one that has taken its place since."""
        for each in dict.fromkeys((path, whole)):
            content = self.source.read(each)
            if content is not None:
                return each, content
        raise Broken(_MISSING, path)
