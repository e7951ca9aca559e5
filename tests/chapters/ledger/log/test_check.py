"""Clause R3c: whatever is changed in the log's files, the check finds it and says where."""

import re
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chapters.ledger.log.logs import entries, files, log, plain_root
from tuopin.ledger.log import bundle, check, paths, tree
from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.check import fsck
from tuopin.ledger.log.commitment import leaf
from tuopin.ledger.log.source import Folder
from tuopin.ledger.log.tiles import Tiles

SIZE = 600
ALL = entries(SIZE)


class Changed:
    """A log in memory with one file changed."""

    def __init__(self, held, name, content):
        self.held = held | {name: content}

    def read(self, path):
        return self.held.get(path)


def held(folder):
    return {name: content for name, content in files(folder).items() if name.startswith("tile/")}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return held(log(tmp_path_factory.mktemp("small"), 5).path)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    return held(log(tmp_path_factory.mktemp("large"), SIZE).path)


@pytest.mark.parametrize("size", [0, 1, 5, 255, 256, 257, 600, 65_536, 66_000])
def test_a_sound_log_gives_the_root_of_its_entries(tmp_path, size):
    tiles = log(tmp_path, size)
    assert fsck(tiles, size) == plain_root(entries(size)) == fsck(tmp_path, size) == fsck(Folder(tmp_path), size, workers=1)


def test_two_processes_find_what_one_finds(tmp_path, monkeypatch):
    tiles = log(tmp_path, 3_000)
    monkeypatch.setattr(check, "ALONE", 1)
    monkeypatch.setattr(check, "SHARE", 3)
    assert fsck(tiles, 3_000, workers=2) == fsck(tiles, 3_000, workers=1)
    path = tmp_path / paths.bundle(7)
    path.write_bytes(flipped(path.read_bytes(), 35 * 8 * 10 + 100))
    for workers in (1, 2):
        with pytest.raises(Broken, match=r"tile/entries/007, entry 1802: the entry does not have the hash that tile/0/007"):
            fsck(tiles, 3_000, workers=workers)


def test_every_bit_flipped_in_a_small_log_is_found(small):
    missed = []
    for name, content in small.items():
        for bit in range(len(content) * 8):
            try:
                fsck(Changed(small, name, flipped(content, bit)), 5)
            except Broken as broken:
                if paths_in(broken) and name not in str(broken):
                    missed.append((name, bit, str(broken)))
            else:
                missed.append((name, bit, "unseen"))
    assert missed == []


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_any_bit_flipped_in_a_larger_log_is_found_and_located(large, data):
    name = data.draw(st.sampled_from(sorted(large)))
    bit = data.draw(st.integers(0, len(large[name]) * 8 - 1))
    with pytest.raises(Broken) as caught:
        fsck(Changed(large, name, flipped(large[name], bit)), SIZE)
    assert name in str(caught.value)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_file_cut_short_or_lengthened_is_found(large, data):
    name = data.draw(st.sampled_from(sorted(large)))
    content = large[name]
    wrong = data.draw(st.sampled_from([content[: data.draw(st.integers(0, len(content) - 1))], content + b"\x00", content + content[:35]]))
    with pytest.raises(Broken, match=re.escape(name)):
        fsck(Changed(large, name, wrong), SIZE)


def test_every_file_deleted_is_found(large):
    for name in large:
        with pytest.raises(Broken, match=f"{re.escape(name)}: this file is missing"):
            fsck(Changed(large, name, None), SIZE)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1))
def test_entries_in_another_order_are_found(large, one, other):
    swapped = list(ALL)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    changed = rewritten(large, swapped)
    if one == other:
        assert fsck(changed, SIZE) == plain_root(ALL)
        return
    with pytest.raises(Broken, match=f"entry {min(one, other)}:"):
        fsck(changed, SIZE)


@pytest.mark.parametrize("gone", [0, 299, 599])
def test_an_entry_taken_out_is_found(large, gone):
    changed = rewritten(large, [*ALL[:gone], *ALL[gone + 1 :], b"\x01" + bytes(32)])
    with pytest.raises(Broken, match=f"entry {gone}:"):
        fsck(changed, SIZE)


def test_a_history_rewritten_throughout_has_another_root(tmp_path):
    """Whoever rewrites every tile as well is found by the signed root, not by the tiles."""
    Tiles(tmp_path).append([ALL[1], ALL[0], *ALL[2:]], at=0)
    assert fsck(tmp_path, SIZE) != plain_root(ALL)


def test_a_tile_above_that_fits_its_own_root_is_found(large):
    """Entries and leaf tiles are sound, only a hash above is another."""
    rows = [leaf(entry) for entry in ALL[:512]]
    wrong = tree.root(rows[:256]) + tree.root(rows[:256])
    with pytest.raises(Broken, match=r"tile/1/000\.p/2: its hash 1 is not the root of the tile below"):
        fsck(Changed(large, "tile/1/000.p/2", wrong), SIZE)


@pytest.fixture
def grown(tmp_path):
    """A log that was published at 3 and at 200 entries: it keeps the partial files of both."""
    tiles = log(tmp_path, 3)
    tiles.append(ALL[3:200], at=3)
    return tiles


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_bit_flipped_in_an_earlier_partial_file_is_found(grown, data):
    name = data.draw(st.sampled_from(["tile/entries/000.p/3", "tile/0/000.p/3"]))
    path = grown.path / name
    content = path.read_bytes()
    path.write_bytes(flipped(content, data.draw(st.integers(0, len(content) * 8 - 1))))
    with pytest.raises(Broken, match=re.escape(name)):
        fsck(grown, 200)
    path.write_bytes(content)
    assert fsck(grown, 200) == plain_root(ALL[:200])


@pytest.mark.parametrize("name", ["tile/0/001.txt", "tile/0/1", "tile/00/000", "tile/0/000.p/256", "tile/0/000.p/0", "tile/entries/x00/000", "tile/note"])
def test_a_file_that_no_log_has_is_found(grown, name):
    path = grown.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    with pytest.raises(Broken, match=f"{re.escape(name)}: a log has no such file"):
        fsck(grown, 200)


def test_what_is_appended_meanwhile_does_not_disturb(grown):
    grown.append(ALL[200:255], at=200)
    assert fsck(grown, 200) == plain_root(ALL[:200])
    grown.append(ALL[255:SIZE], at=255)
    assert fsck(grown, 200) == plain_root(ALL[:200])


def test_a_missing_log_is_not_a_sound_one(tmp_path):
    shutil.rmtree(tmp_path)
    with pytest.raises(Broken, match="this file is missing"):
        fsck(tmp_path, 1)


def flipped(content, bit):
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def rewritten(large, changed):
    """The log with other bundles of entries and all its tiles as before."""
    bundles = {
        paths.bundle(number, width): bundle.packed(changed[number * 256 : number * 256 + width]) for number, width in paths.tiles(0, SIZE)
    }
    return Changed(large | bundles, "", b"")


def paths_in(broken):
    return "tile/" in str(broken)
