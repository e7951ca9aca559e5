"""A file a job publishes is guarded, digested and its taking written down; it is gone after its day. Clauses R3c, W4b."""

import hashlib
from datetime import timedelta

import pytest

from chapters.jobs.helping import Aside, at, done, now, pipe, start
from office.people import AT, COUNTY, COUNTY_TOO, ELSEWHERE, NATION
from tuopin.common.acting import By
from tuopin.common.guard import FACE
from tuopin.common.identity import made_up_id
from tuopin.common.refused import BadInput, Refused
from tuopin.jobs import actions, artefacts, queries, worker
from tuopin.jobs.actions.resuming import THE_SYSTEM

pytestmark = pytest.mark.usefixtures("kinds")
LEADERS = By("gao", "county_leading_group", COUNTY.place)
TEXT = "户编号,年收入\n1,2952\n2,3000\n"


@pytest.fixture(scope="module")
def published(kinds):
    (found,) = queries.artefacts(done("file", text=TEXT).id, by=COUNTY)
    return found


def path_of(found):
    return artefacts.published(found.job_id, found.name)


def test_a_published_file_carries_digest_size_rows_place_and_end(published):
    told = (published.sha256, published.size, published.rows, published.place, published.owner, published.expires_at - published.made_at)
    assert told == (hashlib.sha256(TEXT.encode()).hexdigest(), len(TEXT.encode()), 2, COUNTY.place, COUNTY.officer, artefacts.KEPT)


def test_the_file_is_only_its_officers_to_read(published):
    assert (path_of(published).stat().st_mode & 0o777, path_of(published).parent.stat().st_mode & 0o777) == (0o400, 0o700)


def test_every_taking_is_written_down_with_who_when_and_which_digest(published):
    for by in (COUNTY, COUNTY_TOO):
        assert actions.fetch(published.id, by=by, at=published.made_at).read_text("utf-8") == TEXT
    taken = [(each.officer, each.body, each.place, each.sha256, each.at) for each in queries.fetches(published.id, by=NATION)]
    assert taken == [(by.officer, by.body, COUNTY.place, published.sha256, published.made_at) for by in (COUNTY_TOO, COUNTY)]


def test_another_place_neither_sees_nor_takes_it(published):
    assert queries.artefacts(published.job_id, by=ELSEWHERE) == ()
    with pytest.raises(BadInput, match="none such"):
        actions.fetch(published.id, by=ELSEWHERE, at=AT)


def test_who_has_not_the_power_does_not_take_it(published):
    with pytest.raises(Refused) as refusal:
        actions.fetch(published.id, by=By("he", "village_committees", COUNTY.place), at=AT)
    assert refusal.value.code == "no-power"


@pytest.mark.parametrize("whom", [made_up_id(AT.date(), "female"), f"199{0:08d}"], ids=["identity", "phone"])
def test_a_file_with_a_personal_number_is_refused_and_nothing_is_published(kinds, whom):
    told_of(kinds, f"name,number\nx,{whom}\n")
    job = done("file")
    assert (job.state, whom in job.error.en + job.error.zh) == ("failed", False)
    assert (queries.artefacts(job.id, by=COUNTY), artefacts.published(job.id, "结果.csv").exists()) == ((), False)


def told_of(kinds, text):
    (kinds / "work").mkdir(exist_ok=True)
    (kinds / "work" / "whom").write_text(text, "utf-8")


def test_a_file_that_may_hold_numbers_says_so_and_is_for_those_with_that_power(kinds):
    told_of(kinds, f"{FACE.zh}\nphone\n199{0:08d}\n")
    job = done("numbers")
    (found,) = queries.artefacts(job.id, by=COUNTY)
    assert (found.may_hold, actions.fetch(found.id, by=COUNTY_TOO, at=found.made_at).exists()) == (["phone"], True)
    with pytest.raises(Refused, match="export with ID and phone numbers"):
        actions.fetch(found.id, by=LEADERS, at=found.made_at)


def test_a_file_that_may_hold_numbers_and_does_not_say_so_is_refused(kinds):
    told_of(kinds, f"phone\n199{0:08d}\n")
    assert "does not say so" in done("numbers").error.en


def test_who_may_not_export_numbers_cannot_have_a_job_publish_them(kinds):
    told_of(kinds, f"{FACE.zh}\nphone\n199{0:08d}\n")
    assert "may not" in done("numbers", LEADERS).error.en


@pytest.mark.parametrize("name", ["../a.csv", "a/b", ".hidden", "a\nb", "", "x" * 130], ids=["above", "below", "hidden", "line", "empty", "long"])
def test_a_name_that_is_no_name_is_refused(name):
    assert done("file", text=TEXT, name=name).state == "failed"


def test_an_altered_file_is_not_handed_out(kinds):
    (found,) = queries.artefacts(done("file", text=TEXT).id, by=COUNTY)
    path_of(found).chmod(0o600)
    path_of(found).write_text(TEXT.replace("2952", "2951"), "utf-8")
    with pytest.raises(Refused) as refusal:
        actions.fetch(found.id, by=COUNTY, at=found.made_at)
    assert (refusal.value.code, queries.fetches(found.id, by=COUNTY)) == ("artefact-altered", ())


def test_the_file_of_a_job_that_is_not_done_is_not_handed_out(kinds):
    job = start("file", text=TEXT, gate=pipe(kinds, "unfinished"))
    with Aside(worker.run_until_empty) as aside, at(job.arguments["gate"], aside):
        (found,) = queries.artefacts(job.id, by=COUNTY)
        with pytest.raises(Refused) as refusal:
            actions.fetch(found.id, by=COUNTY, at=found.made_at)
    assert refusal.value.code == "job-not-done"


def test_a_file_is_gone_after_its_day_and_its_row_stays(kinds):
    (found,) = queries.artefacts(done("file", text=TEXT).id, by=COUNTY)
    day = found.expires_at
    actions.expire(by=THE_SYSTEM, at=day - timedelta(microseconds=1))
    assert path_of(found).exists()
    assert actions.expire(by=THE_SYSTEM, at=day) >= 1
    (left,) = queries.artefacts(found.job_id, by=COUNTY)
    assert (left.gone_at, path_of(found).parent.exists()) == (day, False)
    for at_ in (day, found.made_at):
        with pytest.raises(Refused, match="expired"):
            actions.fetch(found.id, by=COUNTY, at=at_)


def test_the_folder_of_a_failed_job_is_kept_as_long_and_then_cleared(kinds):
    job = done("broken")
    folder = kinds / "work" / str(job.id)
    actions.expire(by=THE_SYSTEM, at=now())
    assert folder.exists()
    actions.expire(by=THE_SYSTEM, at=job.ended_at + artefacts.KEPT)
    assert not folder.exists()
