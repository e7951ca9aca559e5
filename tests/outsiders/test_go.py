"""Clause W4b: a stranger with Go's own packages verifies our log, and finds what an operator with the real key rewrote.

Wants Debian's golang-go and golang-golang-x-mod-dev; nothing is fetched. The program is in gocheck/.
"""

import os
import shutil
import subprocess
from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chapters.ledger.log.logs import KEY, OTHER, WITNESSES, entries, publish, signed
from tuopin.ledger.log import commitment, note, proof, tree
from tuopin.ledger.log.canonical import canonical
from tuopin.ledger.log.keys import Signer
from tuopin.ledger.log.tiles import Tiles

HERE = Path(__file__).parent
DEBIAN = Path("/", "usr", "share", "gocode")
AT = datetime(2016, 12, 31, tzinfo=UTC)
SALT = bytes(range(16))
RECORD = {"act": "approve", "household": "a1b2c3", "on": "2016-12-31", "per_head": 345_600, "words": '已脱贫 \u2028"€"'}
OLD, NEW, INDEX = 100_000, 300_000, 54_321
VKEY = KEY.verifier.text


@pytest.fixture(scope="session")
def gocheck(tmp_path_factory):
    """The program, built without network or modules from what Debian carries."""
    made = tmp_path_factory.mktemp("go")
    if not shutil.which("go") or not (DEBIAN / "src/golang.org/x/mod").is_dir():
        pytest.fail("apt-get install --no-install-recommends golang-go golang-golang-x-mod-dev")
    source = shutil.copytree(HERE / "gocheck", made / "src/gocheck")
    env = os.environ | {"GO111MODULE": "off", "GOPATH": str(DEBIAN), "GOCACHE": str(made / "cache"), "GOFLAGS": "", "CGO_ENABLED": "0"}
    subprocess.run(["go", "vet", "."], cwd=source, env=env, check=True)
    subprocess.run(["go", "build", "-o", made / "gocheck", "."], cwd=source, env=env, check=True)

    def run(*args):
        return subprocess.run([made / "gocheck", *args], capture_output=True, text=True, check=False)

    return run


@pytest.fixture(scope="session")
def data():
    found = entries(NEW)
    found[INDEX] = commitment.entry(SALT, canonical(RECORD))
    return found


@pytest.fixture(scope="session")
def tiles(tmp_path_factory, data):
    """A log published and cosigned at 100,000 and at 300,000 entries."""
    tiles = Tiles(tmp_path_factory.mktemp("log"))
    tiles.append(data[:OLD], at=0)
    (tiles.path / "old").write_text(publish(tiles), "utf-8")
    tiles.append(data[OLD:], at=OLD)
    text = publish(tiles)
    lines = [note.cosign(note.split(text)[0], each, AT).text for each in WITNESSES[:2]]
    tiles.publish(note.merged(text, lines, [each.verifier for each in WITNESSES]))
    return tiles


@pytest.fixture
def taken_home(tmp_path, tiles):
    """What a household holds: proof and record."""
    (tmp_path / "a.tlog-proof").write_text(proof.of(tiles.reader(), index=INDEX, salt=SALT, checkpoint=tiles.checkpoint()), "utf-8")
    (tmp_path / "a.json").write_bytes(canonical(RECORD))
    return tmp_path / "a.tlog-proof", tmp_path / "a.json"


def test_go_opens_our_checkpoint(gocheck, tiles):
    assert gocheck("open", tiles.path / "checkpoint", VKEY).stdout == note.split(tiles.checkpoint())[0]


def test_go_opens_our_witnesses_lines(gocheck, tiles):
    told = gocheck("open", tiles.path / "checkpoint", VKEY, *(each.verifier.text for each in WITNESSES[:2]))
    assert (told.returncode, told.stderr) == (0, "")


def test_go_misses_a_witness_that_has_not_signed(gocheck, tiles):
    assert gocheck("open", tiles.path / "checkpoint", VKEY, WITNESSES[3].verifier.text).stderr == "1 of 2 keys have signed\n"


def test_go_refuses_a_changed_checkpoint(gocheck, tiles, tmp_path):
    (tmp_path / "note").write_text(tiles.checkpoint().replace(f"\n{NEW}\n", f"\n{NEW - 1}\n"), "utf-8")
    told = gocheck("open", tmp_path / "note", VKEY)
    assert (told.returncode, told.stderr[:21]) == (1, "invalid signature for")


def test_go_signs_what_we_sign(gocheck, tmp_path):
    """Ed25519 signs alike everywhere: the notes are equal to the byte."""
    text = note.split(signed(5, bytes(32)))[0]
    (tmp_path / "text").write_text(text, "utf-8")
    fresh = Signer.made("fresh.example/log")
    assert gocheck("sign", fresh.text, tmp_path / "text").stdout == note.sign(text, [fresh])


def test_go_finds_our_root_from_our_tiles(gocheck, tiles):
    assert gocheck("root", tiles.path, VKEY).stdout == "ok\n"


def test_go_finds_the_old_log_at_the_beginning_of_the_new(gocheck, tiles):
    assert gocheck("history", tiles.path, tiles.path / "old", VKEY).stdout == "ok\n"


def test_go_accepts_our_consistency_proof(gocheck, tiles, tmp_path):
    (tmp_path / "given").write_text("\n".join(b64encode(each).decode() for each in tree.consistency(tiles.reader(), OLD, NEW)), "utf-8")
    assert gocheck("given", tiles.path, tiles.path / "old", tmp_path / "given", VKEY).stdout == "ok\n"


@pytest.mark.parametrize(("old", "new"), [(1, 2), (255, 256), (256, 257), (65_536, 65_537), (65_535, 70_000)])
def test_go_reads_our_tiles_at_every_edge(gocheck, tmp_path, old, new):
    tiles = Tiles(tmp_path)
    tiles.append(entries(old), at=0)
    (tmp_path / "old").write_text(publish(tiles), "utf-8")
    tiles.append(entries(new - old, old), at=old)
    publish(tiles)
    assert [gocheck("root", tmp_path, VKEY).stdout, gocheck("history", tmp_path, tmp_path / "old", VKEY).stdout] == ["ok\n", "ok\n"]


@pytest.mark.parametrize("place", [0, 50_000, OLD - 1])
@pytest.mark.parametrize("how", ["deleted", "rewritten"])
def test_go_finds_a_history_rewritten_with_the_real_key(gocheck, tiles, data, tmp_path, place, how):
    changed = data[:place] + ([b"\x01" + bytes(32)] if how == "rewritten" else []) + data[place + 1 :]
    other = Tiles(tmp_path)
    other.append(changed, at=0)
    publish(other)
    assert gocheck("root", other.path, VKEY).stdout == "ok\n"
    told = gocheck("history", other.path, tiles.path / "old", VKEY)
    assert (told.returncode, told.stderr) == (1, "invalid transparency proof\n")


def test_go_verifies_a_households_proof(gocheck, taken_home):
    assert gocheck("record", *taken_home, VKEY, *(each.verifier.text for each in WITNESSES[:2])).stdout == "ok\n"


@pytest.mark.parametrize("field", RECORD)
def test_go_refuses_a_changed_record(gocheck, taken_home, field):
    taken_home[1].write_bytes(canonical(RECORD | {field: "changed"}))
    told = gocheck("record", *taken_home, VKEY)
    assert (told.returncode, told.stderr) == (1, "invalid transparency proof\n")


def test_go_refuses_a_proof_of_another_key(gocheck, taken_home):
    told = gocheck("record", *taken_home, OTHER.verifier.text)
    assert (told.returncode, told.stderr) == (1, "note has no verifiable signatures\n")
