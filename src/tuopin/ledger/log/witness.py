"""A supervising body's own check: the log goes on from where this witness saw it last, and nobody rewrote it. Clause W4b."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from tuopin.common.words import Words
from tuopin.ledger.log import checkpoint, note, paths, tree
from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.checkpoint import Checkpoint
from tuopin.ledger.log.disk import Disk
from tuopin.ledger.log.keys import WITNESS, Signer, Verifier
from tuopin.ledger.log.reader import Reader
from tuopin.ledger.log.source import Source, needed, source

_ORIGIN = Words("检查点属于 {found}，不是 {wanted}", "the checkpoint is of {found}, not of {wanted}")
_ROOT = Words("日志的文件得不出它签署的根", "the log's files do not lead to the root that it signed")
_KIND = Words("这不是见证人密钥", "this is not a witness's key")
_UTF8 = Words("不是 UTF-8 文字", "not UTF-8 text")


@dataclass(frozen=True)
class Cosigned:
    """What a witness says: the checkpoint, its own line, and the note of both."""

    checkpoint: Checkpoint
    line: str
    note: str


def witness(log: Path | str, state: Path, signer: Signer, *, verifier: Verifier, at: datetime) -> Cosigned:
    """Cosign the log's newest checkpoint (a folder or an http(s) address) after verifying it against what was seen before.

    Broken where it is not signed by the log, has shrunk, shows another history, or its files do not lead to its root.
    The refused note is kept beside the state: signed by the log, it is the evidence. The state is durable before the line is given.
    """
    if signer.kind != WITNESS:
        raise Broken(_KIND, signer.name)
    reading = source(log)
    text = _text(needed(reading, paths.CHECKPOINT))
    opened = note.open(text, [verifier])
    head = checkpoint.parse(opened.text)
    if head.origin != verifier.name:
        raise Broken(_ORIGIN.format(found=head.origin, wanted=verifier.name), "checkpoint, line 1")
    folder = state / sha256(head.origin.encode()).hexdigest()[:16]
    with _locked(folder) as disk:
        try:
            _follows(reading, _seen(folder, verifier), head)
        except Broken:
            disk.put([(f"refused/{head.size}-{head.root.hex()[:8]}", text.encode())])
            raise
        disk.put([(paths.CHECKPOINT, text.encode())])
    line = note.cosign(opened.text, signer, at)
    return Cosigned(head, line.text, note.merged(text, [line.text], [signer.verifier]))


def _follows(reading: Source, before: Checkpoint | None, head: Checkpoint) -> None:
    """Broken unless the log of `head` begins with the log seen before, and its own files lead to its root."""
    checkpoint.follows(before, head)
    if before is not None and before.size == head.size:
        return
    reader = Reader(reading, head.size)
    if reader.root() != head.root:
        raise Broken(_ROOT, head.origin)
    if before is not None:
        proof = tree.consistency(reader, before.size, head.size)
        tree.verify_consistency(proof, old=before.size, old_root=before.root, new=head.size, new_root=head.root)


def _seen(folder: Path, verifier: Verifier) -> Checkpoint | None:
    """The last checkpoint that this witness cosigned; its signature is verified again, a torn state is never taken for none."""
    kept = folder / paths.CHECKPOINT
    if not kept.exists():
        return None
    return checkpoint.parse(note.open(_text(kept.read_bytes()), [verifier]).text)


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise Broken(_UTF8, paths.CHECKPOINT) from error


@contextmanager
def _locked(folder: Path) -> Iterator[Disk]:
    """Looking and keeping are one step, whatever runs beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield Disk(folder)
