"""Work on many files in as many processes as there are processors; small work stays where it is."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

WORTH = 8 * 2**20  # bytes of files below which starting processes costs more than it saves
THREADS = "POLARS_MAX_THREADS"
SHARES = 12  # parts that each process gets its items in


def mapped(function: Callable[[Item], Answer], items: Sequence[Item], *, size: int) -> Iterator[Answer]:
    """`function` of each item, in the items' order, whoever works on it. `size` is the bytes of files the work reads.

    Function, items and answers must survive pickling. An exception of any item is raised here, and no further work is begun.
    """
    processes = min(os.cpu_count() or 1, len(items))
    if processes < 2 or size < WORTH:
        yield from map(function, items)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        try:
            with _one_thread_each():
                answers = pool.map(function, items, chunksize=max(1, len(items) // (processes * SHARES)))
            yield from answers
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes begun inside use one thread for their tables: they are as many as the processors already."""
    before = os.environ.get(THREADS)
    os.environ[THREADS] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[THREADS]
        else:
            os.environ[THREADS] = before


def bytes_of(files: Sequence[Path]) -> int:
    """The bytes of some files together; a file that is not there counts for nothing (whoever reads it says so)."""
    return sum(file.stat().st_size for file in files if file.is_file())
