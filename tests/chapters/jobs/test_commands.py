"""`tuopin jobs` shows, cancels and retries jobs as the machine's operator, and is the worker."""

import json

import pytest
from click.testing import CliRunner

from chapters.jobs.helping import done, looked, now, start
from office.people import COUNTY, ELSEWHERE
from tuopin.cli.office_jobs import commands
from tuopin.common.acting import By
from tuopin.common.refused import Refused
from tuopin.common.words import choose
from tuopin.jobs import actions, queries

pytestmark = pytest.mark.usefixtures("kinds")


@pytest.fixture(autouse=True)
def in_english():
    choose("en")
    yield
    choose(None)


def told(*words):
    return CliRunner().invoke(commands, [str(word) for word in words], catch_exceptions=False).output


def lines(*words):
    return [json.loads(line) for line in told(*words, "--json").splitlines()]


def test_the_list_is_of_every_place_or_of_one():
    jobs = [start("counts", by, counts=[1, 1]) for by in (COUNTY, ELSEWHERE)]
    everywhere, there = ({line["id"] for line in lines("list", *words)} for words in ((), ("--place", "520526")))
    assert ({str(job.id) for job in jobs} <= everywhere, str(jobs[0].id) in there, str(jobs[1].id) in there) == (True, False, True)


def test_a_list_goes_on_where_the_page_before_ended():
    by = By("zhou", "county_office", "511722")
    jobs = [start("counts", by, counts=[n, n]) for n in range(3)]
    *first, mark = lines("list", "--place", by.place, "--limit", 2)
    rest = lines("list", "--place", by.place, "--after", mark["after"])
    assert [line["id"] for line in (*first, *rest)] == [str(job.id) for job in jobs[::-1]]


def test_the_list_of_a_state_that_no_job_is_in_says_so():
    assert told("list", "--place", "11", "--state", "failed") == "No jobs.\n"


def test_a_job_is_shown_with_its_counts_and_files():
    job = done("file", text="a\n1\n2\n")
    (file,) = queries.artefacts(job.id, by=COUNTY)
    shown = told("show", job.id)
    assert ("done  test.file  520381  li" in shown, "in 2, out 2, refused 0" in shown, file.sha256 in shown) == (True, True, True)
    (plain,) = lines("show", job.id)
    assert (plain["state"], plain["taken_in"], plain["files"][0]["name"]) == ("done", 2, "结果.csv")


def test_why_a_job_failed_is_shown_in_the_reader_s_language():
    job = done("refused")
    assert "there is no snapshot of that year freeze first" in told("show", job.id)
    choose("zh")
    assert "这一年没有快照" in told("show", job.id)


def test_the_operator_cancels_retries_and_works():
    job = start("counts", counts=[2, 1, 1])
    assert "cancelled  test.counts" in told("cancel", job.id)
    assert "waiting  test.counts" in told("retry", job.id)
    told("worker", "--until-empty")
    assert (looked(job).state, looked(job).refused) == ("done", 1)


def test_a_refusal_reaches_the_command_line():
    job = done("counts", counts=[1, 1])
    with pytest.raises(Refused, match="has ended"):
        told("cancel", job.id)
    with pytest.raises(Refused, match="failed or cancelled"):
        actions.retry(job.id, by=COUNTY, at=now())
