"""Files that a request brings, on disk under their own names; nobody else reads them, and they go away unless they are kept."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from tuopin.common import digest
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.jobs.rules import must_be_plain
from tuopin.ledger.place import home

MOST_FILES = 60
MANY = Words(f"一次至多 {MOST_FILES} 个文件", f"at most {MOST_FILES} files at once")
LISTS = "cross-lists"


@contextmanager
def received(files: Sequence[Any]) -> Iterator[list[Path]]:
    """The files in a folder of this request. BadInput for too many or for what is no file's name."""
    if len(files) > MOST_FILES:
        raise BadInput("files", MANY)
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
        yield [_written(file, Path(folder) / str(number)) for number, file in enumerate(files)]


def kept(path: Path) -> str:
    """Keep a received file under the office's uploads, by its digest; its name there."""
    uploads = home() / "uploads"
    folder = uploads / LISTS / digest.of_file(path)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / path.name
    if not target.exists():
        coming = folder / f".{path.name}"
        shutil.copyfile(path, coming)
        coming.chmod(0o600)
        coming.replace(target)
    return str(target.relative_to(uploads))


def _written(file: Any, folder: Path) -> Path:
    name = Path(str(file.name)).name
    must_be_plain(name)
    folder.mkdir(mode=0o700)
    path = folder / name
    with path.open("wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    return path
