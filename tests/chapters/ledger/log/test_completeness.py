"""Clause R3c: each quarter a county's whole list stands under one root, so that nobody has a record that the log does not know of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuopin.ledger.log import completeness
from tuopin.ledger.log.broken import Broken

PAIRS = [(completeness.subject(b"salt", f"household {place}"), "exited" if place % 3 else "registered") for place in range(100)]
ROOT = completeness.root(PAIRS)


@settings(deadline=None)
@given(st.permutations(PAIRS))
def test_the_order_of_the_list_does_not_matter(pairs):
    assert completeness.root(pairs) == ROOT


@pytest.mark.parametrize("pair", PAIRS[:5])
def test_every_subject_has_its_path(pair):
    path = completeness.path(PAIRS, pair[0])
    assert completeness.read(path.text) == path == completeness.paths(PAIRS)[pair[0]]
    completeness.verify(pair, path, ROOT)


def test_all_paths_hold():
    paths = completeness.paths(PAIRS)
    for pair in PAIRS:
        completeness.verify(pair, paths[pair[0]], ROOT)
    assert len(paths) == 100


def test_another_status_does_not_hold():
    subject, status = PAIRS[7]
    with pytest.raises(Broken, match="subject and status are not under this root"):
        completeness.verify((subject, f"{status}!"), completeness.path(PAIRS, subject), ROOT)


def test_the_path_of_another_does_not_hold():
    with pytest.raises(Broken, match="not under this root"):
        completeness.verify(PAIRS[7], completeness.path(PAIRS, PAIRS[8][0]), ROOT)


@pytest.mark.parametrize("changed", [PAIRS[1:], [*PAIRS, (completeness.subject(b"salt", "one more"), "exited")], [(PAIRS[0][0], "removed"), *PAIRS[1:]]])
def test_a_list_with_one_more_less_or_other_has_another_root(changed):
    assert completeness.root(changed) != ROOT


def test_a_subject_stands_once():
    with pytest.raises(Broken, match="the same subject stands twice"):
        completeness.root([*PAIRS, (PAIRS[0][0], "returned")])


def test_a_subject_that_is_not_on_the_list_has_no_path():
    with pytest.raises(Broken, match="not on the list"):
        completeness.path(PAIRS, bytes(32))


def test_a_subject_is_a_commitment():
    with pytest.raises(Broken, match="a subject's commitment is 32 bytes"):
        completeness.root([(b"name", "exited")])


def test_salt_and_pseudonym_do_not_run_together():
    assert completeness.subject(b"ab", "c") != completeness.subject(b"a", "bc")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: not a completeness proof"),
        ("tuopin-completeness@v1\nplace 0\nsize 1\n", "line 2: not a completeness proof"),
        ("tuopin-completeness@v1\nindex 0\nsize 01\n", "line 3: a decimal"),
        ("tuopin-completeness@v1\nindex 0\nsize 1\nAAAA\n", "line 4: a hash is 32 bytes"),
    ],
)
def test_what_is_no_path_is_refused(text, said):
    with pytest.raises(Broken, match=said):
        completeness.read(text)
