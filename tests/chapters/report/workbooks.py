"""Workbooks to mark and ways to look at them again: through openpyxl, through calamine, and as zip members."""

import warnings
import zipfile

import openpyxl
from python_calamine import CalamineWorkbook

from tuopin.report.marking import Listing, Mark
from tuopin.report.style import LEVEL_FILL

NOTHING_LISTED = Listing(["问题清单（虚构）"], ["位置", "问题"], [])
LEVEL_OF = {f"FF{fill}": level for level, fill in LEVEL_FILL.items()}

TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
</Types>"""
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
RELATION = (
    '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
BOOK = f'<workbook {MAIN} {REL}><sheets><sheet name="户" sheetId="1" r:id="rId1"/></sheets></workbook>'
STYLES = f"""<styleSheet {MAIN}><fonts count="1"><font><sz val="11"/><name val="SimSun"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="10" fontId="0" fillId="0" borderId="0"
 applyNumberFormat="1"><alignment horizontal="center"/></xf></cellXfs></styleSheet>"""


def mark(row, column, level="fatal", text="不对\nwrong", sheet="户"):
    return Mark(sheet, row, column, level, text)


def pack(path, parts):
    """A zip file with these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def parts(sheet, **more):
    """The members of a one-sheet workbook whose sheet has this XML; `more` replaces members by short name."""
    return {
        "[Content_Types].xml": more.get("types", TYPES),
        "_rels/.rels": RELATIONS.format(RELATION.format("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": more.get("book", BOOK),
        "xl/_rels/workbook.xml.rels": RELATIONS.format(
            RELATION.format("rId1", "worksheet", "worksheets/sheet1.xml")
            + RELATION.format("rId2", "styles", "styles.xml")
        ),
        "xl/styles.xml": more.get("styles", STYLES),
        "xl/worksheets/sheet1.xml": sheet,
    }


def members(path):
    """Member name → content."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def opened(path):
    """The workbook in openpyxl, which grumbles about the poor styles of some of ours."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Workbook contains no (default style|stylesheet)")
        return openpyxl.load_workbook(path)


def values(path, *, skip=()):
    """Sheet → (row, column) → value or formula, as openpyxl reads it."""
    book = opened(path)
    return {
        sheet.title: {
            (c.row, c.column): _plain(c.value) for row in sheet.iter_rows() for c in row if c.value is not None
        }
        for sheet in book.worksheets
        if sheet.title not in skip
    }


def _plain(value):
    return vars(value) if hasattr(value, "ref") else value


def quick_values(path, *, skip=()):
    """The same as calamine reads it (computed values, no formulas)."""
    book, found = CalamineWorkbook.from_path(path), {}
    for name in book.sheet_names:
        if name not in skip and book.get_sheet_by_name(name).to_python() is not None:
            rows = enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), start=1)
            found[name] = {(r, c): v for r, row in rows for c, v in enumerate(row, start=1) if v != ""}
    return found


def coloured(path, sheet="户"):
    """(row, column) → level, for the cells of a sheet that have one of our fills."""
    cells = [cell for row in opened(path)[sheet].iter_rows() for cell in row]
    found = {
        (cell.row, cell.column): LEVEL_OF.get(cell.fill.fgColor.rgb) for cell in cells if cell.fill.fill_type == "solid"
    }
    return {place: level for place, level in found.items() if level}


def comments(path, sheet="户"):
    """(row, column) → comment text."""
    cells = [cell for row in opened(path)[sheet].iter_rows() for cell in row]
    return {(cell.row, cell.column): cell.comment.text for cell in cells if cell.comment}
