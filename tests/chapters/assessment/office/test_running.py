"""A run over a frozen register is an act; its verdicts are in the database, all of them, once. Clauses P0, R3c, W4b."""

import json
import os
from collections import Counter
from datetime import date

import pytest
from django.db import DatabaseError

from chapters.assessment.office.helping import HERE, PROVINCE, asked, assessed, folders, now, past_the_door
from office.people import AT, COUNTY, ELSEWHERE
from tuopin.assessment import queries
from tuopin.assessment.actions import freeze
from tuopin.assessment.actions.opening import Opening
from tuopin.assessment.folders import RESULTS, SNAPSHOTS, folder, swept
from tuopin.assessment.result import Result
from tuopin.common.acting import By
from tuopin.common.refused import BadInput, Refused
from tuopin.register.actions.freeze import Freeze
from tuopin.register.snapshot import Snapshot

STATE = """SELECT (SELECT count(*) FROM assessment_run), (SELECT count(*) FROM assessment_verdict),
(SELECT count(*) FROM ledger_act WHERE kind = 'assessment.run')"""


class Stopped(BaseException):
    """Somebody cancels."""


def test_the_freeze_is_an_act_that_binds_the_digest(snapshot):
    ((kind, record),) = asked("SELECT kind, record FROM ledger_act WHERE id = %s", snapshot.act_id)
    told = json.loads(record)
    assert (kind, told["facts"], told["on"], told["clause"]) == ("snapshot.freeze", snapshot.digest, "2016-12-31", "P0")


def test_the_run_is_an_act_that_binds_verdicts_edition_and_snapshot(run):
    ((record,),) = asked("SELECT record FROM ledger_act WHERE id = %s AND kind = 'assessment.run'", run.act_id)
    told = json.loads(record)
    more = {name: told["more"][name] for name in ("snapshot", "edition", "edition_digest")}
    bound = {"snapshot": run.snapshot_digest, "edition": "cn-2016", "edition_digest": run.edition_digest}
    assert (told["facts"], more) == (Result.open(folder(RESULTS, run.key)).verdict_digest(), bound)


def test_every_household_has_one_verdict_and_is_on_one_list(run, snapshot):
    rows = asked("SELECT household_code, kind FROM assessment_verdict WHERE run_id = %s", run.id)
    kinds = Counter(kind for _, kind in rows)
    told = {kind: count for kind, count in queries.counts(run, "52", by=PROVINCE).items() if count}
    assert (len(rows), len({code for code, _ in rows}), dict(kinds)) == (240, snapshot.counts["households"], told)


def test_the_rows_in_the_database_are_those_of_the_result(run):
    result = Result.open(folder(RESULTS, run.key))
    for row in result.verdicts(HERE).collect().iter_rows(named=True):
        told = queries.verdict(row["household_code"], run.id, by=COUNTY)
        kept = {"household_code": told.household, "village_code": told.village, "status": told.status, "members": told.members}
        kept |= {"standard_met": told.standard_met, "may_leave": told.may_leave}
        assert kept | told.criteria == row


def test_lists_are_what_the_result_counts(run):
    counts = Result.open(folder(RESULTS, run.key)).manifest["counts"]
    told = queries.counts(run, "52", by=PROVINCE)
    counted = [counts[name] for name in ("leaving_households", "unknown_households", "wrongly_exited_households")]
    assert [told[kind] for kind in ("may_leave", "unknown", "wrongly_exited")] == counted


def test_places_have_their_verdicts(run):
    kinds, row = queries.place_verdict(run, HERE, by=COUNTY)
    assert (sum(kinds.values()), row["households"], row["county_code"]) == (120, 120, HERE)


def test_the_same_asked_twice_is_one_run(run, snapshot):
    before = asked(STATE)
    assert (assessed(snapshot).id, asked(STATE)) == (run.id, before)


def test_the_same_frozen_twice_is_one_snapshot(snapshot, filled):
    before = folders(filled)
    again = freeze(Freeze("52", 2016, date(2016, 12, 31), AT, synthetic=True), Opening(PROVINCE), at=now())
    assert (again.id, folders(filled)) == (snapshot.id, before)


def test_a_lost_result_is_made_again_with_the_same_verdicts(run, snapshot, filled):
    result = folder(RESULTS, run.key)
    result.rename(filled / "lost")
    assert (assessed(snapshot).id, Result.open(result).verdict_digest()) == (run.id, run.verdict_digest)


@pytest.mark.parametrize("at", ["verifying", "assessing", "entering"])
def test_cancelled_nothing_half_done_is_left(run, snapshot, filled, at):
    def told(_done, _of, what):
        if what.en.startswith(at):
            raise Stopped

    before = asked(STATE), folders(filled)
    with pytest.raises(Stopped):
        assessed(snapshot, edition="sc-2016", told=told)
    assert (asked(STATE), folders(filled)) == before


def test_only_those_who_may_freeze_and_assess(snapshot):
    village = By("sun", "village_committees", HERE + "001001")
    for action in (lambda: freeze(Freeze(HERE, 2016, date(2016, 12, 31)), Opening(village), at=now()), lambda: assessed(snapshot, by=village)):
        with pytest.raises((Refused, BadInput)):
            action()


def test_a_file_somebody_names_is_no_edition(snapshot, tmp_path):
    with pytest.raises(BadInput, match="no edition"):
        assessed(snapshot, edition=str(tmp_path / "mine.toml"))


def test_an_edition_not_in_force_is_refused(snapshot):
    from tuopin.assessment.actions import Asked, assess

    with pytest.raises(Refused, match="not in force"):
        assess(Asked(snapshot.digest, "cn-2016", 2015), Opening(PROVINCE), at=now())


def test_a_county_does_not_assess_the_snapshot_of_its_province(snapshot):
    with pytest.raises(BadInput, match="no such snapshot"):
        assessed(snapshot, by=COUNTY)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO assessment_verdict (household_code, run_id, village_code, may_leave, kind, criteria, act_id) "
        "SELECT 'X', run_id, village_code, true, kind, criteria, act_id FROM assessment_verdict LIMIT 1",
        "UPDATE assessment_verdict SET may_leave = true",
        "DELETE FROM assessment_verdict",
        "UPDATE assessment_run SET verdict_digest = 'x'",
        "DELETE FROM assessment_snapshot",
        "TRUNCATE assessment_verdict",
    ],
)
def test_no_verdict_is_written_past_the_act(run, statement):
    with pytest.raises(DatabaseError) as caught:
        asked(statement)
    assert caught.value.__cause__.sqlstate in {"TU001", "42501"}


def test_a_county_sees_the_run_over_its_province_but_not_its_totals(run):
    seen = [asked(f"SELECT count(*) FROM {table}", by=COUNTY)[0][0] for table in ("assessment_run", "assessment_run_totals", "assessment_snapshot")]
    assert (seen, [each.id for each in queries.runs(HERE, by=COUNTY)]) == ([1, 0, 0], [run.id])


def test_a_county_sees_the_verdicts_of_its_own_households(run):
    rows = [asked("SELECT count(*), min(village_code), max(village_code) FROM assessment_verdict", by=by)[0] for by in (COUNTY, ELSEWHERE)]
    assert [(count, low[:6], high[:6]) for count, low, high in rows] == [(120, by.place, by.place) for by in (COUNTY, ELSEWHERE)]


def test_another_province_sees_no_run(run):
    assert queries.runs(by=By("he", "provincial_office", "53")) == []


def test_a_snapshot_changed_on_disk_is_not_assessed(snapshot):
    file = folder(SNAPSHOTS, snapshot.digest) / "household" / f"{HERE}.parquet"
    content = file.read_bytes()
    file.chmod(0o640)
    file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    try:
        with pytest.raises(BadInput, match="differs from the snapshot's manifest"):
            assessed(snapshot, edition="sc-2016")
    finally:
        file.write_bytes(content)


def test_the_check_of_the_record_finds_an_edited_verdict(run):
    from django.db import connection

    from tuopin.assessment.checking import check
    from tuopin.ledger.sequencer import ITSELF
    from tuopin.settings.scope import acting

    def found():
        with acting(ITSELF), connection.cursor() as cursor:
            return [each.where for each in check(cursor)]

    ((code,),) = asked("SELECT household_code FROM assessment_verdict WHERE NOT may_leave ORDER BY 1 LIMIT 1")
    clean = found()
    past_the_door("ALTER TABLE assessment_verdict DISABLE TRIGGER USER")
    past_the_door("UPDATE assessment_verdict SET may_leave = true WHERE household_code = %s", code)
    edited = found()
    past_the_door("UPDATE assessment_verdict SET may_leave = false WHERE household_code = %s", code)
    past_the_door("ALTER TABLE assessment_verdict ENABLE TRIGGER USER")
    assert (clean, edited) == ([], [f"assessment_verdict {run.id} {code}"])


def test_lost_files_of_a_snapshot_are_frozen_again_from_what_was_known_then(filled):
    kept = freeze(Freeze(HERE, 2016, date(2016, 12, 31), synthetic=True), Opening(COUNTY), at=now())
    place = folder(SNAPSHOTS, kept.digest)
    place.rename(filled / "lost-snapshot")
    again = freeze(Freeze(HERE, 2016, date(2016, 12, 31), kept.known_at, synthetic=True), Opening(COUNTY), at=now())
    assert (again.id, Snapshot.open(place).digest) == (kept.id, kept.digest)


def test_what_a_killed_process_left_is_swept_and_what_is_finished_or_fresh_stays(run, filled):
    for name in (".killed", ".fresh"):
        (filled / "results" / name).mkdir()
    os.utime(filled / "results" / ".killed", (0, 0))
    finished = folder(RESULTS, run.key)
    os.utime(finished, (0, 0))
    assert (swept(1_000_000), finished.exists(), (filled / "results" / ".fresh").exists()) == (1, True, True)
    (filled / "results" / ".fresh").rmdir()
