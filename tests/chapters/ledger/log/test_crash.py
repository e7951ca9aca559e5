"""A process killed at any step leaves a log that goes on to exactly the right files, whatever is appended next."""

import shutil

import pytest

from chapters.ledger.log.logs import entries, files, log
from tuopin.ledger.log import tiles as tiles_module
from tuopin.ledger.log.check import fsck
from tuopin.ledger.log.disk import WRITING
from tuopin.ledger.log.tiles import Tiles

ALL = entries(3_000)
CASES = [
    # before, appended, appended after the crash
    (0, 3, 3),
    (5, 1, 1),
    (250, 20, 20),
    (250, 20, 3),
    (250, 6, 6),
    (255, 1, 2),
    (256, 300, 1),
    (700, 1_300, 900),
    (700, 1_300, 1_300),
]


class Killed(BaseException):
    """The process ends here."""


class Clock:
    """Counts steps; the last one that it allows is the last that happens."""

    def __init__(self, allowed):
        self.left, self.told = allowed, []

    def __call__(self, step):
        if self.left == 0:
            raise Killed
        self.left -= 1
        self.told.append(step)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    """So that even a short append is written in several."""
    monkeypatch.setattr(tiles_module, "TOGETHER", 4)


def steps_of(folder, before, more):
    clock = Clock(-1)
    Tiles(folder, clock).append(ALL[before : before + more], at=before)
    return clock.told


def torn(folder):
    """What a crash may leave of an unfinished file: any beginning of it."""
    for path in (folder / WRITING).glob("*"):
        path.write_bytes(path.read_bytes()[:7])


@pytest.mark.parametrize("published", [True, False], ids=["published", "unpublished"])
@pytest.mark.parametrize(("before", "more", "after"), CASES)
def test_after_a_crash_at_any_step_the_log_goes_on(tmp_path, before, more, after, published):
    base, whole = tmp_path / "base", tmp_path / "whole"
    log(base, before)
    if not published:
        (base / "checkpoint").unlink()
    shutil.copytree(base, whole)
    Tiles(whole).append(ALL[before : before + after], at=before)
    expected = files(whole)
    steps = steps_of(shutil.copytree(base, tmp_path / "steps"), before, more)
    for allowed in range(len(steps)):
        folder = shutil.copytree(base, tmp_path / "crashed")
        with pytest.raises(Killed):
            Tiles(folder, Clock(allowed)).append(ALL[before : before + more], at=before)
        torn(folder)
        resumed = Tiles(folder)
        resumed.append(ALL[before : before + after], at=before)
        assert _tiles(files(folder)) == _tiles(expected), f"after {allowed} steps, before {steps[allowed]}"
        assert fsck(resumed, before + after) == resumed.root()
        shutil.rmtree(folder)


@pytest.mark.parametrize(("before", "more", "after"), [(250, 20, 20), (700, 900, 3)])
def test_a_crash_while_going_on_is_no_worse(tmp_path, before, more, after):
    """Killed while appending, and killed again at each step of going on."""
    base, whole = tmp_path / "base", tmp_path / "whole"
    log(base, before)
    shutil.copytree(base, whole)
    Tiles(whole).append(ALL[before : before + after], at=before)
    steps = len(steps_of(shutil.copytree(base, tmp_path / "steps"), before, more))
    stride = max(steps // 8, 1)
    for first in range(0, steps, stride):
        for second in range(0, steps, stride):
            folder = shutil.copytree(base, tmp_path / "crashed")
            for allowed, count in ((first, more), (second, after)):
                _until(folder, allowed, before, count)
            resumed = Tiles(folder)
            resumed.append(ALL[before : before + after], at=before)
            assert _tiles(files(folder)) == _tiles(files(whole)), (first, second)
            shutil.rmtree(folder)


def test_what_another_writer_left_by_half_is_seen(tmp_path):
    """The first writer remembers where it was; the second died past that point."""
    log(tmp_path, 3)
    first = Tiles(tmp_path)
    first.append(ALL[3:10], at=3)
    steps = len(steps_of(shutil.copytree(tmp_path, tmp_path.parent / "steps"), 10, 20))
    with pytest.raises(Killed):
        Tiles(tmp_path, Clock(steps - 1)).append(ALL[10:30], at=10)
    first.append([*ALL[50:55]], at=10)
    first.append([*ALL[55:80]], at=15)
    assert fsck(first, 40) == first.root()


def test_a_disk_that_fails_leaves_a_writer_that_reads_again(tmp_path):
    """No crash, but an error: the same writer goes on from the files, not from what it had in mind."""
    log(tmp_path, 250)
    clock = Clock(-1)
    tiles = Tiles(tmp_path, clock)
    tiles.append(ALL[250:251], at=250)
    clock.left = 5
    with pytest.raises(Killed):
        tiles.append(ALL[251:300], at=251)
    clock.left = -1
    tiles.append(ALL[251:270], at=251)
    assert fsck(tiles, 270) == Tiles(tmp_path).root(270)


def test_nothing_unfinished_is_left_lying(tmp_path):
    log(tmp_path, 5)
    with pytest.raises(Killed):
        Tiles(tmp_path, Clock(2)).append(ALL[5:9], at=5)
    assert list((tmp_path / WRITING).iterdir()) != []
    Tiles(tmp_path).append(ALL[5:9], at=5)
    assert list((tmp_path / WRITING).iterdir()) == []


def _until(folder, allowed, before, count):
    try:
        Tiles(folder, Clock(allowed)).append(ALL[before : before + count], at=before)
    except Killed:
        torn(folder)


def _tiles(found):
    """The log's own files, without those of smaller logs (a partial file stays until its tile is whole)."""
    return {name: content for name, content in found.items() if name.startswith("tile/")}
