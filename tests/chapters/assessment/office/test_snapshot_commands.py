"""`tuopin snapshot` freezes, lists and assesses, by the post of an officer who may. Clauses P0, R2a."""

import json

import pytest
from click.testing import CliRunner

from chapters.assessment.office.helping import HERE
from office.people import AT
from tuopin.cli.snapshot import commands
from tuopin.common.acting import NATION, By
from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import choose
from tuopin.officers import actions
from tuopin.officers.rules.inviting import Person, Seat
from tuopin.settings.scope import acting

PHRASE = "made up, twelve and more"
OPERATOR = By("operator", "operator", NATION)


@pytest.fixture(autouse=True)
def in_english():
    choose("en")
    yield
    choose(None)


@pytest.fixture(scope="module")
def officers(filled):
    from django.test import override_settings

    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]), acting(OPERATOR):
        for name, body in (("li", "county_office"), ("sun", "county_leading_group")):
            person, seat = Person(name, f"Made up {name}", "en"), Seat(body, HERE)
            actions.create_officer(person, seat, password=PHRASE, by=OPERATOR, at=AT)


def told(*words):
    return CliRunner().invoke(commands, [str(word) for word in words], catch_exceptions=False).output


def object_of(*words):
    return json.loads(told(*words, "--json"))


@pytest.fixture(scope="module")
def frozen(officers):
    return object_of("freeze", HERE, 2016, "--as", "li", "--known-at", AT.isoformat())


def test_nothing_is_listed_before_something_is_frozen(officers):
    assert told("list", "--place", "11") == "No snapshots yet.\n"


def test_a_freeze_says_what_it_holds(frozen):
    assert [frozen[name] for name in ("place", "year", "on", "counties", "households", "synthetic")] == [HERE, 2016, "2016-12-31", 1, 120, True]


def test_an_assessment_says_how_many_are_on_each_list(frozen):
    run = object_of("assess", frozen["snapshot"][:12], "--as", "li")
    lines = told("assess", frozen["snapshot"], "--as", "li").splitlines()
    counts = [int(line.split()[0]) for line in lines[1:]]
    assert (counts, sum(counts), lines[0].split()[1]) == (list(run["counts"].values()), 120, f"{run['run']},")


def test_snapshots_and_runs_are_listed(frozen):
    run = object_of("assess", frozen["snapshot"], "--as", "li")
    rows = [json.loads(line) for line in told("list", "--place", HERE, "--json").splitlines()]
    assert [(row["snapshot"], row.get("run")) for row in rows] == [(frozen["snapshot"], None), (frozen["snapshot"], run["run"])]


def test_who_holds_no_such_post_is_refused(frozen):
    for words in (("freeze", HERE, 2016, "--as", "sun"), ("freeze", "52", 2016, "--as", "li"), ("assess", frozen["snapshot"], "--as", "nobody")):
        with pytest.raises(Refused, match="holds no post"):
            told(*words)


def test_a_digest_that_is_none_is_bad_input(officers):
    with pytest.raises(BadInput, match="no such snapshot"):
        told("assess", "ffff", "--as", "li")
