"""The register's own codes and quantities are known by their labels; its personal fields never pass as such. Clause R3c."""

import pytest

from chapters.common.guard.made import BANK, IDENTITY, OLD, PHONE
from tuopin.common.guard.kinds import Hit, Kind
from tuopin.common.guard.labels import excused
from tuopin.register.schema import TABLES
from tuopin.register.schema.field import Kind as Field

FIELDS = [(table.name, field) for table in TABLES.values() for field in table.fields]
PHONE_HIT = Hit(Kind.PHONE, PHONE, 0)


def labels(of):
    return sorted({label for _, field in FIELDS if of(field) for label in (field.name, *field.labels)})


@pytest.mark.parametrize("label", labels(lambda field: field.kind is Field.CODE))
def test_every_code_of_the_register_is_known(label):
    assert excused(label, PHONE_HIT)


@pytest.mark.parametrize("label", labels(lambda field: field.private and field.kind is Field.TEXT and field.name in {"id_number", "phone"}))
def test_no_personal_number_of_the_register_passes_as_a_code(label):
    assert not excused(label, PHONE_HIT)


@pytest.mark.parametrize("label", ["income_fen", "收入合计（元）", "gap_fen", "population", "户数"])
@pytest.mark.parametrize("hit", [PHONE_HIT, Hit(Kind.BANK, BANK, 0), Hit(Kind.IDENTITY, OLD, 0)], ids=["phone", "bank", "old number"])
def test_a_quantity_may_look_like_a_phone(label, hit):
    assert excused(label, hit)


@pytest.mark.parametrize("label", ["户编号", "收入", "total", "household_code"])
def test_a_number_with_a_check_character_is_never_excused(label):
    assert not excused(label, Hit(Kind.IDENTITY, IDENTITY, 0))
