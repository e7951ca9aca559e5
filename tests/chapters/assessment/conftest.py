"""The tiny register assessed once by the national edition, for every test here."""

import pytest

from chapters.assessment.tiny import YEAR, write_snapshot
from tuopin.assessment.result import Result
from tuopin.assessment.run import assess
from tuopin.assessment.settings import Run
from tuopin.common.words import choose
from tuopin.register.snapshot import Snapshot
from tuopin.standard.edition import load


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory):
    return Snapshot.open(write_snapshot(tmp_path_factory.mktemp("tiny") / "snapshot"))


@pytest.fixture(scope="session")
def edition():
    return load("cn-2016")


@pytest.fixture(scope="session")
def result(snapshot, edition):
    out = snapshot.root.with_name("result")
    assess(Run(snapshot, edition, YEAR), out, lambda amount=1: None)
    return Result.open(out)


@pytest.fixture(autouse=True)
def english():
    choose("en")
    yield
    choose(None)
