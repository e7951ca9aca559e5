"""The bodies of the mechanism: a closed list, each with the levels of place where it may sit. Clauses R2a-R2d, R3d, W4a.

The hierarchy runs from the village to the nation. The evaluator and the auditor stand outside it: nobody belongs to the
hierarchy and to them at the same time. An inspector is sent by the hierarchy, to wherever it is sent.
"""

from dataclasses import dataclass
from typing import Final

from tuopin.common.acting import NATION, SYSTEM
from tuopin.common.places import LEVELS
from tuopin.common.refused import Refused
from tuopin.common.words import Words

OPERATOR: Final = "operator"  # who runs the machine and its command line; no post, always said in the ledger
HIGHEST: Final = "nation"
ORDER: Final = (HIGHEST, *(LEVELS[length] for length in sorted(LEVELS)))  # from the top down

VILLAGE_COMMITTEES: Final = "village_committees"
RESIDENT_WORK_TEAM: Final = "resident_work_team"
TOWNSHIP_GOVERNMENT: Final = "township_government"
COUNTY_LEADING_GROUP: Final = "county_leading_group"
COUNTY_OFFICE: Final = "county_office"
CITY_LEADING_GROUP: Final = "city_leading_group"
CITY_OFFICE: Final = "city_office"
PROVINCIAL_LEADING_GROUP: Final = "provincial_leading_group"
PROVINCIAL_OFFICE: Final = "provincial_office"
NATIONAL_LEADING_GROUP: Final = "national_leading_group"
EVALUATOR: Final = "evaluator"
INSPECTOR: Final = "inspector"
AUDITOR: Final = "auditor"


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its token, its name, the levels where it may sit, whether it stands outside the hierarchy, who may invite into it.

    `invited_by` is empty for bodies of the hierarchy: any of its inviting bodies at or above the place may.
    """

    token: str
    words: Words
    levels: tuple[str, ...]
    clause: str
    outside: bool = False
    invited_by: tuple[str, ...] = ()


_BODIES = (
    Body(VILLAGE_COMMITTEES, Words("村“两委”", "two committees"), ("village",), "H2"),
    Body(RESIDENT_WORK_TEAM, Words("驻村工作队", "resident work team"), ("village",), "H3"),
    Body(TOWNSHIP_GOVERNMENT, Words("乡镇人民政府", "township government"), ("township",), "V3"),
    Body(COUNTY_LEADING_GROUP, Words("县扶贫开发领导小组", "county leading group"), ("county",), "C3"),
    Body(COUNTY_OFFICE, Words("县扶贫办", "county office"), ("county",), "R2d"),
    Body(CITY_LEADING_GROUP, Words("市扶贫开发领导小组", "city leading group"), ("prefecture",), "C3"),
    Body(CITY_OFFICE, Words("市扶贫办", "city office"), ("prefecture",), "R2d"),
    Body(PROVINCIAL_LEADING_GROUP, Words("省扶贫开发领导小组", "provincial leading group"), ("province",), "C4"),
    Body(PROVINCIAL_OFFICE, Words("省扶贫办", "provincial office"), ("province",), "R2c"),
    Body(NATIONAL_LEADING_GROUP, Words("国务院扶贫开发领导小组", "national leading group"), (HIGHEST,), "R2b"),
    Body(EVALUATOR, Words("第三方评估机构", "third-party evaluator"), (HIGHEST, "province", "prefecture", "county", "township", "village"), "R3d",
         outside=True, invited_by=(PROVINCIAL_OFFICE, NATIONAL_LEADING_GROUP, OPERATOR)),
    Body(INSPECTOR, Words("督查巡查组", "inspector"), (HIGHEST, "province", "prefecture", "county", "township"), "W4a",
         invited_by=(COUNTY_OFFICE, CITY_OFFICE, PROVINCIAL_OFFICE, NATIONAL_LEADING_GROUP, OPERATOR)),
    Body(AUDITOR, Words("审计机关", "auditor"), (HIGHEST, "province", "prefecture", "county"), "W4a",
         outside=True, invited_by=(PROVINCIAL_OFFICE, NATIONAL_LEADING_GROUP, OPERATOR)),
)  # fmt: skip
BODIES: Final = {body.token: body for body in _BODIES}
OUTSIDE: Final = tuple(body.token for body in _BODIES if body.outside)
HOUSEKEEPERS: Final = {OPERATOR: Words("系统管理员", "operator"), SYSTEM: Words("系统", "system")}  # they act, but hold no post


def name(token: str) -> Words:
    """What a body is called. KeyError for a token that is none."""
    return HOUSEKEEPERS.get(token) or BODIES[token].words


def level(place: str) -> str | None:
    """The level of a place by its code's length ("" is the nation); None where no place has such a code."""
    if place == NATION:
        return HIGHEST
    return LEVELS.get(len(place)) if place.isascii() and place.isdigit() else None


def may_sit(token: str, place: str) -> None:
    """Refuse a body that is not known, a place that is none, and a body at a level where it does not sit."""
    if token not in BODIES:
        known = ", ".join(BODIES)
        raise Refused(
            "no-such-body",
            because=Words(f"没有“{token}”这一机构", f"there is no body “{token}”"),
            remedy=Words(f"可用：{known}", f"known: {known}"),
            clause="R2a",
        )
    body, at = BODIES[token], level(place)
    if at not in body.levels:
        levels = ", ".join(body.levels)
        raise Refused(
            "wrong-level",
            because=Words(f"{body.words.zh}不设在区划“{place}”", f"the {body.words.en} does not sit at “{place}”"),
            remedy=Words(f"应为这些层级的区划代码：{levels}", f"name the code of a place of level {levels}"),
            clause=body.clause,
        )
