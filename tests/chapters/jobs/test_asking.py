"""Long work is asked for, seen, cancelled and asked for again by its owner, within a place and with a power. Clauses R2a, W4b."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from chapters.jobs.helping import ask, done, looked, now, start
from office.people import AT, COUNTY, COUNTY_TOO, ELSEWHERE, NATION
from tuopin.common.acting import By
from tuopin.common.identity import made_up_id
from tuopin.common.refused import BadInput, Refused
from tuopin.jobs import actions, queries, worker

pytestmark = pytest.mark.usefixtures("kinds")
PHONE = f"199{0:08d}"
VILLAGE = By("sun", "village_committees", "520381001001")
QUEUE_ROWS = "SELECT count(*) FROM procrastinate_jobs WHERE args ->> 'job' = %s"


def test_a_job_and_its_place_in_the_queue_are_made_together():
    job = start("counts", counts=[1, 1])
    assert (looked(job).state, ask(QUEUE_ROWS, str(job.id))) == ("queued", [(1,)])


def test_what_is_rolled_back_leaves_neither_job_nor_queue_row():
    before = ask("SELECT (SELECT count(*) FROM jobs_job), (SELECT count(*) FROM procrastinate_jobs)")
    with transaction.atomic():
        start("counts", counts=[1, 1])
        transaction.set_rollback(True)
    assert ask("SELECT (SELECT count(*) FROM jobs_job), (SELECT count(*) FROM procrastinate_jobs)") == before


def test_a_key_asked_twice_is_one_job_done_once():
    first, second = (start("counts", key="import-1", counts=[3, 3]) for _ in range(2))
    assert (second.id, ask(QUEUE_ROWS, str(first.id))) == (first.id, [(1,)])


def test_a_key_used_for_something_else_is_refused():
    start("counts", key="import-2", counts=[3, 3])
    with pytest.raises(Refused, match="already used"):
        start("counts", key="import-2", counts=[4, 4])


def test_a_key_of_another_place_is_another_job():
    ours, theirs = (start("counts", by, key="import-3", counts=[3, 3]) for by in (COUNTY, ELSEWHERE))
    assert ours.id != theirs.id


def test_who_has_not_the_power_cannot_ask():
    with pytest.raises(Refused) as refusal:
        start("counts", VILLAGE, counts=[1, 1])
    assert (refusal.value.code, refusal.value.clause) == ("no-power", "R2a")


def test_a_kind_nobody_does_is_bad_input():
    with pytest.raises(BadInput, match="no job of kind"):
        start("nothing")


@pytest.mark.parametrize("whom", [PHONE, made_up_id(AT.date(), "male"), [{"of": PHONE}], {PHONE: 1}], ids=["phone", "id", "deep", "key"])
def test_arguments_hold_no_personal_number(whom):
    with pytest.raises(BadInput, match="looks like"):
        start("counts", whom=whom)


@pytest.mark.parametrize("odd", [AT, float("nan"), "x" * 17_000], ids=["object", "nan", "long"])
def test_arguments_are_small_and_plain(odd):
    with pytest.raises(BadInput, match="arguments"):
        start("counts", odd=odd)


def test_a_place_sees_nothing_of_another_nor_in_counts():
    job = start("counts", ELSEWHERE, counts=[1, 1])
    theirs = {each.id for each in queries.jobs(by=ELSEWHERE, limit=200).jobs}
    ours = {each.id for each in queries.jobs(by=COUNTY, limit=200).jobs}
    counted = {name: ask(f"SELECT count(*) FROM {name} WHERE place LIKE '520526%%'")[0][0] for name in ("jobs_job", "jobs_artefact", "jobs_fetch")}
    assert (job.id in theirs, theirs & ours, set(counted.values())) == (True, set(), {0})


def test_who_stands_outside_of_a_place_can_neither_look_nor_cancel_nor_retry():
    job = start("counts", ELSEWHERE, counts=[1, 1])
    for act in (lambda: looked(job), lambda: actions.cancel(job.id, by=COUNTY, at=now()), lambda: actions.retry(job.id, by=COUNTY, at=now())):
        with pytest.raises(BadInput, match="none such"):
            act()


def test_without_a_scope_no_row_is_seen():
    start("counts", counts=[1, 1])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM jobs_job")
        assert cursor.fetchone() == (0,)


def test_the_nation_sees_every_place_and_can_ask_for_one():
    ours, theirs = start("counts", counts=[1, 1]), start("counts", ELSEWHERE, counts=[1, 1])
    seen = {each.id for each in queries.jobs(by=NATION, limit=200).jobs}
    named = {each.place for each in queries.jobs(by=NATION, place="520381", limit=200).jobs}
    assert ({ours.id, theirs.id} <= seen, named) == (True, {"520381"})


def test_an_owner_sees_the_job_from_another_post():
    job = start("counts", counts=[1, 1])
    assert looked(job, By(COUNTY.officer, "county_office", "520526")).id == job.id


def test_pages_follow_one_another_without_gap_or_repetition():
    by = By("zhou", "county_office", "511722")
    made = [start("counts", by, counts=[n, n]).id for n in range(7)]
    seen, after = [], None
    while True:
        page = queries.jobs(by=by, after=after, limit=3)
        seen, after = [*seen, *(job.id for job in page.jobs)], page.after
        if after is None:
            break
    assert seen == made[::-1]


def test_a_mark_that_is_none_is_bad_input():
    with pytest.raises(BadInput, match="mark"):
        queries.jobs(by=COUNTY, after="x")


def test_a_waiting_job_is_cancelled_at_once_and_leaves_the_queue():
    job = start("counts", counts=[1, 1])
    actions.cancel(job.id, by=COUNTY, at=AT)
    worker.run_until_empty()
    left = looked(job)
    assert (left.state, left.ended_at, left.attempts, ask(QUEUE_ROWS, str(job.id))) == ("cancelled", AT, 0, [(0,)])


def test_what_has_ended_is_not_cancelled():
    job = done("counts", counts=[1, 1])
    with pytest.raises(Refused, match="has ended"):
        actions.cancel(job.id, by=COUNTY, at=AT)


def test_another_officer_of_the_place_cancels_with_the_power_and_not_without():
    mine = start("counts", counts=[1, 1])
    assert actions.cancel(mine.id, by=COUNTY_TOO, at=AT).state == "cancelled"
    again = start("counts", counts=[1, 1])
    with pytest.raises(Refused) as refusal:
        actions.cancel(again.id, by=By("wu", "township_government", COUNTY.place), at=AT)
    assert refusal.value.code == "no-power"


def test_a_failed_job_is_asked_for_again_and_its_attempts_count_anew():
    job = done("refused")
    again = actions.retry(job.id, by=COUNTY, at=AT)
    assert (again.state, again.attempts, again.error, again.ended_at) == ("queued", 0, None, None)
    worker.run_until_empty()
    assert (looked(job).state, looked(job).attempts) == ("failed", 1)


def test_what_is_done_or_waits_is_not_retried():
    for job in (done("counts", counts=[1, 1]), start("counts", counts=[1, 1])):
        with pytest.raises(Refused, match="failed or cancelled"):
            actions.retry(job.id, by=COUNTY, at=AT)


def test_the_database_itself_refuses_counts_that_do_not_add_up():
    job = start("counts", counts=[1, 1])
    with pytest.raises(IntegrityError, match="in_is_out_and_refused"):
        ask("UPDATE jobs_job SET state = 'done', ended_at = now(), taken_in = 3, put_out = 1, refused = 1 WHERE id = %s", job.id)


def test_the_database_itself_refuses_a_done_job_without_counts():
    job = start("counts", counts=[1, 1])
    with pytest.raises(IntegrityError, match="in_is_out_and_refused"):
        ask("UPDATE jobs_job SET state = 'done', ended_at = now() WHERE id = %s", job.id)


@pytest.mark.parametrize("column", ["owner", "place", "kind", "arguments"])
def test_the_application_cannot_change_what_was_asked(column):
    with pytest.raises(ProgrammingError, match="permission denied"):
        ask(f"UPDATE jobs_job SET {column} = {column}")
