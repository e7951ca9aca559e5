"""Why a past run found what it found stays what it was, byte for byte, whatever becomes of the register. Clauses R3c, P0."""

import json
from datetime import timedelta

import pytest
from django.db import connection

from chapters.assessment.office.helping import HERE, PROVINCE, asked, past_the_door
from office.people import AT, COUNTY, ELSEWHERE
from tuopin.assessment import queries
from tuopin.assessment.folders import RESULTS, SNAPSHOTS, folder
from tuopin.common.acting import By
from tuopin.common.refused import BadInput, Refused
from tuopin.register.actions.change import Why, change, part
from tuopin.register.stored import STORED
from tuopin.report.explanation import plain_values, text
from tuopin.settings.scope import acting

LATER = AT + timedelta(days=1)


@pytest.fixture(scope="module")
def household(run):
    """One that may leave."""
    return queries.lists(run, HERE, "may_leave", by=COUNTY).rows[0].household


def told(household, **asked_for):
    explained = queries.why(household, by=COUNTY, **asked_for)
    return text(explained), json.dumps(plain_values(explained), ensure_ascii=False)


def edited(table, household, **values):
    """Every current version of a household's table, corrected."""
    stored = STORED[table]
    rows = asked(f"SELECT id, {', '.join(stored.columns)} FROM {stored.name} WHERE household_code = %s AND superseded_at IS NULL", household, by=COUNTY)
    brings = [dict(zip(stored.columns, row, strict=True)) | values for _, *row in rows]
    with acting(COUNTY):
        change([part(table, brings, [row[0] for row in rows])], Why("register.correct", "R3a", "edited"), by=COUNTY, at=LATER)


def test_after_the_register_is_edited_verdict_and_explanation_are_the_same_byte_for_byte(run, household):
    before = (told(household), told(household, names=True), queries.verdict(household, by=COUNTY))
    edited("household", household, status="exited", head_name="改名")
    edited("household_year", household, wage_income=0, business_income=0, net_income=0, food_secure=False)
    edited("person", household, name="改名")
    edited("person_year", household, resident_insurance=False)
    assert (told(household), told(household, names=True), queries.verdict(household, by=COUNTY)) == before


def test_names_come_from_the_database_and_only_when_asked_for(run, household):
    names = [name for (name,) in asked("SELECT name FROM register_person WHERE household_code = %s AND recorded_at = %s", household, AT)]
    plain, named = told(household)[1], told(household, names=True)[1]
    assert ([name in plain for name in names], [name in named for name in names]) == ([False] * len(names), [True] * len(names))


def test_another_county_is_told_nothing(run, household):
    with pytest.raises(BadInput, match="no verdict"):
        queries.why(household, by=ELSEWHERE)


def test_a_household_that_is_none_is_bad_input(run):
    with pytest.raises(BadInput, match="no verdict"):
        queries.why("0000000000", by=COUNTY)


@pytest.mark.parametrize("kind", [SNAPSHOTS, RESULTS])
def test_missing_files_are_refused_in_words(run, household, kind):
    path = folder(kind, run.key if kind == RESULTS else run.snapshot_digest)
    away = path.with_name("away")
    path.rename(away)
    try:
        with pytest.raises(Refused, match="not on this machine"):
            queries.why(household, by=COUNTY)
    finally:
        away.rename(path)


def test_a_frozen_file_changed_since_is_refused(run, household):
    file = folder(SNAPSHOTS, run.snapshot_digest) / "household_year" / "2016" / f"{HERE}.parquet"
    content = file.read_bytes()
    told(household)
    file.chmod(0o640)
    file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    try:
        with pytest.raises(BadInput, match="differs from the snapshot's manifest"):
            queries.why(household, by=COUNTY)
    finally:
        file.write_bytes(content)


def test_a_verdict_edited_in_the_database_is_not_explained(run, household):
    past_the_door("ALTER TABLE assessment_verdict DISABLE TRIGGER USER")
    past_the_door("UPDATE assessment_verdict SET criteria = criteria || '{\"food\": false}' WHERE household_code = %s", household)
    try:
        with pytest.raises(Refused, match="something else than the verdict"):
            queries.why(household, by=COUNTY)
    finally:
        past_the_door("UPDATE assessment_verdict SET criteria = criteria || '{\"food\": true}' WHERE household_code = %s", household)
        past_the_door("ALTER TABLE assessment_verdict ENABLE TRIGGER USER")


def test_the_latest_run_is_explained_unless_one_is_named(run, household):
    assert (queries.verdict(household, by=COUNTY).run, queries.verdict(household, run.id, by=COUNTY).run) == (run.id, run.id)


@pytest.mark.parametrize("kind", ["may_leave", "not_yet", "unknown", "wrongly_exited"])
def test_pages_of_a_list_hold_every_household_once_in_order(run, kind):
    rows, after = [], None
    while True:
        page = queries.lists(run, HERE, kind, by=COUNTY, after=after, limit=7)
        rows += page.rows
        after = page.after
        if after is None:
            break
    keys = [(row.village, row.household) for row in rows]
    assert (keys == sorted(set(keys)), {row.kind for row in rows} <= {kind}, len(keys)) == (True, True, queries.counts(run, HERE, by=COUNTY)[kind])


def test_a_list_is_within_the_place_asked_for_and_the_place_of_the_asker(run):
    village = queries.lists(run, HERE, "not_yet", by=COUNTY).rows[0].village
    asked_for = {row.village for row in queries.lists(run, village, "not_yet", by=PROVINCE).rows}
    assert (asked_for, queries.lists(run, HERE, "not_yet", by=ELSEWHERE).rows) == ({village}, ())


def test_parts_of_a_place_add_up_to_it(run):
    by_county = queries.parts(run, "52", by=PROVINCE)
    by_township = queries.parts(run, HERE, by=PROVINCE)
    summed = {kind: sum(part[kind] for part in by_township.values()) for kind in by_county[HERE]}
    assert (sorted(by_county), summed) == ([HERE, ELSEWHERE.place], by_county[HERE])


def test_a_township_is_told_its_own_counts(run):
    township = next(iter(queries.parts(run, HERE, by=COUNTY)))
    seen = queries.counts(run, township, by=By("qian", "township_government", township))
    assert seen == queries.place_verdict(run, township, by=COUNTY)[0]


@pytest.mark.parametrize(("kind", "after"), [("all", None), ("not_yet", "x")])
def test_a_list_or_mark_that_is_none_is_bad_input(run, kind, after):
    with pytest.raises(BadInput):
        queries.lists(run, HERE, kind, by=COUNTY, after=after)


def test_lists_and_verdicts_are_served_by_indexes(run):
    with acting(COUNTY), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(
            "EXPLAIN SELECT * FROM assessment_verdict AS v WHERE run_id = 1 AND kind = 'not_yet' AND village_code >= '520381' AND village_code < '520381~' "
            "AND (village_code, household_code) > ('520381', '1') ORDER BY village_code, household_code LIMIT 50"
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert ("verdict_list" in plan, "ROW(" in plan.split("Filter")[0], "Sort" in plan) == (True, True, False)


def test_a_place_is_explained_from_the_run_and_its_counts_are_those_of_the_lists(run):
    explained = queries.why_place(HERE, run, by=COUNTY)
    counted = {name: count for name, _, count in explained.counts}
    assert (explained.head.unit, counted["households"], counted["leaving_households"]) == ("county", 120, queries.counts(run, HERE, by=COUNTY)["may_leave"])


@pytest.mark.parametrize("digits", [9, 12])
def test_villages_and_townships_are_explained_too(run, digits):
    code = next(iter(queries.parts(run, HERE if digits == 9 else next(iter(queries.parts(run, HERE, by=COUNTY))), by=COUNTY)))
    assert (len(code), queries.why_place(code, run, by=COUNTY).head.code) == (digits, code)


def test_another_countys_place_is_not_explained(run):
    with pytest.raises(BadInput, match="no such place"):
        queries.why_place(ELSEWHERE.place, run, by=COUNTY)
