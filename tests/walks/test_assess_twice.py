"""P0: every decision can be made again from a frozen snapshot, an edition and the code; a changed snapshot is refused."""

from pathlib import Path

import polars as pl
import pytest

from tuopin.assessment.result import Result
from tuopin.cli import door
from tuopin.common.refused import BadInput, Refused


def tuopin(*args: object) -> None:
    door().main(args=[str(arg) for arg in args], prog_name="tuopin", standalone_mode=False)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("register") / "snapshot"
    tuopin("synth", folder, "--places", "520381,360881", "--households", 600, "--seed", 7, "--processes", 1)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_same_register_is_made_twice_to_the_byte(snapshot: Path, tmp_path: Path) -> None:
    tuopin("synth", tmp_path / "again", "--places", "520381,360881", "--households", 600, "--seed", 7, "--processes", 1)
    assert files(tmp_path / "again") == files(snapshot)


def test_two_runs_are_equal_to_the_byte_workbooks_included(snapshot: Path, tmp_path: Path) -> None:
    for name in ("once", "twice"):
        tuopin("assess", snapshot, "--year", 2016, "--out", tmp_path / name, "--reasons", "all", "--workbook")
    assert files(tmp_path / "once") == files(tmp_path / "twice")


def test_two_runs_have_one_digest(snapshot: Path, tmp_path: Path) -> None:
    for name in ("once", "twice"):
        tuopin("assess", snapshot, "--year", 2016, "--out", tmp_path / name, "--no-workbook")
    assert Result.open(tmp_path / "once").verdict_digest() == Result.open(tmp_path / "twice").verdict_digest()


def _copied(snapshot: Path, into: Path) -> Path:
    for name, content in files(snapshot).items():
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        (into / name).write_bytes(content)
    return into


@pytest.mark.parametrize("name", ["household/520381.parquet", "person/360881.parquet", "person_year/2016/520381.parquet", "village_year.parquet"])
@pytest.mark.parametrize("place", [0, 0.5, 1])
def test_one_changed_byte_is_refused(snapshot: Path, tmp_path: Path, name: str, place: float) -> None:
    copy = _copied(snapshot, tmp_path / "copy")
    content = bytearray((copy / name).read_bytes())
    content[int(place * (len(content) - 1))] ^= 1
    (copy / name).write_bytes(content)
    with pytest.raises(BadInput, match=name):
        tuopin("assess", copy, "--year", 2016, "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("number", ["years", "households", "sha256", "synthetic"])
def test_a_changed_manifest_is_refused(snapshot: Path, tmp_path: Path, number: str) -> None:
    copy = _copied(snapshot, tmp_path / "copy")
    text = (copy / "manifest.json").read_text("utf-8")
    changes = {
        "years": ("2015", "2014"),
        "households": ('"households": 3', '"households": 4'),
        "sha256": ('"sha256": "', '"sha256": "0'),
        "synthetic": ("true", "false"),
    }
    (copy / "manifest.json").write_text(text.replace(*changes[number], 1), "utf-8")
    with pytest.raises(BadInput):
        tuopin("assess", copy, "--year", 2016, "--out", tmp_path / "out")


def test_a_missing_file_is_refused(snapshot: Path, tmp_path: Path) -> None:
    copy = _copied(snapshot, tmp_path / "copy")
    (copy / "person" / "360881.parquet").unlink()
    with pytest.raises(BadInput, match=r"person/360881\.parquet"):
        tuopin("assess", copy, "--year", 2016, "--out", tmp_path / "out")


def test_a_year_without_facts_and_a_day_without_an_edition_are_refused(snapshot: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        tuopin("assess", snapshot, "--year", 2017, "--out", tmp_path / "out")
    with pytest.raises(Refused):
        tuopin("assess", snapshot, "--year", 2015, "--out", tmp_path / "out")


def test_a_result_is_never_overwritten(snapshot: Path, tmp_path: Path) -> None:
    tuopin("assess", snapshot, "--year", 2016, "--out", tmp_path / "out", "--no-workbook")
    with pytest.raises(BadInput):
        tuopin("assess", snapshot, "--year", 2016, "--out", tmp_path / "out")


def test_counties_are_the_sums_of_their_villages(snapshot: Path, tmp_path: Path) -> None:
    tuopin("assess", snapshot, "--year", 2016, "--out", tmp_path / "out", "--no-workbook")
    result = Result.open(tmp_path / "out")
    sums = ("households", "persons", "registered_persons", "leaving_persons", "wrongly_exited_persons", "poor_low")
    villages, counties = result.table("villages"), result.table("counties")
    added = villages.with_columns(county_code=pl.col("village_code").str.slice(0, 6)).group_by("county_code").agg(pl.col(sums).sum()).sort("county_code")
    assert added.equals(counties.select("county_code", *sums).sort("county_code"))
