"""Clause W4b: a supervising body cosigns only a log that goes on from where it saw it last."""

import functools
import http.server
import threading
from datetime import UTC, datetime

import pytest

from chapters.ledger.log.logs import KEY, OTHER, WITNESSES, entries, files, log, plain_root, publish, signed
from tuopin.ledger.log import note
from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.source import source
from tuopin.ledger.log.tiles import Tiles
from tuopin.ledger.log.witness import witness

ALL = entries(1_000)
AT = datetime(2016, 12, 31, tzinfo=UTC)


@pytest.fixture
def seat(tmp_path):
    """The witness's own folder."""
    return tmp_path / "seat"


@pytest.fixture
def tiles(tmp_path):
    return log(tmp_path / "log", 300)


def look(where, seat, **changed):
    return witness(where, seat, **({"signer": WITNESSES[0], "verifier": KEY.verifier, "at": AT} | changed))


def grown(tiles, size):
    tiles.append(ALL[tiles.size : size], at=tiles.size)
    publish(tiles)


def replaced(tiles, history):
    """The operator rewrites the log's folder and signs it with the real key."""
    for path in (tiles.path / "tile").rglob("*"):
        if path.is_file():
            path.unlink()
    (tiles.path / "checkpoint").unlink()
    other = Tiles(tiles.path)
    other.append(history, at=0)
    publish(other)


def refused(seat):
    return [path for path in seat.rglob("*") if path.is_file() and path.parent.name == "refused"]


def test_the_first_look_is_cosigned(tiles, seat):
    said = look(tiles.path, seat)
    opened = note.open(said.note, [KEY.verifier, WITNESSES[0].verifier])
    assert (said.checkpoint.size, len(opened.signed), said.line in said.note) == (300, 2, True)


def test_a_log_that_goes_on_is_cosigned(tiles, seat):
    for size in (300, 301, 512, 900):
        grown(tiles, size)
        assert look(tiles.path, seat).checkpoint.size == size


def test_the_same_checkpoint_is_cosigned_again(tiles, seat):
    assert look(tiles.path, seat) == look(tiles.path, seat)


def test_a_shrunk_log_is_refused(tiles, seat):
    look(tiles.path, seat)
    replaced(tiles, ALL[:299])
    with pytest.raises(Broken, match="shrunk: from 300 entries to 299"):
        look(tiles.path, seat)


def test_a_second_history_of_the_same_length_is_refused(tiles, seat):
    look(tiles.path, seat)
    replaced(tiles, [ALL[1], ALL[0], *ALL[2:300]])
    with pytest.raises(Broken, match="two roots for 300 entries"):
        look(tiles.path, seat)


@pytest.mark.parametrize("place", [0, 150, 299])
def test_a_rewritten_entry_under_a_longer_log_is_refused(tiles, seat, place):
    look(tiles.path, seat)
    replaced(tiles, [*ALL[:place], b"\x01" + bytes(32), *ALL[place + 1 : 900]])
    with pytest.raises(Broken, match="history was rewritten"):
        look(tiles.path, seat)


def test_a_deleted_entry_under_a_longer_log_is_refused(tiles, seat):
    look(tiles.path, seat)
    replaced(tiles, [*ALL[:20], *ALL[21:900]])
    with pytest.raises(Broken, match="history was rewritten"):
        look(tiles.path, seat)


def test_what_is_refused_is_kept_as_evidence_and_not_forgotten(tiles, seat):
    look(tiles.path, seat)
    replaced(tiles, [ALL[1], ALL[0], *ALL[2:900]])
    for _ in range(2):
        with pytest.raises(Broken):
            look(tiles.path, seat)
    assert [path.read_text("utf-8") for path in refused(seat)] == [tiles.checkpoint()]


def test_after_a_refusal_the_true_history_still_goes_on(tiles, seat):
    look(tiles.path, seat)
    replaced(tiles, [ALL[1], ALL[0], *ALL[2:900]])
    with pytest.raises(Broken):
        look(tiles.path, seat)
    replaced(tiles, ALL[:900])
    assert look(tiles.path, seat).checkpoint.root == plain_root(ALL[:900])


def test_a_checkpoint_that_its_own_files_do_not_bear_out_is_refused(tiles, seat):
    (tiles.path / "checkpoint").write_text(signed(300, bytes(32)), "utf-8")
    with pytest.raises(Broken, match="do not lead to the root that it signed"):
        look(tiles.path, seat)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (signed(300, plain_root(ALL[:300]), OTHER), "no known key has signed"),
        (signed(300, plain_root(ALL[:300])).replace("\n300\n", "\n299\n"), "does not hold"),
        (note.sign("other.example\n0\n" + "A" * 43 + "=\n", [KEY]), "the checkpoint is of other.example, not of log.example/tuopin"),
    ],
    ids=["another key", "changed text", "another origin"],
)
def test_what_the_log_did_not_sign_is_refused(tiles, seat, text, said):
    (tiles.path / "checkpoint").write_text(text, "utf-8")
    with pytest.raises(Broken, match=said):
        look(tiles.path, seat)
    assert not seat.exists()


def test_bytes_that_are_no_text_are_refused(tiles, seat):
    (tiles.path / "checkpoint").write_bytes(b"\xff\xfe")
    with pytest.raises(Broken, match="not UTF-8"):
        look(tiles.path, seat)


def test_a_log_without_a_checkpoint_is_refused(tiles, seat):
    (tiles.path / "checkpoint").unlink()
    with pytest.raises(Broken, match="checkpoint: this file is missing"):
        look(tiles.path, seat)


def test_a_spoiled_memory_is_not_taken_for_none(tiles, seat):
    look(tiles.path, seat)
    next(seat.rglob("checkpoint")).write_text("", "utf-8")
    with pytest.raises(Broken, match="not a signed note"):
        look(tiles.path, seat)


def test_a_witness_remembers_each_log_by_itself(tiles, seat, tmp_path):
    look(tiles.path, seat)
    other = Tiles(tmp_path / "other")
    other.append(ALL[:5], at=0)
    publish(other, OTHER)
    assert look(other.path, seat, verifier=OTHER.verifier).checkpoint.size == 5
    assert look(tiles.path, seat).checkpoint.size == 300


def test_a_logs_key_does_not_cosign(tiles, seat):
    with pytest.raises(Broken, match="not a witness's key"):
        look(tiles.path, seat, signer=KEY)


def test_the_state_is_kept_before_the_line_is_given(tiles, seat, monkeypatch):
    """A witness that dies while signing has already bound itself."""
    monkeypatch.setattr(note, "cosign", lambda *_: pytest.fail("dies here"))
    with pytest.raises(pytest.fail.Exception):
        look(tiles.path, seat)
    assert next(seat.rglob("checkpoint")).read_text("utf-8") == tiles.checkpoint()


@pytest.fixture
def served(tiles):
    """The log's folder behind an ordinary server of static files."""
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(quiet, directory=str(tiles.path)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_log_on_the_web_is_witnessed_alike(tiles, seat, served):
    look(served, seat)
    grown(tiles, 900)
    assert look(served, seat).checkpoint.size == 900
    replaced(tiles, [ALL[1], ALL[0], *ALL[2:950]])
    with pytest.raises(Broken, match="history was rewritten"):
        look(served, seat)


def test_a_server_without_the_log_is_said_to_have_none(served, seat):
    with pytest.raises(Broken, match="checkpoint: this file is missing"):
        look(f"{served}nothing/", seat)


def test_a_server_that_is_not_there_is_named(seat):
    with pytest.raises(Broken, match=r"http://127\.0\.0\.1:1/checkpoint: cannot be read"):
        look("http://127.0.0.1:1", seat)


def test_no_other_kind_of_address_is_opened():
    with pytest.raises(Broken, match="a folder or an http"):
        source("ftp://log.example")


def test_a_witness_leaves_the_log_as_it_was(tiles, seat):
    before = files(tiles.path)
    look(tiles.path, seat)
    assert files(tiles.path) == before
