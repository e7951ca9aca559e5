"""A layout: the columns of a workbook as people have it, by their header labels; never by position or local codes."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from tuopin.common.words import Words

PLACE_LABELS = {
    "place.province": ("省", "省(自治区、直辖市)", "省份"),
    "place.prefecture": ("市", "市(州)", "市(州、盟)", "地市"),
    "place.county": ("县", "行政县", "县(市、区、旗)", "县(市、区)", "县名", "区县"),
    "place.township": ("乡", "乡镇", "乡(镇)", "乡(镇、街道)", "乡镇名"),
    "place.village": ("村", "行政村", "行政村名", "村(社区)", "行政村(社区)", "村名"),
}
KEY_LABELS = {
    "key.household_code": ("户编号", "户编码", "贫困户编号"),
    "key.person_code": ("人编号", "人编码", "贫困人口编号"),
    "key.village_code": ("行政村编码", "村编码"),
    "key.county_code": ("县编码",),
    "key.year": ("年度",),
}


class Grain(StrEnum):
    """What one row of the sheet is."""

    PERSON = "person"
    HOUSEHOLD = "household"
    VILLAGE = "village"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the label written over it, and where its cells go: "table.field", "place.…", "key.…" or None (not kept)."""

    label: str
    target: str | None


@dataclass(frozen=True, slots=True)
class Layout:
    """One known sheet. A sheet is this layout when every `signature` label stands in its header row."""

    name: str
    title: Words
    grain: Grain
    signature: frozenset[str]
    columns: tuple[Column, ...]
    title_rows: int = 2  # rows above the header, as the national system writes them


def bare(label: object) -> str:
    """A header label as compared: full-width forms folded, spaces, line breaks and A-numbers ("A18", "A50-1") removed."""
    text = unicodedata.normalize("NFKC", str(label if label is not None else ""))
    return re.sub(r"^[AB]\d+[a-z]?(-\d+)?[.、:]?", "", re.sub(r"[\s\u200b-\u200d\ufeff*]", "", text))
