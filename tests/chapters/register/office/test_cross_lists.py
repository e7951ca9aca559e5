"""Lists of other departments are kept with source and day, numbers sealed, bad rows told. Clauses R3a, R3c."""

import csv
from datetime import date

import pytest

from office.importing import rows
from office.people import AT, COUNTY, ELSEWHERE
from office.workbooks import document
from tuopin.common.refused import BadInput, Refused
from tuopin.register.actions.cross_lists import import_cross_list
from tuopin.register.queries import cross_lists as queries
from tuopin.settings.scope import acting

PHONE = f"199{12345678:08d}"


def listed(path, *told, head=("姓名", "身份证号", "号牌", "电话")):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["机动车清单"], head, *told])
    return path


def kept(path, kind="vehicles", *, place="520381", by=COUNTY):
    with acting(by):
        return import_cross_list(path, kind, source="traffic police", as_of=date(2016, 9, 30), place=place, by=by, at=AT)


def test_a_list_is_kept_with_its_numbers_masked(office, tmp_path):
    done = kept(listed(tmp_path / "a.csv", ["张三", document("a"), "贵C12345", PHONE], [], ["李四", document("b"), "贵C54321", ""]))
    assert (done.list.rows, done.list.refused, done.bad) == (2, 0, ())
    with acting(COUNTY):
        told = queries.entries(done.list.pk)
    assert [(each.row, each.name, each.detail) for each in told] == [(3, "张三", {"号牌": "贵C12345", "电话": "***"}), (5, "李四", {"号牌": "贵C54321"})]
    assert told[0].id_number == document("a")[:4] + "**********" + document("a")[-4:]


def test_no_number_lies_in_the_clear(office, tmp_path):
    kept(listed(tmp_path / "b.csv", ["张三", document("c"), f"电话 {PHONE}", PHONE]))
    told = rows("SELECT to_jsonb(r)::text FROM register_cross_list_row AS r")
    assert not any(number in text for (text,) in told for number in (document("c"), PHONE))


def test_a_bad_row_is_refused_and_told(office, tmp_path):
    wrong = document("d")[:-1] + ("1" if document("d")[-1] != "1" else "2")
    done = kept(listed(tmp_path / "c.csv", ["张三", document("d"), "", ""], ["李四", wrong, "", ""], ["王五", "", "", ""]))
    assert (done.list.rows, done.list.refused) == (1, 2)
    assert [(bad.row, bad.column, wrong in bad.value) for bad in done.bad] == [(4, "证件号码", False), (5, "证件号码", False)]


def test_the_same_file_is_the_same_list(office, tmp_path):
    path = listed(tmp_path / "d.csv", ["张三", document("e"), "", ""])
    first = kept(path)
    again = kept(path)
    assert (again.list.pk, again.there) == (first.list.pk, True)
    assert kept(path, "deaths").list.pk != first.list.pk


def test_a_list_is_an_act(office, tmp_path):
    before = rows("SELECT count(*) FROM ledger_act WHERE kind = 'register.cross-list'")[0][0]
    kept(listed(tmp_path / "e.csv", ["张三", document("f"), "", ""]))
    assert rows("SELECT count(*) FROM ledger_act WHERE kind = 'register.cross-list'") == [(before + 1,)]


def test_another_county_sees_no_row(office, tmp_path):
    done = kept(listed(tmp_path / "f.csv", ["张三", document("g"), "", ""]))
    with acting(ELSEWHERE):
        assert (queries.lists(), queries.entries(done.list.pk)) == ([], [])
        with pytest.raises(BadInput):
            queries.one(done.list.pk)


def test_what_cannot_be_a_list_is_refused(office, tmp_path):
    good = listed(tmp_path / "g.csv", ["张三", document("h"), "", ""])
    with pytest.raises(BadInput, match="no kind of list"):
        kept(good, "boats")
    with pytest.raises(Refused, match="not within the place"):
        kept(good, by=ELSEWHERE)
    with pytest.raises(BadInput, match="no header"):
        kept(listed(tmp_path / "h.csv", ["张三", "1"], head=("姓名", "备注")))
    with pytest.raises(BadInput, match="no row could be taken"):
        kept(listed(tmp_path / "i.csv", ["张三", "1", "", ""]))
