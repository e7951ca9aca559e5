"""The villages of a made-up county: real ones where we hold the list, invented ones in real townships elsewhere."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from tuopin.common.places import places, poverty_counties
from tuopin.synthetic.dice import Bools, Dice, Floats, Ints

HOUSEHOLDS: Final = 45  # registered households of a village, about
STEMS: Final = (
    "新华", "红星", "光明", "团结", "和平", "胜利", "前进", "东风", "永兴", "大坪", "石桥", "龙泉", "青山", "白云", "黄泥", "双河",
    "柏林", "松树", "桃园", "梨园", "水井", "高峰", "长岭", "沙坝", "平安", "富民", "同心", "民主", "建设", "兴隆",
)  # fmt: skip
LEFT: Final = {2014: 0.08, 2015: 0.2, 2016: 0.36, 2017: 0.52, 2018: 0.74, 2019: 0.92, 2020: 1.0}  # share exited by year


@dataclass(frozen=True)
class Villages:
    """The villages chosen for a county, sorted by code, with what makes neighbours alike."""

    codes: list[str]
    names: list[str]
    poor: Bools  # registered as a poor village
    gone: Bools  # the village has exited
    registered_share: Floats  # registered persons / population
    exited_share: Floats  # households exited / registered
    wealth: Floats  # added to the logarithm of every income of the village
    isolation: Floats  # from 0 to 1: roads, water, distance

    def spread(self, dice: Dice, n: int) -> Ints:
        """Each household's village, sorted: every village has some, where there are enough."""
        weights = np.exp(dice.bell(len(self.codes), 0.35))
        first = np.arange(min(len(self.codes), n))
        rest = dice.stream.choice(len(self.codes), n - len(first), p=weights / weights.sum())
        return np.sort(np.r_[first, rest])


def villages(dice: Dice, county: str, n: int, *, year: int) -> Villages:
    """Villages enough for `n` registered households, in as few townships as that needs."""
    codes, names = _chosen(dice, county, max(1, round(n / HOUSEHOLDS)))
    many = len(codes)
    poor = dice.chance(0.45 if county in poverty_counties() else 0.15, many)
    base = LEFT[min(max(year, min(LEFT)), max(LEFT))]
    gone = poor & dice.chance(base * 0.8, many)
    exited = np.clip(base + dice.bell(many, 0.16), 0.02, 0.98 if base < 1 else 1.0)
    heavy = 0.12 if county in poverty_counties() else 0.06
    return Villages(
        codes=codes,
        names=names,
        poor=poor,
        gone=gone,
        registered_share=np.clip(heavy * np.exp(dice.bell(1, 0.25) + dice.bell(many, 0.35) + 0.2 * poor), 0.02, 0.45),
        exited_share=np.where(gone, np.maximum(exited, 0.86), exited),
        wealth=dice.bell(many, 0.14) - 0.08 * poor,
        isolation=np.clip(dice.share(many).astype(np.float64) * 0.8 + 0.2 * poor, 0, 1),
    )


def _chosen(dice: Dice, county: str, wanted: int) -> tuple[list[str], list[str]]:
    """Codes and names of about `wanted` villages, drawn township by township."""
    known, towns = _known()[county]
    each = max(12, -(-wanted // max(1, len(towns))))
    pool: list[tuple[str, str]] = []
    for town in dice.stream.permutation(len(towns)):
        pool += known.get(towns[town]) or ([] if known else _invented(towns[town], each))
        if len(pool) >= wanted:
            break
    pool = [(code, name) for (_, name), code in {(code[:9], name): code for code, name in pool}.items()]  # one of a name in a township
    drawn = sorted(pool[index] for index in dice.stream.permutation(len(pool))[:wanted])
    return [code for code, _ in drawn], [name for _, name in drawn]


def _invented(town: str, many: int) -> list[tuple[str, str]]:
    names = [STEMS[index % len(STEMS)] + ("村" if index < len(STEMS) else f"{index // len(STEMS) + 1}村") for index in range(many)]
    return [(f"{town}{200 + index:03d}", name) for index, name in enumerate(names)]


_COUNTIES: dict[str, tuple[dict[str, list[tuple[str, str]]], list[str]]] = {}


def _known() -> dict[str, tuple[dict[str, list[tuple[str, str]]], list[str]]]:
    """For each county: the villages we hold by township, and the townships."""
    if not _COUNTIES:
        for place in places().values():
            if place.level == "county":
                _COUNTIES.setdefault(place.code, ({}, []))
            if place.level == "township":
                _COUNTIES.setdefault(place.code[:6], ({}, []))[1].append(place.code)
            if place.level == "village":
                known, _ = _COUNTIES.setdefault(place.code[:6], ({}, []))
                known.setdefault(place.parent, []).append((place.code, place.name))
    return _COUNTIES


def end_of(year: int) -> date:
    """The day a year's facts are as of."""
    return date(year, 12, 31)
