"""The right edge of a log: the hashes and entries that its unfinished tiles hold. It is all that appending needs to know."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tuopin.ledger.log import paths, tree
from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.bundle import packed
from tuopin.ledger.log.commitment import leaf
from tuopin.ledger.log.disk import File
from tuopin.ledger.log.reader import Reader


@dataclass
class Edge:
    """A log of `size` entries: its unfinished bundle, the unfinished row of each level of tiles, and which rows no file has yet."""

    size: int = 0
    entries: list[bytes] = field(default_factory=list)
    rows: list[list[bytes]] = field(default_factory=lambda: [[]])
    changed: set[int] = field(default_factory=set)

    @property
    def room(self) -> int:
        """How many entries the unfinished bundle still takes."""
        return paths.WIDTH - len(self.entries)

    def extend(self, entries: Sequence[bytes]) -> list[File]:
        """Take in at most `room` entries; the files that became whole by it."""
        self.entries += entries
        self.rows[0] += [leaf(entry) for entry in entries]
        self.size += len(entries)
        self.changed.add(0)
        if len(self.entries) < paths.WIDTH:
            return []
        files = [(paths.bundle(self.size // paths.WIDTH - 1), packed(self.entries))]
        self.entries = []
        return files + self._carried()

    def unfinished(self) -> list[File]:
        """The partial files of a log of this size that no file holds yet."""
        files = [(paths.bundle(self.size // paths.WIDTH, len(self.entries)), packed(self.entries))] if self.entries and 0 in self.changed else []
        for level in sorted(self.changed):
            row = self.rows[level]
            if row:
                files.append((paths.tile(level, paths.hashes(level, self.size) // paths.WIDTH, len(row)), b"".join(row)))
        self.changed.clear()
        return files

    def root(self) -> bytes:
        """The root of the log: unfinished rows from below, joined as RFC 6962 joins them."""
        found: bytes | None = None
        for row in self.rows:
            for tail in reversed(_whole(row)):
                found = tail if found is None else tree.node_hash(tail, found)
        return tree.EMPTY if found is None else found

    def _carried(self) -> list[File]:
        """Each full row becomes a file and one hash of the row above."""
        files: list[File] = []
        level = 0
        while len(self.rows[level]) == paths.WIDTH:
            row = self.rows[level]
            files.append((paths.tile(level, paths.hashes(level, self.size) // paths.WIDTH - 1), b"".join(row)))
            self.rows[level] = []
            level += 1
            if level == len(self.rows):
                self.rows.append([])
            self.rows[level].append(tree.root(row))
            self.changed.add(level)
        return files


def found(reader: Reader) -> Edge:
    """The edge as the files hold it: the lowest row from the entries themselves, the others from their tiles."""
    return _edge(reader, [_row(reader, level) for level in paths.levels(reader.size)[1:]])


def rebuilt(reader: Reader) -> Edge:
    """The edge with its upper rows made anew from the tiles below them."""
    return _edge(reader, [_made_row(reader, level) for level in paths.levels(reader.size)[1:]])


def _edge(reader: Reader, upper: list[list[bytes]]) -> Edge:
    whole, rest = divmod(reader.size, paths.WIDTH)
    entries = reader.bundle(whole) if rest else []
    rows = [[leaf(entry) for entry in entries], *upper]
    return Edge(reader.size, entries, rows, set(range(len(rows))))


def _row(reader: Reader, level: int) -> list[bytes]:
    number, width = divmod(paths.hashes(level, reader.size), paths.WIDTH)
    if not width:
        return []
    try:
        return reader.row(level, number)
    except Broken:
        return _made_row(reader, level)


def _made_row(reader: Reader, level: int) -> list[bytes]:
    last = paths.hashes(level, reader.size)
    return [tree.root(reader.row(level - 1, number)) for number in range(last - last % paths.WIDTH, last)]


def _whole(row: Sequence[bytes]) -> list[bytes]:
    """The whole subtrees of a row, largest first."""
    roots, start = [], 0
    for height in range(8, -1, -1):
        if len(row) - start >> height:
            roots.append(tree.root(row[start : start + (1 << height)]))
            start += 1 << height
    return roots
