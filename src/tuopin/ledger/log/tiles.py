"""The log's own files: entries appended durably, tiles kept, the checkpoint put beside them. Clauses R3c, W4b."""

import fcntl
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from tuopin.common.words import Words
from tuopin.ledger.log import beyond, edge, listing, paths, tree
from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.checkpoint import Checkpoint, follows, of_note
from tuopin.ledger.log.disk import Disk, File
from tuopin.ledger.log.edge import Edge
from tuopin.ledger.log.reader import Reader
from tuopin.ledger.log.source import Folder

TOGETHER = 512  # files written at one time: 4 MiB
LOCK = ".lock"

_PUBLISHED = Words("这一条已经公布，不能改写", "this entry is published: it is not written anew")
_OTHER = Words("这些文件得不出已公布的根", "the files do not lead to the published root")


class Tiles:
    """The one writer of a log in a folder. Keep one for as long as the process lives: it remembers the log's right edge."""

    def __init__(self, root: Path, step: Callable[[str], None] = lambda _: None) -> None:
        """Nothing is read or written yet. `step` is told of each step on the disk."""
        self.path, self.source, self._disk = root, Folder(root), Disk(root, step)
        self._edge: Edge | None = None
        self._mark = secrets.token_hex(16)

    @property
    def size(self) -> int:
        """How many entries the files hold. After a crash more may lie there than were ever agreed on: the database knows."""
        return self._edge.size if self._edge is not None else listing.size(self.path)

    def append(self, entries: Iterable[bytes], *, at: int) -> int:
        """Entries from number `at` on, durable when this returns; the new size.

        `at` is the size that the log has by the database. What a crash left past it is removed; running the same append
        again writes the same files. Broken where entries before `at` are missing, or published ones would change.
        """
        with self._locked():
            head, given = self._published(), iter(entries)
            if head is not None and head.size > at:
                self._same(given, at, head.size)
                at = head.size
            now = self._resumed(at, head)
            self._edge = None  # if anything below fails, the next append reads the files again
            whole = self._written(now, given)
            self._disk.put(now.unfinished())
            self._disk.drop(whole)
            self._edge = now
            return now.size

    def reader(self, size: int | None = None) -> Reader:
        """The log as it was when an append ended at `size` entries; None is all that the files hold."""
        return Reader(self.source, self.size if size is None else size)

    def root(self, size: int | None = None) -> bytes:
        """The root of the first `size` entries; no file is read where the last append ended there."""
        if self._edge is not None and size in {None, self._edge.size}:
            return self._edge.root()
        held = self.reader()
        return tree.root_of(held, held.size if size is None else size)

    def hash(self, level: int, index: int) -> bytes:
        """The hash of the 2^level entries from index * 2^level."""
        return self.reader().hash(level, index)

    def entries(self, start: int, end: int) -> Iterator[bytes]:
        """Entries start..end-1."""
        return self.reader().entries(start, end)

    def checkpoint(self) -> str | None:
        """The published checkpoint, signatures and all; None before the first."""
        content = self.source.read(paths.CHECKPOINT)
        return None if content is None else content.decode()

    def publish(self, note: str) -> None:
        """Put a signed checkpoint in place of the one before; Broken if it is smaller, or has another root at the same size."""
        with self._locked():
            follows(self._published(), of_note(note))
            self._disk.put([(paths.CHECKPOINT, note.encode())])

    def _published(self) -> Checkpoint | None:
        note = self.checkpoint()
        return None if note is None else of_note(note)

    def _same(self, given: Iterator[bytes], start: int, end: int) -> None:
        """Take the published ones from what is given; Broken where one of them differs."""
        for index, (kept, entry) in enumerate(zip(self.reader(end).entries(start, end), given, strict=False), start):
            if entry != kept:
                raise Broken(_PUBLISHED, f"entry {index}")

    def _resumed(self, at: int, head: Checkpoint | None) -> Edge:
        """The edge at `at` entries, its own files on the disk, and nothing past it."""
        if self._edge is not None and self._edge.size == at:
            return self._edge
        self._disk.clear()
        now = _read(Reader(self.source, at), head.root if head is not None and head.size == at else None)
        self._disk.put(now.unfinished())  # before anything goes: they may stand only in a whole file past `at`
        self._disk.drop(list(beyond.beyond(self.path, at)))
        return now

    def _written(self, now: Edge, entries: Iterator[bytes]) -> list[Path]:
        """Take in all entries and write what becomes whole; the folders of partial files that it replaces."""
        waiting: list[File] = []
        replaced: list[Path] = []
        while taken := list(islice(entries, now.room)):
            waiting += now.extend(taken)
            if len(waiting) >= TOGETHER:
                self._disk.put(waiting)
                replaced += self._partial(waiting)
                waiting = []
        self._disk.put(waiting)
        return replaced + self._partial(waiting)

    def _partial(self, files: list[File]) -> list[Path]:
        folders = (self.path / f"{path}.p" for path, _ in files)
        return [folder for folder in folders if folder.is_dir()]

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One writer at a time, in whatever process."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / LOCK).open("a+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            lock.seek(0)
            if lock.read() != self._mark:  # somebody else wrote since, perhaps to half: what is remembered is of no use
                self._edge = None
                lock.truncate(0)
                lock.write(self._mark)
                lock.flush()
            yield


def _read(reader: Reader, root: bytes | None) -> Edge:
    """The edge from the files, such that it leads to the published root where there is one for this size."""
    now = edge.found(reader)
    if root is not None and now.root() != root:
        now = edge.rebuilt(reader)
        if now.root() != root:
            raise Broken(_OTHER, paths.CHECKPOINT)
    return now
