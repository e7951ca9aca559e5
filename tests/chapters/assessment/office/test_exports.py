"""Freezes, runs and exports as jobs: whole, counted, guarded, within the place; nothing Excel would run. Clauses R3c, P0."""

import csv
import hashlib
import io
import json

import polars as pl
import pytest

from chapters.assessment.office.helping import HERE, PROVINCE, asked, now
from office.people import AT, COUNTY, ELSEWHERE
from tuopin.assessment import queries as of_runs
from tuopin.common.acting import By
from tuopin.common.guard import FACE
from tuopin.common.refused import Refused
from tuopin.jobs import actions, queries, worker
from tuopin.register.actions.change import Why, change, part
from tuopin.register.schema import TABLES
from tuopin.settings.scope import acting

FORMULA = '=HYPERLINK("http://example.org")'


def done(kind, by=COUNTY, **arguments):
    job = actions.start(kind, arguments, by=by, at=now())
    worker.run_until_empty()
    return queries.job(job.id, by=by)


def files(job, by=COUNTY):
    """Name to path of what a job published."""
    return {each.name: actions.fetch(each.id, by=by, at=now()) for each in queries.artefacts(job.id, by=by)}


def named(published, ending):
    (path,) = [path for name, path in published.items() if name.endswith(ending)]
    return path


def cells(path, *, skip=1):
    """Header and rows of a CSV after the lines on its face."""
    lines = path.read_bytes().decode("utf-8-sig").split("\n", skip)[-1]
    return list(csv.reader(io.StringIO(lines, newline="")))


@pytest.fixture(scope="module")
def formula(filled):
    """A household whose group's name Excel would take for a formula."""
    version = {"household_code": "F1", "village_code": HERE + "001001", "group_name": FORMULA, "main_cause": None, "valid_from": AT.date()}
    with acting(COUNTY):
        change([part("household", [version])], Why("register.correct", "R3a", "named so"), by=COUNTY, at=AT)
    return "F1"


@pytest.fixture(scope="module")
def exported(formula):
    return done("export", what="register", place=HERE)


def test_freeze_and_run_are_jobs_and_their_counts_add_up(run, snapshot):
    frozen = done("snapshot.freeze", place=HERE, year=2016, known_at=AT.isoformat())
    ran = done("assessment.run", snapshot=frozen.result["snapshot"], edition="cn-2016")
    told = [(job.state, job.taken_in, job.put_out, job.refused) for job in (frozen, ran)]
    assert (told, of_runs.runs(HERE, by=COUNTY)[0].id) == ([("done", 120, 120, 0)] * 2, ran.result["run"])


def test_a_job_that_is_not_told_what_it_needs_fails_in_words(filled):
    job = done("assessment.run", edition="cn-2016")
    assert (job.state, job.error.en) == ("failed", "snapshot: is not given")


def test_every_row_in_the_database_is_in_both_files(exported):
    published = files(exported)
    for table in TABLES:
        counted = asked(f"SELECT count(*) FROM register_{table} WHERE superseded_at IS NULL AND act_id > 0", by=COUNTY)[0][0]
        if table == "place":  # names are public, the export is of the place
            counted = asked("SELECT count(*) FROM register_place WHERE superseded_at IS NULL AND code LIKE %s", HERE + "%", by=COUNTY)[0][0]
        rows = (len(cells(named(published, f"-{table}-synthetic.csv"))) - 1, pl.read_parquet(named(published, f"-{table}-synthetic.parquet")).height)
        assert (table, rows) == (table, (counted, counted))


def test_the_parquet_holds_the_values_of_the_register(exported):
    frame = pl.read_parquet(named(files(exported), "-household_year-synthetic.parquet"))
    told = frame.select("household_code", "year", "net_income", "food_secure").rows()
    there = asked("SELECT household_code, year, net_income, food_secure FROM register_household_year WHERE superseded_at IS NULL", by=COUNTY)
    assert sorted(told, key=str) == sorted(there, key=str)


def test_the_manifest_has_rows_and_digests_of_every_file(exported):
    published = files(exported)
    manifest = json.loads(named(published, "manifest-synthetic.json").read_text("utf-8"))
    digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in published.items() if "manifest" not in name}
    assert ({name: told["sha256"] for name, told in manifest["files"].items()}, exported.result["rows"]["household"]) == (digests, 121)


def test_what_excel_would_take_for_a_formula_is_a_text(exported, formula):
    published = files(exported)
    header, *rows = cells(named(published, "-household-synthetic.csv"))
    (cell,) = [row[header.index("group_name")] for row in rows if row[0] == formula]
    frame = pl.read_parquet(named(published, "-household-synthetic.parquet"))
    assert (cell, frame.filter(household_code=formula)["group_name"][0]) == ("'" + FORMULA, FORMULA)


def test_csv_is_utf_8_with_its_mark_and_says_that_the_people_are_made_up(exported):
    content = named(files(exported), "-person-synthetic.csv").read_bytes()
    assert (content[:3], "合成数据，人物均为虚构" in content[:200].decode("utf-8-sig", "replace")) == (b"\xef\xbb\xbf", True)


def test_without_the_power_no_numbers_leave(exported):
    names = {name for path in files(exported).values() if path.suffix == ".parquet" for name in pl.read_parquet_schema(path)}
    leaders = By("gao", "county_leading_group", HERE)
    with pytest.raises(Refused, match="may not"):
        actions.start("export.numbers", {"place": HERE}, by=leaders, at=now())
    assert names.isdisjoint({"id_number", "phone", "id_number_sealed", "id_number_index"})


def test_with_the_power_numbers_leave_and_every_file_says_so(filled):
    published = files(done("export.numbers", place=HERE, tables=["person"]))
    table, frame = named(published, "person-numbers-synthetic.csv"), pl.read_parquet(named(published, ".parquet"))
    from office.filled import made

    numbers = dict(made(HERE)["person"].select("person_code", "id_number").rows())
    face = [FACE.zh in text for text in (table.read_bytes()[:100].decode("utf-8", "replace"), named(published, ".json").read_text("utf-8"))]
    assert (dict(frame.select("person_code", "id_number").rows()), face) == (numbers, [True, True])


def test_verdicts_of_a_run_are_exported_whole(run):
    job = done("export", PROVINCE, what="verdicts", place="52", run=run.id)
    frame = pl.read_parquet(named(files(job, PROVINCE), ".parquet"))
    assert (frame.height, frame["household_code"].n_unique(), dict(frame["kind"].value_counts().rows())["may_leave"]) == (
        240,
        240,
        of_runs.counts(run, "52", by=PROVINCE)["may_leave"],
    )


def test_a_county_exports_its_own_verdicts_of_the_provinces_run(run):
    frame = pl.read_parquet(named(files(done("export", what="verdicts", place=HERE, run=run.id)), ".parquet"))
    assert frame["village_code"].str.slice(0, 6).unique().to_list() == [HERE]


def test_acts_are_exported_with_their_records(run):
    published = files(done("export.acts", place=HERE))
    frame = pl.read_parquet(named(published, ".parquet"))
    counted = asked("SELECT count(*) FROM ledger_act", by=COUNTY)[0][0]
    assert (frame.height, len(cells(named(published, ".csv"))) - 1, json.loads(frame["record"][0])["v"]) == (counted, counted, 1)


@pytest.mark.parametrize(("kind", "arguments"), [("export", {"what": "register"}), ("export.numbers", {}), ("export.acts", {})])
def test_another_place_is_not_exported(filled, kind, arguments):
    job = done(kind, place=ELSEWHERE.place, **arguments)
    assert (job.state, queries.artefacts(job.id, by=COUNTY)) == ("failed", ())


def test_more_rows_than_one_piece_are_all_there_once(filled, monkeypatch):
    from tuopin.assessment.exports import source

    monkeypatch.setattr(source, "AT_ONCE", 50)
    frame = pl.read_parquet(named(files(done("export", what="register", place=HERE, tables=["person"])), ".parquet"))
    counted = asked("SELECT count(*) FROM register_person WHERE superseded_at IS NULL", by=COUNTY)[0][0]
    assert (frame.height, frame["person_code"].n_unique()) == (counted, counted)
