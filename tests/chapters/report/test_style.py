"""The shared look: legal sheet names, colours that can be told apart and read."""

import itertools

import pytest
import xlsxwriter

from tuopin.report.style import INK, LEVEL_FILL, LEVELS, LOOKS, formats, sheet_name, text_units

NAMES = {
    ("问题清单",): "问题清单",
    ("a/b:c*d?e[f]g\\h",): "a b c d e f g h",
    ("'引号'",): "引号",
    ("",): "Sheet",
    ("***",): "Sheet",
    ("长" * 40,): "长" * 31,
    ("🏠" * 20,): "🏠" * 15,
    ("History",): "History2",
    ("甲", "甲", "甲2"): "甲3",
    ("ab", "AB"): "ab2",
    ("长" * 40, "长" * 31): "长" * 30 + "2",
}


@pytest.mark.parametrize(("given", "expected"), NAMES.items())
def test_a_sheet_name_is_legal_and_unlike_the_others(given, expected):
    assert sheet_name(given[0], given[1:]) == expected


def test_excel_takes_every_name(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        taken = []
        for given in NAMES:
            taken.append(sheet_name(given[0], taken))
            book.add_worksheet(taken[-1])

    assert len({name.lower() for name in taken}) == len(NAMES)


def test_every_look_is_a_format(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet()
        made = formats(book)

    assert set(made) == set(LOOKS)


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("level", LEVELS)
def test_dark_text_is_readable_on_every_level(level):
    assert (luminance(LEVEL_FILL[level]) + 0.05) / (luminance(INK) + 0.05) >= 6


def test_levels_differ_in_lightness():
    light = sorted(luminance(fill) for fill in LEVEL_FILL.values())

    assert min(high - low for low, high in itertools.pairwise(light)) > 0.04


@pytest.mark.parametrize(("text", "units"), [("", 0), ("abc", 3), ("姓名ab", 6), ("，", 2)])
def test_a_chinese_character_is_two_units_wide(text, units):
    assert text_units(text) == units
