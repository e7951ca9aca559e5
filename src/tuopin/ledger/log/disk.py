"""Files that are there whole or not at all: written beside, forced to the disk, renamed, and the folder forced too."""

import os
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from functools import cache
from pathlib import Path
from typing import TypeVar

WRITING = ".writing"  # unfinished files; a server of static files does not show it
THREADS = 8

File = tuple[str, bytes]
Item = TypeVar("Item")


class Disk:
    """Writes below one folder. `step` is told what is about to happen: a test stops there, as a crash would."""

    def __init__(self, root: Path, step: Callable[[str], None] = lambda _: None) -> None:
        """Nothing is touched yet."""
        self.root, self._step = root, step

    def put(self, files: Sequence[File]) -> None:
        """All the files, whole and durable when this returns; after a crash each is there whole or not there."""
        waiting = self.root / WRITING
        waiting.mkdir(parents=True, exist_ok=True)
        names = [waiting / f"{os.getpid()}-{number}" for number in range(len(files))]
        work = list(zip(names, files, strict=True))
        _together(self._write, work)
        changed = {folder for name, file in work for folder in self._rename(name, file[0])}
        self._settle(changed)

    def drop(self, paths: Sequence[Path]) -> None:
        """Remove files or whole folders."""
        for path in paths:
            self._step(f"remove {path.name}")
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        self._settle({path.parent for path in paths})

    def clear(self) -> None:
        """Forget what a crash left unfinished."""
        shutil.rmtree(self.root / WRITING, ignore_errors=True)

    def _write(self, work: tuple[Path, File]) -> None:
        name, (path, content) = work
        self._step(f"write {path}")
        with name.open("wb") as file:
            file.write(content)
            file.flush()
            self._step(f"force {path}")
            os.fsync(file.fileno())

    def _rename(self, name: Path, path: str) -> list[Path]:
        self._step(f"rename {path}")
        to = self.root / path
        made = [to.parent]
        while not made[-1].exists():
            made.append(made[-1].parent)
        to.parent.mkdir(parents=True, exist_ok=True)
        name.replace(to)
        return made

    def _settle(self, folders: set[Path]) -> None:
        _together(self._force, sorted(folders))

    def _force(self, folder: Path) -> None:
        self._step(f"settle {folder.name}")
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _together(work: Callable[[Item], None], items: Sequence[Item]) -> None:
    """Several at a time: what is forced to the disk at one moment costs the disk one turn."""
    if len(items) < 2:
        for item in items:
            work(item)
        return
    begun = [_threads().submit(work, item) for item in items]
    wait(begun)  # even where one fails, none writes on behind the caller's back
    for each in begun:
        each.result()


@cache
def _threads() -> ThreadPoolExecutor:
    """Kept for as long as the process lives: beginning threads anew costs a single append more than its writing."""
    return ThreadPoolExecutor(THREADS, thread_name_prefix="ledger-disk")


os.register_at_fork(after_in_child=_threads.cache_clear)  # a fork does not inherit threads
