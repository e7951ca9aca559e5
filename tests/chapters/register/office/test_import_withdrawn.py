"""An import that is withdrawn leaves the register as it was; what later acts stand on is left and told. Clauses R2d, R3a."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from office.importing import accepted, brought, compared, content, rows, uploaded, withdrawn
from office.people import AT, COUNTY
from office.workbooks import OTHER, VILLAGE, document, person, written
from tuopin.register.actions.change import Why, change, part
from tuopin.register.actions.imports import stage
from tuopin.settings.scope import acting


def households(*codes, **cells):
    return [person(code, member, **cells) for code in codes for member in (1, 2)]


def test_before_acceptance_its_rows_are_gone(office, tmp_path):
    batch = uploaded(written(tmp_path / "a.csv", households("A1")))
    stage(batch.pk, by=COUNTY)
    withdrawn(batch)
    assert rows("SELECT count(*) FROM register_staged_person WHERE batch_id = %s", batch.pk) == [(0,)]
    assert rows("SELECT state FROM register_batch WHERE id = %s", batch.pk) == [("withdrawn",)]
    assert withdrawn(batch).changes == ()


def test_new_changed_and_moved_are_all_taken_back(office, tmp_path):
    brought(written(tmp_path / "a.csv", households("B1", "B2", "B3")))
    before = content()
    told = [*households("B1", 脱贫属性="已脱贫"), *households("B2", village=OTHER), *households("B4")]
    batch = compared(written(tmp_path / "b.csv", told))
    accepted(batch, VILLAGE)
    accepted(batch, OTHER)
    assert content() != before
    done = withdrawn(batch)
    assert (content(), len(done.changes), done.left) == (before, 2, ())
    assert rows("SELECT count(*) FROM register_change WHERE undoes IS NOT NULL AND batch_id = %s", batch.pk) == [(2,)]


def test_of_two_imports_the_later_then_the_earlier_is_taken_back(office, tmp_path):
    before = content()
    one = brought(written(tmp_path / "a.csv", households("E1", "E2")))
    two = brought(written(tmp_path / "b.csv", [*households("E1", 脱贫属性="已脱贫"), *households("E2", village=OTHER, 人均纯收入="5")]))
    assert withdrawn(two).left == ()
    assert (withdrawn(one).left, content()) == ((), before)


def test_an_import_under_a_later_one_is_left(office, tmp_path):
    one = brought(written(tmp_path / "a.csv", households("F1", "F2")))
    two = brought(written(tmp_path / "b.csv", households("F1", 脱贫属性="已脱贫")))
    assert withdrawn(one).left == (("household", "F1"),)
    assert withdrawn(two).left == ()


def test_what_a_later_act_changed_is_left_and_told(office, tmp_path):
    batch = brought(written(tmp_path / "a.csv", households("C1", "C2")))
    ((number,),) = rows("SELECT id FROM register_person WHERE person_code = 'C102' AND superseded_at IS NULL")
    version = {"person_code": "C102", "household_code": "C1", "village_code": VILLAGE, "name": "王二", "valid_from": "2014-01-01"}
    with acting(COUNTY):
        change([part("person", [version], [number])], Why("register.correct", "R3a", "seen at the visit"), by=COUNTY, at=AT)
    done = withdrawn(batch)
    assert done.left == (("household", "C1"), ("person", "C102"))
    assert rows("SELECT person_code FROM register_person WHERE superseded_at IS NULL AND household_code LIKE 'C%%'") == [("C102",)]
    assert rows("SELECT household_code FROM register_household WHERE superseded_at IS NULL AND household_code LIKE 'C%%'") == [("C1",)]


CELLS = st.fixed_dictionaries(
    {},
    optional={
        "脱贫属性": st.sampled_from(("未脱贫", "已脱贫", "返贫", "")),
        "人均纯收入": st.sampled_from(("", "0", "2952", "10000.01")),
        "姓名": st.sampled_from(("赵", "钱二")),
        "证件号码": st.sampled_from((document("x"), document("y"), "")),
        "首次识别时间": st.sampled_from(("", "2013-12", "2016-07")),
    },
)
FILE = st.dictionaries(
    st.sampled_from(("D1", "D2", "D3")), st.tuples(st.sampled_from((VILLAGE, OTHER)), st.dictionaries(st.integers(1, 3), CELLS, min_size=1)), min_size=1
)


def rows_of(told):
    return [person(code, member, village=village, **cells) for code, (village, members) in told.items() for member, cells in members.items()]


@given(FILE, FILE, st.sampled_from((2015, 2016, 2017)))
@settings(max_examples=12, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_accepted_and_withdrawn_is_as_if_nothing_had_been(office, tmp_path, first, second, year):
    one = brought(written(tmp_path / "one.csv", rows_of(first)))
    before = content()
    two = compared(written(tmp_path / "two.csv", rows_of(second)), year=year)
    if two.state == "compared" and two.pk != one.pk:
        accepted(two)
        assert withdrawn(two).left == ()
    assert content() == before
    assert withdrawn(one).left == ()
