"""Every route, page and kind of job has a case in the drill of scopes; a new one without a case fails here. Clause R2a."""

import sys

import pytest

from house.tree import ROOT


@pytest.fixture(scope="module", autouse=True)
def drills():
    """The drill's own modules are found."""
    sys.path.insert(0, str(ROOT / "drills"))
    yield
    sys.path.remove(str(ROOT / "drills"))


def test_every_route_of_the_document_has_a_case():
    from _scope_asking import routes_without

    assert routes_without() == []


def test_every_page_has_a_case():
    from _scope_asking import pages_without

    assert pages_without() == []


def test_every_kind_of_job_has_a_case():
    from _scope_jobs import missing

    assert missing() == []


def test_a_route_without_a_case_is_missed(monkeypatch):
    import _scope_cases as cases
    from _scope_asking import routes_without

    monkeypatch.delitem(cases.API, "GET /households/{code}")
    assert routes_without() == ["GET /households/{code}"]


def test_every_table_is_scoped_or_named_with_a_reason(office):
    import _scope_cases as cases
    from _scope_sql import ALL
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(ALL)
        open_to_all = {table for table, scoped in cursor.fetchall() if not scoped}
    assert open_to_all - set(cases.TABLES) == set()


def test_every_named_table_is_there(office):
    import _scope_cases as cases
    from django.db import connection

    with connection.cursor() as cursor:
        assert set(cases.TABLES) - set(connection.introspection.table_names(cursor)) == set()


def test_a_public_table_is_written_within_the_place_alone(office):
    """Places are read by everybody; row-level security still holds whoever adds or closes one."""
    from _scope_sql import ALL
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(ALL)
        assert dict(cursor.fetchall())["register_place"] is True
