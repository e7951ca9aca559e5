"""PostgreSQL's own programs for dump and restore, run against an address; a password goes by environment, never by argument."""

import os
import subprocess
import tempfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, cast

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.settings.backup.archive import CHUNK
from tuopin.settings.database import split
from tuopin.settings.postgres.binaries import Binaries, found


def program(name: str, *, major: int, sets: list[Binaries] | None = None) -> str:
    """The path of the server's own version of a program, else of the next newer one (an older one refuses)."""
    for each in sorted(found() if sets is None else sets, key=lambda each: each.major):
        if each.major >= major and os.access(each.tool(name), os.X_OK):
            return each.tool(name)
    raise BadInput(
        name,
        Words(f"没有找到 PostgreSQL {major} 或更新版本的 {name}", f"no {name} of PostgreSQL {major} or newer was found"),
        Words(f"安装 postgresql-client-{major}", f"install postgresql-client-{major}"),
    )


def output(command: list[str], url: str) -> Generator[bytes, None, None]:
    """What a program writes, as it comes; BadInput with its last words if it fails."""
    with _running(command, url, stdout=subprocess.PIPE) as process:
        made = cast("IO[bytes]", process.stdout)
        while chunk := made.read(CHUNK):
            yield chunk


def feed(command: list[str], url: str, chunks: Iterable[bytes]) -> None:
    """Give a program its input to the end; BadInput with its last words if it fails."""
    with _running(command, url, stdin=subprocess.PIPE) as process:
        taken = cast("IO[bytes]", process.stdin)
        with suppress(BrokenPipeError):  # it has given up; its last words say why
            try:
                for chunk in chunks:
                    taken.write(chunk)
            finally:
                taken.close()


@contextmanager
def _running(command: list[str], url: str, *, stdin: int | None = None, stdout: int | None = None) -> Iterator[subprocess.Popen[bytes]]:
    address, secret = split(url)
    environment = {**os.environ, **secret, "LC_ALL": "C"}
    with tempfile.TemporaryFile() as told:
        with subprocess.Popen([*command, "--dbname", address], stdin=stdin, stdout=stdout, stderr=told, env=environment) as process:
            try:
                yield process
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            raise _failed(command[0], told, secret.get("PGPASSWORD"))


def _failed(name: str, told: IO[Any], secret: str | None) -> BadInput:
    told.seek(0)
    lines = [line for line in told.read().decode("utf-8", "replace").splitlines() if "error" in line.lower()] or ["?"]
    line = lines[0].replace(secret, "***") if secret else lines[0]
    return BadInput(Path(name).name, Words(f"失败：{line}", f"failed: {line}"))
