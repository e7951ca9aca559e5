"""Alters log and database in 200 random ways, as somebody who owns both; the check must find and locate each: `run.py drill tamper`.

Every alteration is made on a copy (of the folder, of the database), verified, and thrown away. Each says beforehand where the check
has to point. Bounded to ten minutes; exit 1 if one is missed or misplaced.
"""

import argparse
import random
import shutil
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from _office import figure, fill, nation, office

TABLES = ("household", "person", "household_year", "person_year")
COLUMN = {"household": "status", "person": "name", "household_year": "wage_income", "person_year": "health"}
VALUE = {"household": "'removed'", "person": "'改名'", "household_year": "coalesce(wage_income, 0) + 1", "person_year": "'disabled'"}
OFF, ON = "ALTER TABLE {0} DISABLE TRIGGER USER", "ALTER TABLE {0} ENABLE TRIGGER USER"


@dataclass
class Copy:
    """What is spoilt: a copy of the log's folder and a copy of the database, with a cursor of its owner."""

    folder: Path
    cursor: Any
    dice: random.Random
    log: Any

    def ask(self, sql: str) -> Any:
        """One value."""
        self.cursor.execute(sql)
        return self.cursor.fetchone()[0]

    def do(self, table: str, *statements: str) -> None:
        """Past the triggers of a table."""
        for statement in (OFF.format(table), *statements, ON.format(table)):
            self.cursor.execute(statement)

    def file(self, under: str) -> Path:
        """Any file of the log below a path."""
        return self.dice.choice(sorted(path for path in (self.folder / under).rglob("*") if path.is_file()))


Expected = set[str]  # beginnings of where the check may point


def flipped(copy: Copy) -> Expected:
    """One bit of a tile, an entry or the checkpoint."""
    path = copy.file(copy.dice.choice(("tile/0", "tile/entries", "tile")))
    content = bytearray(path.read_bytes())
    content[copy.dice.randrange(len(content))] ^= 1 << copy.dice.randrange(8)
    path.write_bytes(content)
    return {"tile", "entr"}


def flipped_checkpoint(copy: Copy) -> Expected:
    """One bit of the signed checkpoint."""
    path = copy.folder / "checkpoint"
    content = bytearray(path.read_bytes())
    content[copy.dice.randrange(len(content))] ^= 1 << copy.dice.randrange(7)
    path.write_bytes(content)
    return {"checkpoint", "note", "—", "cosign", "drill"}


def cut(copy: Copy) -> Expected:
    """A truncated file."""
    path = copy.file("tile")
    path.write_bytes(path.read_bytes()[: copy.dice.randrange(path.stat().st_size)])
    return {"tile", "entr"}


def gone(copy: Copy) -> Expected:
    """A file deleted."""
    copy.file("tile").unlink()
    return {"tile", "entr"}


def swapped(copy: Copy) -> Expected:
    """Two entries change places in their file."""
    path = copy.file("tile/entries")
    content, size = path.read_bytes(), 35
    one, two = copy.dice.sample(range(len(content) // size), 2)
    parts = [content[at : at + size] for at in range(0, len(content), size)]
    parts[one], parts[two] = parts[two], parts[one]
    path.write_bytes(b"".join(parts))
    return {"tile", "entr"}


def forged(copy: Copy) -> Expected:
    """Another checkpoint with the real key: a smaller log, a longer one, or another root."""
    from tuopin.ledger.log import note
    from tuopin.ledger.log.checkpoint import Checkpoint, of_note

    head = of_note((copy.folder / "checkpoint").read_text())
    size = head.size + copy.dice.choice((-7, 0, 11))
    root = copy.dice.randbytes(32)
    (copy.folder / "checkpoint").write_text(note.sign(Checkpoint(head.origin, size, root).body, [copy.log.signer]))
    return {"checkpoint"}


def edited(copy: Copy) -> Expected:
    """A fact changed by direct SQL."""
    name = copy.dice.choice(TABLES)
    table = f"register_{name}"
    number = copy.ask(f"SELECT id FROM {table} OFFSET {copy.dice.randrange(copy.ask(f'SELECT count(*) FROM {table}'))} LIMIT 1")
    act = copy.ask(f"SELECT act_id FROM {table} WHERE id = {number}")
    copy.do(table, f"UPDATE {table} SET {COLUMN[name]} = {VALUE[name]} WHERE id = {number} AND {COLUMN[name]} IS DISTINCT FROM {VALUE[name]}")
    if not copy.cursor.rowcount and not copy.ask(f"SELECT {COLUMN[name]} IS NULL FROM {table} WHERE id = {number}"):
        copy.do(table, f"UPDATE {table} SET {COLUMN[name]} = NULL WHERE id = {number}")
    return {f"ledger_act {act}"}


def deleted(copy: Copy) -> Expected:
    """A version deleted."""
    table = f"register_{copy.dice.choice(TABLES)}"
    number = copy.ask(f"SELECT max(id) - {copy.dice.randrange(50)} FROM {table}")
    act = copy.ask(f"SELECT act_id FROM {table} WHERE id = {number}")
    copy.do(table, f"DELETE FROM {table} WHERE id = {number}")
    return {f"ledger_act {act}"}


def inserted(copy: Copy) -> Expected:
    """A person slipped in under the act of another."""
    number = copy.ask("SELECT max(id) FROM register_person")
    act = copy.ask(f"SELECT act_id FROM register_person WHERE id = {number}")
    columns = "household_code, village_code, name, valid_from, recorded_at, act_id, change_id"
    copy.do("register_person", f"INSERT INTO register_person (person_code, {columns}) SELECT 'X1', {columns} FROM register_person WHERE id = {number}")
    return {f"ledger_act {act}"}


def sealed(copy: Copy) -> Expected:
    """One byte of a sealed ID number."""
    number = copy.ask("SELECT max(id) FROM register_person WHERE id_number_sealed IS NOT NULL")
    at = copy.dice.randrange(20, 40)
    spoilt = f"set_byte(id_number_sealed, {at}, 255 - get_byte(id_number_sealed, {at}))"
    copy.do("register_person", f"UPDATE register_person SET id_number_sealed = {spoilt} WHERE id = {number}")
    return {f"register_person {number}"}


def moved_time(copy: Copy) -> Expected:
    """A version recorded a day earlier than it was."""
    number = copy.ask("SELECT max(id) FROM register_household")
    copy.do("register_household", f"UPDATE register_household SET recorded_at = recorded_at - interval '1 day' WHERE id = {number}")
    return {f"register_household {number}"}


def record_changed(copy: Copy) -> Expected:
    """The record of an act, and a commitment that fits it."""
    number = _act(copy)
    fitting = ", commitment = sha256(salt || convert_to(replace(record, '\"R2d\"', '\"R3a\"'), 'UTF8'))" if copy.dice.random() < 0.5 else ""
    copy.do("ledger_act", f"UPDATE ledger_act SET record = replace(record, '\"R2d\"', '\"R3a\"'){fitting} WHERE id = {number}")
    seq = copy.ask(f"SELECT seq FROM ledger_entry WHERE act_id = {number}")
    return {f"entry {seq}"} if fitting else {f"ledger_act {number}"}


def column_changed(copy: Copy) -> Expected:
    """Who, when or where of an act, in its row only."""
    number = _act(copy)
    change = copy.dice.choice(("officer = 'other'", "at = at - interval '2 days'", "place = '530100'", "kind = 'register.birth'"))
    copy.do("ledger_act", f"UPDATE ledger_act SET {change} WHERE id = {number}")
    return {f"ledger_act {number}"}


def act_deleted(copy: Copy) -> Expected:
    """An act gone from the database."""
    number = _act(copy)
    seq = copy.ask(f"SELECT seq FROM ledger_entry WHERE act_id = {number}")
    copy.do("ledger_act", f"DELETE FROM ledger_act WHERE id = {number}")
    return {f"ledger_entry {seq}", f"entry {seq}"}


def act_erased(copy: Copy) -> Expected:
    """Record and salt taken away without an act of erasure."""
    number = _act(copy)
    copy.do("ledger_act", f"UPDATE ledger_act SET record = NULL, salt = NULL, erased_by = {number} WHERE id = {number}")
    return {f"ledger_act {number}"}


def reordered(copy: Copy) -> Expected:
    """Two entries of the database change places."""
    one, two = copy.dice.sample(range(copy.ask("SELECT count(*) FROM ledger_entry")), 2)
    copy.do(
        "ledger_entry",
        f"CREATE TEMP TABLE turned AS SELECT seq, act_id FROM ledger_entry WHERE seq IN ({one}, {two})",
        f"DELETE FROM ledger_entry WHERE seq IN ({one}, {two})",
        f"INSERT INTO ledger_entry SELECT {one} + {two} - seq, act_id FROM turned",
        "DROP TABLE turned",
    )
    return {f"entry {one}", f"entry {two}"}


def back_dated(copy: Copy) -> Expected:
    """An act of last year recorded today, brought into the log and signed with the real key."""
    from tuopin.ledger.act import Act
    from tuopin.ledger.actions import record
    from tuopin.ledger.sequencer import sequence
    from tuopin.settings.scope import acting

    by = nation()
    with acting(by):
        (number,) = record([Act("office.note", "place/52", "52", "R3a")], by=by, at=datetime.now(UTC) - timedelta(days=365))
    sequence(copy.log, at=datetime.now(UTC))
    return {f"ledger_act {number}"}


def rewritten(copy: Copy) -> Expected:
    """All of it: a record, its commitment, the log made anew and signed with the real key, old checkpoints deleted; a witness remembers."""
    from tuopin.ledger.sequencer import published

    number = _act(copy)
    told = "replace(record, '\"R2d\"', '\"R3a\"')"
    copy.do("ledger_act", f"UPDATE ledger_act SET record = {told}, commitment = sha256(salt || convert_to({told}, 'UTF8')) WHERE id = {number}")
    copy.do("ledger_checkpoint", "DELETE FROM ledger_checkpoint")
    shutil.rmtree(copy.folder)
    published(copy.log, at=datetime.now(UTC))
    return {"checkpoint"}


def door_opened(copy: Copy) -> Expected:
    """A trigger dropped, and a status written past it."""
    name = copy.dice.choice(("written_by_act", "closed_by_act", "erased_by_act", "never_emptied"))
    copy.cursor.execute(f"DROP TRIGGER {name} ON register_household")
    return {f"register_household {name}"}


def scope_opened(copy: Copy) -> Expected:
    """Row-level security switched off."""
    table = copy.dice.choice(("register_person", "ledger_act", "register_batch"))
    copy.cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    return {table}


def _act(copy: Copy) -> int:
    return int(copy.ask(f"SELECT id FROM ledger_act WHERE kind = 'register.import' OFFSET {copy.dice.randrange(400)} LIMIT 1"))


WAYS: tuple[Callable[[Copy], Expected], ...] = (
    flipped, flipped, flipped, flipped_checkpoint, cut, gone, swapped, forged, edited, edited, deleted, inserted, sealed, moved_time, record_changed,
    column_changed, act_deleted, act_erased, reordered, back_dated, rewritten, door_opened, scope_opened,
)  # fmt: skip


def spoilt(way: Callable[[Copy], Expected], home: Path, *, dice: random.Random, kept: str) -> tuple[Expected, list[str]]:
    """Make a copy, spoil it, check it: where the check had to point, and where it did."""
    from django.db import connections

    from tuopin.ledger import place
    from tuopin.ledger.checking import verify
    from tuopin.ledger.sequencer import Log

    real, folder = place.log(), home / "spoilt"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(real.folder, folder)
    _turn("spoilt")
    log = Log(real.origin, folder, real.signer)
    try:
        with connections["owner"].cursor() as cursor:
            expected = way(Copy(folder, cursor, dice, log))
        return expected, [finding.where for finding in verify(log, earlier=[kept])]
    finally:
        _turn("")


def _turn(name: str) -> None:
    """Both connections to a fresh copy of the database, or back to the real one."""
    import psycopg
    from django.db import connections

    connections.close_all()
    conninfo = connections["owner"].settings_dict
    with psycopg.connect(host=conninfo["HOST"], user="postgres", dbname="postgres", autocommit=True) as connection:
        if name:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name} TEMPLATE tuopin OWNER tuopin_owner")
            connection.execute(f"GRANT CONNECT, TEMPORARY ON DATABASE {name} TO tuopin_app")
    for alias in ("default", "owner"):
        connections[alias].settings_dict["NAME"] = name or "tuopin"


def main() -> int:
    """Spoil, check, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=207)
    parser.add_argument("--seed", type=int, default=2016)
    asked = parser.parse_args()
    dice, began = random.Random(asked.seed), time.monotonic()
    with office(households={"520381": 120, "520526": 80}, fast=True) as home:
        from tuopin.ledger import place
        from tuopin.ledger.checking import verify

        fill({"410225": 60})
        clean = [finding.where for finding in verify(place.log())]
        kept = (place.folder() / "checkpoint").read_text()
        found, missed = Counter[str](), []
        for turn in range(asked.times):
            way = WAYS[turn % len(WAYS)]
            expected, where = spoilt(way, home, dice=dice, kept=kept)
            located = any(told.startswith(tuple(expected)) for told in where)
            found[way.__name__] += located
            if not located:
                missed.append(f"{way.__name__}: {sorted(expected)} among {where[:5]}")
    for name, count in sorted(found.items()):
        print(f"  {name}: {count}")
    for told in missed:
        print(f"  missed {told}")
    held = figure("faults in the clean record", len(clean), "0", held=not clean)
    held &= figure("alterations made", asked.times, "at least 200", held=asked.times >= 200)
    held &= figure("found and located", sum(found.values()), f"{asked.times}", held=not missed)
    figure("seconds", round(time.monotonic() - began), "600", held=True)
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
