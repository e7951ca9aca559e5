"""Numbers of households, people and phones that look right and belong to nobody.

* Household: county's place in the list of counties counted from the end (4 digits) and a serial (6); the west's begin
  with a zero, as real ones may, so that a workbook can lose it. Person: household and two digits.
* Identity: area 99XXXX, XXXX telling the county. No province has the code 99, nor do foreigners' cards (9 and then a
  province code) reach it; 999998 and 999999 never occur here. The check character is right.
* Phone: 154 and eight digits. No operator has published numbers in 154 and the usual checks of real numbers leave it out.
"""

from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from tuopin.common.identity import CHECK_CHARACTERS, WEIGHTS
from tuopin.common.places import places
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.synthetic.dice import Ints, masked

MOST_HOUSEHOLDS: Final = 999_999
PHONES: Final = 15_400_000_000
PHONE_BLOCK: Final = 10**8
STRIDE: Final = 35_000  # phones a county can give without meeting another county's
SPREAD: Final = 61_803_399  # odd and no multiple of 5: a bijection of the block


@cache
def ordinals() -> dict[str, int]:
    """Each county's place in the list of counties, counted from the end."""
    return {code: place for place, code in enumerate(sorted((code for code in places() if len(code) == 6), reverse=True))}


def ordinal(county: str) -> int:
    """A county's place in the list; BadInput if it is no county of 2016."""
    try:
        return ordinals()[county]
    except KeyError:
        raise BadInput(
            county,
            Words("不是 2016 年区划中的县级代码（6 位）", "is no county of the 2016 division (6 digits)"),
            Words("例如 520381（赤水市）", "such as 520381 (Chishui)"),
        ) from None


def household_codes(county: str, serials: Ints) -> pl.Series:
    """Ten digits as text."""
    return padded(ordinal(county) * 1_000_000 + serials, 10)


def person_codes(county: str, serials: Ints, members: Ints) -> pl.Series:
    """Twelve digits as text: the household's ten and the member's two."""
    return padded((ordinal(county) * 1_000_000 + serials) * 100 + members, 12)


def padded(numbers: Ints, width: int) -> pl.Series:
    """Numbers as text with leading zeros."""
    return (pl.Series(numbers) + 10**width).cast(pl.String).str.slice(1)


def made_up_ids(births: Ints, male: npt.NDArray[np.bool_], serials: Ints, *, area: int) -> pl.Series:
    """Identity numbers with right check characters; `births` are yyyymmdd, `serials` 0-499 tell equals apart."""
    first = (area * 10**8 + births) * 1000 + serials * 2 + male
    return pl.Series(first).cast(pl.String) + check_characters(first)


def check_characters(first: Ints) -> pl.Series:
    """The check character of numbers of 17 digits (ISO 7064 MOD 11-2), as text."""
    rest, sums = first.copy(), np.zeros(len(first), dtype=np.int64)
    for weight in reversed(WEIGHTS):
        rest, digit = np.divmod(rest, 10)
        sums += weight * digit
    return pl.Series(list(CHECK_CHARACTERS), dtype=pl.String).gather(sums % 11)


def serials_within(keys: Ints) -> Ints:
    """0, 1, 2 … among the rows that share a key, in the rows' order."""
    order = np.argsort(keys, kind="stable")
    sorted_keys = keys[order]
    starts = np.flatnonzero(np.r_[True, sorted_keys[1:] != sorted_keys[:-1]])
    ranks = np.arange(len(keys)) - np.repeat(starts, np.diff(np.r_[starts, len(keys)]))
    back = np.empty_like(ranks)
    back[order] = ranks
    return back


def phones(county: str, serials: Ints, *, missing: npt.NDArray[Any]) -> pl.Series:
    """Eleven digits, each serial of a county another number."""
    places_in_block = (ordinal(county) * STRIDE + serials) * SPREAD % PHONE_BLOCK
    return masked(pl.Series(PHONES + places_in_block).cast(pl.String), missing)


def yyyymmdd(since_epoch: Ints) -> Ints:
    """Days since 1970-01-01 as numbers such as 19800101."""
    stamps = since_epoch.astype("datetime64[D]")
    years, months = stamps.astype("datetime64[Y]"), stamps.astype("datetime64[M]")
    day = (stamps - months.astype("datetime64[D]")).astype(np.int64) + 1
    return (years.astype(np.int64) + 1970) * 10_000 + (months.astype(np.int64) % 12 + 1) * 100 + day


def area(county: str) -> int:
    """The impossible area code of a county's made-up people."""
    return 990_000 + ordinal(county)
