"""The head of a log in three lines: whose it is, how many entries, which root (C2SP tlog-checkpoint)."""

from base64 import b64encode
from dataclasses import dataclass

from tuopin.common.words import Words
from tuopin.ledger.log import note
from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.text import hash_of, number_of

_LINES = Words("检查点至少三行，且各行不空", "a checkpoint has three lines or more, none empty")
_SMALLER = Words("日志变短：从 {old} 条到 {new} 条", "the log has shrunk: from {old} entries to {new}")
_FORK = Words("同为 {size} 条，根却不同：日志有两份历史", "two roots for {size} entries: the log shows two histories")
_ORIGIN = Words("是另一份日志：{given}", "another log: {given}")


@dataclass(frozen=True)
class Checkpoint:
    """Origin, size and root; further lines are kept but mean nothing to us."""

    origin: str
    size: int
    root: bytes
    further: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The text that is signed."""
        return "".join(f"{line}\n" for line in (self.origin, str(self.size), b64encode(self.root).decode(), *self.further))


def parse(body: str) -> Checkpoint:
    """The checkpoint of a note's text; Broken names the line."""
    lines = body.split("\n")
    if len(lines) < 4 or lines.pop() != "" or not all(lines):
        raise Broken(_LINES, "checkpoint")
    size = number_of(lines[1], "checkpoint, line 2")
    return Checkpoint(lines[0], size, hash_of(lines[2], "checkpoint, line 3"), tuple(lines[3:]))


def of_note(text: str) -> Checkpoint:
    """The checkpoint of a note whose signatures somebody else looks at."""
    return parse(note.split(text)[0])


def follows(before: Checkpoint | None, after: Checkpoint) -> None:
    """Broken where a later checkpoint contradicts an earlier one by itself: another log, fewer entries, another root."""
    if before is None:
        return
    if before.origin != after.origin:
        raise Broken(_ORIGIN.format(given=after.origin), "checkpoint, line 1")
    if after.size < before.size:
        raise Broken(_SMALLER.format(old=before.size, new=after.size), "checkpoint, line 2")
    if after.size == before.size and after.root != before.root:
        raise Broken(_FORK.format(size=after.size), "checkpoint, line 3")
