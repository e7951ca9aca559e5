"""Clause R3c: one record, one sequence of bytes (RFC 8785, for values without fractions)."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.canonical import LARGEST, canonical, parsed

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, False, None]}, '{"a":[true,false,null],"b":1}'),
        ({"": 0, "1": {"f": {"f": "hi", "F": 5}, "\n": 56}}, '{"":0,"1":{"\\n":56,"f":{"F":5,"f":"hi"}}}'),
        ("\u20ac$\u000f\nA'B\"\\\\\"/", '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
        ("\b\f\r\t\x7f\u2028", '"\\b\\f\\r\\t\x7f\u2028"'),
        ([-LARGEST, 0, LARGEST], "[-9007199254740991,0,9007199254740991]"),
        ({"户": "脱贫"}, '{"户":"脱贫"}'),
    ],
)
def test_a_value_has_the_text_of_the_rfc(value, text):
    assert canonical(value) == text.encode()


def test_names_are_ordered_by_utf16_units():
    """The example of RFC 8785, 3.2.3: the pair of surrogates stands before U+FB33."""
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\x80", "\u00f6"]
    assert list(json.loads(canonical(dict.fromkeys(names)))) == ["\r", "1", "\x80", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


@settings(deadline=None)
@given(VALUES)
def test_canonical_text_reads_back_as_the_same_value(value):
    assert parsed(canonical(value)) == value


@settings(deadline=None)
@given(VALUES)
def test_layout_and_order_do_not_matter(value):
    laid_out = json.dumps(value, indent=3, ensure_ascii=True)
    assert canonical(parsed(laid_out)) == canonical(value)


@pytest.mark.parametrize("value", [1.5, 1.0, float("nan"), b"x", (1,), {1: 2}, LARGEST + 1, -LARGEST - 1, "\ud800", {"\udfff": 1}, [{"a": 0.1}]])
def test_what_no_record_may_hold_is_refused(value):
    with pytest.raises(Broken):
        canonical(value)


def test_the_refusal_names_the_place():
    with pytest.raises(Broken, match=r"\$\.household\[1\]\.income: a value"):
        canonical({"household": [{}, {"income": 1.5}]})


@pytest.mark.parametrize("text", ['{"a":1,"a":1}', '{"a":1.0}', '{"a":1e3}', "NaN", "-Infinity", "{", "", b"\xff", "[" * 100_000])
def test_a_text_that_could_be_read_in_two_ways_is_refused(text):
    with pytest.raises(Broken):
        parsed(text)
