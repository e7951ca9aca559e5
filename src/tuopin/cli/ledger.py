"""`tuopin ledger`: the key, the order, the check, the witness, the proof. The witness needs no office: it runs on its own machine."""

import json
import re
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from tuopin.cli.frame import Command, Group, told
from tuopin.common.words import Words, say

FOUND = 1
AS_JSON = click.option("--json", "as_json", is_flag=True, help=told("机器可读输出，每行一个对象", "machine-readable output, one object a line"))

commands = Group(
    "ledger",
    help=told(
        "公开日志：每个行为的承诺、签名的检查点、见证和证明。",
        "The public log: the commitment of every act, signed checkpoints, witnesses, proofs.",
    ),
)


@commands.command(
    "key",
    cls=Command,
    help=told("生成日志的签名密钥（一次），显示公钥。", "Make the log's signing key, once, and show the public key."),
)
@click.option(
    "--origin",
    metavar="NAME",
    envvar="TUOPIN_LEDGER_ORIGIN",
    help=told("日志的名称，如 guizhou.example/log；默认取 TUOPIN_LEDGER_ORIGIN", "name of the log (guizhou.example/log); TUOPIN_LEDGER_ORIGIN gives it too"),
)
def key(*, origin: str | None) -> None:
    """Make the key if there is none; show the public one."""
    from tuopin.ledger import place

    if not place.key_file().exists():
        if not origin:
            raise click.UsageError(told("还没有密钥：用 --origin 给日志起名", "there is no key yet: name the log with --origin"))
        place.made(origin)
    click.echo(place.log().signer.verifier.text)


@commands.command("sequence", cls=Command, help=told("把等候的行为编入日志，签发检查点。", "Give waiting acts their place in the log and sign a checkpoint."))
def sequence() -> None:
    """Once; the worker does it every few seconds."""
    _office()
    from tuopin.ledger import place, sequencer

    size = sequencer.sequence(place.log(), at=datetime.now(UTC))
    click.echo(told(f"日志共 {size:,} 条。", f"The log holds {size:,} entries."))


@commands.command(
    "verify",
    cls=Command,
    help=told(
        "核验：签名与策略、一致性、全部重算、数据库与日志相互对照。有问题时逐条指出，退出码 1。",
        "Verify: signatures and policy, consistency, all computed again, database and log against each other. Faults are named one by one; exit code 1.",
    ),
)
@click.option("--earlier", type=click.Path(path_type=Path, exists=True), multiple=True, help=told("别处保存的旧检查点", "an earlier checkpoint kept elsewhere"))
@AS_JSON
def verify(*, earlier: tuple[Path, ...], as_json: bool) -> None:
    """The whole check."""
    _office()
    from tuopin.common.progress import progress
    from tuopin.ledger import place, queries
    from tuopin.ledger.checking import verify as check

    faults, log = 0, place.log()
    with progress(Words("核验日志条目", "checking entries of the log"), queries.state().size) as advance:
        for finding in check(log, earlier=[path.read_text("utf-8") for path in earlier], said=_saying(as_json=as_json), told=advance):
            faults += 1
            plain = {"where": finding.where, "zh": finding.what.zh, "en": finding.what.en}
            click.echo(json.dumps(plain, ensure_ascii=False) if as_json else f"✗ {finding.where}: {say(finding.what)}")
    if faults:
        click.echo(told(f"发现 {faults} 处问题。", f"{faults} faults found."), err=True)
        sys.exit(FOUND)
    if not as_json:
        click.echo(told("✓ 日志与数据库相符，没有发现问题。", "✓ Log and database agree; no fault found."))


@commands.command(
    "witness",
    cls=Command,
    help=told(
        "见证（在监督单位自己的机器上运行）：核对日志接着上次继续、没有改写，然后签名。",
        "Witness, on a supervising body's own machine: check that the log goes on from the last time and nothing was rewritten, then sign.",
    ),
)
@click.argument("log", metavar="URL_OR_DIR")
@click.option("--state", type=click.Path(path_type=Path, file_okay=False), required=True, help=told("见证人的记忆", "what this witness remembers"))
@click.option("--log-key", required=True, metavar="VKEY", help=told("日志的公钥", "the log's public key"))
@click.option("--name", metavar="NAME", help=told("首次运行时给见证人起名", "name of the witness, on its first run"))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help=told("把签名行写到文件", "write the signature line to a file"))
def witness(log: str, *, state: Path, log_key: str, name: str | None, out: Path | None) -> None:
    """Check and cosign."""
    from tuopin.ledger.log.keys import Verifier
    from tuopin.ledger.log.witness import witness as look

    signer = _witness_key(state, name)
    where: Any = log if log.startswith(("http://", "https://")) else Path(log)
    cosigned = look(where, state, signer, verifier=Verifier.of(log_key), at=datetime.now(UTC))
    (out.write_text(cosigned.line, "utf-8") if out else click.echo(cosigned.line.rstrip("\n")))
    size, key_text = cosigned.checkpoint.size, signer.verifier.text
    click.echo(told(f"已见证 {size:,} 条。见证人公钥：{key_text}", f"Witnessed {size:,} entries. The witness's public key: {key_text}"), err=True)


@commands.command("cosign", cls=Command, help=told("把见证人的签名行并入已公布的检查点。", "Take witnesses' signature lines below the published checkpoint."))
@click.argument("lines", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
def cosign(*, lines: tuple[Path, ...]) -> None:
    """Lines of known witnesses only."""
    from tuopin.ledger import place
    from tuopin.ledger.witnessing import cosigned

    click.echo(cosigned(place.log(), [path.read_text("utf-8") for path in lines]), nl=False)


@commands.command(
    "prove",
    cls=Command,
    help=told("取一户（一人）最近一次行为的记录和证明，可离线核验。", "The record and the proof of the newest act on a household or person, to check offline."),
)
@click.argument("subject", metavar="SUBJECT")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help=told("写入这个文件夹", "write into this folder"))
def prove(subject: str, *, out: Path) -> None:
    """SUBJECT is household/CODE or person/CODE."""
    _office()
    from tuopin.ledger import place, queries
    from tuopin.ledger.sequencer import ITSELF
    from tuopin.settings.scope import acting

    with acting(ITSELF):
        acts = queries.acts_of(subject, most=1)
        if not acts:
            raise click.UsageError(told(f"没有关于 {subject} 的行为", f"no act on {subject}"))
        proven = queries.proven(place.log(), acts[0].id)
    out.mkdir(parents=True, exist_ok=True)
    (out / "record.json").write_text(proven.record, "utf-8")
    (out / "record.tlog-proof").write_text(proven.proof, "utf-8")
    click.echo(f"{out / 'record.json'}\n{out / 'record.tlog-proof'}")


@commands.command(
    "completeness",
    cls=Command,
    help=told("记录一个县一个季度的完整性根：每户一次，含状态。", "Record a county's completeness root of a quarter: every household once, with its status."),
)
@click.argument("county", metavar="COUNTY")
@click.argument("quarter", metavar="QUARTER")
def completeness(county: str, quarter: str) -> None:
    """QUARTER is such as 2016-Q4; the day is its last."""
    _office()
    from tuopin.ledger.sequencer import ITSELF
    from tuopin.register.actions.completeness import commit
    from tuopin.settings.scope import acting

    with acting(ITSELF):
        number = commit(county, quarter, on=_last_day(quarter), by=ITSELF, at=datetime.now(UTC))
    click.echo(told(f"已记录，第 {number} 号行为。", f"Recorded as act {number}."))


def _last_day(quarter: str) -> date:
    """The last day of a quarter named as 2016-Q4."""
    found = re.fullmatch(r"(20[0-9]{2})-Q([1-4])", quarter)
    if not found:
        raise click.UsageError(told(f"“{quarter}”不是 2016-Q4 这样的季度", f"“{quarter}” is no quarter such as 2016-Q4"))
    year, number = int(found[1]), int(found[2])
    return date(year + number // 4, number * 3 % 12 + 1, 1) - timedelta(days=1)


def _witness_key(state: Path, name: str | None) -> Any:
    """The witness's own key beside its state, made on the first run."""
    import os

    from tuopin.ledger.log.keys import WITNESS, Signer

    file = state / "witness.key"
    if not file.exists():
        if not name:
            raise click.UsageError(told("首次运行须用 --name 给见证人起名", "name the witness with --name on its first run"))
        state.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as opened:
            opened.write(Signer.made(name, WITNESS).text + "\n")
    return Signer.of(file.read_text("utf-8").strip())


def _saying(*, as_json: bool) -> Any:
    return lambda words: None if as_json else click.echo(f"· {say(words)}")


def _office() -> None:
    """The office's database and Django upon it."""
    from tuopin.cli.office_set_up import office

    office()
