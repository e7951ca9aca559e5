"""Which PostgreSQL is taken: the wheels in their order, then the system's newest; 15 or newer; one that can open what is there."""

from pathlib import Path

import pytest

from tuopin.common.refused import BadInput
from tuopin.settings.postgres import tuning
from tuopin.settings.postgres.binaries import Binaries, chosen, found


def program(folder, version):
    folder.mkdir(parents=True)
    (folder / "initdb").write_text("")
    (folder / "postgres").write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
    (folder / "postgres").chmod(0o755)


@pytest.fixture
def system(tmp_path, monkeypatch):
    for wheel, version in (("first_wheel", "17.10"), ("second_wheel", "18.6")):
        program(tmp_path / "site" / wheel / "inside" / "bin", version)
        (tmp_path / "site" / wheel / "__init__.py").write_text("")
    for version in ("14.2", "15.18", "16.9 (Debian 16.9-1)"):
        program(tmp_path / "system" / version.split(".")[0] / "bin", version)
    monkeypatch.syspath_prepend(tmp_path / "site")
    return tmp_path / "system"


def test_wheels_come_first_in_their_order_then_the_systems_newest(system):
    sets = found(wheels=("first_wheel", "absent_wheel", "second_wheel"), system=system)
    assert [each.version for each in sets] == ["17.10", "18.6", "16.9", "15.18"]


def test_a_broken_program_is_passed_over(system):
    (system / "16" / "bin" / "postgres").write_text("not a program")
    assert [each.major for each in found(wheels=(), system=system)] == [15]


SETS = [Binaries(Path("/a"), 17, "17.10"), Binaries(Path("/b"), 15, "15.18")]


@pytest.mark.parametrize(("there", "major"), [([], 17), ([15], 15), ([17], 17), ([15, 17], 17), ([14, 15], 15)])
def test_what_can_open_the_cluster_is_chosen(tmp_path, there, major):
    for each in there:
        (tmp_path / f"pg{each}").mkdir()
        (tmp_path / f"pg{each}" / "PG_VERSION").write_text(str(each))
    assert chosen(tmp_path, SETS).major == major


def test_a_cluster_that_nothing_can_open_is_not_replaced_by_an_empty_one(tmp_path):
    (tmp_path / "pg14").mkdir()
    (tmp_path / "pg14" / "PG_VERSION").write_text("14")
    with pytest.raises(BadInput, match="made by PostgreSQL 14, which is not installed"):
        chosen(tmp_path, SETS)


def test_without_any_postgresql_it_says_what_to_install(tmp_path):
    with pytest.raises(BadInput, match="no PostgreSQL 15 or newer was found"):
        chosen(tmp_path, [])


GB = 1024**3


@pytest.mark.parametrize(
    ("memory", "shared", "work", "upkeep"),
    [
        (GB // 4, "64MB", "8MB", "64MB"),
        (4 * GB, "512MB", "10MB", "170MB"),
        (24 * GB, "3072MB", "64MB", "1024MB"),
        (512 * GB, "8192MB", "128MB", "1024MB"),
    ],
)
def test_settings_follow_the_machines_memory(tmp_path, monkeypatch, memory, shared, work, upkeep):
    monkeypatch.setattr(tuning, "memory", lambda: memory)
    text = tuning.settings(tmp_path / "pg17", tmp_path, fast=False)
    lines = [f"shared_buffers = '{shared}'", f"work_mem = '{work}'", f"maintenance_work_mem = '{upkeep}'"]
    assert [line for line in lines if line in text.splitlines()] == lines
    assert "fsync" not in text


def test_a_containers_limit_counts_when_it_is_less(tmp_path, monkeypatch):
    (tmp_path / "memory.max").write_text(str(GB))
    monkeypatch.setattr(tuning, "LIMITS", (str(tmp_path / "memory.max"), str(tmp_path / "none")))
    monkeypatch.setattr(tuning, "_machine", lambda: 24 * GB)
    assert tuning.memory() == GB
    (tmp_path / "memory.max").write_text("max")
    assert tuning.memory() == 24 * GB
