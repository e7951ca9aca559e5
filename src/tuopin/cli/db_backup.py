"""`tuopin db backup FILE` and `tuopin db restore FILE`."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from tuopin.cli.frame import Command, told
from tuopin.common.progress import Advance, progress
from tuopin.common.words import Words

NAMES = {
    "made_at": ("备份于", "made at"),
    "code": ("程序版本", "version"),
    "server": ("PostgreSQL", "PostgreSQL"),
    "tables": ("表", "tables"),
    "rows": ("行", "rows"),
    "ledger_files": ("账本文件", "ledger files"),
    "bytes": ("字节", "bytes"),
    "digest": ("清单指纹", "manifest's digest"),
}


@click.command(
    "backup", cls=Command,
    help=told(
        "把数据库和账本文件备份成一个文件，逐项记下 SHA-256。备份含个人信息，不含密钥：密钥须另外保管，缺了它密文解不开。",
        "Back the database and the ledger's files up into one file, each named by SHA-256. It holds personal data; it does not hold the"
        " keys: keep those elsewhere, what is sealed cannot be opened without them.",
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help=told("机器可读输出", "machine-readable output"))
def backup(file: Path, *, as_json: bool) -> None:
    """Write the file, whole or not at all."""
    from tuopin.settings.backup import backup as take
    from tuopin.settings.database import database, ledger

    with _bars(Words("备份", "backing up")) as started:
        manifest = take(file, database(), ledger(), at=datetime.now(UTC), started=started)
    _tell(told("已备份", "Backed up"), manifest, file=file, as_json=as_json)


@click.command(
    "restore", cls=Command,
    help=told(
        "把备份恢复到空数据库：先核对全部指纹，再一次写入，最后核验账本。数据库不空则拒绝。",
        "Restore a backup into an empty database: every digest is checked first, all is written in one transaction, then the ledger is"
        " verified. Refused if the database holds anything.",
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--json", "as_json", is_flag=True, help=told("机器可读输出", "machine-readable output"))
def restore(file: Path, *, as_json: bool) -> None:
    """Put it back, whole or not at all."""
    from tuopin.settings.backup import restore as put_back
    from tuopin.settings.database import database, ledger

    with _bars(Words("恢复", "restoring")) as started:
        manifest = put_back(file, database(), ledger(), started=started, verify=verify)
    _tell(told("已恢复", "Restored"), manifest, file=file, as_json=as_json)



def verify() -> None:
    """The restored office is checked, log and database against each other. Refused where a fault is found; the keys must be at hand."""
    from tuopin.cli.office_set_up import office
    from tuopin.common.refused import Refused

    office()
    from tuopin.ledger import place
    from tuopin.ledger.checking import verify as check

    fault = next(check(place.log()), None)
    if fault is not None:
        remedy = Words("用 tuopin ledger verify 查看全部", "see all of them with: tuopin ledger verify")
        raise Refused("fault-found", because=Words(f"{fault.where}：{fault.what.zh}", f"{fault.where}: {fault.what.en}"), remedy=remedy, clause="W4b")


@contextmanager
def _bars(words: Words) -> Iterator[Callable[[int], Advance]]:
    """A bar for each part of the work, the one before gone when the next begins."""
    with ExitStack() as stack:

        def started(total: int) -> Advance:
            stack.close()
            return stack.enter_context(progress(words, total))

        yield started


def _tell(head: str, manifest: dict[str, Any], *, file: Path, as_json: bool) -> None:
    counts = {
        "tables": len(manifest["rows"]),
        "rows": sum(manifest["rows"].values()),
        "ledger_files": sum(name.startswith("ledger/") for name in manifest["members"]),
        "bytes": sum(each["bytes"] for each in manifest["members"].values()),
    }
    told_of = {**{name: manifest[name] for name in ("made_at", "code", "server", "digest")}, **counts}
    if as_json:
        click.echo(json.dumps({"file": str(file), **told_of}, ensure_ascii=False))
        return
    lines = [f"  {told(*NAMES[name])}: {told_of[name]:,}" if name in counts else f"  {told(*NAMES[name])}: {told_of[name]}" for name in NAMES]
    click.echo("\n".join([head, *lines, f"  → {file}"]))
