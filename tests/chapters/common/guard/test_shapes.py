"""Which digits are an identity number, a phone, an account: every boundary. Clause R3c. All numbers are synthetic (合成)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapters.common.guard.made import BANK, CARD, IDENTITY, OLD, PHONE, WITH_X
from tuopin.common.guard.kinds import Kind
from tuopin.common.guard.numbers import numbers
from tuopin.common.guard.shapes import bank, identity, luhn, mobile, old_identity
from tuopin.common.identity import CHECK_CHARACTERS, id_checksum, made_up_id


def with_check(seventeen):
    return seventeen + id_checksum(seventeen)


def kinds(text):
    return [str(hit.kind) for hit in numbers(text)]


@given(st.dates(date(1900, 1, 1), date(2049, 12, 31)), st.integers(0, 499), st.sampled_from(["male", "female"]), st.sampled_from(["", "41", "4103"]))
def test_every_right_number_is_one(birth, serial, sex, card):
    assert identity(made_up_id(birth, sex, serial, card=card))


@pytest.mark.parametrize("check", [character for character in CHECK_CHARACTERS if character != IDENTITY[17]])
def test_every_wrong_check_character_of_no_real_county_is_none(check):
    assert not identity(IDENTITY[:17] + check)


@pytest.mark.parametrize("check", list(CHECK_CHARACTERS))
def test_every_check_character_of_a_real_county_is_one_since_a_mistyped_number_still_tells(check):
    assert identity("520381" + IDENTITY[6:17] + check)


@pytest.mark.parametrize(
    ("birth", "is_one"),
    [("18991231", False), ("19000101", True), ("20491231", True), ("20500101", False), ("19630229", False), ("19640229", True),
     ("19631301", False), ("19630001", False), ("19630100", False), ("19630431", False), ("19630430", True)],
)  # fmt: skip
def test_the_birthday_must_be_a_day_of_1900_to_2049(birth, is_one):
    assert identity(with_check("999998" + birth + "033")) is is_one


@pytest.mark.parametrize("length", [17, 19, 21, 23])
def test_other_lengths_are_none(length):
    assert not identity((IDENTITY + "41035")[:length])


@pytest.mark.parametrize(("number", "is_one"), [(OLD, True), ("99" + OLD[2:], True), ("88" + OLD[2:], False), (OLD[:6] + "631321" + "123", False),
                                                (OLD[:6] + "630230" + "123", False), (OLD[:-1], False), (OLD + "1", False)])  # fmt: skip
def test_old_numbers_have_a_province_and_a_birthday(number, is_one):
    assert old_identity(number) is is_one


@pytest.mark.parametrize(
    ("number", "is_one"),
    [(f"130{0:08d}", True), (f"199{0:08d}", True), (f"129{0:08d}", False), (f"200{0:08d}", False), (PHONE[:-1], False), (PHONE + "1", False),
     ("86" + PHONE, True), ("0086" + PHONE, True), ("85" + PHONE, False), ("086" + PHONE, False), ("0" + PHONE, False)],
)  # fmt: skip
def test_mobile_numbers_by_their_beginning_and_length(number, is_one):
    assert (mobile(number) is not None) is is_one


@pytest.mark.parametrize(
    ("number", "is_one"),
    [(BANK, True), (BANK[:-1] + str((int(BANK[-1]) + 1) % 10), False), ("1" + BANK[1:], False), ("4" + "0" * 15, False), ("4" + "0" * 14 + "2", False)],
)
def test_accounts_by_their_beginning_and_luhn(number, is_one):
    assert bank(number) is (is_one or (luhn(number) and number[0] == "4"))


def test_a_code_that_begins_as_a_township_is_no_account():
    codes = [f"620102001{serial:08d}" for serial in range(500)]
    assert (sum(map(luhn, codes)), [code for code in codes if bank(code)]) == (50, [])


@given(st.text("0123456789", min_size=16, max_size=19), st.integers(0, 9))
def test_one_last_digit_in_ten_passes_luhn(first, other):
    assert sum(luhn(first[:-1] + str(digit)) for digit in range(10)) == 1


@pytest.mark.parametrize("code", ["5203811020", "520381102001", "0123000001", "012300000101", "0123000001-01", "154000000-01", "52038110200100", "1" * 12])
def test_codes_of_the_register_are_nothing(code):
    assert kinds(f"户编号 {code}，") == []


def test_a_number_glued_to_other_digits_is_found():
    assert kinds(f"77{WITH_X[:17]}X") + kinds(f"5{IDENTITY}88") == ["identity", "identity"]


def test_a_disability_card_is_told_whole():
    assert [hit.digits for hit in numbers(f"残疾证{CARD}号")] == [CARD]


@given(st.integers(0, 10**18 - 1))
def test_chance_takes_few_numbers_of_eighteen_digits(number):
    digits = f"{number:018d}"
    assert identity(digits) in {False, True} if identity(digits) else kinds(digits) == []


def test_among_a_hundred_thousand_numbers_of_eighteen_digits_chance_takes_few():
    taken = sum(identity(str(10**17 + number * 8_999_000_000_017 % (9 * 10**17))) for number in range(100_000))
    assert taken < 30


@pytest.mark.parametrize("kind", [Kind.IDENTITY, Kind.PHONE, Kind.BANK])
def test_the_kinds_are_told_apart(kind):
    assert kinds({Kind.IDENTITY: IDENTITY, Kind.PHONE: PHONE, Kind.BANK: BANK}[kind]) == [str(kind)]
