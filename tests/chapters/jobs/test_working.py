"""A job ends as it should: done with counts that add up, failed with words, cancelled at a safe point. Clauses R3c, W4b."""

import pytest
from django.db import connection

from chapters.jobs.helping import Aside, ask, at, done, looked, now, pipe, start
from office.people import COUNTY
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.jobs import actions, handlers, lease, queries, rules, worker
from tuopin.jobs.lease import Lease
from tuopin.settings.scope import acting

pytestmark = pytest.mark.usefixtures("kinds")


def test_what_went_in_came_out_or_was_refused():
    job = done("counts", counts=[5, 3, 2])
    assert (job.state, job.taken_in, job.put_out, job.refused, job.result, job.error) == ("done", 5, 3, 2, {"said": "so"}, None)


@pytest.mark.parametrize("counts", [[5, 3, 1], [5, 6, -1], [-1, -1, 0]], ids=["lost", "negative", "below"])
def test_counts_that_do_not_add_up_fail_the_job(counts):
    job = done("counts", counts=counts)
    assert (job.state, job.taken_in, job.error.en[:26]) == ("failed", None, "the counts do not add up: ")


def test_a_refusal_is_told_in_both_languages_with_its_remedy():
    assert done("refused").error == Words("这一年没有快照 先冻结", "there is no snapshot of that year freeze first")


def test_a_fault_is_told_by_its_kind_and_not_by_its_message(kinds):
    (kinds / "work").mkdir(exist_ok=True)
    (kinds / "work" / "whom").write_text("张秀英", "utf-8")
    said = {done("fault", **how).error for how in ({}, {"in": "database"})}
    assert said == {
        Words("程序出错（ValueError），详情见日志", "a fault of the program (ValueError); see the log"),
        Words("程序出错（DataError），详情见日志", "a fault of the program (DataError); see the log"),
    }


def test_words_of_a_failure_hold_no_personal_number():
    said = rules.why(BadInput("row 3", Words(f"电话{199:03d}{0:08d}", f"phone {199:03d}{0:08d}")))
    assert said == Words("row 3: 电话[…]", "row 3: phone […]")


def test_a_code_of_a_place_stays_in_the_words():
    assert "520381001001" in rules.why(BadInput("row 3", Words("村 520381001001", "village 520381001001"))).en


def test_progress_is_seen_while_the_long_transaction_still_runs(kinds):
    job = start("inside", gate=pipe(kinds, "inside"))
    with Aside(worker.run_until_empty) as aside, at(job.arguments["gate"], aside):
        seen = looked(job)
        assert (seen.state, seen.done, seen.total, seen.step) == ("running", 7, 10, Words("half-way", "half-way"))
        assert ask("SELECT count(*) FROM jobs_tally WHERE job = %s", job.id) == [(0,)]
    assert (looked(job).state, looked(job).done) == ("done", 8)


def test_progress_told_ten_thousand_times_is_written_a_few_times(kinds, monkeypatch):
    written = []
    asked = Lease._ask

    def counted(self, sql, *given):
        written.append(sql)
        return asked(self, sql, *given)

    monkeypatch.setattr(Lease, "_ask", counted)
    job = start("counts", counts=[1, 1])
    with Lease(job.id) as held:
        for n in range(10_000):
            held.tell(n, 10_000, Words("", ""))
        held.end("cancelled")
    assert (written.count(lease.TELL) < 20, looked(job).done) == (True, 9_999)


def test_a_running_job_is_cancelled_at_its_next_safe_point(kinds):
    job = start("long", gate=pipe(kinds, "cancel"))
    with Aside(worker.run_until_empty) as aside, at(job.arguments["gate"], aside):
        asked = actions.cancel(job.id, by=COUNTY, at=now())
        assert (asked.state, asked.cancel_requested) == ("running", True)
    assert (looked(job).state, looked(job).taken_in) == ("cancelled", None)


def test_a_database_that_breaks_off_is_tried_three_times_in_the_same_folder(kinds):
    job = done("broken")
    assert (job.state, job.attempts, "3 times" in job.error.en) == ("failed", 3, True)
    assert len(list((kinds / "work" / str(job.id)).iterdir())) == 3


def test_the_folder_of_a_job_that_is_done_is_gone(kinds):
    job = done("file", text="a,b\n1,2\n", name="folder.csv")
    assert (job.state, (kinds / "work" / str(job.id)).exists()) == ("done", False)


def test_what_a_job_asks_for_in_turn_is_done_as_well(kinds):
    made = []

    def chain(work):
        with work.acting() as by:
            made.append(actions.start("test.counts", {"counts": [1, 1]}, by=by, at=now()))
        return rules.Counts(1, 1)

    handlers.handler("test.chain", power="export")(chain)
    assert (done("chain").state, looked(made[0]).state) == ("done", "done")


def test_a_job_works_within_its_owners_place(kinds):
    seen = []

    def look(work):
        with work.acting(), connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('tuopin.scope'), current_setting('tuopin.officer')")
            seen.append(cursor.fetchone())
        return rules.Counts(0, 0)

    handlers.handler("test.look", power="export")(look)
    done("look")
    assert seen == [(f"/{COUNTY.place}", COUNTY.officer)]


def test_two_functions_for_one_kind_are_a_fault():
    with pytest.raises(ValueError, match="two handlers"):
        handlers.handler("test.counts", power="export")(lambda work: rules.Counts(0, 0))


def test_open_jobs_are_counted_by_state():
    before = queries.waiting(by=COUNTY)["queued"]
    job = start("counts", counts=[1, 1])
    with acting(COUNTY):
        assert queries.waiting(by=COUNTY)["queued"] == before + 1
    actions.cancel(job.id, by=COUNTY, at=now())
