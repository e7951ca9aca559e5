from datetime import date

import pytest

from office.ready import django_ready

django_ready()


@pytest.fixture(scope="module")
def filled(office):
    """Two small counties in the register."""
    from office.filled import fill
    from office.people import COUNTY, ELSEWHERE

    fill(COUNTY.place, ELSEWHERE.place)
    return office


@pytest.fixture(scope="module")
def snapshot(filled):
    """The province frozen as it was known when it was loaded."""
    from chapters.assessment.office.helping import PROVINCE, now
    from office.people import AT
    from tuopin.assessment.actions import freeze
    from tuopin.assessment.actions.opening import Opening
    from tuopin.register.actions.freeze import Freeze

    return freeze(Freeze("52", 2016, date(2016, 12, 31), AT, synthetic=True), Opening(PROVINCE), at=now())


@pytest.fixture(scope="module")
def run(snapshot):
    """The national edition over it."""
    from chapters.assessment.office.helping import assessed

    return assessed(snapshot)
