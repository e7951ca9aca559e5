"""Clause R3c: the files are those of C2SP tlog-tiles, however the entries came in, and what is published is never written anew."""

import shutil
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapters.ledger.log.logs import KEY, OTHER, entries, files, log, plain_root, publish, signed
from tuopin.ledger.log import bundle, paths, tree
from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.tiles import Tiles

ALL = entries(70_000)


def hashes(content):
    return [content[at : at + 32] for at in range(0, len(content), 32)]


@pytest.mark.parametrize(("number", "path"), [(0, "000"), (999, "999"), (1000, "x001/000"), (1234067, "x001/x234/067")])
def test_a_tile_is_numbered_in_groups_of_three(number, path):
    assert paths.numbered(number) == path


def test_a_log_of_70000_has_the_files_of_the_specification(tmp_path):
    log(tmp_path, 70_000)
    found = sorted(name for name in files(tmp_path) if name.startswith("tile/"))
    whole = [paths.numbered(number) for number in range(273)]
    expected = [f"tile/entries/{name}" for name in (*whole, "273.p/112")] + [f"tile/0/{name}" for name in (*whole, "273.p/112")]
    assert found == sorted([*expected, "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"])


def test_a_log_of_256_has_a_whole_tile_and_one_hash_above(tmp_path):
    log(tmp_path, 256)
    assert sorted(files(tmp_path)) == ["checkpoint", "tile/0/000", "tile/1/000.p/1", "tile/entries/000"]


def test_a_bundle_holds_each_entry_after_its_length(tmp_path):
    Tiles(tmp_path).append([b"", b"ab", bytes(65_535)], at=0)
    assert files(tmp_path)["tile/entries/000.p/3"] == b"\x00\x00" + b"\x00\x02ab" + b"\xff\xff" + bytes(65_535)


def test_a_tile_above_holds_the_roots_of_the_tiles_below(tmp_path):
    log(tmp_path, 70_000)
    found = files(tmp_path)
    for place in (0, 255):
        below = hashes(found[paths.tile(0, place)])
        assert below == [sha256(b"\x00" + entry).digest() for entry in ALL[place * 256 : place * 256 + 256]]
        assert hashes(found["tile/1/000"])[place] == tree.root(below)
    assert found["tile/2/000.p/1"] == tree.root(hashes(found["tile/1/000"]))


@settings(deadline=None)
@given(st.lists(st.integers(0, 700), min_size=1, max_size=6), st.booleans())
def test_however_entries_come_in_the_files_are_the_same(tmp_path_factory, steps, again):
    one, many = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("many")
    tiles, size = Tiles(many), 0
    for step in steps:
        if again:
            tiles = Tiles(many)  # as another process would
        size = tiles.append(ALL[size : size + step], at=size)
    assert (tiles.size, Tiles(many).size, tiles.root()) == (size, size, plain_root(ALL[:size]))
    Tiles(one).append(ALL[:size], at=0)
    assert files(one).items() <= files(many).items()
    shutil.rmtree(one)
    shutil.rmtree(many)


def test_partial_files_go_when_their_tile_is_whole(tmp_path):
    tiles = log(tmp_path, 3)
    tiles.append(ALL[3:7], at=3)
    assert "tile/entries/000.p/3" in files(tmp_path)
    tiles.append(ALL[7:257], at=7)
    assert sorted(name for name in files(tmp_path) if "/000.p/" in name) == ["tile/1/000.p/1"]


def test_a_smaller_log_is_read_from_the_files_of_a_larger(tmp_path):
    tiles = log(tmp_path, 70_000)
    for size in (1, 255, 256, 257, 65_536, 65_537, 69_888, 69_999):
        assert tiles.root(size) == tree.root([tree.leaf_hash(entry) for entry in ALL[:size]])
        assert list(tiles.entries(max(size - 300, 0), size)) == ALL[max(size - 300, 0) : size]
    assert tiles.reader(257).root() == tiles.root(257)  # its partial files are gone, whole ones stand in their place


def test_entries_before_must_be_there(tmp_path):
    log(tmp_path, 300)
    with pytest.raises(Broken, match=r"tile/entries/001\.p/144: this file is missing"):
        Tiles(tmp_path).append(ALL[400:401], at=400)


def test_an_append_within_what_is_published_changes_nothing(tmp_path):
    tiles = log(tmp_path, 300)
    before = files(tmp_path)
    assert tiles.append(ALL[100:200], at=100) == 300
    assert files(tmp_path) == before


def test_an_append_that_begins_within_what_is_published_goes_on_after_it(tmp_path):
    tiles = log(tmp_path, 300)
    assert tiles.append(ALL[100:600], at=100) == 600
    assert tiles.root() == plain_root(ALL[:600])


def test_a_published_entry_is_never_written_anew(tmp_path):
    tiles = log(tmp_path, 300)
    with pytest.raises(Broken, match="entry 101: this entry is published"):
        tiles.append([ALL[100], ALL[7], *ALL[102:600]], at=100)


def test_a_checkpoint_is_not_replaced_by_a_smaller(tmp_path):
    tiles = log(tmp_path, 300)
    with pytest.raises(Broken, match="shrunk: from 300 entries to 299"):
        tiles.publish(signed(299, plain_root(ALL[:299])))


def test_a_checkpoint_is_not_replaced_by_another_of_its_size(tmp_path):
    tiles = log(tmp_path, 300)
    with pytest.raises(Broken, match="two roots for 300 entries"):
        tiles.publish(signed(300, bytes(32)))


def test_a_checkpoint_is_not_replaced_by_that_of_another_log(tmp_path):
    tiles = log(tmp_path, 300)
    with pytest.raises(Broken, match="another log"):
        tiles.publish(signed(301, bytes(32), OTHER))


def test_files_that_do_not_lead_to_the_published_root_are_not_built_upon(tmp_path):
    log(tmp_path, 300)
    other = bundle.packed([*ALL[256:299], ALL[0]])
    (tmp_path / "tile/entries/001.p/44").write_bytes(other)
    with pytest.raises(Broken, match="do not lead to the published root"):
        Tiles(tmp_path).append(ALL[300:301], at=300)


@pytest.mark.parametrize("spoiled", ["tile/0/001.p/44", "tile/1/000.p/1"])
@pytest.mark.parametrize("content", [None, b"", b"torn", bytes(32)])
def test_a_torn_tile_at_the_edge_is_made_again_from_below(tmp_path, spoiled, content):
    log(tmp_path, 300)
    if content is None:
        (tmp_path / spoiled).unlink()
    else:
        (tmp_path / spoiled).write_bytes(content)
    before = files(log(tmp_path.parent / "whole", 300).path)
    tiles = Tiles(tmp_path)
    tiles.append([], at=300)
    assert (files(tmp_path), tiles.root()) == (before, plain_root(ALL[:300]))


def test_two_writers_take_turns(tmp_path):
    one, other = log(tmp_path, 10), Tiles(tmp_path)
    other.append(ALL[10:20], at=10)
    one.append(ALL[20:30], at=20)
    other.append(ALL[30:40], at=30)
    assert (other.root(), other.reader(40).root(), one.size) == (plain_root(ALL[:40]), plain_root(ALL[:40]), 30)


def test_an_entry_beyond_65535_bytes_is_refused(tmp_path):
    with pytest.raises(Broken, match="more than 65,535 bytes"):
        Tiles(tmp_path).append([bytes(65_536)], at=0)


def test_the_published_note_is_given_back_whole(tmp_path):
    tiles = log(tmp_path, 3)
    tiles.append(ALL[3:5], at=3)
    assert publish(tiles, KEY) == tiles.checkpoint()
