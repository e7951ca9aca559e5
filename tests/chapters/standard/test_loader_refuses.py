"""R2b, R3a: an edition's file is refused, with file and key, unless every key and number is as declared."""

import pytest

from chapters.standard.files import BASE, HEAD, grounded, refusal, written
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.standard.edition import load

YEARS = "given.years = { value = 2, GROUND }"
FOOD = '[[household]]\ncriterion = "food"\nGROUNDS\n'

CHANGES = {  # what is changed in the base: old text, new text, key, why
    "unknown key at the top": ("[income]", "[extra]\n[income]", "extra", "there is no such key"),
    "unknown key of a rule": ('criterion = "income"', 'criterion = "income"\ncolour = 1', "household[0].colour", "there is no such key"),
    "unknown key of a number": (
        YEARS,
        'given.years = { value = 1, unit = "year", GROUND }',
        "household[0].given.years.unit",
        "there is no such key",
    ),
    "unknown criterion": ('criterion = "income"', 'criterion = "wealth"', "household[0].criterion", "there is no criterion 'wealth'"),
    "criterion of another unit": ('criterion = "industry"', 'criterion = "food"', "village[1].criterion", "there is no criterion 'food'"),
    "criterion twice": ('criterion = "schooling"', 'criterion = "income"', "household[1].criterion", "'income' is written twice"),
    "no criterion": ('criterion = "income"\n', "", "household[0].criterion", "this key is missing"),
    "unknown parameter": ("given.years", "given.months", "household[0].given.months", "income has no such parameter"),
    "missing parameter": (YEARS, "", "household[0].given.years", "this key is missing"),
    "missing list": ('given.excused = { value = ["illness", "disability"], GROUND }', "", "household[1].given.excused", "this key is missing"),
    "no value": (YEARS, "given.years = { GROUND }", "household[0].given.years.value", "this key is missing"),
    "bare number": (YEARS, "given.years = 1", "household[0].given.years", "expected a table, found 1"),
    "no source": (
        YEARS,
        'given.years = { value = 1, clause = "H1", certainty = "official" }',
        "household[0].given.years.source",
        "this key is missing",
    ),
    "no certainty": (YEARS, 'given.years = { value = 1, clause = "H1", source = "text" }', "household[0].given.years.certainty", "this key is missing"),
    "no clause": (
        YEARS,
        'given.years = { value = 1, source = "text", certainty = "official" }',
        "household[0].given.years.clause",
        "this key is missing",
    ),
    "unknown source": (
        YEARS,
        'given.years = { value = 1, clause = "H1", source = "rumour", certainty = "official" }',
        "household[0].given.years.source",
        "there is no 'rumour' under [sources]",
    ),
    "unknown certainty": (
        YEARS,
        'given.years = { value = 1, clause = "H1", source = "text", certainty = "sure" }',
        "household[0].given.years.certainty",
        "expected one of official, published, derived, believed, found 'sure'",
    ),
    "unknown clause": (
        YEARS,
        'given.years = { value = 1, clause = "H9", source = "text", certainty = "official" }',
        "household[0].given.years.clause",
        "there is no clause 'H9'",
    ),
    "number as text": (
        YEARS,
        'given.years = { value = "1", GROUND }',
        "household[0].given.years.value",
        "expected a whole number of 1 or more, 100 at most, found '1'",
    ),
    "no year to look at": (
        YEARS,
        "given.years = { value = 0, GROUND }",
        "household[0].given.years.value",
        "expected a whole number of 1 or more, 100 at most, found 0",
    ),
    "line below zero": (
        "{ 2016 = 2952, 2017 = 2952 }",
        "{ 2016 = -1 }",
        "household[0].given.line.value.2016",
        "expected a whole number of 0 or more, found -1",
    ),
    "limit above the whole": (
        "{ other = 2, west = 3 }",
        "{ other = 2, west = 101 }",
        "village[0].given.limit.value.west",
        "expected a whole number of 0 or more, 100 at most, found 101",
    ),
    "fraction": (
        YEARS,
        "given.years = { value = 1.5, GROUND }",
        "household[0].given.years.value",
        "expected a whole number of 1 or more, 100 at most, found 1.5",
    ),
    "yes for a number": (
        YEARS,
        "given.years = { value = true, GROUND }",
        "household[0].given.years.value",
        "expected a whole number of 1 or more, 100 at most, found True",
    ),
    "no year": (
        "{ 2016 = 2952, 2017 = 2952 }",
        "{ sixteen = 2952 }",
        "household[0].given.line.value.sixteen",
        "expected a year",
    ),
    "fraction in a year": (
        "{ 2016 = 2952, 2017 = 2952 }",
        "{ 2016 = 2952.5 }",
        "household[0].given.line.value.2016",
        "expected a whole number of 0 or more, found 2952.5",
    ),
    "no year at all": ("{ 2016 = 2952, 2017 = 2952 }", "{ }", "household[0].given.line.value", "no year is given"),
    "unknown reason": ('"illness", "disability"', '"illness", "rain"', "household[1].given.excused.value", "'rain' is not known"),
    "reason twice": (
        '"illness", "disability"',
        '"illness", "illness"',
        "household[1].given.excused.value",
        "expected a list of different texts, found ['illness', 'illness']",
    ),
    "region missing": ("{ other = 2, west = 3 }", "{ west = 3 }", "village[0].given.limit.value.other", "this key is missing"),
    "unknown region": ("{ other = 2, west = 3 }", "{ other = 2, west = 3, east = 1 }", "village[0].given.limit.value.east", "there is no such key"),
    "number for a switch": ("value = true", "value = 1", "village[0].given.at_limit.value", "expected true or false, found 1"),
    "binding no switch": ("binding = false", 'binding = "no"', "village[1].binding", "expected true or false, found 'no'"),
    "unknown line": (
        "given.line = { value = { 2016 = 2952, 2017 = 2952 }, GROUND }",
        'given.line = { lines = "moon" }',
        "household[0].given.line.lines",
        "no line 'moon' can be named here",
    ),
    "line not to be used": (
        "given.line = { value = { 2016 = 2952, 2017 = 2952 }, GROUND }",
        'given.line = { lines = "guizhou" }',
        "household[0].given.line.lines",
        "line 'guizhou' is not for this edition",
    ),
    "line of another province": (
        "given.line = { value = { 2016 = 2952, 2017 = 2952 }, GROUND }",
        'given.line = { lines = "shaanxi" }',
        "household[0].given.line.lines",
        "line 'shaanxi' is not for this edition",
    ),
    "line where none belongs": (
        YEARS,
        'given.years = { lines = "national" }',
        "household[0].given.years.lines",
        "no line 'national' can be named here",
    ),
    "excluded main line": (
        '"low_allowance_income"',
        '"wage_income"',
        "income.excluded[0].fact",
        "'wage_income' is not a line of transfers",
    ),
    "unknown condition": ("allowance_class =", "weather =", "income.excluded[0].when.weather", "this condition is not known"),
    "condition without values": ('allowance_class = ["C"]', "allowance_class = []", "income.excluded[0].when.allowance_class", "this condition is not known"),
    "unknown business line": ('"grain_income"', '"gold_income"', "income.cost_ratios[0].line", "'gold_income' is not a line of business income"),
    "ratio above the whole": ("percent = 40", "percent = 101", "income.cost_ratios[0].percent", "expected 0 to 100, found 101"),
    "recorded income beside exclusions": (
        "{ value = false",
        "{ value = true",
        "income.accept_recorded",
        "where lines do not count, a recorded net income cannot be accepted: it may contain them",
    ),
    "unknown key of income": ("[income]", "[income]\ngifts = true", "income.gifts", "there is no such key"),
}


@pytest.mark.parametrize(("old", "new", "key", "why"), CHANGES.values(), ids=CHANGES)
def test_a_wrong_key_is_named(tmp_path, old, new, key, why):
    assert refusal(written(tmp_path, "mine", BASE.replace(old, new, 1))) == (f"mine.toml: {key}", why)


HEADS = {  # what is changed in the head
    "no name": ('name = "mine"\n', "", "name", "this key is missing"),
    "empty name": ('name = "mine"', 'name = " "', "name", "expected a text, found ' '"),
    "title in one language": (', en = "test"', "", "title.en", "this key is missing"),
    "place that is none": ('authority = ""', 'authority = "Guangxi"', "authority", "expected the prefix of a place code (empty: the nation)"),
    "day as text": ("on = 2016-04-23", 'on = "2016-04-23"', "in_force.on", "expected a day (2016-04-23, no quotes), found '2016-04-23'"),
    "day without a source": (', source = "text"', "", "in_force.source", "this key is missing"),
    "last day before the first": ("\n[sources]", "until = 2016-04-22\n[sources]", "until", "is before the day it comes into force, 2016-04-23"),
    "no sources": ('[sources]\ntext = "测试文本"\n', "", "sources", "this key is missing"),
    "note in one language": ("\n[sources]", 'left_open = [{ zh = "注" }]\n[sources]', "left_open[0].en", "this key is missing"),
    "list that is none": ("\n[sources]", 'household = "all"\n[sources]', "household", "expected tables ([[household]])"),
    "unknown base": ("\n[sources]", 'base = "cn-1999"\n[sources]', "base", "there is no edition of that name"),
}


@pytest.mark.parametrize(("old", "new", "key", "why"), HEADS.values(), ids=HEADS)
def test_a_wrong_head_is_named(tmp_path, old, new, key, why):
    text = HEAD.format(name="mine", authority="", on="2016-04-23", more="").replace(old, new, 1)
    path = tmp_path / "mine.toml"
    path.write_text(text + grounded(FOOD if "household" not in new else ""), "utf-8")
    assert refusal(path) == (f"mine.toml: {key}", why)


def test_a_day_that_does_not_exist_is_no_toml(tmp_path):
    path = written(tmp_path, "mine", BASE, on="2016-02-30")
    assert refusal(path)[1].startswith("this is not valid TOML")


def test_editions_may_not_be_each_others_base(tmp_path):
    written(tmp_path, "one", "", more='base = "two.toml"')
    path = written(tmp_path, "two", "", more='base = "one.toml"')
    assert refusal(path) == ("one.toml: base", "the editions are each other's base")


def test_a_mistake_in_the_base_is_named_in_the_base(tmp_path):
    written(tmp_path, "base", BASE.replace('criterion = "income"', 'criterion = "wealth"'))
    path = written(tmp_path, "over", "", more='base = "base.toml"')
    assert refusal(path) == ("base.toml: household[0].criterion", "there is no criterion 'wealth'")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xff\xfe\x00", "this is not UTF-8 text"),
        (b"name = ", "this is not valid TOML: Invalid value (at end of document)"),
        (b"#" * 1_000_001, "the file is too large to be a standard"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path, content, why):
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    assert refusal(path) == ("mine.toml", why)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    assert refusal(tmp_path / "none.toml") == ("none.toml", "cannot open this file (No such file or directory)")


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(BadInput) as error:
        load("cn-1999")
    assert error.value.remedy == Words(
        "可用：ah-2016, cn-2016, gx-2017, sc-2016, sn-2017, yn-2016；或给出 .toml 文件",
        "there are: ah-2016, cn-2016, gx-2017, sc-2016, sn-2017, yn-2016; or give a .toml file",
    )
