"""Whom the server runs as. PostgreSQL refuses root, so root lends it another face; no user is made, no parent folder is opened up.

Three ways, the first that holds: an ordinary user runs it directly; root runs it inside a user namespace, where the process
sees itself as an ordinary user while the files stay root's; where namespaces are refused (containers, chroots), as `nobody`,
which then owns the data folder. A cluster that already belongs to somebody else keeps running as that user.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tuopin.common.refused import BadInput
from tuopin.common.words import Words

NOBODY = 65534
ROOT = 0
Probe = Callable[[], bool]


@dataclass(frozen=True)
class Account:
    """How a program is run so that it is not root."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    def how(self) -> dict[str, Any]:
        """What `subprocess` needs to know: the user, the groups, a folder anyone may stand in, a plain environment."""
        plain = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))}
        as_user: dict[str, Any] = {} if self.uid is None else {"user": self.uid, "group": self.gid, "extra_groups": []}
        return {"cwd": "/", "env": {**plain, "LC_ALL": "C"}, **as_user}

    def run(self, command: list[str], **more: Any) -> subprocess.CompletedProcess[str]:
        """Run a program to its end; its exit code is for the caller to judge."""
        given = {"capture_output": True, "encoding": "utf-8", "errors": "replace", **more}
        return subprocess.run([*self.prefix, *command], check=False, **self.how(), **given)

    def own(self, path: Path) -> None:
        """Give a file, or a folder with all in it, to this account."""
        if self.uid is None or self.gid is None:
            return
        os.chown(path, self.uid, self.gid)
        for folder, folders, files in os.walk(path):
            for name in (*folders, *files):
                os.chown(Path(folder) / name, self.uid, self.gid, follow_symlinks=False)

    def must_reach(self, path: Path) -> None:
        """The account can get at a path through all the folders above it, or a person is told that it cannot."""
        if self.run(["test", "-x", str(path)]).returncode:
            raise BadInput(
                str(path),
                Words("数据库进程无权进入此路径的上级目录", "the database's process may not pass through the folders above this path"),
                Words(
                    "把 TUOPIN_HOME 设在其他用户可进入的目录，或用普通用户运行，或设置 DATABASE_URL",
                    "set TUOPIN_HOME to a folder that others may pass through, or run as an ordinary user, or set DATABASE_URL",
                ),
            )


def account(data: Path, *, namespaces: Probe) -> Account:
    """The account for this data folder. `namespaces` tells whether a user namespace can be had."""
    if os.geteuid() != ROOT:
        return _ordinary(data)
    owner = data.stat() if data.exists() else None
    if owner and owner.st_uid != ROOT:
        return Account(uid=owner.st_uid, gid=owner.st_gid)
    return Account(namespace()) if namespaces() else Account(uid=NOBODY, gid=NOBODY)


def namespaces_work() -> bool:
    """Whether a user namespace can be had here: tried, not guessed."""
    try:
        return subprocess.run([*namespace(), "true"], capture_output=True, check=False, timeout=20).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def namespace() -> tuple[str, ...]:
    """The prefix that runs a program in a user namespace as a user that the machine knows (initdb asks for its name)."""
    known = {each.pw_uid for each in pwd.getpwall()}
    user = next((uid for uid in (1000, NOBODY, *sorted(known)) if uid in known and uid != ROOT), NOBODY)
    return (shutil.which("unshare") or "unshare", "--user", f"--map-user={user}", f"--map-group={user}")


def _ordinary(data: Path) -> Account:
    if data.exists() and data.stat().st_uid != os.geteuid():
        raise BadInput(
            str(data),
            Words("数据库目录属于另一个用户", "the database's folder belongs to another user"),
            Words("用该用户运行，或另设 TUOPIN_HOME", "run as that user, or set TUOPIN_HOME elsewhere"),
        )
    return Account()
