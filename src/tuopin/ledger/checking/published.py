"""The published files: signatures and policy, consistency with every checkpoint known, the whole log computed again, entry by entry."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tuopin.common.words import Words
from tuopin.ledger.checking.finding import Finding
from tuopin.ledger.log import check, note, tree
from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.checkpoint import Checkpoint, parse
from tuopin.ledger.log.keys import Verifier
from tuopin.ledger.log.tiles import Tiles
from tuopin.ledger.sequencer import LOCK

AT_ONCE = 65_536
Told = Callable[[int], None]
NOT_IN_LOG = Words("日志里的条目不是数据库里的承诺", "the log's entry is not the commitment of the database")
NO_CHECKPOINT = Words("没有已公布的检查点", "no checkpoint is published")
FORGED = Words("已公布的检查点不是办公室签过的任何一个", "the published checkpoint is none that the office has signed")


def head_and_known(cursor: Any, tiles: Tiles) -> tuple[str | None, list[tuple[int, bytes, str]]]:
    """The published checkpoint, and those that the database holds, read while none is being signed."""
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK + 1])
    cursor.execute("SELECT size, root, note FROM ledger_checkpoint ORDER BY size")
    return tiles.checkpoint(), [(size, bytes(root), signed) for size, root, signed in cursor.fetchall()]


def published(
    cursor: Any, tiles: Tiles, verifier: Verifier, *, text: str | None, known: list[tuple[int, bytes, str]], earlier: Sequence[str], told: Told
) -> Iterator[Finding]:
    """Faults of the published log; `earlier` are signed checkpoints from elsewhere (a witness, a notice board)."""
    if text is None:
        if known:
            yield Finding("checkpoint", NO_CHECKPOINT)
        return
    try:
        head = parse(note.open(text, [verifier]).text)
    except Broken as broken:
        yield Finding(broken.where, broken.what)
        return
    if not any(size == head.size and root == head.root for size, root, _ in known):
        yield Finding("checkpoint", FORGED)
    yield from _recomputed(tiles, head)
    yield from _consistent(tiles, head, verifier=verifier, notes=[*(signed for _, _, signed in known), *earlier])
    yield from _entries(cursor, tiles, head, told=told)


def _recomputed(tiles: Tiles, head: Checkpoint) -> Iterator[Finding]:
    try:
        root = check.fsck(tiles, head.size)
    except Broken as broken:
        yield Finding(broken.where, broken.what)
        return
    if root != head.root:
        yield Finding("checkpoint", Words("重算的根与检查点不符", "the log computed again has another root than the checkpoint"))


def _consistent(tiles: Tiles, head: Checkpoint, *, verifier: Verifier, notes: Sequence[str]) -> Iterator[Finding]:
    """Every checkpoint ever signed is a beginning of the log as it is."""
    for signed in notes:
        where = "checkpoint"
        try:
            before = parse(note.open(signed, [verifier]).text)
            where = f"checkpoint {before.size}"
            if before.size > head.size:
                yield Finding(where, Words("已公布的日志比它小：条目丢失", "the published log is smaller than it: entries are lost"))
                continue
            proof = tree.consistency(tiles.reader(head.size), before.size, head.size)
            tree.verify_consistency(proof, old=before.size, old_root=before.root, new=head.size, new_root=head.root)
        except Broken as broken:
            yield Finding(where, broken.what)


def _entries(cursor: Any, tiles: Tiles, head: Checkpoint, *, told: Told) -> Iterator[Finding]:
    """Each entry of the files is the commitment of the act that has its number."""
    for start in range(0, head.size, AT_ONCE):
        end = min(start + AT_ONCE, head.size)
        cursor.execute(
            "SELECT entry.seq, (SELECT act.commitment FROM ledger_act AS act WHERE act.id = entry.act_id) FROM ledger_entry AS entry "
            "WHERE entry.seq >= %s AND entry.seq < %s",
            [start, end],
        )
        ours = {seq: b"\x01" + bytes(commitment) for seq, commitment in cursor.fetchall() if commitment is not None}
        try:
            theirs = list(tiles.entries(start, end))
        except Broken as broken:
            yield Finding(broken.where, broken.what)
            return
        for seq, entry in enumerate(theirs, start):
            if ours.get(seq) != entry:
                yield Finding(f"entry {seq}", NOT_IN_LOG)
        told(end - start)
