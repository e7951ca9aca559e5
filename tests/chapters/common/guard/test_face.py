"""An export that may hold personal numbers says so where it is opened, and holds no other kinds. Clause R3c. Synthetic (合成)."""

import json

import pytest

from chapters.common.guard.made import HEADERS, csv_text, html, parquet, people, xlsx, zipped
from tuopin.common import guard
from tuopin.common.guard import FACE, NUMBERS, Allowed, Kind
from tuopin.common.refused import Refused
from tuopin.common.words import Words

WHY = Words("入户核查名册", "roster for the visits")
ALL = Allowed(NUMBERS, WHY)
ROWS = [HEADERS, *people()]


def marked(notice):
    head = [[notice], []]
    records = [dict(zip(HEADERS, row, strict=True)) for row in people()]
    return {
        "a.xlsx": xlsx([*head, *ROWS]),
        "a.csv": csv_text([*head, *ROWS]).encode("utf-8-sig"),
        "a.csv in GB18030": csv_text([*head, *ROWS]).encode("gb18030"),
        "a.html": html(ROWS).replace("<table>", f"<p>{notice}</p><table>").encode(),
        "a.json": json.dumps({"notice": notice, "rows": records}, ensure_ascii=False).encode(),
        "a.parquet": parquet({"t": [row[3] for row in people()]}, metadata={"notice": notice}),
        "a.zip": zipped(manifest__json=json.dumps({"notice": notice}, ensure_ascii=False), a__csv=csv_text(ROWS)),
    }


@pytest.mark.parametrize("notice", [*FACE, f"注意：{FACE.zh}，不得外传", FACE.en.capitalize()])
@pytest.mark.parametrize("name", marked(""))
def test_an_allowed_file_with_the_notice_leaves(name, notice):
    assert guard.check(marked(notice)[name], name, allowed=ALL) is None


@pytest.mark.parametrize("name", marked(""))
def test_an_allowed_file_without_the_notice_is_refused(name):
    with pytest.raises(Refused) as refusal:
        guard.check(marked("名册")[name], name, allowed=ALL)
    assert (refusal.value.code, refusal.value.clause) == ("personal-numbers-unmarked", "R3c")


@pytest.mark.parametrize("name", marked(""))
def test_a_kind_that_is_not_allowed_is_refused_notice_or_not(name):
    with pytest.raises(Refused) as refusal:
        guard.check(marked(FACE.zh)[name], name, allowed=Allowed(NUMBERS - {Kind.PHONE}, WHY))
    assert refusal.value.code == "personal-numbers"


HIDDEN = {
    "a page's comment": html(ROWS).replace("<table>", f"<!-- {FACE.zh} --><table>").encode(),
    "a page's title": html(ROWS).replace("名单", FACE.zh).encode(),
    "a page's attribute": html(ROWS).replace("<table>", f"<table title='{FACE.zh}'>").encode(),
    "a page's end": html(ROWS).replace("</table>", f"</table><p>{FACE.zh}</p>").encode(),
    "a second sheet": xlsx(ROWS, after=lambda book, _: book.add_worksheet("说明").write(0, 0, FACE.zh)),
    "a sheet's end": xlsx([*ROWS, [FACE.zh]]),
    "a table's end": csv_text([*ROWS, [FACE.zh]]).encode(),
    "a member that is no manifest": zipped(other__txt=FACE.zh, a__csv=csv_text(ROWS)),
}


@pytest.mark.parametrize("where", HIDDEN)
def test_a_notice_that_is_not_seen_first_is_none(where):
    with pytest.raises(Refused, match="does not say so"):
        guard.check(HIDDEN[where], "a", allowed=ALL)


def test_an_allowed_export_says_so_even_when_it_happens_to_hold_none():
    with pytest.raises(Refused, match="does not say so"):
        guard.check(csv_text([["户"], ["1"]]).encode(), "a.csv", allowed=ALL)


def test_what_cannot_be_looked_into_is_refused_although_numbers_are_allowed():
    with pytest.raises(Refused, match="cannot be looked into"):
        guard.check(b"\x7fELF" + bytes(range(256)), "a.bin", allowed=ALL)
