"""One English word a Chinese term, and the reverse: GLOSSARY.md is complete and says nothing twice."""

import ast
import re
from collections import Counter

import pytest

from house.tree import ROOT, modules
from tuopin.register.schema import choices
from tuopin.register.schema.field import Choice

CLAUSES = {
    "P0", "G1", "R1a", "R1b", "R1c", "R2a", "R2b", "R2c", "R2d", "R3a", "R3b", "R3c", "R3d", "R4a", "R4b",
    "H1", "H2", "H3", "H4", "H5", "H6", "V1", "V2", "V3", "C1", "C2", "C3", "C4", "C5", "C6", "C7",
    "W1a", "W1b", "W2a", "W2b", "W3a", "W3b", "W4a", "W4b",
}  # fmt: skip
STEPS = "review verify consent post announce strike propose examine check consult settle report approve send_back"
PAGE = (ROOT / "GLOSSARY.md").read_text("utf-8")
TERMS_PART, CODES_PART = PAGE.split("## Code lists")
LISTS = {each.name: each for each in vars(choices).values() if isinstance(each, Choice)}


def rows(text):
    """The table rows of a part of the page: Chinese names, English, clause, note."""
    for line in re.findall(r"^\|(?! 中文|---)(.*)\|$", text, re.MULTILINE):
        chinese, english, clause, note = (cell.strip() for cell in line.split("|"))
        yield chinese.split(" / "), english, clause, note


def twice(words):
    return {word for word, times in Counter(words).items() if times > 1}


def words(text):
    return {english.replace(" ", "_") for _, english, _, _ in rows(text)}


def code_list(name):
    found = re.search(rf"^### {name}\n(.*?)(?=^### |\Z)", CODES_PART, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def criteria():
    """The names of the criteria: functions under `@criterion(...)`."""
    for path in modules("src/tuopin/standard/criteria"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and any("criterion" in ast.unparse(mark) for mark in node.decorator_list):
                yield node.name


def test_no_english_word_stands_for_two_terms():
    assert twice(english.lower() for _, english, _, _ in rows(TERMS_PART)) == set()


def test_no_chinese_term_has_two_words():
    assert twice(name for names, _, _, _ in rows(TERMS_PART) for name in names) == set()


def test_every_row_is_filled():
    assert [row for row in rows(PAGE) if not (all(row[0]) and row[1])] == []


def test_every_clause_is_one_of_the_opinion():
    assert {clause for _, _, clause, _ in rows(PAGE)} - CLAUSES - {""} == set()


def test_every_step_of_the_procedure_has_its_word():
    assert set(STEPS.split()) - words(TERMS_PART) == set()


def test_every_status_of_a_household_has_its_word():
    assert {"registered", "exiting", "exited", "stable", "returned", "removed"} - words(TERMS_PART) == set()


def test_every_criterion_has_its_word():
    assert set(criteria()) - words(TERMS_PART) == set()


@pytest.mark.parametrize("name", LISTS)
def test_every_answer_of_the_register_has_its_word(name):
    """Each list with the label we write and the token we store, in the declared order."""
    written = [(names[0], english) for names, english, _, _ in rows(code_list(name))]
    assert written == [(option.labels[0], option.token) for option in LISTS[name].options]


@pytest.mark.parametrize("name", LISTS)
def test_inside_a_list_no_answer_stands_twice(name):
    assert twice(LISTS[name].tokens) == set()
