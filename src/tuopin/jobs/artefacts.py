"""The files of jobs: a folder to work in, and the published ones, which nobody changes. No database here."""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

from tuopin.common import digest, guard
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.jobs.rules import must_be_plain

KEPT = timedelta(days=30)  # how long a published file can be taken
PRIVATE = 0o700
READ_ONLY = 0o400


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file that passed the guard: what it is called, its digest and size, which personal numbers it may hold."""

    path: Path
    name: str
    sha256: str
    size: int
    may_hold: tuple[str, ...]


def scratch(job: UUID) -> Path:
    """The folder a job works in, made if need be."""
    return _made(_folder("work", job))


def published(job: UUID, name: str) -> Path:
    """Where a job's published file of that name lies."""
    return _folder("artefacts", job) / name


def sealed(path: Path, *, name: str, may_hold: guard.Allowed | None) -> Sealed:
    """Guard a file and digest it. Refused when it holds personal numbers that it may not, or does not say that it may."""
    must_be_plain(name)
    guard.check(path, name, allowed=may_hold)
    path.chmod(READ_ONLY)
    return Sealed(path, name, digest.of_file(path), path.stat().st_size, tuple(sorted(may_hold.kinds if may_hold else ())))


def put(made: Sealed, job: UUID) -> None:
    """Move a guarded file to its place; whole or not at all, and still there after a power cut."""
    target = _made(_folder("artefacts", job)) / made.name
    with made.path.open("rb") as file:
        os.fsync(file.fileno())
    made.path.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def whole(job: UUID, name: str, sha256: str) -> Path:
    """The file, if it is still the one that was published. Refused when it is gone or altered. Clause W4b."""
    path = published(job, name)
    if not path.is_file() or digest.of_file(path) != sha256:
        raise Refused(
            "artefact-altered",
            because=Words(f"文件“{name}”已丢失或被改动", f"the file {name!r} is gone or was altered"),
            remedy=Words("重新执行任务", "run the job again"),
        )
    return path


def remove(job: UUID, name: str) -> None:
    """The file is gone, and its folder with the last one."""
    path = published(job, name)
    path.unlink(missing_ok=True)
    with suppress(OSError):  # not empty, or not there
        path.parent.rmdir()


def clear(job: UUID) -> None:
    """The folder a job worked in is gone."""
    shutil.rmtree(_folder("work", job), ignore_errors=True)


def _folder(kind: str, job: UUID) -> Path:
    return Path(settings.HOME) / kind / str(job)


def _made(folder: Path) -> Path:
    folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    return folder
