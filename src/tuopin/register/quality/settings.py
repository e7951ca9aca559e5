"""The numbers that a check is run with. They come from outside: the register knows no edition of the standard."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

NATIONAL_LINE: Final[Mapping[int, int]] = {
    # yuan a head and year; 2013-2016 published by the statistics office, 2017-2019 believed, 2020 "about 4,000" as spoken
    2013: 2736,
    2014: 2800,
    2015: 2855,
    2016: 2952,
    2017: 2952,
    2018: 2995,
    2019: 3218,
    2020: 4000,
}
MONITORING_LINE: Final[Mapping[int, int]] = {2023: 7300}  # yuan; the only year whose number is known from practice


def _fen(yuan: Mapping[int, int]) -> dict[int, int]:
    return {year: amount * 100 for year, amount in yuan.items()}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a check needs to know beside the register.

    `line` and `monitoring_line` are fen a head by year; a year without a line cannot be told (no problem is reported).
    `last_year` is the snapshot's last year of facts: statuses, which carry no year, are of that year.
    `made_up_people` lets identity numbers of impossible areas pass, because the snapshot says it is synthetic.
    `asked` are the fields ("table.field") that the workbooks have a column for; None: not known, then a field is asked
    for where anybody in the county has it.
    """

    line: Mapping[int, int] = field(default_factory=lambda: _fen(NATIONAL_LINE))
    monitoring_line: Mapping[int, int] = field(default_factory=lambda: _fen(MONITORING_LINE))
    last_year: int = 2016
    made_up_people: bool = False
    asked: frozenset[str] | None = None
