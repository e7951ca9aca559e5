"""The difference of an import as a workbook: a sheet a kind, old beside new, no personal number. Clauses R2d, R3c."""

from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from tuopin.common import guard
from tuopin.common.identity import made_up_id
from tuopin.common.words import Words
from tuopin.report.difference_workbook import KINDS, Entry, write_difference_workbook

PERSON = Words("人", "person")
VILLAGE = "520381001001"


def entry(**more):
    return Entry(VILLAGE, "5203810010010001", "520381001001000101", "张三", PERSON, **more)


def test_a_sheet_a_kind_with_what_was_and_what_comes(tmp_path):
    told = {
        "new": [entry()],
        "changed": [entry(field=Words("人均纯收入（元）", "net income per head (yuan)"), old=Words("3000.5", "3000.5"), new=Words("4100", "4100"))],
        "moved": [entry(field=Words("行政村编码", "village code"), old=Words("520381001002", "520381001002"), new=Words(VILLAGE, VILLAGE))],
        "missing": [entry()],
        "suspicious": [entry(rule="office-moved", said=Words("登记在别的村", "in another village"))],
    }
    counts = write_difference_workbook(tmp_path / "d.xlsx", told, year=2016, note="made up")
    book = CalamineWorkbook.from_path(tmp_path / "d.xlsx")
    assert counts == dict.fromkeys(KINDS, 1)
    assert book.sheet_names == [f"{name.zh} {name.en}" for name, _ in KINDS.values()]
    changed = book.get_sheet_by_name("变更 changed").to_python()
    assert changed[2][6:] == ["项目\nfield", "登记\nregister", "文件\nfile"]
    assert changed[3][1:6] == ["5203810010010001", "520381001001000101", "张三", "人 person", ""]
    assert changed[3][6:] == ["人均纯收入（元） net income per head (yuan)", "3000.5", "4100"]
    guard.check(tmp_path / "d.xlsx", "d.xlsx")


@pytest.mark.parametrize("number", [made_up_id(date(1970, 1, 1), "male"), f"199{1:08d}"])
def test_a_number_that_slips_in_is_struck_out(tmp_path, number):
    slipped = entry(field=Words("备注", "note"), old=Words(number, number), new=None)
    write_difference_workbook(tmp_path / "d.xlsx", {"changed": [slipped]}, year=2016, note="made up")
    guard.check(tmp_path / "d.xlsx", "d.xlsx")


def test_broken_off_it_leaves_no_file(tmp_path):
    def rows():
        yield entry()
        raise RuntimeError("broken off")

    with pytest.raises(RuntimeError):
        write_difference_workbook(tmp_path / "d.xlsx", {"new": rows()}, year=2016, note="made up")
    assert list(tmp_path.iterdir()) == []
