"""The files of an import, kept as they came: under their digest, readable by the office alone, whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tuopin.common import digest
from tuopin.ledger.place import home
from tuopin.register.models import Batch

PRIVATE, PRIVATE_FOLDER = 0o600, 0o700
WORKBOOK, MAPPING, PLACES = ROLES = ("workbook", "mapping", "places")
PROBLEMS = "problems.parquet"


def described(files: Sequence[Path], given: Mapping[str, Path | None]) -> list[dict[str, Any]]:
    """Name, role, digest and size of the workbooks, of a mapping and of a list of places."""
    roles = [(path, WORKBOOK) for path in files] + [(path, role) for role, path in given.items() if path is not None]
    return [{"name": path.name, "role": role, "sha256": digest.of_file(path), "bytes": path.stat().st_size} for path, role in roles]


def folder(name: str) -> Path:
    """Where the files of the import with this digest lie."""
    return home() / "uploads" / name


def kept(name: str, files: Sequence[Path], given: Mapping[str, Path | None]) -> None:
    """Copy the files to the import's folder, each whole or not at all; one that lies there unaltered stays."""
    for path, role in [(path, WORKBOOK) for path in files] + [(path, role) for role, path in given.items() if path]:
        target = folder(name) / role / path.name
        if not (target.is_file() and digest.of_file(target) == digest.of_file(path)):
            target.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
            _copied(path, target)


def workbooks(batch: Batch) -> list[Path]:
    """The workbooks of an import, in the order they were given."""
    return [folder(batch.digest) / WORKBOOK / each["name"] for each in batch.files if each["role"] == WORKBOOK]


def given_file(batch: Batch, role: str) -> Path | None:
    """The mapping or the list of places given with an import."""
    return next((folder(batch.digest) / role / each["name"] for each in batch.files if each["role"] == role), None)


def problems_file(batch: Batch) -> Path:
    """The problems of an import with their cells, for the marked workbooks."""
    return folder(batch.digest) / PROBLEMS


def _copied(source: Path, target: Path) -> None:
    number, coming = tempfile.mkstemp(prefix=".", dir=target.parent)  # for its owner alone, as mkstemp makes files
    try:
        with source.open("rb") as old, os.fdopen(number, "wb") as new:
            shutil.copyfileobj(old, new, 2**20)
            new.flush()
            os.fsync(new.fileno())
        Path(coming).replace(target)
    finally:
        Path(coming).unlink(missing_ok=True)
