"""A freeze is the register of one place at one instant, the same bytes for the same register, without names. Clauses P0, R3c."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from django.db import DatabaseError, connection

from office.filled import fill, made
from office.people import AT, COUNTY, ELSEWHERE, NATION
from tuopin.common.acting import By
from tuopin.common.refused import BadInput, Refused
from tuopin.register.actions.change import Why, change, part
from tuopin.register.actions.freeze import Freeze, asked_of, freeze
from tuopin.register.queries.copied import at_one_instant
from tuopin.register.schema import TABLES
from tuopin.register.snapshot import WHOLE, Snapshot, SnapshotWriter
from tuopin.register.stored import STORED
from tuopin.settings.scope import acting

HERE, THERE = COUNTY.place, ELSEWHERE.place
LATER = AT + timedelta(days=1)
ASKED = Freeze(HERE, 2016, date(2016, 12, 31), AT, synthetic=True)
WHY = Why("register.correct", "R3a", "the form of the visit says so")


@pytest.fixture(scope="module")
def filled(office):
    fill(HERE, THERE)
    return office


def files(snapshot):
    return {name: told["sha256"] for name, told in snapshot.manifest["files"].items()}


def without_privacy(table, frame):
    return frame.drop([field.name for field in TABLES[table].fields if field.private])


def current(table, code):
    """The current version of a subject: its number, and its columns as they were."""
    stored = STORED[table]
    with acting(NATION), connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {', '.join(stored.columns)} FROM {stored.name} WHERE {stored.code} = %s AND superseded_at IS NULL", [code])
        number, *values = cursor.fetchone()
    return number, dict(zip(stored.columns, values, strict=True))


def corrected(table, code, *, at=LATER, **values):
    number, version = current(table, code)
    with acting(NATION):
        change([part(table, [version | values], [number])], WHY, by=NATION, at=at)


def household(snapshot, code, county=HERE):
    return snapshot.scan("household", county).filter(pl.col("household_code") == code).collect().row(0, named=True)


def test_a_freeze_holds_what_the_tables_of_the_import_hold_but_for_names_and_numbers(filled, tmp_path):
    frozen = freeze(ASKED, tmp_path / "frozen", by=COUNTY)
    tables = {name: without_privacy(name, frame) for name, frame in made(HERE).items()}
    with SnapshotWriter(tmp_path / "imported", synthetic=True, source="tables") as writer:
        writer.county(HERE, tables)
        for name in WHOLE:
            writer.table(name, tables[name])
    assert files(frozen) == files(Snapshot.open(tmp_path / "imported"))


def test_private_fields_are_left_out_and_the_manifest_says_so(filled, tmp_path):
    frozen = freeze(ASKED, tmp_path / "out", by=COUNTY)
    private = [(table, field.name) for table in ("household", "person") for field in TABLES[table].fields if field.private]
    held = [frozen.scan(table, HERE).select(pl.col(name).count()).collect().item() for table, name in private]
    assert (frozen.manifest["private"], held) == ("left out", [0] * 5)


def test_the_manifest_says_what_was_asked_and_counts_every_household(filled, tmp_path):
    manifest = freeze(ASKED, tmp_path / "out", by=COUNTY).manifest
    told = {name: manifest[name] for name in ("place", "year", "on", "known_at", "synthetic", "years")}
    asked = {"place": HERE, "year": 2016, "on": "2016-12-31", "known_at": AT.isoformat(), "synthetic": True, "years": [2015, 2016]}
    assert (told, manifest["counties"][HERE]["households"]) == (asked, 120)


def test_the_same_register_frozen_twice_is_the_same_to_the_byte(filled, tmp_path):
    asked = replace(ASKED, known_at=None)
    bytes_of = []
    for name in ("one", "two"):
        root = freeze(asked, tmp_path / name, by=COUNTY).root
        bytes_of.append({path.relative_to(root): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()})
    assert bytes_of[0] == bytes_of[1]


def test_what_was_corrected_later_is_not_in_what_was_known_before(filled, tmp_path):
    code = made(HERE)["household"]["household_code"][0]
    corrected("household", code, group_name="新组")
    before, after = (freeze(replace(ASKED, known_at=at), tmp_path / str(at.day), by=COUNTY) for at in (AT, LATER))
    told = [household(snapshot, code)["group_name"] == "新组" for snapshot in (before, after)]
    assert (told, before.digest != after.digest) == ([False, True], True)


def test_now_is_the_instant_of_the_last_change_and_no_clock(filled, tmp_path):
    code = made(HERE)["household"]["household_code"][1]
    corrected("household", code, at=LATER + timedelta(hours=1), group_name="又一组")
    frozen = freeze(replace(ASKED, known_at=None), tmp_path / "out", by=COUNTY)
    assert frozen.manifest["known_at"] == (LATER + timedelta(hours=1)).isoformat()


def test_who_left_before_the_day_is_not_there_nor_are_the_facts_of_that_year(filled, tmp_path):
    person = made(HERE)["person"]["person_code"][5]
    corrected("person", person, at=LATER + timedelta(hours=2), valid_to=date(2016, 6, 1))
    frozen = freeze(replace(ASKED, known_at=None), tmp_path / "out", by=COUNTY)
    parts = [("person", None), ("person_year", 2016), ("person_year", 2015)]
    assert [frozen.scan(table, HERE, year).filter(pl.col("person_code") == person).collect().height for table, year in parts] == [0, 0, 1]


def test_who_leaves_on_the_day_after_is_still_there(filled, tmp_path):
    person = made(HERE)["person"]["person_code"][6]
    corrected("person", person, at=LATER + timedelta(hours=3), valid_to=date(2017, 1, 1))
    frozen = freeze(replace(ASKED, known_at=None), tmp_path / "out", by=COUNTY)
    assert frozen.scan("person", HERE).filter(pl.col("person_code") == person).collect().height == 1


def test_who_moved_within_the_county_takes_the_years_facts_along(filled, tmp_path):
    tables = made(HERE)
    person, other = tables["person"]["person_code"][9], tables["household"].row(-1, named=True)
    corrected("person", person, at=LATER + timedelta(hours=4), household_code=other["household_code"], village_code=other["village_code"])
    frozen = freeze(replace(ASKED, known_at=None), tmp_path / "out", by=COUNTY)
    facts = frozen.scan("person_year", HERE, 2016).filter(pl.col("person_code") == person).select("household_code", "village_code").collect()
    assert facts.rows() == [(other["household_code"], other["village_code"])]


def test_a_freeze_during_writes_shows_one_instant(filled, tmp_path):
    codes = {county: made(county)["household"]["household_code"][2] for county in (HERE, THERE)}
    moment = LATER + timedelta(hours=5)

    def write():
        for code in codes.values():
            corrected("household", code, at=moment, group_name="写入中")
        connection.close()

    def told(done, _of, _what):
        if done == 1:  # the first county is read, the second is not
            writer = threading.Thread(target=write)
            writer.start()
            writer.join()

    asked = replace(ASKED, place="52", known_at=None)
    during = freeze(asked, tmp_path / "during", by=By("xu", "provincial_office", "52"), told=told)
    after = freeze(asked, tmp_path / "after", by=By("xu", "provincial_office", "52"))
    seen = [[household(snapshot, code, county)["group_name"] == "写入中" for county, code in codes.items()] for snapshot in (during, after)]
    assert seen == [[False, False], [True, True]]


def test_an_interrupted_freeze_leaves_nothing(filled, tmp_path):
    def told(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        freeze(ASKED, tmp_path / "out", by=COUNTY, told=told)
    assert list(tmp_path.iterdir()) == []


def test_it_reads_in_one_repeatable_read_and_cannot_write(filled):
    with at_one_instant(COUNTY), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only'), current_setting('tuopin.scope')")
        assert cursor.fetchone() == ("repeatable read", "on", f"/{HERE}")
    with pytest.raises(DatabaseError, match="read-only"), at_one_instant(COUNTY), connection.cursor() as cursor:
        cursor.execute("DELETE FROM register_household")


def test_within_another_transaction_it_does_not_begin(filled):
    with pytest.raises(RuntimeError), acting(COUNTY), at_one_instant(COUNTY):
        pytest.fail("its isolation could not be chosen any more")


@pytest.mark.parametrize(
    ("place", "because"), [(THERE, "within the place"), (HERE + "001", "nation, a province"), ("53", "within the place")]
)
def test_another_place_or_less_than_a_county_is_not_frozen(filled, tmp_path, place, because):
    with pytest.raises((Refused, BadInput), match=because):
        freeze(replace(ASKED, place=place), tmp_path / "out", by=COUNTY)


def test_a_place_without_households_is_refused(filled, tmp_path):
    with pytest.raises(Refused, match="no household"):
        freeze(replace(ASKED, place="53"), tmp_path / "out", by=NATION)
    assert list(tmp_path.iterdir()) == []


def test_nobody_was_there_before_the_register_began(filled, tmp_path):
    with pytest.raises(Refused, match="no household"):
        freeze(replace(ASKED, on=date(2013, 12, 30)), tmp_path / "out", by=COUNTY)


@pytest.mark.parametrize(("on", "known_at"), [("31.12.2016", None), (None, "2016-12-31T16:00:00"), (None, "yesterday")])
def test_what_is_no_day_or_no_instant_is_bad_input(on, known_at):
    with pytest.raises(BadInput, match="not a day"):
        asked_of(HERE, 2016, on=on, known_at=known_at, synthetic=True)


def test_the_last_day_of_the_year_is_meant_where_none_is_named():
    told = asked_of(HERE, 2016, known_at="2016-12-31T16:00:00Z", synthetic=True)
    assert (told.on, told.known_at) == (date(2016, 12, 31), datetime(2016, 12, 31, 16, tzinfo=UTC))
