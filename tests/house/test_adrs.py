"""Every decision is on the list, under its own number."""

import re

import pytest

from house.tree import ROOT, name, texts

FOLDER = ROOT / "docs" / "adr"
PAGES = [path for path in sorted(FOLDER.glob("[0-9]*.md")) if not path.name.startswith("0000")]
LIST = (FOLDER / "README.md").read_text("utf-8")


def test_no_number_is_used_twice():
    numbers = [path.name[:4] for path in PAGES]
    assert sorted(set(numbers)) == numbers


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_decision_is_headed_by_its_number_and_listed(page):
    number = page.name[:4]
    assert (number in page.read_text("utf-8").splitlines()[0], f"[{number}]({page.name})" in LIST) == (True, True)


def test_every_decision_that_is_cited_exists():
    cited = {number for path in texts() for number in re.findall(r"\bADR-(\d{4})\b", path.read_text("utf-8"))}
    assert cited - {path.name[:4] for path in PAGES} == set()
