"""Every environment variable that the program reads stands in the guide's table, and nothing else does."""

import re

import pytest

from house.tree import ROOT, modules

GUIDE = ROOT / "docs" / "how-to" / "deploy.md"
FOLDER = GUIDE.with_suffix("")
READ = re.compile(r"[\"'](TUOPIN_[A-Z_]+|DATABASE_[A-Z_]*URL|PROMETHEUS_[A-Z_]+)[\"']")
ROW = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)
SET = re.compile(r"^([A-Z_]+)=", re.MULTILINE)


def read():
    return {name for path in modules("src/tuopin") for name in READ.findall(path.read_text("utf-8"))}


def told():
    return ROW.findall(GUIDE.read_text("utf-8"))


def test_every_variable_that_is_read_is_told():
    assert sorted(read() - set(told())) == []


def test_no_variable_is_told_that_nothing_reads():
    assert sorted(set(told()) - read()) == []


def test_no_variable_is_told_twice():
    assert [name for name in set(told()) if told().count(name) > 1] == []


@pytest.mark.parametrize("name", ["tuopin.env.example", "owner.env.example"])
def test_an_example_sets_known_variables_and_no_secret(name):
    text = (FOLDER / name).read_text("utf-8")
    assert set(SET.findall(text)) <= read()
    assert re.findall(r"[0-9a-f]{16}", text) == []


def test_the_roles_of_the_guide_are_those_that_are_made():
    made = [line for line in (FOLDER / "roles.sql").read_text("utf-8").splitlines() if line and not line.startswith(("--", "\\"))]
    assert [line for line in made if line not in GUIDE.read_text("utf-8").splitlines()] == []


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_every_file_beside_the_guide_is_installed_by_it(path):
    assert path.name in GUIDE.read_text("utf-8")
