"""Sources that cannot be patched become a new workbook with the same values, colours, comments and listing."""

import datetime as dt
from decimal import Decimal

import pytest

from chapters.report.workbooks import coloured, comments, mark, opened
from tuopin.report.marking import At, Listing, plain_workbook

MORNING = dt.datetime(2016, 4, 23, 8, 30, tzinfo=dt.UTC)
ROWS = [
    ["户编号", "姓名", None, "年龄"],
    ["0012", "=1+1", 123456789012345678, 30],
    ["http://x.example", True, Decimal("2.50"), dt.date(2016, 4, 23)],
    [float("nan"), MORNING, dt.date(1850, 1, 1), -1.5],
]
MARKS = [mark(2, 2, "fatal", "公式\nformula"), mark(9, 9, "blank", "空"), mark(3, None, "suspicious", "行")]
LISTING = Listing(["问题清单（虚构）"], ["位置", "问题"], [(At("户", 2, 2), "公式")])


def plain(path, sheets=None):
    return plain_workbook(sheets or {"户": ROWS}, MARKS, path, listing=LISTING)


def test_values_are_written_as_they_are(tmp_path):
    plain(tmp_path / "b.xlsx")
    found = [[cell.value for cell in row] for row in opened(tmp_path / "b.xlsx")["户"]["A1:D4"]]

    assert found == [
        ["户编号", "姓名", None, "年龄"],
        ["0012", "=1+1", "123456789012345678", 30],
        ["http://x.example", True, 2.5, dt.datetime.combine(MORNING, dt.time())],
        ["nan", MORNING.replace(tzinfo=None), "1850-01-01", -1.5],
    ]


def test_texts_are_texts(tmp_path):
    plain(tmp_path / "b.xlsx")
    sheet = opened(tmp_path / "b.xlsx")["户"]

    assert (sheet["B2"].data_type, sheet["A3"].hyperlink) == ("s", None)


def test_it_is_marked_like_any_other(tmp_path):
    count = plain(tmp_path / "b.xlsx")

    assert coloured(tmp_path / "b.xlsx") == {(2, 2): "fatal", (9, 9): "blank", (3, 1): "suspicious"}
    assert comments(tmp_path / "b.xlsx")[2, 2] == "【致命 fatal】公式\nformula"
    assert (count.listing_rows, opened(tmp_path / "b.xlsx").sheetnames) == (1, ["问题清单", "户"])


def test_same_rows_give_same_bytes(tmp_path):
    plain(tmp_path / "b.xlsx")
    plain(tmp_path / "c.xlsx")

    assert (tmp_path / "b.xlsx").read_bytes() == (tmp_path / "c.xlsx").read_bytes()


def test_nothing_but_the_result_is_left(tmp_path):
    plain(tmp_path / "b.xlsx")
    with pytest.raises(ValueError, match="more than"):
        plain(tmp_path / "c.xlsx", {"户": [[0] * 16_385]})

    assert [path.name for path in tmp_path.iterdir()] == ["b.xlsx"]
