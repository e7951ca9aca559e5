"""One English word a Chinese term, and the reverse: GLOSSARY.md is complete and says nothing twice."""

import re
from collections import Counter

import pytest

from house.tree import ROOT
from tuopin.common.clauses import CLAUSES
from tuopin.register.schema import choices
from tuopin.register.schema.field import Choice
from tuopin.standard.criteria import CRITERIA

STEPS = "review verify consent post announce strike propose examine check consult settle report approve send_back"
PAGE = (ROOT / "GLOSSARY.md").read_text("utf-8")
TERMS, CRITERIA_PART, CODES = re.split(r"^## (?:Criteria|Code lists) .*$", PAGE, flags=re.MULTILINE)
LISTS = {each.name: each for each in vars(choices).values() if isinstance(each, Choice)}
UNITS = sorted({str(unit) for unit, _ in CRITERIA})


def rows(text):
    """The table rows of a part of the page: Chinese names, English, clause, note."""
    for line in re.findall(r"^\|(?! 中文|---)(.*)\|$", text, re.MULTILINE):
        chinese, english, clause, note = (cell.strip() for cell in line.split("|"))
        yield chinese.split(" / "), english.replace(" ", "_"), clause, note


def section(part, title):
    """The rows under one heading, as (first Chinese name, English, clause)."""
    found = re.search(rf"^### {title}\n(.*?)(?=^### |\Z)", part, re.MULTILINE | re.DOTALL)
    return [(names[0], english, clause) for names, english, clause, _ in rows(found[1] if found else "")]


def twice(words):
    return {word for word, times in Counter(words).items() if times > 1}


def test_no_english_word_stands_for_two_terms():
    assert twice(english.lower() for _, english, _, _ in rows(TERMS)) == set()


def test_no_chinese_term_has_two_words():
    assert twice(name for names, _, _, _ in rows(TERMS) for name in names) == set()


def test_every_row_is_filled():
    assert [row for row in rows(PAGE) if not (all(row[0]) and row[1])] == []


def test_every_clause_is_one_of_the_opinion():
    assert {clause for _, _, clause, _ in rows(PAGE)} - set(CLAUSES) - {""} == set()


def test_every_step_of_the_procedure_has_its_word():
    assert set(STEPS.split()) - {english for _, english, _, _ in rows(TERMS)} == set()


def test_every_status_of_a_household_has_its_word():
    statuses = {"registered", "exiting", "exited", "stable", "returned", "removed"}
    assert statuses - {english for _, english, _, _ in rows(TERMS)} == set()


@pytest.mark.parametrize("unit", UNITS)
def test_every_criterion_has_its_word_and_clause(unit):
    """Under the title people read, with the name the code uses."""
    declared = [(each.title.zh, each.name, each.clause) for (of, _), each in CRITERIA.items() if of == unit]
    assert sorted(section(CRITERIA_PART, unit)) == sorted(declared)


@pytest.mark.parametrize("unit", UNITS)
def test_no_two_criteria_of_a_unit_have_the_same_title(unit):
    titles = [each.title for (of, _), each in CRITERIA.items() if of == unit]
    assert (twice(title.zh for title in titles), twice(title.en for title in titles)) == (set(), set())


@pytest.mark.parametrize("name", LISTS)
def test_every_answer_of_the_register_has_its_word(name):
    """Each list with the label we write and the token we store, in the declared order."""
    declared = [(option.labels[0], option.token, "") for option in LISTS[name].options]
    assert section(CODES, name) == declared


@pytest.mark.parametrize("name", LISTS)
def test_inside_a_list_no_answer_stands_twice(name):
    assert twice(LISTS[name].tokens) == set()
