"""Issue A: under any mutation an import ends in one clear sentence or in a snapshot that verifies and accounts for every row."""

import datetime as dt
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chapters.register.importing.books import people, rows_of, write
from tuopin.common.refused import BadInput
from tuopin.register.importing import COUNTED, Options, import_files
from tuopin.register.snapshot import Snapshot

ROWS = rows_of(people(4))
EXITS = [
    ["行政县", "乡镇", "行政村", "户编号", "户主姓名", "不愁吃", "不愁穿"],
    ["赤水市", "大同镇", "大同村", "0000000001", "合成1", "是", "是"],
]
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)).map(lambda day: dt.datetime.combine(day, dt.time(13, 14, 15))),
    st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=30),
    st.sampled_from(
        [
            "合计",
            "#REF!",
            "户编号",
            "注：",
            "1.2E+17",
            "2016-02-30",
            "是",
            "1",
            "０",
            "\u200b",
            "=1/0",
            "{zh}",
            "[red]",
            "石笋村",
            "-",
            "9" * 40,
            "1,2,3",
            "有。",
        ]
    ),
)
CHANGES = st.lists(st.tuples(st.integers(1, 16), st.integers(1, 30), CELLS), max_size=12)


def settled(path: Path, folder: Path) -> None:
    """Import and hold the outcome to what is promised."""
    out = folder / "snapshot"
    try:
        import_files([path], out, Options())
    except BadInput as refused:
        said = refused.because
    else:
        said = None
    if said:
        assert (bool(said.zh and said.en), [left.name for left in folder.iterdir() if left != path]) == (True, [])
        return
    snapshot = Snapshot.open(out)
    list(snapshot.verify())
    for sheet in snapshot.manifest["conservation"]:
        assert sheet["read"] == sum(sheet[name] for name in COUNTED if name != "read")
    taken = sum(sheet["taken"] for sheet in snapshot.manifest["conservation"])
    assert taken == sum(
        entry["rows"] for name, entry in snapshot.manifest["files"].items() if name.startswith("origin/")
    )


def tried(change: Callable[[Path], None], name: str = "a.xlsx") -> None:
    with TemporaryDirectory() as folder:
        path = write(Path(folder) / name, ROWS, more={"核查": [["2016年"], *EXITS]})
        change(path)
        settled(path, Path(folder))


EXAMPLES = int(os.environ.get("TUOPIN_FUZZ", "25"))  # more by hand: TUOPIN_FUZZ=2000
fuzz = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@fuzz
@given(CHANGES)
def test_cells_replaced_by_anything(changes):
    def change(path: Path) -> None:
        book = openpyxl.load_workbook(path)
        for row, column, value in changes:
            cell = book.worksheets[0].cell(row, column)
            try:
                cell.value = value
            except (ValueError, openpyxl.utils.exceptions.IllegalCharacterError):
                cell.value = None
        book.save(path)

    tried(change)


@fuzz
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["drop", "copy", "rename", "hide", "merge", "delete rows", "delete columns"]),
            st.integers(1, 15),
            st.integers(1, 15),
        ),
        max_size=5,
    )
)
def test_sheets_dropped_doubled_hidden_merged_and_cut(steps):
    def change(path: Path) -> None:
        book = openpyxl.load_workbook(path)
        for step, a, b in steps:
            altered(book, step, a, b)
        if any(sheet.sheet_state == "visible" for sheet in book.worksheets):
            book.save(path)

    tried(change)


def altered(book: openpyxl.Workbook, step: str, a: int, b: int) -> None:
    sheet = book.worksheets[a % len(book.worksheets)]
    match step:
        case "drop" if len(book.worksheets) > 1:
            book.remove(sheet)
        case "copy":
            book.copy_worksheet(sheet)
        case "rename":
            sheet.title = f"表{a}·{b}"
        case "hide":
            sheet.sheet_state = "hidden"
        case "merge" if not sheet.merged_cells.ranges:
            sheet.merge_cells(start_row=a, end_row=a + b, start_column=min(a, b), end_column=b)
        case "delete rows":
            sheet.delete_rows(a, b)
        case "delete columns":
            sheet.delete_cols(a, 1)
        case _:
            pass


@fuzz
@given(
    st.integers(0, 2**32).map(random.Random),
    st.sampled_from(
        ["truncate", "flip", "zero", "insert", "remove member", "double member", "flip inside", "swap inside"]
    ),
)
def test_bytes_and_zip_members_damaged(rnd, how):
    tried(lambda path: damage(path, rnd, how))


def damage(path: Path, rnd: random.Random, how: str) -> None:
    data = bytearray(path.read_bytes())
    spot = rnd.randrange(len(data))
    match how:
        case "truncate":
            path.write_bytes(data[:spot])
        case "flip":
            data[spot] ^= 1 << rnd.randrange(8)
            path.write_bytes(data)
        case "zero":
            data[spot : spot + 40] = bytes(len(data[spot : spot + 40]))
            path.write_bytes(data)
        case "insert":
            data[spot:spot] = rnd.randbytes(rnd.randrange(1, 30))
            path.write_bytes(data)
        case _:
            rewrite(path, rnd, how)


def rewrite(path: Path, rnd: random.Random, how: str) -> None:
    """A sound archive with an unsound part in it."""
    with zipfile.ZipFile(path) as old:
        parts = [(info.filename, old.read(info)) for info in old.infolist()]
    chosen = rnd.randrange(len(parts))
    name, content = parts[chosen]
    if how == "remove member":
        parts.pop(chosen)
    elif how == "double member":
        parts.append((name + "2", content))
    elif how == "flip inside":
        broken = bytearray(content)
        for _ in range(rnd.randrange(1, 6)):
            broken[rnd.randrange(len(broken))] = rnd.randrange(256)
        parts[chosen] = (name, bytes(broken))
    else:
        half = rnd.randrange(len(content))
        parts[chosen] = (name, content[half:] + content[:half])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member, content in parts:
            new.writestr(member, content)


@fuzz
@given(
    st.one_of(st.binary(max_size=400), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))),
    st.sampled_from(["utf-8", "gb18030", "utf-16"]),
)
def test_csv_with_anything_in_it(noise, encoding):
    with TemporaryDirectory() as folder:
        lines = ["2016年", *(",".join(map(str, row)) for row in ROWS)]
        path = Path(folder) / "a.csv"
        path.write_bytes("\n".join(lines[:4]).encode(encoding) + noise + "\n".join(lines[4:]).encode(encoding))
        settled(path, Path(folder))


@pytest.mark.parametrize("extension", [".xlsx", ".xls", ".csv", ".parquet"])
@fuzz
@given(
    content=st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=300).map(lambda data: b"PK\x03\x04" + data),
        st.binary(max_size=3000).map(lambda data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data),
        st.binary(max_size=300).map(lambda data: b"PAR1" + data + b"PAR1"),
    )
)
def test_noise_under_any_name(extension, content):
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{extension}"
        path.write_bytes(content)
        settled(path, Path(folder))
