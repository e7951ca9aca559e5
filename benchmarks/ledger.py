"""`run.py bench ledger`: the public log as files. Ten million entries appended and checked whole; one by one; a household's proof.

Each figure is of a whole process. Entries are commitments of 33 bytes, made while appending, as the office makes them.
"""

import argparse
import shutil
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from measure import VAR, Bar, machine, row, run

from tuopin.ledger.log import check, note, proof
from tuopin.ledger.log.checkpoint import Checkpoint
from tuopin.ledger.log.keys import LOG, WITNESS, Signer
from tuopin.ledger.log.tiles import Tiles

ENTRIES = 10_000_000
AT_A_TIME = 500_000  # entries of one bulk step
SINGLY = 1_000
APPENDED_A_SECOND, SINGLY_A_SECOND, CHECKED_SECONDS = 50_000, 300, 300
FOLDER = VAR / "ledger-log"
KEY = Signer("bench.example/log", LOG, bytes(32))
WITNESSES = [Signer(f"w{place}.example", WITNESS, bytes([place] * 32)) for place in (1, 2, 3)]
SALT = bytes(16)


def main() -> int:
    """Measure, print; 1 where a bar is missed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--entries", type=int, default=ENTRIES)
    asked.add_argument("--step", choices=list(STEPS), help="one measured process")
    options = asked.parse_args()
    if options.step:
        STEPS[options.step](options.entries)
        return 0
    shutil.rmtree(FOLDER, ignore_errors=True)
    figures = {step: run([sys.executable, __file__, "--entries", str(options.entries), "--step", step]) for step in STEPS}
    lines = [row(f"{step}, {options.entries:,} entries" if step != "singly" else f"singly, {SINGLY:,} entries", figures[step]) for step in figures]
    lines += [f"{'files of the log':<44} {_files(FOLDER)}", *_proof(options.entries)]
    bars = [
        Bar(f"append {options.entries:,} entries ({options.entries / figures['append'].wall:,.0f}/s)", figures["append"].wall,
            options.entries / APPENDED_A_SECOND, "s"),
        Bar(f"append {SINGLY:,} one by one, each durable ({SINGLY / figures['singly'].wall:,.0f}/s)", figures["singly"].wall,
            SINGLY / SINGLY_A_SECOND, "s"),
        Bar(f"check {options.entries:,} entries whole ({options.entries / figures['check'].wall:,.0f}/s)", figures["check"].wall, CHECKED_SECONDS, "s"),
    ]
    lines += ["", *(f"{'held  ' if bar.held else 'MISSED'}  {bar.name}: {bar.found:.2f} {bar.unit} (bar {bar.bar:g})" for bar in bars)]
    print("\n".join([machine(), *lines]))
    return 0 if all(bar.held for bar in bars) else 1


def append(entries: int) -> None:
    """In bulk steps, a signed checkpoint after each."""
    tiles = Tiles(FOLDER)
    for start in range(0, entries, AT_A_TIME):
        tiles.append(_made(start, min(start + AT_A_TIME, entries)), at=start)
        tiles.publish(note.sign(Checkpoint(KEY.name, tiles.size, tiles.root()).body, [KEY]))


def checked(entries: int) -> None:
    """Every entry, every tile, the root."""
    if check.fsck(FOLDER, entries) != Tiles(FOLDER).root(entries):
        raise SystemExit("another root")


def singly(entries: int) -> None:
    """One entry at a time, each forced to the disk before the next."""
    tiles = Tiles(FOLDER)
    for index in range(entries, entries + SINGLY):
        tiles.append(_made(index, index + 1), at=index)


STEPS = {"append": append, "check": checked, "singly": singly}


def _made(start: int, end: int) -> Iterator[bytes]:
    return (b"\x01" + sha256(SALT + str(index).encode()).digest() for index in range(start, end))


def _proof(entries: int) -> list[str]:
    """Size and time of proofs under a checkpoint that three witnesses cosigned."""
    tiles = Tiles(FOLDER)
    body = Checkpoint(KEY.name, entries, tiles.root(entries)).body
    lines = [note.cosign(body, each, datetime(2016, 12, 31, tzinfo=UTC)) for each in WITNESSES]
    signed = note.joined(*_lines(note.sign(body, [KEY]), lines))
    reader, began = tiles.reader(), time.monotonic()
    texts = [proof.of(reader, index=index, salt=SALT, checkpoint=signed) for index in range(0, entries, max(entries // 1_000, 1))]
    each = (time.monotonic() - began) / len(texts)
    sizes = [len(text.encode()) for text in texts]
    return [f"{'a proof, three cosignatures':<44} {max(sizes):,} bytes at most, {len(proof.read(texts[0]).hashes)} hashes, {each * 1000:.2f} ms to make"]


def _lines(text: str, more: list[note.Line]) -> tuple[str, list[note.Line]]:
    body, lines = note.split(text)
    return body, [*lines, *more]


def _files(folder: Path) -> str:
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return f"{len(sizes):,} files, {sum(sizes) / 1e6:,.0f} MB"


if __name__ == "__main__":
    raise SystemExit(main())
