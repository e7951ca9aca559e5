"""An import is uploaded, staged, compared, accepted by a second officer whole or by village, or withdrawn. Clauses R2d, R3a, R3c."""

import json
from datetime import date

import pytest
from django.db import IntegrityError

from office.importing import accepted, brought, compared, content, rows, uploaded, withdrawn
from office.people import AT, COUNTY, COUNTY_TOO, ELSEWHERE
from office.workbooks import OTHER, VILLAGE, document, households, person, written
from tuopin.common.refused import BadInput, Refused
from tuopin.register.actions.change import Why, change, part
from tuopin.register.actions.imports import compare, stage
from tuopin.register.models import Batch
from tuopin.register.queries import imports as queries
from tuopin.settings.scope import acting

BOOK = "persons.csv"


@pytest.fixture
def folder(office, tmp_path):
    """An office whose earlier tests' imports are all taken back."""
    yield tmp_path
    for (number,) in rows("SELECT id FROM register_batch WHERE state NOT IN ('withdrawn') ORDER BY id DESC"):
        with acting(COUNTY_TOO):
            withdrawn(Batch.objects.get(pk=number))


def file(folder, told, name=BOOK):
    return written(folder / name, told)


def test_new_households_come_with_their_people_and_their_year(folder):
    batch = compared(file(folder, households("H1", "H2")))
    assert batch.state == "compared"
    assert {name: told.get("new") for name, told in batch.counts["found"].items()} == {"household": 2, "person": 4, "household_year": 2, "person_year": 4}
    assert rows("SELECT count(*) FROM register_household WHERE superseded_at IS NULL") == [(0,)]
    accepted(batch)
    assert rows("SELECT household_code, head_name, valid_from, valid_to FROM register_household WHERE superseded_at IS NULL ORDER BY 1") == [
        ("H1", "张1", date(2014, 1, 1), None), ("H2", "张1", date(2014, 1, 1), None),
    ]  # fmt: skip


def test_the_same_files_are_the_same_import(folder):
    path = file(folder, households("H1"))
    first = uploaded(path)
    assert uploaded(path, by=COUNTY_TOO).pk == first.pk
    withdrawn(first)
    assert uploaded(path).pk != first.pk


def test_two_files_of_one_name_are_refused(folder):
    (folder / "more").mkdir()
    with pytest.raises(BadInput, match="share this name"):
        uploaded(file(folder, households("H1")), file(folder / "more", households("H2")))


def test_the_same_content_under_another_name_is_read_again(folder):
    first = brought(file(folder, households("H1")))
    withdrawn(first)
    assert compared(file(folder, households("H1"), "renamed.csv")).state == "compared"


def test_files_are_kept_for_the_office_alone(office, folder):
    batch = uploaded(file(folder, households("H1")))
    kept = office / "uploads" / batch.digest / "workbook" / BOOK
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_file_altered_after_the_upload_is_not_read(office, folder):
    batch = uploaded(file(folder, households("H1")))
    written(office / "uploads" / batch.digest / "workbook" / BOOK, households("H1", "H2"))
    with pytest.raises(BadInput, match="altered after it was uploaded"):
        stage(batch.pk, by=COUNTY)


def test_who_uploads_does_not_accept(folder):
    batch = compared(file(folder, households("H1")))
    with pytest.raises(Refused, match="does not accept it") as refused:
        accepted(batch, by=COUNTY)
    assert refused.value.code == "four-eyes"
    with pytest.raises(IntegrityError), acting(COUNTY):
        Batch.objects.filter(pk=batch.pk).update(accepted_by=COUNTY.officer)


def test_a_place_outside_the_post_is_refused(folder):
    with pytest.raises(Refused) as refused:
        uploaded(file(folder, households("H1")), by=ELSEWHERE)
    assert refused.value.code == "outside-place"


def test_rows_outside_the_place_are_refused_and_told(folder):
    batch = compared(file(folder, [*households("H1"), *households("H2", village=OTHER)]), place=VILLAGE)
    assert (batch.counts["read"], batch.counts["taken"], batch.counts["refused"]) == (4, 2, 2)
    with acting(COUNTY):
        assert {(each.rule, each.level) for each in queries.problems(batch.pk) if each.level == "fatal"} == {("I06", "fatal")}
        assert queries.accounted(batch)


def test_a_file_of_which_no_row_can_be_taken_fails_and_says_why(folder):
    batch = uploaded(file(folder, households("H1", village=OTHER)), place=VILLAGE)
    with pytest.raises(BadInput, match="no row could be taken"):
        stage(batch.pk, by=COUNTY)
    with acting(COUNTY):
        assert queries.batch(batch.pk).state == "failed"
        assert [each.rule for each in queries.problems(batch.pk)] == ["I06", "I06"]


def test_another_county_sees_nothing_of_it(folder):
    batch = compared(file(folder, households("H1")))
    with acting(ELSEWHERE):
        assert queries.batches() == []
        assert (queries.villages(batch.pk), queries.problems(batch.pk), queries.differences(batch.pk, "person", VILLAGE)) == ([], [], [])
        with pytest.raises(BadInput):
            queries.batch(batch.pk)


def test_a_village_is_accepted_by_itself(folder):
    batch = compared(file(folder, [*households("H1"), *households("H2", village=OTHER)]))
    accepted(batch, OTHER)
    assert rows("SELECT household_code FROM register_household WHERE superseded_at IS NULL") == [("H2",)]
    with acting(COUNTY):
        assert queries.batch(batch.pk).state == "accepting"
        assert [(each.village_code, each.accepted_by) for each in queries.villages(batch.pk)] == [(VILLAGE, None), (OTHER, COUNTY_TOO.officer)]
    accepted(batch)
    assert rows("SELECT household_code FROM register_household WHERE superseded_at IS NULL ORDER BY 1") == [("H1",), ("H2",)]
    with acting(COUNTY):
        assert queries.batch(batch.pk).state == "accepted"


def test_a_village_that_the_import_does_not_hold_is_no_village_of_it(folder):
    batch = compared(file(folder, households("H1")))
    with pytest.raises(BadInput, match="nothing of this village"):
        accepted(batch, OTHER)


def test_each_step_goes_on_after_it_was_broken_off(folder):
    batch = uploaded(file(folder, households("H1")))

    class Killed(BaseException):
        pass

    def killed(done, total, words):
        if words.en.startswith("sealing"):
            raise Killed

    with pytest.raises(Killed):
        stage(batch.pk, by=COUNTY, told=killed)
    assert rows("SELECT count(*) FROM register_staged_person") == [(0,)]
    assert stage(batch.pk, by=COUNTY).state == "staged"
    assert stage(batch.pk, by=COUNTY).state == "staged"
    assert compare(batch.pk, by=COUNTY).state == "compared"
    assert compare(batch.pk, by=COUNTY).counts["found"]["person"]["new"] == 2
    accepted(batch)
    assert accepted(batch) is None


def test_numbers_are_sealed_where_rows_wait(folder):
    compared(file(folder, households("H1")))
    told = rows("SELECT to_jsonb(s)::text FROM register_staged_person AS s")
    assert not any(document("H101") in text for (text,) in told)


def test_a_second_file_shows_exactly_what_changed(folder):
    brought(file(folder, households("H1", "H2", "H3")))
    second = households("H1", "H2", "H3")
    second[0] |= {"人均纯收入": "4100"}
    second[3] |= {"姓名": "李2", "证件号码": document("another")}
    second[4] |= {"脱贫属性": "已脱贫"}
    second[5] |= {"脱贫属性": "已脱贫"}
    batch = compared(file(folder, second, "second.csv"))
    found = {name: {word: count for word, count in told.items() if count} for name, told in batch.counts["found"].items()}
    assert {name: told.get("changed", 0) for name, told in found.items()} == {"household": 1, "person": 1, "household_year": 1, "person_year": 1}
    with acting(COUNTY):
        told = [each for table in ("household", "person", "household_year") for each in queries.differences(batch.pk, table, VILLAGE)]
    shown = {(each.code, line.field): (line.old.en, line.new.en) for each in told for line in each.lines}
    assert shown.pop(("H202", "id_number"))[0].startswith("9999**********")
    assert {key: value for key, value in shown.items() if key[1] != "birth_on"} == {
        ("H1", "net_income_per_head"): ("3000.5", "4100"),
        ("H202", "name"): ("张2", "李2"),
        ("H3", "status"): ("registered, not exited", "exited"),
    }


def test_a_blank_cell_replaces_nothing(folder):
    brought(file(folder, households("H1", 联系电话=f"199{7:08d}")))
    batch = compared(file(folder, households("H1"), "second.csv"))
    assert batch.counts["found"]["household"]["same"] == 1
    before = content()
    accepted(batch)
    assert content() == before


def test_unchanged_rows_write_nothing(folder):
    brought(file(folder, households("H1", "H2")))
    batch = compared(file(folder, [*households("H1", "H2"), *households("H3")], "second.csv"))
    done = accepted(batch)
    assert sorted(done.acts) == ["household/H3", "person/H301", "person/H302"]


def test_who_is_not_in_a_whole_list_is_missing_and_stays(folder):
    brought(file(folder, households("H1", "H2")))
    batch = compared(file(folder, [person("H1", 1)], "second.csv"))
    assert (batch.counts["found"]["household"]["missing"], batch.counts["found"]["person"]["missing"]) == (1, 3)
    with acting(COUNTY):
        assert [row[2] for row in queries.missing(batch.pk, "person", VILLAGE)] == ["H102", "H201", "H202"]
    before = content()
    accepted(batch)
    assert content() == before


def test_a_household_in_another_village_moves_on_the_first_of_january(folder):
    brought(file(folder, households("H1")))
    batch = compared(file(folder, households("H1", village=OTHER), "second.csv"))
    assert (batch.counts["found"]["household"]["moved"], batch.counts["found"]["person"]["moved"]) == (1, 2)
    accepted(batch)
    assert rows("SELECT village_code, valid_from, valid_to FROM register_household WHERE superseded_at IS NULL ORDER BY 2") == [
        (VILLAGE, date(2014, 1, 1), date(2016, 1, 1)), (OTHER, date(2016, 1, 1), None),
    ]  # fmt: skip


def test_a_status_that_goes_back_is_suspicious(folder):
    brought(file(folder, households("H1", 脱贫属性="已脱贫")))
    batch = compared(file(folder, households("H1"), "second.csv"))
    with acting(COUNTY):
        (told,) = queries.differences(batch.pk, "household", VILLAGE)
        assert ("office-status", "suspicious") in {(each.rule, each.level) for each in queries.problems(batch.pk)}
    assert (told.found, [line.field for line in told.lines], told.suspicious > 0) == ("changed", ["status"], True)


def test_a_file_revives_nobody(folder):
    brought(file(folder, households("K1")))
    ended = rows("SELECT to_jsonb(p), id FROM register_person AS p WHERE person_code = 'K102' AND superseded_at IS NULL")
    ((version, number),) = ended
    version = json.loads(version) if isinstance(version, str) else version
    kept = {name: version[name] for name in ("person_code", "household_code", "village_code", "name", "valid_from")}
    with acting(COUNTY):
        change([part("person", [kept | {"valid_to": "2016-05-01"}], [number])], Why("register.death", "R3a", "a death"), by=COUNTY, at=AT)
    batch = compared(file(folder, households("K1", 人均纯收入="9"), "second.csv"))
    assert (batch.counts["found"]["person"]["ended"], batch.counts["found"]["person"]["same"]) == (1, 1)
    accepted(batch)
    assert rows("SELECT count(*) FROM register_person WHERE person_code = 'K102' AND superseded_at IS NULL AND valid_to IS NULL") == [(0,)]


def test_an_older_file_does_not_change_what_holds_today(folder):
    brought(file(folder, households("H1", 脱贫属性="已脱贫")), year=2017)
    batch = compared(file(folder, households("H1"), "second.csv"), year=2016)
    found = batch.counts["found"]
    assert (found["household"].get("older"), found["household_year"].get("new")) == (1, 1)
    accepted(batch)
    assert rows("SELECT status FROM register_household WHERE superseded_at IS NULL AND household_code = 'H1'") == [("exited",)]
    assert rows("SELECT year FROM register_household_year WHERE superseded_at IS NULL AND household_code = 'H1' ORDER BY 1") == [(2016,), (2017,)]


def test_a_register_changed_after_the_comparison_is_compared_again(folder):
    first = brought(file(folder, households("H1")))
    batch = compared(file(folder, households("H1", 脱贫属性="已脱贫"), "second.csv"))
    other = compared(file(folder, households("H1", 贫困户属性="低保贫困户"), "third.csv"))
    accepted(other)
    with pytest.raises(Refused) as refused:
        accepted(batch)
    assert refused.value.code == "changed-meanwhile"
    compare(batch.pk, by=COUNTY)
    accepted(batch)
    assert rows("SELECT status, kind FROM register_household WHERE superseded_at IS NULL AND household_code = 'H1'") == [("exited", "general")]
    assert first.pk < batch.pk


def test_an_acceptance_needs_a_reason(folder):
    from tuopin.register.actions.imports import accept

    batch = compared(file(folder, households("H1")))
    with pytest.raises(BadInput), acting(COUNTY_TOO):
        accept(batch.pk, None, by=COUNTY_TOO, at=AT, reason=" ")
