"""A job whose worker is killed is resumed by another, never run twice at once, and given up after three attempts, with words."""

import signal
import threading

import pytest
from django.db import connections

from chapters.jobs.helping import Aside, ask, at, looked, now, pipe, resumed_when_free, start, until, worker_process
from office.people import COUNTY
from tuopin.jobs import actions, runner, worker
from tuopin.jobs.lease import Lease, Lost
from tuopin.jobs.work import Leaving, Work

pytestmark = pytest.mark.usefixtures("kinds")
TALLY = "SELECT count(*), count(DISTINCT part), count(DISTINCT pid) FROM jobs_tally WHERE job = %s"
BACKENDS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


def owner(sql):
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql)
    connections["owner"].close()


def cut_off(held):
    """The connection of a lease is gone, as when a network is cut."""
    ask("SELECT pg_terminate_backend(%s, 10000)", held._link.info.backend_pid)


def resumed():
    """Every job nobody holds, as if it had been silent for long; how many."""
    return actions.resume(at=now(), silent=-10)


def work_of(held):
    return Work(held.job, "test.parts", {}, COUNTY, 1, held, Leaving())


def test_a_worker_killed_in_the_middle_is_replaced_and_every_part_is_done_once(kinds):
    job = start("parts", parts=20, at=8, gate=pipe(kinds, "killed"))
    with worker_process(kinds) as first, at(job.arguments["gate"], first):
        first.kill()
        first.wait()
    assert (looked(job).state, ask(TALLY, job.id)) == ("running", [(8, 8, 1)])
    with worker_process(kinds, silent="0.2") as second:
        until(lambda: looked(job).state == "done", second)
    assert ask(TALLY, job.id) == [(20, 20, 2)]
    assert (looked(job).attempts, looked(job).taken_in, looked(job).put_out) == (2, 20, 20)


def test_a_job_whose_workers_are_killed_three_times_fails_with_words(kinds):
    job = start("long", gate=pipe(kinds, "thrice"))
    for _ in range(3):
        with worker_process(kinds) as each, at(job.arguments["gate"], each):
            each.kill()
            each.wait()
        resumed_when_free(job)
    assert (looked(job).state, looked(job).attempts, looked(job).error.en[:44]) == ("failed", 3, "the process doing it broke off 3 times; it i")


def test_a_worker_killed_before_it_began_a_job_loses_no_attempt(kinds):
    job = start("counts", counts=[1, 1])
    owner(f"UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL WHERE id = {looked(job).queued_as}")
    assert actions.resume(at=now(), silent=0) == 1
    worker.run_until_empty()
    assert (looked(job).state, looked(job).attempts) == ("done", 1)


def test_what_a_worker_left_in_the_queue_does_not_bar_the_next_turn(kinds):
    job = start("refused")
    left = looked(job).queued_as
    owner(f"UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL WHERE id = {left}")
    runner.run(job.id)
    actions.retry(job.id, by=COUNTY, at=now())
    worker.run_until_empty()
    assert looked(job).state == "queued"
    actions.resume(at=now(), silent=0)
    worker.run_until_empty()
    assert (looked(job).state, looked(job).attempts) == ("failed", 1)


def test_a_job_that_waits_its_turn_is_not_taken_for_broken(kinds):
    job = start("counts", counts=[1, 1])
    assert (actions.resume(at=now(), silent=0), looked(job).attempts) == (0, 0)
    actions.cancel(job.id, by=COUNTY, at=now())


def test_two_workers_never_do_the_same_job(kinds):
    gated = [start("parts", parts=1, at=0, gate=pipe(kinds, f"both{n}")) for n in range(2)]
    plain = [start("parts", parts=1) for _ in range(20)]
    with worker_process(kinds, silent="0.1") as first, worker_process(kinds, silent="0.1") as second:
        with at(gated[0].arguments["gate"], first), at(gated[1].arguments["gate"], second):
            assert {looked(job).state for job in gated} == {"running"}
        until(lambda: all(looked(job).state == "done" for job in (*gated, *plain)), first)
    assert {(ask(TALLY, job.id)[0], looked(job).attempts) for job in (*gated, *plain)} == {((1, 1, 1), 1)}


def test_a_job_that_is_held_is_neither_run_nor_resumed_however_silent(kinds):
    job = start("parts", parts=1)
    with Lease(job.id):
        runner.run(job.id)
        assert (resumed(), looked(job).state, looked(job).attempts) == (0, "running", 1)
    assert (resumed(), looked(job).state) == (1, "queued")
    worker.run_until_empty()
    assert (ask(TALLY, job.id), looked(job).attempts) == ([(1, 1, 1)], 2)


def test_a_worker_cut_off_from_its_hold_commits_nothing_more(kinds):
    job = start("parts", parts=1)
    with Lease(job.id) as held:
        cut_off(held)
        assert resumed() == 1
        with pytest.raises(Lost), work_of(held).acting():
            raise AssertionError("the gate is open")
    worker.run_until_empty()
    assert ask(TALLY, job.id) == [(1, 1, 1)]


def test_who_takes_over_waits_until_the_one_cut_off_has_left_its_transaction(kinds):
    job = start("parts", parts=1)
    begun = threading.Event()

    def take_over():
        with Lease(job.id):
            begun.set()

    with Lease(job.id) as held:
        with work_of(held).acting():
            cut_off(held)
            with Aside(resumed):
                pass
            assert looked(job).state == "queued"
            successor = Aside(take_over)
            successor.start()
            assert not begun.wait(0.5)
        with successor.joined():
            assert begun.wait(30)
    resumed()
    worker.run_until_empty()
    assert ask(TALLY, job.id) == [(1, 1, 1)]


def test_a_worker_told_to_leave_finishes_what_it_can(kinds):
    job = start("parts", parts=3, at=1, gate=pipe(kinds, "finishes"))
    with worker_process(kinds) as process:
        with at(job.arguments["gate"], process):
            process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert (looked(job).state, looked(job).attempts) == ("done", 1)


def test_a_worker_told_to_leave_hands_back_what_it_cannot_finish(kinds):
    job = start("resumable")
    begun = kinds / "work" / str(job.id) / "begun"
    with worker_process(kinds, grace="0") as process:
        until(begun.exists, process)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    assert (looked(job).state, looked(job).attempts) == ("queued", 0)
    worker.run_until_empty()
    assert (looked(job).state, looked(job).attempts) == ("done", 1)


def test_a_worker_outlives_its_database_connections(kinds):
    before = start("parts", parts=1)
    with worker_process(kinds, silent="0.2") as process:
        until(lambda: looked(before).state == "done", process)
        ask(BACKENDS)
        after = start("parts", parts=1)
        until(lambda: looked(after).state == "done", process)
    assert ask(TALLY, after.id) == [(1, 1, 1)]
