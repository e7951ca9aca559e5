"""What is shown of a number or a name before somebody gives a reason to see it. Clause R3c."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuopin.common.identity import made_up_id
from tuopin.common.masks import mask_bank, mask_id, mask_name, mask_phone

NUMBER = made_up_id(date(1980, 3, 7), "female", 61)


def test_an_identity_number_shows_its_prefecture_and_last_four():
    assert mask_id(NUMBER) == f"9999**********{NUMBER[-4:]}"


def test_a_disability_card_hides_its_kind_and_grade():
    assert mask_id(NUMBER + "41") == f"9999**********{NUMBER[-4:]}**"


def test_an_old_number_shows_no_part_of_the_birthday():
    assert mask_id("999998" + "800307" + "123") == "9999********123"


@pytest.mark.parametrize("odd", ["", "1", "护照E1234567", NUMBER[:-1], NUMBER + "1", NUMBER[:-1] + "Y", " " + NUMBER, NUMBER.replace("9", "９")])
def test_an_odd_value_is_hidden_whole(odd):
    assert set(mask_id(odd)) <= {"*"}


@given(st.dates(date(1900, 1, 1), date(2049, 12, 31)), st.integers(0, 499))
def test_no_birthday_is_ever_shown(birth, serial):
    assert f"{birth:%Y%m%d}" not in mask_id(made_up_id(birth, "male", serial))


def test_a_phone_shows_three_and_four():
    assert mask_phone(f"199{1234:08d}") == "199****1234"


@pytest.mark.parametrize("odd", ["", "0851-2345678", f"199{0:07d}", f"299{0:08d}", f"199{0:08d} "])
def test_an_odd_phone_is_hidden_whole(odd):
    assert set(mask_phone(odd)) <= {"*"}


def test_a_bank_account_shows_its_last_four():
    assert mask_bank("62" + "0" * 13 + "1234") == "***************1234"


@pytest.mark.parametrize("odd", ["", "1234", "12345678901", "6200 0000 0000 1234"])
def test_an_odd_account_is_hidden_whole(odd):
    assert set(mask_bank(odd)) <= {"*"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [("张三", "张*"), ("李建国", "李**"), ("欧阳明", "欧阳*"), ("欧阳", "欧*"), ("阿依古丽·买买提", "**·**"), (" 张三 ", "张*"), ("张", "*"), ("", "")],
)
def test_a_name_shows_its_surname(name, shown):
    assert mask_name(name) == shown
