"""An office at work through the HTTP door alone: who may, what is kept, what is undone. Clauses R2a, R2d, R3a, R3c."""

from datetime import UTC, datetime

import pytest

from chapters.api.asking import Asker, browser, officer
from office.filled import fill, made
from office.people import NATION
from tuopin.settings.scope import acting

COUNTY, OTHER = "520381", "520526"


@pytest.fixture(scope="module")
def filled(office):
    fill(COUNTY, OTHER, households=12)
    return {place: made(place, households=12)["person"].row(0, named=True) for place in (COUNTY, OTHER)}


@pytest.fixture(scope="module")
def county(filled):
    return officer("county_office", COUNTY)


@pytest.fixture(scope="module")
def group(filled):
    return officer("county_leading_group", COUNTY)


def looks(place=COUNTY):
    from tuopin.register.models import Read

    with acting(NATION):
        return list(Read.objects.filter(place__startswith=place).order_by("id").values_list("what", "code", "officer"))


def run_jobs():
    from tuopin.jobs import worker

    worker.run_until_empty()


def code(answer):
    return answer.status_code, answer.json()["code"]


def test_a_look_at_a_household_is_kept(county, filled):
    household = filled[COUNTY]["household_code"]
    answer = county.get(f"/households/{household}")
    assert (answer.status_code, answer.json()["code"], looks()[-1]) == (200, household, ("household", household, county.by.officer))


def test_numbers_are_masked(county, filled):
    person = filled[COUNTY]
    answer = county.get(f"/persons/{person['person_code']}").json()
    assert "*" in answer["facts"]["id_number"]
    assert person["id_number"] not in str(answer)


def test_what_is_searched_for_is_kept_nowhere(county, filled):
    answer = county.post("/search", {"text": filled[COUNTY]["id_number"]})
    found = [hit["person_code"] for hit in answer.json()["found"]]
    assert (found, looks()[-1]) == ([filled[COUNTY]["person_code"]], ("search", "", county.by.officer))


def test_outside_there_is_no_such_household_and_no_look(county, filled):
    before = looks(OTHER)
    answer = county.get(f"/households/{filled[OTHER]['household_code']}")
    assert (code(answer), looks(OTHER)) == ((404, "not-found"), before)


def test_a_number_is_opened_with_a_reason_and_stands_in_no_kept_answer(group, county, filled):
    from django.db import connection

    person = filled[COUNTY]
    told = {"kind": "person.id_number", "code": person["person_code"], "reason": "compared with the card"}
    answers = [county.post("/reveals", told, Idempotency_Key="reveal") for _ in range(2)]
    assert [answer.json()["number"] for answer in answers] == [person["id_number"]] * 2
    with acting(county.by), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM api_answered WHERE position(%s::bytea IN sealed) > 0", [person["id_number"].encode()])
        assert cursor.fetchone() == (0,)


def test_an_event_is_recorded_and_taken_back(county, filled):
    household = filled[COUNTY]["household_code"]
    body = {"table": "household", "code": household, "facts": {"group_name": "上坝组"}, "reason": "走访核实"}
    done = county.post("/events/correction", body)
    assert (done.status_code, county.get(f"/households/{household}").json()["facts"]["group_name"]) == (201, "上坝组")
    back = county.post(f"/changes/{done.json()['change']}/take-back", {"reason": "登记有误，撤回"})
    lines = county.get(f"/households/{household}/history").json()["lines"]
    assert (back.status_code, county.get(f"/households/{household}").json()["facts"]["group_name"] != "上坝组") == (201, True)
    assert {line["change"]["reason"] for line in lines} >= {"走访核实", "登记有误，撤回"}


def test_an_event_elsewhere_is_refused_and_changes_nothing(county, filled):
    body = {"table": "household", "code": filled[OTHER]["household_code"], "facts": {"group_name": "x"}, "reason": "asked in a test"}
    assert county.post("/events/correction", body).status_code == 409


def test_a_form_is_held_to_its_declaration(county):
    answer = county.post("/events/correction", {"table": "officers", "code": "x", "facts": {}, "reason": "asked in a test"})
    assert (code(answer), answer.json()["errors"][0]["where"]) == ((422, "invalid"), "body/asked/table")


def test_a_session_writes_with_its_csrf_token_alone(filled):
    asker = officer("county_office", COUNTY, checked=True)
    body = {"table": "household", "code": "x", "facts": {"group_name": "x"}, "reason": "asked in a test"}
    assert code(asker.post("/events/correction", body)) == (403, "csrf")
    assert code(asker.post("/events/correction", body, Authorization="Bearer")) == (403, "csrf")
    asker.client.cookies["csrftoken"] = "a" * 32
    assert asker.post("/events/correction", body, **{"X-CSRFToken": "a" * 32}).status_code == 409


def test_a_session_reads_without_it(filled):
    assert officer("county_office", COUNTY, checked=True).get("/me").status_code == 200


def test_a_token_does_what_it_holds_and_no_more(county, filled):
    reader = county.token("register.read")
    household = filled[COUNTY]["household_code"]
    assert reader.get(f"/households/{household}").status_code == 200
    assert reader.get("/me").json()["powers"] == ["register.read"]
    asked = [
        reader.get("/runs"), reader.post("/exports/register", {"place": COUNTY}), reader.post("/snapshots", {"place": COUNTY, "year": 2016}),
        reader.post("/reveals", {"kind": "person.phone", "code": household, "reason": "asked in a test"}),
    ]  # fmt: skip
    assert [code(answer) for answer in asked] == [(403, "no-power")] * 4


def test_a_token_does_not_ask_again_for_what_it_may_not_ask_for(county, filled):
    job = county.post("/exports/register", {"place": COUNTY}).json()["job"]
    county.post(f"/jobs/{job}/cancel")
    assert code(county.token("register.read").post(f"/jobs/{job}/retry")) == (403, "no-power")


def test_some_things_are_done_in_person(county):
    reader = county.token("register.read")
    answers = [reader.ask("DELETE", "/tokens/1", {}), reader.post(f"/officers/{county.by.officer}/kin", {"households": ["x"]})]
    assert [code(answer) for answer in answers] == [(403, "in-person")] * 2


def test_a_token_is_shown_as_bearer_alone(county):
    token = county.token("register.read").headers["Authorization"].removeprefix("Bearer ")
    nobody = Asker(None, browser())
    answers = [nobody.get("/me", Authorization=told) for told in (f"Token {token}", token, f"Basic {token}", f"bearer {token}")]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 200]


def test_behind_broken_glass_one_reads_is_seen_and_writes_nothing(filled):
    looker = officer("county_office", COUNTY)
    broken = looker.post("/breaks", {"place": OTHER, "reason": "a complaint from there", "hours": 1})
    looker.client.post("/posts/look/", {"glass": broken.json()["id"]})
    household = filled[OTHER]["household_code"]
    assert (looker.get(f"/households/{household}").status_code, looks(OTHER)[-1]) == (200, ("household", household, looker.by.officer))
    answers = [
        looker.post("/events/correction", {"table": "household", "code": household, "facts": {"group_name": "x"}, "reason": "asked in a test"}),
        looker.post("/exports/register", {"place": OTHER}),
    ]
    assert [code(answer) for answer in answers] == [(403, "no-power")] * 2


def test_one_s_own_household_is_decided_by_another(filled):
    from tuopin.register.models import VERSIONS

    asker, person = officer("county_office", COUNTY), filled[COUNTY]
    assert asker.post(f"/officers/{asker.by.officer}/kin", {"households": [person["household_code"]]}).status_code == 200
    for table, named in (("household", person["household_code"]), ("person", person["person_code"])):
        fact = {"group_name": "x"} if table == "household" else {"ethnicity": "苗族"}
        answer = asker.post("/events/correction", {"table": table, "code": named, "facts": fact, "reason": "asked in a test"})
        assert code(answer) == (409, "own-kin")
    with acting(asker.by):
        assert not VERSIONS["household"].objects.filter(household_code=person["household_code"], group_name="x").exists()


def workbook(tmp_path, name="a.xlsx", seed=9):
    """A county's workbook, small."""
    from types import SimpleNamespace

    from tuopin.synthetic.county import tables
    from tuopin.synthetic.workbooks import write_workbooks

    coming = tables(COUNTY, households=4, seed=seed, years=(2016,))
    recipe = SimpleNamespace(households={COUNTY: 4}, years=(2016,), seed=seed, tables=lambda _: coming)
    write_workbooks(tmp_path / name, recipe)
    return sorted((tmp_path / name).glob("**/*.xlsx"))


def upload(asker, files, **headers):
    from django.core.files.uploadedfile import SimpleUploadedFile

    sent = [SimpleUploadedFile(path.name, path.read_bytes()) for path in files]
    more = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    return asker.client.post("/api/v1/imports", {"place": COUNTY, "year": "2016", "files": sent}, **more)


def test_an_import_is_uploaded_compared_and_accepted_by_another(county, group, tmp_path):
    files = workbook(tmp_path)
    first, again = upload(county, files), upload(county, files)
    assert (first.status_code, first.json()["batch"] == again.json()["batch"]) == (202, True)
    batch = first.json()["batch"]
    run_jobs()
    told = county.get(f"/imports/{batch}").json()
    assert told["state"] == "compared"
    village = next(each["village_code"] for each in county.get(f"/imports/{batch}/villages").json() if len(each["village_code"]) == 12)
    rows = county.get(f"/imports/{batch}/villages/{village}/household").json()["rows"]
    assert rows[0]["lines"][0]["label"]["zh"]
    assert code(county.post(f"/imports/{batch}/accept", {"reason": "asked in a test"})) in {(403, "no-power"), (409, "four-eyes")}
    other = officer("county_office", COUNTY)
    assert other.post(f"/imports/{batch}/accept", {"reason": "compared with the rolls"}).status_code == 202
    run_jobs()
    assert other.get(f"/imports/{batch}").json()["state"] == "accepted"


def test_an_upload_under_a_key_is_known_by_its_content(county, tmp_path):
    files = workbook(tmp_path, "b.xlsx", seed=10)
    first, again = upload(county, files, Idempotency_Key="up"), upload(county, files, Idempotency_Key="up")
    other = upload(county, workbook(tmp_path, "c.xlsx", seed=11), Idempotency_Key="up")
    assert (first.json() == again.json(), again.headers["Idempotency-Replayed"], code(other)) == (True, "true", (409, "key-used"))


def test_an_export_is_a_job_whose_files_are_taken(county):
    job = county.post("/exports/register", {"place": COUNTY, "tables": ["household"]}).json()["job"]
    run_jobs()
    told = county.get(f"/jobs/{job}").json()
    assert (told["state"], told["taken_in"]) == ("done", told["put_out"] + told["refused"])
    file = county.get(f"/jobs/{job}/files").json()[0]
    answer = county.get(f"/files/{file['id']}")
    assert answer.headers["Digest"] == f"sha-256={file['sha256']}"
    assert len(b"".join(answer.streaming_content)) == file["size"]


def test_pages_follow_one_another_without_loss(county):
    parents = made(COUNTY, households=12)["place"]["parent_code"].drop_nulls()
    parent = parents.value_counts(sort=True).row(0)[0]
    whole = [each["place"]["code"] for each in county.get(f"/places/{parent}/children?limit=200").json()["places"]]
    found, after = [], ""
    while after is not None:
        page = county.get(f"/places/{parent}/children?limit=1" + (f"&after={after}" if after else "")).json()
        found += [each["place"]["code"] for each in page["places"]]
        after = page["after"]
    assert (found, len(found) > 1) == (whole, True)


def test_acts_of_a_household_and_its_standing(county, filled):
    from tuopin.register.actions import completeness

    household = filled[COUNTY]["household_code"]
    at = datetime.now(UTC)
    with acting(county.by):
        completeness.commit(COUNTY, "2016-Q4", on=at.date(), by=county.by, at=at)
    acts = county.get(f"/acts/of/household/{household}").json()["acts"]
    standing = county.get(f"/households/{household}/standing/2016-Q4").json()
    assert (len(acts) > 0, len(standing["salt"])) == (True, 32)
