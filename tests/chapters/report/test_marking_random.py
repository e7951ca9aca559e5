"""Random marks over random sheets, written in random ways: all values stay, marks stand exactly where asked."""

from xml.sax.saxutils import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chapters.report.workbooks import MAIN, NOTHING_LISTED, coloured, mark, pack, parts, quick_values
from tuopin.report.marking import LISTING_NAME, mark_workbook
from tuopin.report.marking.cells import address
from tuopin.report.style import LEVELS

PLACES = st.tuples(st.integers(1, 25), st.integers(1, 30))
TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=0x9FFF, exclude_characters="_"), min_size=1, max_size=8)
SHEETS = st.dictionaries(PLACES, st.one_of(TEXTS, st.integers(-999, 999)), max_size=40)
MARKS = st.dictionaries(PLACES, st.sampled_from(LEVELS), max_size=25)


@st.composite
def written(draw, cells):
    """A sheet's XML with these cells: with a prefix or none, addresses left out where they may be, empty rows and cells."""
    prefix, lines, last_row = draw(st.sampled_from(["", "x:"])), [], 0
    for row in sorted({row for row, _ in cells} | draw(st.sets(st.integers(1, 25), max_size=5))):
        texts, last = [], 0
        for column in sorted(column for r, column in cells if r == row):
            named = f' r="{address(row, column)}"' if column != last + 1 or draw(st.booleans()) else ""
            texts.append(cell(prefix, named, cells[row, column]))
            last = column
        named = f' r="{row}"' if row != last_row + 1 or draw(st.booleans()) else ""
        hollow = not texts and draw(st.booleans())
        lines.append(f"<{prefix}row{named}/>" if hollow else f"<{prefix}row{named}>{''.join(texts)}</{prefix}row>")
        last_row = row
    names = MAIN.replace("xmlns", f"xmlns:{prefix[:-1]}") if prefix else MAIN
    return f"<{prefix}worksheet {names}><{prefix}sheetData>{''.join(lines)}</{prefix}sheetData></{prefix}worksheet>"


def cell(prefix, named, value):
    if isinstance(value, int):
        return f"<{prefix}c{named}><{prefix}v>{value}</{prefix}v></{prefix}c>"
    text = f'<{prefix}t xml:space="preserve">{escape(value)}</{prefix}t>'
    return f'<{prefix}c{named} t="inlineStr"><{prefix}is>{text}</{prefix}is></{prefix}c>'


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), cells=SHEETS, marks=MARKS)
def test_values_stay_and_marks_stand(tmp_path, data, cells, marks):
    source = pack(tmp_path / "a.xlsx", parts(data.draw(written(cells))))
    asked = [mark(row, column, level) for (row, column), level in marks.items()]
    count = mark_workbook(source, asked, tmp_path / "b.xlsx", listing=NOTHING_LISTED)

    assert quick_values(tmp_path / "b.xlsx", skip=[LISTING_NAME]) == quick_values(source)
    assert (coloured(tmp_path / "b.xlsx"), count.cells) == (marks, len(marks))
