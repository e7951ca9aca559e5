"""Ways of writing a number that are seen through, and digits that are no number. Clause R3c. All numbers are synthetic (合成)."""

import hashlib
import random
import time
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapters.common.guard.made import BANK, IDENTITY, PHONE, WITH_X
from tuopin.common.guard.numbers import numbers


def found(text):
    return {hit.digits for hit in numbers(text)}


def shifted(text, zero):
    return "".join(chr(zero + int(mark)) if mark.isdigit() else mark for mark in text)


def grouped(text, mark, *sizes):
    parts, at = [], 0
    for size in sizes:
        parts.append(text[at : at + size])
        at += size
    return mark.join(parts)


WAYS = {
    "full-width": lambda n: shifted(n, 0xFF10).replace("X", "Ｘ"),
    "mathematical": lambda n: shifted(n, 0x1D7CE),
    "arabic-indic": lambda n: shifted(n, 0x660),
    "circled": lambda n: "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(mark)] if mark.isdigit() else mark for mark in n),
    "keycaps": lambda n: "".join(f"{mark}\ufe0f\u20e3" for mark in n),
    "zero-width": "\u200b".join,
    "joiners": lambda n: n[:5] + "\u2060\u200d" + n[5:9] + "\ufeff" + n[9:],
    "soft hyphens": "\u00ad".join,
    "direction marks": lambda n: "\u202d" + n + "\u202c",
    "combining": lambda n: n[:4] + "\u0332" + n[4:],
    "spaces": " ".join,
    "wide spaces": "\u3000".join,
    "thin spaces": "\u2009".join,
    "hyphens": "-".join,
    "dashes": "—".join,
    "dots": ".".join,
    "middle dots": "·".join,
    "underscores": "_".join,
    "slashes": "/".join,
    "three marks": lambda n: " - ".join((n[:3], n[3:7], n[7:])) if len(n) == 11 else " - ".join(n),
    "nulls": "\0".join,
    "words around": lambda n: f"电话号{n}（本人）",
    "letters around": lambda n: f"tel{n}q",
    "float": lambda n: n if n.endswith("X") else f"{n}.0",
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("number", [IDENTITY, WITH_X, PHONE, BANK], ids=["identity", "identity X", "phone", "bank"])
def test_a_number_is_found_however_it_is_written(way, number):
    assert number in found(f"甲 {WAYS[way](number)} 乙")


@pytest.mark.parametrize("look", "xXＸｘХхΧ×Ⅹ")
def test_letters_that_look_like_the_check_character_are_it(look):
    assert WITH_X in {number.upper() for number in found(WITH_X[:17] + look)}


@pytest.mark.parametrize("sizes", [(3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (4, 3, 4), (3, 3, 5), (5, 6), (6, 5)])
@pytest.mark.parametrize("mark", [" ", "-", " - ", "_"])
def test_a_phone_is_found_in_every_usual_grouping(sizes, mark):
    assert found(grouped(PHONE, mark, *sizes)) == {PHONE}


@pytest.mark.parametrize("form", ["+86{}", "+86 {}", "0086-{}", "(+86){}", "86 {}", "tel:+86-{}"])
def test_a_phone_is_found_behind_the_countrys_code(form):
    assert PHONE in found(form.format(PHONE)) & found(form.format(grouped(PHONE, "-", 3, 4, 4)))


@pytest.mark.parametrize("sizes", [(6, 8, 4), (6, 12), (14, 4), (6, 4, 2, 2, 4), (3, 3, 4, 4, 4), (6, 4, 4, 4), (17, 1)])
@pytest.mark.parametrize("mark", [" ", "-", "  ", "/"])
def test_an_identity_number_is_found_in_every_grouping(sizes, mark):
    assert found(grouped(WITH_X, mark, *sizes)) == {WITH_X}


@pytest.mark.parametrize("mark", [" ", "-"])
def test_an_account_is_found_in_groups_of_four(mark):
    assert found(grouped(BANK, mark, 4, 4, 4, 4, 3)) == {BANK}


def test_a_phone_in_powers_of_ten_is_found():
    assert found(f"{PHONE[0]}.{PHONE[1:]}E+10") == {PHONE}


def test_several_numbers_in_a_line_are_all_found():
    assert found(f"{PHONE} {IDENTITY} {BANK}") == {PHONE, IDENTITY, BANK}


def test_a_number_behind_the_number_of_its_line_is_found():
    assert found(f"① {PHONE}") == found(f"3. {PHONE}") == found(f"3 {grouped(PHONE, ' ', 3, 4, 4)}") == {PHONE}


@pytest.mark.parametrize(
    "text",
    [
        "2016-12-31 2015-01-01", "1990-01-01—2016-12-31", "0851-12345678", "13,800,138,000", "0.13800138000123456", "62.12345678901234",
        "154.2345 1880.5012 177.3333", "M154.2 1880.51 167.25 1990.75 L 1.5 2345.25", "v3.12.4.2016.12.31", "520381102001 520381102002",
        "1 0 1 1 0 0 1 0 1 1 1 0 0 1 0 1 1 0", "1480000000123", "1480000000123456", "《国办发〔2016〕16号》", "4.35\n1380\n0138\n000",
        "户数\t154\t2345\t1880", "154 | 2345 | 1880", "5224**********1234", "199****1234",
    ],
)  # fmt: skip
def test_digits_that_are_no_persons_number_are_let_be(text):
    assert found(text) == set()


def test_digests_and_identifiers_are_let_be():
    made = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(20_000)]
    made += [str(uuid.UUID(bytes=hashlib.sha256(f"u{number}".encode()).digest()[:16])) for number in range(20_000)]
    assert found("\n".join(made)) == set()


def test_tables_of_quantities_are_let_be():
    dice = random.Random(7)
    lines = (" ".join(f"{dice.randrange(200_000) / 100:.2f}" for _ in range(12)) for _ in range(5_000))
    assert found("\n".join(lines)) == set()


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text):
    assert isinstance(found(text), set)


around = st.text(alphabet="户 一二三abc，。:=\n", max_size=20)


@given(around, around, st.sampled_from([IDENTITY, WITH_X, PHONE, BANK]))
def test_a_number_is_found_in_any_surroundings(before, after, number):
    assert number in found(before + number + after)


@pytest.mark.parametrize("text", ["1" * 200_000, "1 " * 100_000, "12-" * 70_000, "1.5 " * 50_000, "１" * 50_000, "1X" * 50_000])
def test_no_text_takes_long(text):
    began = time.process_time()
    found(text)
    assert time.process_time() - began < 20
