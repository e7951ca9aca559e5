"""The queue's side of a job: one task, told the job's number and nothing else; put in and taken out with the job's own row."""

from typing import Any
from uuid import UUID

from procrastinate.contrib.django import app

QUEUE = "jobs"


@app.task(name="tuopin.job", queue=QUEUE)
def do(job: str) -> None:
    """Do the job of that number; how it ends stands in its own row."""
    from tuopin.jobs.runner import run

    run(UUID(job))


def put(job: UUID) -> int:
    """Queue a job within the transaction of its row; the queue's own number. One at a time runs, one at a time waits."""
    waiting: Any = do.configure(lock=f"job:{job}", queueing_lock=f"job:{job}")
    number: int = waiting.defer(job=str(job))
    return number


def take_out(number: int | None) -> None:
    """A job that waits is not begun any more; one that is being done is left to its worker."""
    if number is not None:
        app.job_manager.cancel_job_by_id(number, delete_job=True)
