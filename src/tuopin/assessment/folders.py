"""Where frozen registers and results lie: folders named by digests, put in place whole, never written again. Clause P0."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.ledger.place import home

SNAPSHOTS, RESULTS = "snapshots", "results"
READ_ONLY = 0o440


def folder(kind: str, name: str) -> Path:
    """Where the snapshot or result of that name lies, or would."""
    return home() / kind / name


@contextmanager
def beside(kind: str) -> Iterator[Path]:
    """A folder on the same file system that goes away with whatever is still in it."""
    above = home() / kind
    above.mkdir(mode=0o750, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", dir=above, ignore_cleanup_errors=True) as name:
        yield Path(name)


def swept(before: float) -> int:
    """Remove what a process that was killed left unfinished before an instant (seconds of the epoch); how many folders."""
    left = [path for kind in (SNAPSHOTS, RESULTS) for path in (home() / kind).glob(".*") if path.is_dir() and path.stat().st_mtime < before]
    for path in left:
        shutil.rmtree(path, ignore_errors=True)
    return len(left)


def put(made: Path, kind: str, name: str) -> None:
    """Move a finished folder to its place, its files read-only; one that lies there already, of the same name, gives way."""
    for file in made.rglob("*"):
        if file.is_file():
            file.chmod(READ_ONLY)
    target = folder(kind, name)
    if target.exists():
        shutil.rmtree(target)
    made.rename(target)


def found(kind: str, name: str) -> Path:
    """The folder of that name. Refused where its files are not on this machine."""
    path = folder(kind, name)
    if not (path / "manifest.json").is_file():
        told = {SNAPSHOTS: Words("快照", "snapshot"), RESULTS: Words("评估结果", "result")}[kind]
        raise Refused(
            "files-missing",
            clause="P0",
            because=Words(f"{told.zh} {name[:12]} 的文件不在本机", f"the files of {told.en} {name[:12]} are not on this machine"),
            remedy=Words("从备份恢复该目录，或重新冻结、评估", "restore the folder from the backup, or freeze and assess again"),
        )
    return path
