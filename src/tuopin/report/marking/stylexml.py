"""Our looks, which are xlsxwriter properties, as the XML of styles.xml."""

from collections.abc import Mapping
from typing import Any, Final

from tuopin.report.marking.markup import attribute, with_attributes

_BUILT_IN: Final = {"@": 49, "#,##0": 3, "#,##0.00": 4, "0.00%": 10}
_SIDES: Final = (b"left", b"right", b"top", b"bottom")
_ALIGNMENT: Final = {"align": "horizontal", "valign": "vertical", "text_wrap": "wrapText"}


def solid(colour: str) -> bytes:
    """A plain fill, `colour` as RRGGBB."""
    return (
        b'<fill><patternFill patternType="solid"><fgColor rgb="FF%b"/><bgColor indexed="64"/></patternFill></fill>'
        % colour.encode()
    )


def font_xml(look: Mapping[str, Any]) -> bytes:
    """The look's font."""
    bold = b"<b/>" if look.get("bold") else b""
    line = b"<u/>" if look.get("underline") else b""
    colour = look["font_color"].lstrip("#").encode()
    name = attribute("val", look["font_name"])
    return b'<font>%b%b<sz val="%d"/><color rgb="FF%b"/><name%b/><family val="2"/></font>' % (
        bold, line, look["font_size"], colour, name,
    )  # fmt: skip


def fill_xml(look: Mapping[str, Any]) -> bytes:
    """The look's fill."""
    if "bg_color" not in look:
        return b'<fill><patternFill patternType="none"/></fill>'
    return solid(look["bg_color"].lstrip("#"))


def border_xml(look: Mapping[str, Any]) -> bytes:
    """The look's border: thin on all sides or none."""
    if not look.get("border"):
        return b"<border><left/><right/><top/><bottom/><diagonal/></border>"
    colour = look["border_color"].lstrip("#").encode()
    sides = b"".join(b'<%b style="thin"><color rgb="FF%b"/></%b>' % (side, colour, side) for side in _SIDES)
    return b"<border>" + sides + b"<diagonal/></border>"


def format_xml(look: Mapping[str, Any], ids: Mapping[str, int]) -> bytes:
    """The look's cell format, over the numbers its font, fill and border got."""
    number = _BUILT_IN.get(look.get("num_format", ""), 0)
    numbers: dict[str, str | None] = {name: str(value) for name, value in ids.items()}
    applied = {f"apply{part}": "1" for part in ("NumberFormat", "Font", "Fill", "Border", "Alignment")}
    tag = with_attributes(b"<xf>", numFmtId=str(number), **numbers, xfId="0", **applied)
    aligned = {_ALIGNMENT[name]: _aligned(value) for name, value in look.items() if name in _ALIGNMENT}
    return tag + with_attributes(b"<alignment/>", **aligned) + b"</xf>"


def _aligned(value: object) -> str:
    return "1" if value is True else "center" if value == "vcenter" else str(value)
