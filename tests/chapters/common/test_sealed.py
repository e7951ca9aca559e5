"""A sealed number opens with its key, in its field and row, unchanged, and in no other case. Clause R3c."""

import copy
import hmac
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuopin.common import keys, sealed
from tuopin.common.identity import made_up_id

FIELD = "person.id_number"
NUMBER = next(number for serial in range(100) if (number := made_up_id(date(1980, 1, 1), "male", serial)).endswith("X"))
ONE = keys.parse(keys.new_keys())
OTHER = keys.parse(keys.new_keys())
TEXT = keys.new_keys()
ROTATED = keys.with_new_key(TEXT)
BEFORE, AFTER, ONLY_NEW = keys.parse(TEXT), keys.parse(ROTATED), keys.parse(keys.without(ROTATED, "k1"))
plains = st.text(max_size=40)
rows = st.text(st.characters(codec="utf-8"), max_size=20)


@given(plains.filter(lambda text: text.isprintable()), rows)
def test_a_sealed_number_opens_to_itself(plain, row):
    assert sealed.opened(sealed.seal(plain, field=FIELD, row=row, keys=ONE), field=FIELD, row=row, keys=ONE) == plain


def test_the_form_is_version_key_id_nonce_and_ciphertext():
    value = sealed.seal("12345", field=FIELD, row="1", keys=ONE)
    assert (value[:4], len(value)) == (b"\x01\x02k1", 4 + 12 + 5 + 16)


def test_the_same_number_is_sealed_differently_each_time():
    assert len({sealed.seal("12345", field=FIELD, row="1", keys=ONE) for _ in range(200)}) == 200


@pytest.mark.parametrize(
    ("field", "row", "with_keys"),
    [
        (FIELD, "0123000002", ONE),
        ("person.phone", "0123000001", ONE),
        (FIELD, "", ONE),
        (FIELD, "0123000001 ", ONE),
        (FIELD, "0123000001", OTHER),
    ],
)
def test_another_row_field_or_key_does_not_open_it(field, row, with_keys):
    value = sealed.seal("12345", field=FIELD, row="0123000001", keys=ONE)
    with pytest.raises(sealed.Unopened, match="changed, or of another row"):
        sealed.opened(value, field=field, row=row, keys=with_keys)


def test_field_and_row_cannot_be_shifted_into_each_other():
    with pytest.raises(ValueError, match="unit separator"):
        sealed.seal("12345", field="a\x1fb", row="c", keys=ONE)


def test_every_single_bit_turned_is_refused():
    value = sealed.seal("520381", field=FIELD, row="1", keys=AFTER)
    opened = []
    for bit in range(len(value) * 8):
        turned = bytearray(value)
        turned[bit // 8] ^= 1 << bit % 8
        try:
            opened.append((bit, sealed.opened(bytes(turned), field=FIELD, row="1", keys=AFTER)))
        except sealed.Unopened:
            continue
    assert opened == []


@pytest.mark.parametrize("cut", [*range(12), 16, 31, -1])
def test_a_value_cut_short_is_refused(cut):
    value = sealed.seal("520381", field=FIELD, row="1", keys=ONE)
    with pytest.raises(sealed.Unopened):
        sealed.opened(value[:cut], field=FIELD, row="1", keys=ONE)


@given(st.binary(max_size=64))
def test_any_other_bytes_are_refused(content):
    with pytest.raises(sealed.Unopened):
        sealed.opened(content, field=FIELD, row="1", keys=ONE)


def test_a_key_that_is_missing_is_named():
    value = sealed.seal("520381", field=FIELD, row="1", keys=BEFORE)
    with pytest.raises(sealed.Unopened, match="key k1 is not at hand"):
        sealed.opened(value, field=FIELD, row="1", keys=ONLY_NEW)


def test_no_error_tells_the_number():
    value = sealed.seal("520381000", field=FIELD, row="1", keys=ONE)
    with pytest.raises(sealed.Unopened) as refusal:
        sealed.opened(value, field=FIELD, row="2", keys=ONE)
    assert "520381000" not in repr(refusal.value) + str(refusal.value)


def test_an_unopened_is_carried_whole():
    with pytest.raises(sealed.Unopened) as refusal:
        sealed.opened(b"", field=FIELD, row="2", keys=ONE)
    assert str(copy.copy(refusal.value)) == str(refusal.value)


def test_after_a_rotation_the_old_value_opens_and_the_new_one_is_sealed_anew():
    old = sealed.seal("520381", field=FIELD, row="1", keys=BEFORE)
    new = sealed.reseal(old, field=FIELD, row="1", keys=AFTER)
    assert sealed.opened(old, field=FIELD, row="1", keys=AFTER) == "520381"
    assert sealed.opened(new, field=FIELD, row="1", keys=ONLY_NEW) == "520381"
    assert (sealed.key_id(old), sealed.key_id(new)) == ("k1", "k2")


def test_what_is_sealed_with_the_current_key_stays():
    assert sealed.reseal(sealed.seal("1", field=FIELD, row="1", keys=ONE), field=FIELD, row="1", keys=ONE) is None


def test_the_prefix_tells_the_key():
    assert sealed.seal("1", field=FIELD, row="1", keys=AFTER).startswith(sealed.prefix("k2"))


@pytest.mark.parametrize(
    "typed",
    [
        NUMBER, NUMBER.lower(), f" {NUMBER[:4]} {NUMBER[4:14]} {NUMBER[14:]}", "".join(chr(ord(mark) + 0xFEE0) for mark in NUMBER),
        "\u200b".join(NUMBER), f"\ufeff{NUMBER}\u3000", f"{NUMBER[:6]}\u00a0{NUMBER[6:17]}\u2009x\n",
    ],
)  # fmt: skip
def test_equal_numbers_have_equal_indexes_however_typed(typed):
    assert sealed.index(typed, field=FIELD, keys=ONE) == sealed.index(NUMBER, field=FIELD, keys=ONE)


def test_the_index_is_hmac_sha256_cut_to_sixteen_bytes():
    expected = hmac.digest(ONE.index, b"person.id_number\x1f1234X", "sha256")[:16]
    assert sealed.index("1234x", field=FIELD, keys=ONE) == expected


@pytest.mark.parametrize(("plain", "field", "of"), [("1235", FIELD, ONE), ("1234", "person.phone", ONE), ("1234", FIELD, OTHER)])
def test_another_number_field_or_key_has_another_index(plain, field, of):
    assert sealed.index(plain, field=field, keys=of) != sealed.index("1234", field=FIELD, keys=ONE)


@given(st.text(max_size=30))
def test_normalising_twice_is_normalising_once(plain):
    assert sealed.normal(sealed.normal(plain)) == sealed.normal(plain)


@given(st.lists(st.tuples(st.none() | plains, rows), max_size=30))
def test_the_bulk_forms_say_what_the_single_ones_say(pairs):
    values, of = [plain for plain, _ in pairs], [row for _, row in pairs]
    sealed_all = sealed.seal_many(values, of, field=FIELD, keys=AFTER)
    assert sealed.open_many(sealed_all, of, field=FIELD, keys=AFTER) == values
    assert [None if value is None else sealed.opened(value, field=FIELD, row=row, keys=AFTER) for value, row in zip(sealed_all, of, strict=True)] == values
    assert sealed.index_many(values, field=FIELD, keys=AFTER) == [plain if plain is None else sealed.index(plain, field=FIELD, keys=AFTER) for plain in values]


def test_many_are_opened_with_old_and_new_keys_together():
    mixed = [sealed.seal("1", field=FIELD, row="a", keys=BEFORE), sealed.seal("2", field=FIELD, row="b", keys=AFTER)]
    assert sealed.open_many(mixed, ["a", "b"], field=FIELD, keys=AFTER) == ["1", "2"]


def test_many_with_rows_exchanged_are_refused():
    values = sealed.seal_many(["1", "2"], ["a", "b"], field=FIELD, keys=ONE)
    with pytest.raises(sealed.Unopened):
        sealed.open_many(values, ["b", "a"], field=FIELD, keys=ONE)


def test_nonces_of_many_are_all_different():
    values = sealed.seal_many(["1"] * 1000, ["a"] * 1000, field=FIELD, keys=ONE)
    assert len({value[4:16] for value in values}) == 1000


def test_rows_and_numbers_of_different_length_are_a_bug():
    with pytest.raises(ValueError, match="zip"):
        sealed.seal_many(["1", "2"], ["a"], field=FIELD, keys=ONE)
