"""Identity numbers: the check character catches every single wrong digit; made-up numbers are right and impossible."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuopin.common.identity import MADE_UP_AREA, id_birth, id_checksum, id_sex, id_valid, made_up_id

BIRTH = date(1970, 2, 28)
PEOPLE = {
    "birth": st.dates(date(1900, 1, 1), date(2030, 12, 31)),
    "sex": st.sampled_from(["male", "female"]),
    "serial": st.integers(0, 499),
}


@given(**PEOPLE)
def test_a_made_up_number_says_birthday_and_sex_and_is_right(birth, sex, serial):
    number = made_up_id(birth, sex, serial)

    assert (id_valid(number), id_birth(number), id_sex(number)) == (True, birth, sex)


@given(place=st.integers(0, 16), step=st.integers(1, 9), **PEOPLE)
def test_one_wrong_digit_is_always_caught(place, step, birth, sex, serial):
    number = made_up_id(birth, sex, serial)
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]

    assert id_checksum(wrong) != number[17]


def test_a_made_up_number_is_of_no_place():
    assert made_up_id(BIRTH, "male")[:6] == MADE_UP_AREA


def test_a_disability_card_carries_kind_and_grade():
    assert made_up_id(BIRTH, "male", card="41")[18:] == "41"


@pytest.mark.parametrize("number", ["", "1", "9" * 17, "9" * 18, "9" * 19, "九" * 18, "²" * 18])
def test_what_is_no_number_is_not_valid(number):
    assert id_valid(number) is False


@pytest.mark.parametrize(("number", "birth"), [("99999819700230", None), ("9999981970", None), ("99999820000229", date(2000, 2, 29))])
def test_a_day_that_never_was_is_no_birthday(number, birth):
    assert id_birth(number) == birth


@pytest.mark.parametrize("serial", [-1, 500])
def test_a_serial_is_three_digits_with_the_sex(serial):
    with pytest.raises(ValueError, match="0 to 499"):
        made_up_id(BIRTH, "male", serial)


def test_a_small_x_counts():
    number = next(n for n in (made_up_id(BIRTH, "male", s) for s in range(50)) if n.endswith("X"))

    assert id_valid(number.lower())
