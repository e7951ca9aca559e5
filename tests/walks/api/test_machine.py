"""A machine asks every route a few times as a county's office; the suite of outsiders asks more, as several bodies (tests/outsiders)."""

import pytest

from chapters.api.asking import officer
from walks.api.machine import COUNTY, Machine, lived_in, operations


@pytest.fixture(scope="module")
def machine(office):
    known = lived_in()
    return Machine(officer("county_office", COUNTY), known)


def test_every_route_answers_as_its_document_says(machine, subtests):
    for name in operations():
        with subtests.test(name):
            machine.ask(name, examples=3)
