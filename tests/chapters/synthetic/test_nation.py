"""The nation is spread over all counties, the poverty counties most; several processes make the same snapshot as one."""

import pytest

from tuopin.common.places import poverty_counties
from tuopin.common.refused import BadInput
from tuopin.register.snapshot import Snapshot
from tuopin.synthetic import snapshots
from tuopin.synthetic.nation import chosen, divided, nation
from tuopin.synthetic.snapshots import Recipe, write_snapshot


def test_the_nation_sums_to_what_was_asked_for():
    assert sum(nation(30_000_000).values()) == 30_000_000


def test_most_of_the_nation_is_in_the_poverty_counties():
    spread = nation(1_000_000)
    inside = sum(many for code, many in spread.items() if code in poverty_counties())

    assert 0.5 < inside / 1_000_000 < 0.8


@pytest.mark.parametrize(
    ("households", "weights", "expected"),
    [
        (10, {"a": 1, "b": 1}, {"a": 5, "b": 5}),
        (3, {"a": 1, "b": 1}, {"a": 2, "b": 1}),
        (1, {"a": 1, "b": 9}, {"b": 1}),
        (7, {"a": 2, "b": 5}, {"a": 2, "b": 5}),
    ],
)
def test_households_are_divided_by_weight(households, weights, expected):
    assert divided(households, weights) == expected


def test_more_than_a_county_can_number_is_refused():
    with pytest.raises(BadInput, match="at most"):
        divided(2_000_000, {"a": 1})


def test_a_prefecture_stands_for_its_counties():
    assert set(chosen(["5203"], 10_000)) >= {"520381", "520382"}


def test_a_place_that_is_none_is_refused():
    with pytest.raises(BadInput):
        chosen(["77"], 100)


def test_several_processes_make_the_same_snapshot(tmp_path, monkeypatch):
    recipe = Recipe({"520381": 60, "360881": 50, "410225": 40}, 1, (2016,))
    monkeypatch.setattr(snapshots, "SMALL", 0)
    write_snapshot(tmp_path / "one", recipe)
    write_snapshot(tmp_path / "two", recipe, processes=2)

    assert Snapshot.open(tmp_path / "two").digest == Snapshot.open(tmp_path / "one").digest


def test_a_snapshot_says_that_it_is_synthetic(tmp_path):
    write_snapshot(tmp_path / "made", Recipe({"520381": 20}, 1, (2016,)))
    snapshot = Snapshot.open(tmp_path / "made")

    assert (snapshot.synthetic, sum(1 for _ in snapshot.verify()) > 0) == (True, True)
