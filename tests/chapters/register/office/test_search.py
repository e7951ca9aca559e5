"""People are found by name, given name, household code and number within one's place, through indexes (R2a, R3c)."""

import random
from datetime import date

import pytest
from django.db import connection

from office.people import AT, COUNTY
from tuopin.common.acting import By
from tuopin.common.identity import made_up_id
from tuopin.common.keys import keys
from tuopin.common.refused import BadInput
from tuopin.common.sealed import index_many, seal_many
from tuopin.register.actions.change import Part, Rows, Why, change, part
from tuopin.register.queries.search import search
from tuopin.register.rules.searching import sought
from tuopin.register.stored import STORED
from tuopin.settings.scope import acting

MANY = 20_000
PROVINCE = By("sun", "provincial_office", "52")
TOWNSHIP = By("zhou", "township_government", "520381001")
SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"
NUMBER = made_up_id(date(1980, 1, 1), "male", 7)
WHY = Why("register.test", "R3a", "set up")


@pytest.fixture(scope="module")
def people(office):
    """Many made-up people in two counties, one of them with a number."""
    draw = random.Random(1)
    names = [draw.choice(SURNAMES) + draw.choice(GIVEN) + draw.choice(GIVEN) for _ in range(MANY)]
    stored = STORED["person"]
    facts = (
        "jsonb_build_object('person_code', 'Q' || n || '-1', 'household_code', '5200' || n, 'name', name, 'relation', 'head', 'valid_from', '2014-01-01', "
        "'village_code', CASE n %% 2 WHEN 0 THEN '520381' ELSE '520526' END || lpad((n %% 30)::text, 3, '0') || '001')"
    )
    made = Rows(
        f"SELECT {', '.join(stored.columns)} FROM (SELECT (jsonb_populate_record(NULL::register_person, {facts})).* "
        "FROM unnest(%s::text[]) WITH ORDINALITY AS made (name, n)) AS v",
        (names,),
    )
    sealing = {"field": "person.id_number", "keys": keys()}
    one = {"person_code": "ONE-1", "household_code": "ONE", "village_code": "520381001001", "name": "欧阳建国", "valid_from": date(2014, 1, 1)}
    one |= {"id_number_sealed": seal_many([NUMBER], ["ONE-1"], **sealing)[0], "id_number_index": index_many([NUMBER], **sealing)[0]}
    with acting(PROVINCE):
        change([Part(stored, made), part("person", [one])], WHY, by=PROVINCE, at=AT)
        with connection.cursor() as cursor:
            cursor.execute("SELECT register_counted(ARRAY['register_person'])")
    return names


def found(text, *, by=COUNTY, place=None, **named):
    with acting(by):
        return search(text, place=by.place if place is None else place, **named)


@pytest.mark.parametrize(
    "text",
    [NUMBER, f" {NUMBER[:6]} {NUMBER[6:]} ", "欧阳", "欧阳建国", "阳建", "ONE"],
    ids=["number", "spaced number", "surname", "name", "given name", "household"],
)
def test_somebody_is_found_by_each_of_her_marks(people, text):
    assert [hit.person_code for hit in found(text).found] == ["ONE-1"]


def test_a_wrong_number_finds_nobody(people):
    assert found(made_up_id(date(1980, 1, 1), "male", 8)).found == ()


def test_nobody_outside_the_place_is_found(people):
    ours, theirs = found("王伟", limit=100), found("王伟", by=By("chen", "county_office", "520526"), limit=100)
    assert {hit.village_code[:6] for hit in ours.found} == {"520381"}
    assert {hit.village_code[:6] for hit in theirs.found} == {"520526"}
    assert found(NUMBER, by=By("chen", "county_office", "520526")).found == ()


def test_a_place_asked_for_beyond_ones_own_gives_nothing(people):
    assert found("王", place="520526").found == ()


def test_pages_hold_everybody_once(people):
    seen, after = [], None
    while True:
        page = found("伟", after=after, limit=40)
        seen += [hit.person_code for hit in page.found]
        after = page.after
        if after is None:
            break
    expected = [f"Q{n}-1" for n, name in enumerate(people, start=1) if n % 2 == 0 and name[1:].startswith("伟")]
    assert sorted(seen) == sorted(expected)


def test_names_come_before_given_names(people):
    with acting(COUNTY):
        change([part("person", [_named("NAME-1", "明月"), _named("GIVEN-1", "张明月")])], WHY, by=COUNTY, at=AT)
    assert [hit.name for hit in found("明月").found] == ["明月", "张明月"]


def _named(code, name):
    return {"person_code": code, "household_code": code, "village_code": "520381001001", "name": name, "valid_from": date(2014, 1, 1)}


@pytest.mark.parametrize("after", ["!", "bm90IGpzb24=", "WzEsMl0="])
def test_a_mark_that_is_none_is_told(people, after):
    with pytest.raises(BadInput, match="page mark"):
        found("王", after=after)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王伟", "name"),
        ("古丽·阿依", "name"),
        ("520381", "code"),
        ("５２０３８１", "code"),
        ("H-12", "code"),
        (NUMBER, "number"),
        (NUMBER[:17] + "x", "number"),
        (NUMBER[:17] + "x42", "number"),
    ],
    ids=["name", "name with a point", "place", "wide digits", "code", "number", "number ending in x", "disability certificate"],
)
def test_what_is_looked_for_is_told_from_the_text(text, expected):
    assert sought(text)[0] == expected


@pytest.mark.parametrize("text", ["", "  ", "\u200b"])
def test_nothing_typed_is_told(text):
    with pytest.raises(BadInput):
        sought(text)


@pytest.mark.parametrize(
    ("condition", "order", "index"),
    [
        ("name >= '王伟' AND name < '王伟\U0010ffff'", "name", "person_name"),
        ("given_name >= '伟芳' AND given_name < '伟芳\U0010ffff'", "given_name", "person_given"),
        ("household_code >= '52001' AND household_code < '520012'", "household_code", "person_household"),
        ("id_number_index = '\\x00112233445566778899aabbccddeeff'", "person_code", "person_id_number"),
    ],
)
@pytest.mark.parametrize("by", [PROVINCE, COUNTY, TOWNSHIP], ids=["province", "county", "township"])
def test_under_row_level_security_each_way_uses_an_index(people, by, condition, order, index):
    sql = (
        f"EXPLAIN SELECT * FROM register_person WHERE superseded_at IS NULL AND village_code >= '{by.place}' AND village_code < '{by.place}~' "
        f"AND {condition} ORDER BY {order}, person_code, valid_from LIMIT 51"
    )
    with acting(by), connection.cursor() as cursor:
        cursor.execute(sql)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert ("Seq Scan" in plan, index in plan or "person_place" in plan) == (False, True), plan
