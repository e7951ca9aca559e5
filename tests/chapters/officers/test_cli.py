"""The operator makes the first officer, invites, ends and locks from the command line (R2a)."""

import json
import os
import subprocess
import sys

import pytest

PHRASE = "made up, twelve and more\n"


@pytest.fixture
def typed(office):
    """`typed("list", "--json")` runs `tuopin officers …` as a process of its own."""

    def run(*words, stdin="", **environment):
        call = "from tuopin.cli.officers import commands; commands.main(prog_name='officers', standalone_mode=False)"
        return subprocess.run(
            [sys.executable, "-c", call, *words],
            input=stdin, capture_output=True, text=True, check=False, env={**os.environ, **environment}, timeout=120,
        )  # fmt: skip

    return run


def made(typed, name, body, place):
    return typed("create-officer", name, "--body", body, "--place", place, "--password-stdin", stdin=PHRASE)


def listed(typed, *words):
    return [json.loads(line) for line in typed("list", "--json", *words).stdout.splitlines()]


def test_the_first_officer_is_made_and_listed(typed):
    told = made(typed, "wang", "national_leading_group", "nation")
    assert (told.returncode, told.stderr, [row["officer"] for row in listed(typed)]) == (0, "", ["wang"])


def test_an_invitation_is_shown_once_on_standard_output(typed):
    from datetime import UTC, datetime

    from tuopin.officers import actions

    told = typed("invite", "zhao", "--body", "county_office", "--place", "520381", "--until", "2099-01-01")
    officer = actions.accept_invitation(told.stdout.strip(), password=PHRASE, at=datetime.now(UTC))
    assert (officer.sign_in, "seven days" in told.stderr) == ("zhao", True)


def test_posts_are_listed_by_place(typed):
    made(typed, "chen", "county_office", "520526")
    assert [row["officer"] for row in listed(typed, "--place", "520526")] == ["chen"]


def test_an_officer_is_locked_and_unlocked(typed):
    made(typed, "liu", "county_office", "520526")
    told = []
    for command in ("lock", "unlock"):
        typed(command, "liu")
        told += [row["locked"] for row in listed(typed) if row["officer"] == "liu"]
    assert told == [True, False]


def test_a_post_is_ended(typed):
    made(typed, "yang", "county_office", "520526")
    (number,) = [row["post"] for row in listed(typed) if row["officer"] == "yang"]
    told = typed("end-post", str(number))
    assert (told.returncode, "yang" in str(listed(typed))) == (0, False)


def test_a_renewal_is_for_who_is_there(typed):
    made(typed, "zhou", "county_office", "520526")
    assert (len(typed("renew", "zhou").stdout.strip()), "Refused" in typed("renew", "nobody-there").stderr) == (43, True)


def test_a_change_asks_for_the_owner_s_address(typed):
    told = typed("lock", "wang", DATABASE_OWNER_URL="")
    assert "BadInput: DATABASE_OWNER_URL" in told.stderr


def test_listing_does_not(typed):
    assert typed("list", DATABASE_OWNER_URL="").returncode == 0


def test_a_refusal_names_the_level(typed):
    assert "does not sit at" in made(typed, "zheng", "county_office", "5203").stderr
