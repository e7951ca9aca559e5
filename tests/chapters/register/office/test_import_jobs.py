"""The register's jobs say what went in, what came out, what was refused; begun again they do nothing twice. Clauses R2d, R3a."""

from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from office.importing import uploaded, withdrawn
from office.people import COUNTY, COUNTY_TOO
from office.workbooks import OTHER, VILLAGE, document, households, written
from tuopin.common.acting import By
from tuopin.common.refused import BadInput, Refused
from tuopin.register import tasks
from tuopin.register.queries import imports as queries
from tuopin.settings.scope import acting

TOWNSHIP = By("sun", "township_government", "520381")


@dataclass
class Work:
    """What a handler is given, without a worker."""

    arguments: dict
    by: By = COUNTY
    told: list = field(default_factory=list)

    @contextmanager
    def acting(self):
        with acting(self.by):
            yield self.by

    def progress(self, done, total, step):
        self.told.append((done, total, step.en))


def test_rows_in_are_rows_taken_and_rows_refused(office, tmp_path):
    batch = uploaded(written(tmp_path / "a.csv", [*households("J1"), *households("J2", village=OTHER)]), place=VILLAGE)
    work = Work({"batch": batch.pk})
    counts = tasks.stage(work)
    assert (counts.taken_in, counts.put_out, counts.refused, counts.add_up()) == (4, 2, 2, True)
    assert {step for _, _, step in work.told} >= {"reading the workbooks", "checking by the rules", "sealing and storing"}
    assert tasks.stage(work) == counts
    withdrawn(batch)


def test_an_import_is_accepted_and_withdrawn_by_jobs(office, tmp_path):
    batch = uploaded(written(tmp_path / "b.csv", households("J3")))
    tasks.stage(Work({"batch": batch.pk}))
    asked = Work({"batch": batch.pk, "reason": "compared"}, COUNTY_TOO)
    assert tasks.accept(asked).put_out == 3
    assert tasks.accept(asked).put_out == 0
    with pytest.raises(Refused):
        tasks.withdraw(Work({"batch": batch.pk, "reason": "wrong"}, TOWNSHIP))
    assert len(tasks.withdraw(Work({"batch": batch.pk, "reason": "wrong"})).result["changes"]) == 1
    with acting(COUNTY):
        assert queries.batch(batch.pk).state == "withdrawn"


def test_a_list_is_kept_by_a_job(office):
    folder = office / "uploads" / "list"
    folder.mkdir(parents=True)
    (folder / "a.csv").write_text(f"姓名,身份证号\n张三,{document('j')}\n李四,1\n", "utf-8")
    asked = {"file": "list/a.csv", "kind": "deaths", "source": "civil affairs", "as_of": "2016-10-01", "place": "520381"}
    counts = tasks.cross_list(Work(asked))
    assert (counts.taken_in, counts.put_out, counts.refused) == (2, 1, 1)
    assert [(bad["row"], bad["column"]) for bad in counts.result["bad"]] == [(3, "证件号码")]


@pytest.mark.parametrize("name", ["../keys/ledger.key", "nothing.csv"])
def test_a_list_is_read_from_the_uploads_only(office, name):
    with pytest.raises(BadInput, match="no such upload"):
        tasks.cross_list(Work({"file": name}))


def test_an_argument_that_is_not_given_is_told(office):
    with pytest.raises(BadInput, match="is not given"):
        tasks.stage(Work({}))
