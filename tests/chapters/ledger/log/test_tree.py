"""Clause R3c: the tree is that of RFC 6962, and no proof leads to a root that it does not belong to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapters.ledger.log.logs import entries, plain_path, plain_proof, plain_root
from tuopin.ledger.log import tree
from tuopin.ledger.log.broken import Broken

MOST = 70
DATA = entries(MOST)
LEAVES = [tree.leaf_hash(entry) for entry in DATA]
READER = tree.Leaves(LEAVES)
ROOTS = [plain_root(DATA[:size]) for size in range(MOST + 1)]
SIZES = range(MOST + 1)
PAIRS = st.tuples(st.integers(0, MOST), st.integers(0, MOST)).map(sorted)


def verified(old, new, path, **changed):
    roots = {"old": old, "old_root": ROOTS[old], "new": new, "new_root": ROOTS[new]} | changed
    tree.verify_consistency(path, **roots)


def test_the_root_of_nothing_is_the_hash_of_nothing():
    assert tree.root([]) == ROOTS[0]


@pytest.mark.parametrize("size", SIZES)
def test_the_root_is_that_of_the_definition(size):
    assert tree.root(LEAVES[:size]) == ROOTS[size]


@pytest.mark.parametrize("size", SIZES)
def test_every_inclusion_proof_is_that_of_the_definition(size):
    made = [tree.inclusion(READER, index, size) for index in range(size)]
    assert made == [plain_path(index, DATA[:size]) for index in range(size)]


@pytest.mark.parametrize("new", SIZES)
def test_every_consistency_proof_is_that_of_the_definition(new):
    made = [tree.consistency(READER, old, new) for old in range(1, new + 1)]
    assert made == [plain_proof(old, DATA[:new]) for old in range(1, new + 1)]


@pytest.mark.parametrize("size", SIZES)
def test_every_inclusion_proof_is_verified_for_its_place_alone(size):
    for index in range(size):
        path = tree.inclusion(READER, index, size)
        tree.verify_inclusion(LEAVES[index], path, index=index, size=size, root=ROOTS[size])
        for other in range(size):
            if other != index:
                with pytest.raises(Broken):
                    tree.verify_inclusion(LEAVES[index], path, index=other, size=size, root=ROOTS[size])


@pytest.mark.parametrize("new", SIZES)
def test_every_consistency_proof_is_verified_for_its_pair_alone(new):
    for old in range(new + 1):
        path = tree.consistency(READER, old, new)
        verified(old, new, path)
        for other in range(1, new):
            if old not in {0, other, new}:
                with pytest.raises(Broken):
                    verified(other, new, path)


@settings(deadline=None)
@given(PAIRS, st.data())
def test_no_changed_consistency_proof_holds(pair, data):
    old, new = pair
    path = tree.consistency(READER, old, new)
    kind = data.draw(st.sampled_from(["longer", "shorter", "changed", "old root", "new root"]))
    changed = {}
    if kind == "longer":
        path = [*path, ROOTS[1]]
    elif kind == "shorter" and path:
        path = path[:-1]
    elif kind == "changed" and path:
        place = data.draw(st.integers(0, len(path) - 1))
        path = [*path[:place], ROOTS[0], *path[place + 1 :]]
    elif old:
        changed = {"old_root": ROOTS[0]} if kind == "old root" else {"new_root": ROOTS[0]}
    else:
        path = [ROOTS[0]]
    with pytest.raises(Broken):
        verified(old, new, path, **changed)


@settings(deadline=None)
@given(st.integers(1, MOST), st.data())
def test_no_changed_inclusion_proof_holds(size, data):
    index = data.draw(st.integers(0, size - 1))
    path = tree.inclusion(READER, index, size)
    place = data.draw(st.integers(0, len(path)))
    for wrong in ([*path[:place], ROOTS[0], *path[place:]], [*path[:place], *path[place + 1 :]], [*path[:place], ROOTS[0], *path[place + 1 :]]):
        if wrong != path:
            with pytest.raises(Broken):
                tree.verify_inclusion(LEAVES[index], wrong, index=index, size=size, root=ROOTS[size])


@pytest.mark.parametrize(("old", "new"), [(-1, 3), (4, 3)])
def test_a_log_that_has_shrunk_has_no_proof(old, new):
    with pytest.raises(Broken, match="has become one of"):
        tree.consistency(READER, old, new)
    with pytest.raises(Broken, match="has become one of"):
        verified(old, new, [])


@pytest.mark.parametrize("index", [-1, 3, 4])
def test_an_entry_outside_the_log_has_no_proof(index):
    with pytest.raises(Broken, match="is not in a log of 3"):
        tree.inclusion(READER, index, 3)
