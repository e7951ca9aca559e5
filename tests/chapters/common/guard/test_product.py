"""What the product writes for others to read leaves unhindered; what holds its (made-up) people's numbers does not. Clause R3c."""

import pytest

from tuopin.cli import door
from tuopin.common import guard
from tuopin.register.layouts import LAYOUTS


def run(*args):
    door().main(args=[str(arg) for arg in args], prog_name="tuopin", standalone_mode=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A small year of one county, through the commands anyone types."""
    out = tmp_path_factory.mktemp("year")
    books, snapshot, result = out / "workbooks", out / "snapshot", out / "result"
    run("synth", books, "--households", 150, "--seed", 7, "--layout", "all", "--errors", "0.01")
    (out / "lists").mkdir()
    run("register", "import", *sorted(books.rglob("*.xlsx")), "--out", snapshot, "--year", 2016, "--problems", out / "import-problems", "--synthetic")
    run("register", "check", snapshot, "--out", out / "check", "--sources", books)
    run("assess", snapshot, "--edition", "cn-2016", "--year", 2016, "--out", result, "--reasons", "all")
    for name in ("ready", "wrong", "unknown", "near", "villages", "counties"):
        for suffix in ("csv", "xlsx"):
            run("lists", result, name, "--out", out / "lists" / f"{name}.{suffix}")
    return out


def found(path):
    return guard.search(path, path.name)


def files(folder, pattern):
    return sorted(path for path in folder.rglob(pattern) if path.is_file())


@pytest.mark.parametrize(
    ("folder", "pattern"),
    [("result", "*"), ("lists", "*"), ("check", "problems.xlsx"), ("check", "*.parquet"), ("snapshot/household_year", "*"), ("snapshot/person_year", "*"),
     ("snapshot", "place.parquet"), ("snapshot", "manifest.json"), ("snapshot/origin", "*"), ("check/workbooks", "*行政村信息*"),
     ("check/workbooks", "*脱贫入户核查表*")],
)  # fmt: skip
def test_what_names_no_numbers_leaves(made, folder, pattern):
    looked_at = files(made / folder, pattern)
    assert looked_at
    assert {str(path): [each.told.en for each in found(path)] for path in looked_at if found(path)} == {}


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_every_empty_template_leaves(layout, tmp_path):
    run("register", "template", "--layout", layout, "--out", tmp_path / "a.xlsx")
    assert found(tmp_path / "a.xlsx") == []


@pytest.mark.parametrize(
    ("folder", "pattern"),
    [("workbooks", "*贫困人口信息*"), ("workbooks", "*信息采集表*"), ("check/workbooks", "*贫困人口信息*"), ("import-problems", "*信息采集表*"),
     ("snapshot/household", "*"), ("snapshot/person", "*")],
)  # fmt: skip
def test_what_holds_peoples_numbers_does_not(made, folder, pattern):
    looked_at = files(made / folder, pattern)
    assert looked_at
    assert [str(path) for path in looked_at if not found(path)] == []
