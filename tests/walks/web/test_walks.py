"""Whole walks through the pages: an invitation, an event, an import with four eyes, a freeze and a run, a look outside (R2a, R2d, R3a)."""

import io
import re
from datetime import date

import pytest

from tuopin.synthetic.snapshots import Recipe
from tuopin.synthetic.workbooks import write_workbooks
from walks.web.looking import NUMBER, PHRASE, Looked, Person

COUNTY = "520381"


def worked():
    """The jobs that wait are done."""
    from tuopin.jobs import worker

    worker.run_until_empty()


def led(answer):
    """Where an answer leads."""
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return answer.headers["Location"]


def secret_of(answer):
    return re.search(r'class="secret"[^>]*>([^<]+)<', answer.content.decode())[1]


def test_who_is_invited_sets_a_password_signs_in_and_acts_by_the_post(county):
    head = Person("head")
    asked = {"display_name": "Newly come", "sign_in": "newcomer", "body": "township_government", "place": "520381001", "language": "en"}
    secret = secret_of(head.post("/officers/invite/", asked))
    nobody = Person()
    weak = nobody.post("/invitation/", {"secret": secret, "password": "short"})
    taken = led(nobody.post("/invitation/", {"secret": secret, "password": PHRASE}))
    again = nobody.post("/invitation/", {"secret": secret, "password": PHRASE})
    page = Person("newcomer").text("/")
    assert (weak.status_code, taken, again.status_code, "township government" in page) == (409, "/accounts/login/", 409, True)


def test_a_refusal_is_told_in_the_page_with_its_clause_and_what_was_typed_stays(county):
    head = Person("head")
    asked = {"display_name": "Too high", "sign_in": "too-high", "body": "provincial_office", "place": "52", "language": "en"}
    page = head.post("/officers/invite/", asked)
    assert (page.status_code, "R2a" in page.content.decode(), 'value="too-high"' in page.content.decode()) == (403, True, True)


def test_a_post_ends_and_an_officer_is_locked_out_and_let_in(county):
    head = Person("head")
    secret = secret_of(
        head.post(
            "/officers/invite/",
            {"display_name": "Leaves", "sign_in": "leaver", "body": "township_government", "place": "520381001", "language": "en"},
        )
    )
    Person().post("/invitation/", {"secret": secret, "password": PHRASE})
    province = Person("province")
    done = [led(province.post(f"/officers/leaver/{what}/")) for what in ("lock", "unlock", "out")]
    number = re.search(r"/officers/posts/(\d+)/end/", head.text("/officers/").split("leaver")[-1])[1]
    led(head.post(f"/officers/posts/{number}/end/"))
    assert (done, "leaver" in head.text("/officers/")) == (["/officers/"] * 3, False)


def test_a_birth_is_recorded_from_the_form_and_taken_back_from_the_history(county):
    head = Person("head")
    form = f"/events/birth/?household={county.household}"
    told = {"on": "2026-02-03", "household_code": county.household, "person.name": "新生", "person.sex": "female", "person.relation": "daughter",
            "no_number": "not registered yet", "reason": "birth certificate seen"}  # fmt: skip
    assert led(head.post(form, told)) == f"/households/{county.household}/"
    history = head.text(f"/households/{county.household}/history/")
    change = re.search(r"/changes/(\d+)/take-back/", history)[1]
    here = "新生" in head.text(f"/households/{county.household}/")
    led(head.post(f"/changes/{change}/take-back/", {"reason": "wrong household", "household": county.household}))
    assert (here, "新生" in head.text(f"/households/{county.household}/")) == (True, False)


def test_an_event_that_the_rule_refuses_changes_nothing_and_says_why(county):
    head = Person("head")
    page = head.post(
        f"/events/death/?household={county.household}", {"on": "2099-01-01", "person_code": county.member, "reason": "died at home"}
    )
    assert (page.status_code in {409, 422}, 'role="alert"' in page.content.decode(), Looked(page.content.decode()).faults) == (
        True,
        True,
        [],
    )


def test_an_import_is_uploaded_by_one_looked_at_and_accepted_by_another_and_taken_back(county, tmp_path):
    write_workbooks(tmp_path / "in", Recipe({COUNTY: 12}, 91, (2015, 2016)), layouts=("person", "household_form"))
    clerk, head = Person("clerk"), Person("head")
    files = [io.BytesIO(path.read_bytes()) for path in sorted((tmp_path / "in").glob("*.xlsx"))]
    for file, path in zip(files, sorted((tmp_path / "in").glob("*.xlsx")), strict=True):
        file.name = path.name
    job = led(clerk.post("/imports/new/", {"place": COUNTY, "year": "2016", "files": files}))
    waiting = clerk.text(job)
    worked()
    number = re.search(r"/imports/(\d+)/", clerk.text(job))[1]
    one = f"/imports/{number}/"
    page = head.text(one)
    village = re.search(rf"{one}villages/(\d+)/", page)[1]
    difference = head.get(f"{one}villages/{village}/?table=person").content.decode()
    own = clerk.post(f"{one}accept/", {"reason": "looks right to me", "which": "all"})
    led(head.post(f"{one}accept/", {"reason": "compared with the rolls", "which": "some", "village": village}))
    worked()
    part = head.text(one)
    led(head.post(f"{one}files/"))
    worked()
    led(head.post(f"{one}withdraw/", {"reason": "wrong year after all"}))
    worked()
    assert ('<progress id="bar"' in waiting, Looked(page).faults, NUMBER.findall(page + difference)) == (True, [], [])
    assert (own.status_code, "R2d" in own.content.decode()) == (409, True)
    assert ("accepted in part" in part or "mark accepted" in part, "mark withdrawn" in head.text(one)) == (True, True)


def test_a_list_of_another_department_is_kept_with_numbers_masked(county):
    from tuopin.common.identity import made_up_id

    clerk = Person("clerk")
    number = made_up_id(date(1970, 1, 1), "male")
    book = io.BytesIO(f"姓名,身份证号,车牌\n张三,{number},贵X\n".encode())
    book.name = "vehicles.csv"
    job = led(clerk.post("/lists/new/", {"kind": "vehicles", "source": "traffic police", "as_of": "2016-11-30", "place": COUNTY, "file": book}))
    worked()
    listed = re.search(r"/lists/(\d+)/", clerk.text("/lists/"))[1]
    page = clerk.text(f"/lists/{listed}/")
    assert ("mark done" in clerk.text(job), "张三" in page, "*" * 10 in page, NUMBER.findall(page)) == (True, True, True, [])


def test_a_register_is_frozen_and_assessed_from_the_pages(county):
    province = Person("province")
    frozen = led(province.post("/runs/freeze/", {"place": COUNTY, "year": "2016"}))
    worked()
    digest = re.search(r'<option value="([0-9a-f]{64})"', province.text("/runs/"))[1]
    run = led(province.post("/runs/assess/", {"snapshot": digest, "edition": "cn-2016"}))
    worked()
    assert ("mark done" in province.text(frozen), re.search(r"/runs/\d+/", province.text(run)) is not None) == (True, True)


def test_a_file_of_an_export_is_taken_and_who_took_it_is_kept(county):
    province = Person("province")
    job = led(province.post("/exports/", {"what": "register", "place": COUNTY}))
    worked()
    number = re.search(r"/files/([0-9a-f-]{36})/", province.text(job))[1]
    taken = province.post(f"/files/{number}/")
    content = b"".join(taken.streaming_content)
    from tuopin.common.acting import By
    from tuopin.jobs import queries

    assert (taken.status_code, bool(content), [each.officer for each in queries.fetches(number, by=By("province", "provincial_office", "52"))]) == (
        200, True, ["province"],
    )  # fmt: skip


def test_a_job_is_cancelled_and_asked_for_again_by_its_owner_alone(county):
    province = Person("province")
    job = led(province.post("/exports/", {"what": "verdicts", "place": COUNTY}))
    other = Person("evaluator").post(f"{job}cancel/")
    led(province.post(f"{job}cancel/"))
    cancelled = "mark cancelled" in province.text(job)
    led(province.post(f"{job}retry/"))
    again = "mark queued" in province.text(job)
    worked()
    assert (other.status_code in {403, 404, 422}, cancelled, again) == (True, True, True)


def test_behind_broken_glass_one_reads_says_why_and_is_reviewed_by_another(county):
    elsewhere, province = Person("elsewhere"), Person("province")
    led(elsewhere.post("/breaks/", {"place": COUNTY, "reason": "a household moved here", "hours": "2"}))
    glass = re.search(r'name="glass" value="(\d+)"', elsewhere.text("/breaks/"))[1]
    led(elsewhere.post("/posts/look/", {"glass": glass}))
    seen = elsewhere.get(f"/households/{county.household}/")
    led(elsewhere.post("/posts/look/"))
    hidden = elsewhere.get(f"/households/{county.household}/").status_code
    notice = f"/breaks/{glass}/" in province.text("/")
    led(province.post(f"/breaks/{glass}/", {"finding": "justified", "remark": "the move is recorded"}))
    assert (seen.status_code, NUMBER.findall(seen.content.decode()), hidden, notice, "justified" in elsewhere.text("/breaks/")) == (
        200,
        [],
        404,
        True,
        True,
    )


def test_a_token_is_shown_once_and_revoked(county):
    province = Person("province")
    shown = secret_of(province.post("/tokens/", {"name": "exchange", "ends_on": "2027-06-30", "powers": ["register.read"]}))
    page = province.text("/tokens/")
    number = re.search(r"/tokens/(\d+)/revoke/", page)[1]
    led(province.post(f"/tokens/{number}/revoke/"))
    assert (shown.startswith("tuopin_"), shown in page, f"/tokens/{number}/revoke/" in province.text("/tokens/")) == (True, False, False)


def test_signing_out_everywhere_ends_the_other_browser_too(county):
    one, other = Person("clerk"), Person("clerk")
    led(one.post("/sessions/out/"))
    assert led(other.get("/")).startswith("/accounts/login/")


def test_too_many_failures_are_told_on_a_page_of_the_office(county):
    person = Person()
    answers = [person.post("/accounts/login/", {"login": "nobody-there", "password": f"wrong {number}"}) for number in range(6)]
    assert (answers[-1].status_code, "Too many failures" in answers[-1].content.decode()) == (429, True)


@pytest.mark.parametrize("page", ["/officers/invite/", "/households/", "/events/birth/", "/imports/new/", "/kin/"])
def test_a_form_without_its_token_is_turned_away(county, page):
    from django.test import Client

    person = Person("head")
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="localhost")
    strict.cookies = person.client.cookies
    assert strict.post(page, {"text": "x"}).status_code == 403


def test_a_person_is_erased_by_two_officers_and_never_by_who_proposed(county):
    head, clerk = Person("head"), Person("clerk")
    household = re.findall(r"/households/(\d+)/", head.text(f"/households/?place={county.village}"))[-1]
    code = re.search(r'<code class="soft">(\d{12})</code>', head.text(f"/households/{household}/").split("Members")[1])[1]
    led(clerk.post("/erasures/", {"code": code, "reason": "asked for by herself"}))
    number = re.search(r"/erasures/(\d+)/approve/", head.text("/erasures/"))[1]
    own = clerk.post(f"/erasures/{number}/approve/").status_code
    led(head.post(f"/erasures/{number}/approve/"))
    refused = Person("evaluator").get("/erasures/").status_code
    assert (refused, own, code in head.text(f"/households/{household}/")) == (403, 409, False)
