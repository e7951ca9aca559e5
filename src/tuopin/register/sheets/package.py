"""The parts of an .xlsx around its pages: the same pages give the same bytes."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from tuopin.common.words import Words
from tuopin.register.sheets.page import NAMESPACE, Page, sheet_xml

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
MIME: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
WHEN: Final = (2016, 12, 31, 0, 0, 0)
SAID: Final = Words("合成数据，人物均为虚构", "Synthetic data, no real person")
LINE: Final = "C3CBD3"


def write_pages(path: Path, pages: Sequence[Page], *, synthetic: bool = False) -> None:
    """Write a workbook of these pages; `synthetic` says so in the file's properties."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as out:
        for name, content in _parts(pages, synthetic=synthetic).items():
            out.writestr(_entry(name), content)
        for number, page in enumerate(pages, 1):
            out.writestr(_entry(f"xl/worksheets/sheet{number}.xml"), sheet_xml(page))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, WHEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _parts(pages: Sequence[Page], *, synthetic: bool) -> dict[str, str]:
    return {
        "[Content_Types].xml": _types(len(pages)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml"), ("metadata/core-properties", "docProps/core.xml")]),
        "docProps/core.xml": _core(pages[0], synthetic=synthetic),
        "xl/workbook.xml": _workbook(pages),
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(pages) + 1)), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _styles(),
    }


def _types(sheets: int) -> str:
    parts = {"xl/workbook.xml": f"{MIME}.sheet.main+xml", "xl/styles.xml": f"{MIME}.styles+xml"}
    parts |= {f"xl/worksheets/sheet{number}.xml": f"{MIME}.worksheet+xml" for number in range(1, sheets + 1)}
    parts["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    kinds = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    defaults = "".join(f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in kinds.items())
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>'


def _relations(targets: list[tuple[str, str]]) -> str:
    base = {"metadata/core-properties": f"{PACKAGE}/relationships"}
    each = (f'<Relationship Id="rId{at}" Type="{base.get(kind, OFFICE)}/{kind}" Target="{target}"/>' for at, (kind, target) in enumerate(targets, 1))
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{"".join(each)}</Relationships>'


def _core(page: Page, *, synthetic: bool) -> str:
    title = escape(page.titles[0] if page.titles else page.name)
    said = f"<cp:keywords>synthetic</cp:keywords><dc:description>{SAID.zh} {SAID.en}</dc:description>" if synthetic else ""
    spaces = f'xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f"{HEAD}<cp:coreProperties {spaces}><dc:title>{title}</dc:title>{said}</cp:coreProperties>"


def _workbook(pages: Sequence[Page]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(page.name)} sheetId="{at}"{" state=" + quoteattr("hidden") if page.hidden else ""} r:id="rId{at}"/>'
        for at, page in enumerate(pages, 1)
    )
    first = next((at for at, page in enumerate(pages) if not page.hidden), 0)
    view = f'<bookViews><workbookView activeTab="{first}"/></bookViews>'
    return f'{HEAD}<workbook xmlns="{NAMESPACE}" xmlns:r="{OFFICE}">{view}<sheets>{sheets}</sheets></workbook>'


def _styles() -> str:
    """Fonts, fills, borders and the cell styles in the order that page.py names them."""
    fonts = [
        '<font><sz val="10"/><name val="宋体"/></font>',
        '<font><b/><sz val="16"/><name val="宋体"/></font>',
        '<font><sz val="10"/><color rgb="FF5A6672"/><name val="宋体"/></font>',
        '<font><b/><sz val="10"/><name val="宋体"/></font>',
    ]
    fills = ['<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>']
    fills += ['<fill><patternFill patternType="solid"><fgColor rgb="FFDDE6F0"/></patternFill></fill>']
    sides = "".join(f'<{side} style="thin"><color rgb="FF{LINE}"/></{side}>' for side in ("left", "right", "top", "bottom"))
    borders = ["<border><left/><right/><top/><bottom/><diagonal/></border>", f"<border>{sides}<diagonal/></border>"]
    middle = '<alignment horizontal="center" vertical="center" wrapText="1"/>'
    styles = [
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
        f'<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">{middle}</xf>',
        '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
        f'<xf numFmtId="0" fontId="3" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">{middle}</xf>',
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1"/>',
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1"/>',
        '<xf numFmtId="14" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1"/>',
    ]
    groups = (("fonts", fonts), ("fills", fills), ("borders", borders))
    lists = "".join(f'<{name} count="{len(each)}">{"".join(each)}</{name}>' for name, each in groups)
    base = '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    named = '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    return f'{HEAD}<styleSheet xmlns="{NAMESPACE}">{lists}{base}<cellXfs count="{len(styles)}">{"".join(styles)}</cellXfs>{named}</styleSheet>'
