"""What is logged of a run with personal data holds none of it. Clause R3c."""

import json

import pytest

from chapters.jobs.helping import looked, start, until, worker_process
from office.people import AT
from tuopin.common.identity import made_up_id

pytestmark = pytest.mark.usefixtures("kinds")
NAME, PHONE, IDENTITY = "张秀英", f"199{7:08d}", made_up_id(AT.date(), "female", 3)


def test_no_name_and_no_number_of_a_run_is_in_its_log(kinds):
    (kinds / "work").mkdir(exist_ok=True)
    (kinds / "work" / "whom").write_text(f"{NAME} {PHONE} {IDENTITY}", "utf-8")
    jobs = [start("fault"), start("fault", **{"in": "database"}), start("file"), start("refused"), start("broken"), start("counts", counts=[1, 1])]
    with worker_process(kinds) as process:
        until(lambda: all(looked(job).ended_at for job in jobs), process)
    text = (kinds / "worker.log").read_text("utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert [each for each in (NAME, PHONE, IDENTITY) if each in text] == []
    assert {str(job.id) for job in jobs} == {line["job"] for line in lines if "job" in line}
    assert {line["error"] for line in lines if line["event"] == "job failed"} >= {"ValueError", "DataError < InvalidTextRepresentation", "Refused"}


def test_a_run_tells_job_kind_attempt_state_and_duration(kinds):
    before = (kinds / "worker.log").stat().st_size if (kinds / "worker.log").exists() else 0
    job = start("counts", counts=[1, 1])
    with worker_process(kinds) as process:
        until(lambda: looked(job).ended_at, process)
    lines = [json.loads(line) for line in (kinds / "worker.log").read_bytes()[before:].decode().splitlines()]
    (ended,) = [line for line in lines if line["event"] == "job put down"]
    duration = ended.pop("duration")
    assert 0 <= duration < 60
    assert {name: ended[name] for name in ("job", "kind", "attempt", "state")} == {"job": str(job.id), "kind": "test.counts", "attempt": 1, "state": "done"}
