import pytest

from office.ready import django_ready

django_ready()


@pytest.fixture(scope="module")
def kinds(office):
    """An office with the tests' kinds of jobs and their table."""
    from django.db import connections

    from chapters.jobs import kinds as of_tests

    with connections["owner"].cursor() as cursor:
        cursor.execute(of_tests.TABLE)
    connections["owner"].close()
    return office
