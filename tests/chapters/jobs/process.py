"""A worker as a process of its own: concurrency, grace, seconds of silence after which a job counts as broken."""

import sys

import django

if __name__ == "__main__":
    django.setup()
    from chapters.jobs import kinds  # noqa: F401  the tests' kinds of jobs
    from tuopin.jobs import worker
    from tuopin.jobs.actions import resuming

    concurrency, grace, silent = map(float, sys.argv[1:4])
    resuming.SILENT = silent
    worker.run(int(concurrency), grace=grace)
