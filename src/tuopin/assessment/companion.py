"""What belongs to a result: the snapshot it was judged from and the edition it was judged by, proved by their digests. Clause P0."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from tuopin.assessment.result import Result
from tuopin.common import digest
from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import Words
from tuopin.register.snapshot import MANIFEST, Snapshot
from tuopin.standard.edition import Edition, load

SIBLING = "snapshot"
NAME_IT = Words("用 --edition 指明当时的标准文件，或重新评估", "name the edition's file of that time with --edition, or assess again")


def edition_of(result: Result, given: str | None = None) -> Edition:
    """The edition the result was judged by: `given` (a name or file), else the name in the manifest. Refused if it differs."""
    kept = result.manifest["edition"]
    try:
        edition = load(given or kept["name"])
    except BadInput as error:
        raise BadInput(error.where, error.because, error.remedy if given else NAME_IT) from None
    if edition.digest != kept["digest"]:
        raise Refused(
            "other-edition",
            clause="P0",
            because=Words(
                f"结果所用的标准 {kept['name']} 与现在的内容不同，不能用来解释", f"the edition {kept['name']} is not the one this result was judged by"
            ),
            remedy=NAME_IT,
        )
    return edition


def snapshot_of(result: Result, given: Path | None = None) -> Snapshot:
    """The snapshot the result was judged from: `given`, else the folder `snapshot` beside it. Refused if it is another one."""
    root = given or result.root.absolute().parent / SIBLING
    if given is None and not (root / MANIFEST).exists():
        raise Refused(
            "no-snapshot",
            clause="P0",
            because=Words("说明理由需要评估时的快照", "the facts are in the snapshot the result was judged from"),
            remedy=Words("用 --snapshot 指明快照目录", "name its folder with --snapshot"),
        )
    snapshot = Snapshot.open(root)
    if snapshot.digest != result.manifest["snapshot"]["digest"]:
        raise Refused(
            "other-snapshot",
            clause="P0",
            because=Words(f"{root.name} 不是这次评估所用的快照（摘要值不同）", f"{root.name} is not the snapshot this result was judged from (other digest)"),
            remedy=Words("用 --snapshot 指明当时的快照", "name the right one with --snapshot"),
        )
    return snapshot


def snapshot_if_there(result: Result, given: Path | None = None) -> Snapshot | None:
    """As `snapshot_of`, but None where nobody named one and none lies beside the result."""
    try:
        return snapshot_of(result, given)
    except Refused:
        if given is not None:
            raise
        return None


def verified(snapshot: Snapshot, names: Iterable[str]) -> Snapshot:
    """The snapshot, after hashing its manifest and only the files named. BadInput names the first changed one."""
    manifest = snapshot.manifest
    changed = digest.of_value({key: value for key, value in manifest.items() if key != "digest"}) != snapshot.digest
    if changed:
        raise BadInput(MANIFEST, Words("清单已被改动", "the manifest has been changed"))
    for name in names:
        if name in manifest["files"] and not _same(snapshot.root / name, manifest["files"][name]["sha256"]):
            raise BadInput(name, Words("文件与快照清单不符（缺失或已被改动）", "the file differs from the snapshot's manifest (missing or changed)"))
    return snapshot


def county_files(snapshot: Snapshot, county: str, years: Iterable[int]) -> list[str]:
    """The files of one county a household is explained from, and the list of places."""
    paths = [snapshot.path(table, county) for table in ("household", "person")]
    paths += [snapshot.path(table, county, year) for year in years for table in ("household_year", "person_year")]
    return [path.relative_to(snapshot.root).as_posix() for path in (*paths, snapshot.path("place"))]


def _same(path: Path, expected: str) -> bool:
    if not path.is_file():
        return False
    stat = path.stat()
    return _digest(path, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) == expected


@lru_cache(4096)
def _digest(path: Path, *_as_it_is: int) -> str:
    """The digest of a file, hashed once while nothing about it changes: a server explains many households of one county."""
    return digest.of_file(path)
