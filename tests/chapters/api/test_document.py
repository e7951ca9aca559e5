"""The API's document is whole and its reference page is current. Clause R2a."""

from collections import Counter

import pytest
from ninja import Schema

from house.tree import ROOT
from tuopin.officers.rules.powers import POWERS
from tuopin.register.forms import FORMS


@pytest.fixture(scope="module")
def document():
    from tuopin.api.door import api

    return api.get_openapi_schema(path_prefix="")


def routes(document):
    return {f"{method.upper()} {path}": told for path, methods in document["paths"].items() for method, told in methods.items()}


def test_the_reference_page_is_current():
    from tuopin.api.reference import page

    assert (ROOT / "docs/reference/api.md").read_text("utf-8") == page(), "python -m tuopin.api.reference > docs/reference/api.md"


def test_it_is_openapi_3_1(document):
    assert document["openapi"] == "3.1.0"


def test_every_form_of_an_event_is_a_route(document):
    assert {name for name in routes(document) if "/events/" in name} == {f"POST /events/{kind}" for kind in FORMS}


def test_every_route_that_is_not_public_names_a_power_that_there_is(document):
    without = {name for name, told in routes(document).items() if told.get("security") and told.get("x-power") not in POWERS}
    assert without == {"GET /me"}


def test_every_error_is_a_problem(document):
    other = {
        (name, status)
        for name, told in routes(document).items()
        for status, answer in told["responses"].items()
        if status >= 400 and list(answer["content"]) != ["application/problem+json"]
    }
    assert other == set()


def test_every_write_tells_of_its_key(document):
    without = {name for name, told in routes(document).items() if not name.startswith("GET") and "security" in told}
    assert {name for name in without if "Idempotency-Key" not in {each["name"] for each in routes(document)[name]["parameters"]}} == set()


def test_every_page_is_capped(document):
    limits = [each["schema"] for told in routes(document).values() for each in told["parameters"] if each["name"] == "limit"]
    assert (len(limits) > 10, {schema["maximum"] for schema in limits}) == (True, {200})


def test_every_number_is_bounded(document):
    numbers = [
        (name, each["name"]) for name, told in routes(document).items() for each in told["parameters"] for schema in (each["schema"],)
        if schema.get("type") == "integer" and "maximum" not in schema
    ]  # fmt: skip
    assert numbers == []


def test_no_two_shapes_share_a_name(document):
    def below(shape):
        for each in shape.__subclasses__():
            yield each
            yield from below(each)

    names = Counter(each.__name__ for each in below(Schema) if each.__module__.startswith("tuopin.api"))
    assert {name for name, count in names.items() if count > 1} == set()


def test_every_route_has_an_identity_of_its_own(document):
    names = Counter(told["operationId"] for told in routes(document).values())
    assert max(names.values()) == 1
