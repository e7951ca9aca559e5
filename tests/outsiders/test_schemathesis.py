"""schemathesis over the whole API, as several bodies and as nobody: no fault of ours, nothing that the document does not tell (Show 4)."""

import pytest

from office.ready import django_ready

django_ready()

from chapters.api.asking import officer, quick_hashes  # noqa: E402, F401
from walks.api.machine import COUNTY, Machine, lived_in, operations  # noqa: E402

ROLES = {  # the post; how many questions that fit the document, and as many that do not
    "a province's office": (("provincial_office", "52"), 12),
    "a township": (("township_government", f"{COUNTY}001"), 7),
    "an auditor": (("auditor", COUNTY), 5),
    "an evaluator": (("evaluator", COUNTY), 4),
    "nobody": (None, 2),
}


@pytest.fixture(scope="module")
def machines(office):
    known = lived_in()
    return {role: Machine(officer(*post) if post else None, known) for role, (post, _) in ROLES.items()}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", operations())
def test_the_api_is_what_its_document_says(machines, role, name):
    machines[role].ask(name, examples=ROLES[role][1])
