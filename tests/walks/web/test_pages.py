"""Every page answers who may see it and nobody else, in both languages, whole and safe (R2a, R3c)."""

import pytest

from walks.web.looking import NUMBER, Looked, Person

PAGES = (
    "/", "/places/520381/", "/posts/", "/sessions/", "/households/", "/households/?place={village}", "/households/{household}/",
    "/households/{household}/history/", "/events/", "/events/birth/?household={household}", "/events/split/?household={household}",
    "/events/death/?household={household}", "/events/merge/", "/events/new_household/", "/events/correction/",
    "/events/correction/?household={household}&table=household_year", "/acts/{act}/", "/imports/", "/imports/new/", "/lists/",
    "/erasures/", "/runs/", "/runs/{run}/",
    "/runs/{run}/?place=520381", "/runs/{run}/not_yet/", "/exports/", "/jobs/", "/officers/", "/officers/invite/", "/breaks/", "/kin/", "/ledger/",
    "/accounts/2fa/", "/accounts/password/change/", "/accounts/logout/", "/accounts/reauthenticate/", "/invitation/",
)  # fmt: skip
FOR_EVERYBODY = ("/ledger/", "/ledger/policy", "/verify/", "/accounts/login/", "/invitation/", "/accounts/inactive/")


@pytest.fixture(scope="module")
def head(county):
    return Person("head")


@pytest.fixture(scope="module")
def head_in_chinese(county):
    return Person("head", "zh")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_answers_an_officer_of_the_county_with_labels_tokens_and_no_inline_code(head, county, page):
    answer = head.get(page.format(**vars(county)))
    assert (answer.status_code, Looked(answer.content.decode()).faults) == (200, [])


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_said_in_chinese_too(head_in_chinese, county, page):
    answer = head_in_chinese.get(page.format(**vars(county)))
    assert (answer.status_code, answer.headers["Content-Language"], '<html lang="zh-Hans">' in answer.content.decode()) == (200, "zh-Hans", True)


@pytest.mark.parametrize("page", [page for page in PAGES if page not in FOR_EVERYBODY])
def test_who_has_not_signed_in_is_sent_to_sign_in(county, page):
    answer = Person().get(page.format(**vars(county)))
    assert (answer.status_code, answer.headers["Location"].split("?")[0] in {"/accounts/login/", "/"}) == (302, True)


@pytest.mark.parametrize("page", FOR_EVERYBODY)
def test_some_pages_are_for_everybody(county, page):
    assert Person().get(page).status_code == 200


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("/households/{household}/", 404), ("/households/{household}/history/", 404), ("/acts/{act}/", 404), ("/places/520381/", 403),
        ("/households/?place={village}", 403), ("/runs/{run}/", 404), ("/runs/{run}/?place=520381", 404), ("/nowhere/", 404),
    ],
)  # fmt: skip
def test_an_officer_of_another_county_sees_none_of_it(county, page, status):
    assert Person("elsewhere").get(page.format(**vars(county))).status_code == status


@pytest.mark.parametrize("page", ["/imports/new/", "/events/", "/exports/", "/officers/", "/officers/invite/", "/events/birth/"])
def test_a_page_for_a_power_refuses_who_lacks_it_with_clause_and_remedy(county, page):
    answer = Person("evaluator").get(page)
    allowed = page == "/exports/"
    assert (answer.status_code, "R2a" in answer.content.decode()) == ((200, False) if allowed else (403, True))


def test_a_household_page_holds_no_number_in_the_clear(head, county):
    page = head.text(f"/households/{county.household}/") + head.text(f"/households/{county.household}/history/")
    assert ("*" * 10 in page, NUMBER.findall(page)) == (True, [])


def test_a_household_page_tells_every_criterion_with_its_clause(head, county):
    page = head.text(f"/households/{county.household}/")
    assert page.count('class="verdict"') >= 5


def test_each_look_at_a_household_is_kept(head, county):
    from django.db import connection

    from tuopin.common.acting import By
    from tuopin.settings.scope import acting

    def looks():
        with acting(By("head", "county_office", "520381")), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM register_read WHERE what = 'household' AND code = %s", [county.household])
            return cursor.fetchone()[0]

    before = looks()
    head.get(f"/households/{county.household}/")
    assert looks() == before + 1


def test_a_number_is_opened_with_a_reason_and_the_act_is_on_the_page(head, county):
    asked = {"of": f"person.id_number {county.member}", "reason": "checked against the card"}
    opened = head.post(f"/households/{county.household}/reveal/", asked).content.decode()
    assert (len(NUMBER.findall(opened)), "a number revealed" in head.text(f"/households/{county.household}/")) == (1, True)


def test_a_number_is_not_opened_without_a_reason(head, county):
    answer = head.post(f"/households/{county.household}/reveal/", {"of": f"person.id_number {county.member}", "reason": ""})
    assert NUMBER.findall(answer.content.decode()) == []


def test_a_person_is_found_by_the_number_of_the_household_and_nothing_typed_is_in_the_address(head, county):
    answer = head.post("/households/", {"text": county.household, "place": ""})
    assert (answer.status_code, f"/households/{county.household}/" in answer.content.decode()) == (200, True)


def test_behind_the_proof_stand_the_two_files(head, county):
    from tuopin.ledger import place
    from tuopin.ledger.log import policy, proof
    from tuopin.ledger.witnessing import policy_text

    record = head.get(f"/acts/{county.act}/record.json").content
    proven = head.get(f"/acts/{county.act}/record.tlog-proof").content.decode()
    assert proof.verify(proven, policy.parse(policy_text(place.log())), record) is not None


def test_the_demonstration_says_that_everybody_is_made_up(head):
    assert "every person and every figure is made up" in head.text("/")


def test_the_switch_keeps_the_language(county):
    person = Person()
    person.post("/language/", {"language": "zh", "next": "/ledger/"})
    assert "公开日志" in person.text("/ledger/")


def test_the_switch_leads_nowhere_else(county):
    assert Person().post("/language/", {"language": "zh", "next": "https://elsewhere.example/"}).headers["Location"] == "/"
