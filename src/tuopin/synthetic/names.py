"""Names from small lists: enough to tell neighbours apart, far too few to mean anybody."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from tuopin.synthetic.dice import Dice, Ints

SURNAMES: Final = tuple("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈")
WEIGHTS: Final = tuple(1 / (rank + 4) for rank in range(len(SURNAMES)))
MALE: Final = (
    "国强", "建军", "志明", "文华", "永福", "正平", "德林", "光明", "世忠", "大勇", "小军", "海波", "成贵", "应江", "明远",
    "兴旺", "朝阳", "天佑", "家宝", "子轩", "浩然", "俊杰", "思源", "宏伟", "立新", "克勤", "守田", "有才", "开富", "庆丰",
)  # fmt: skip
FEMALE: Final = (
    "秀英", "桂兰", "玉珍", "凤英", "春梅", "小红", "丽华", "素芬", "美玲", "艳芳", "金花", "彩云", "雪梅", "月娥", "淑贤",
    "思雨", "欣怡", "雅静", "梦婷", "佳慧", "晓燕", "香莲", "兰芝", "翠萍", "红霞", "冬菊", "巧云", "会琼", "光珍", "文秀",
)  # fmt: skip
STEP: Final = 7  # no factor of the lists' length: eight members, eight names
GROUPS: Final = ("一组", "二组", "三组", "四组", "五组", "六组", "七组", "八组")
ETHNICITIES: Final = ("汉族", "苗族", "彝族", "布依族", "回族", "土家族", "壮族", "藏族", "维吾尔族", "蒙古族")
HAN: Final = (96, 1, 0.4, 0.2, 0.8, 0.5, 0.5, 0.1, 0.1, 0.4)
BY_PROVINCE: Final = {
    "15": (78, 0, 0, 0, 1, 0, 0, 0, 0, 21), "43": (88, 5, 0, 0, 0, 7, 0, 0, 0, 0), "45": (60, 2, 0, 0, 0, 0, 38, 0, 0, 0),
    "50": (90, 2, 0, 0, 0, 8, 0, 0, 0, 0), "51": (86, 1, 8, 0, 0, 1, 0, 4, 0, 0), "52": (58, 14, 8, 9, 3, 8, 0, 0, 0, 0),
    "53": (62, 4, 18, 0, 4, 0, 10, 2, 0, 0), "54": (4, 0, 0, 0, 0, 0, 0, 96, 0, 0), "62": (88, 0, 0, 0, 8, 0, 0, 4, 0, 0),
    "63": (48, 0, 0, 0, 17, 0, 0, 35, 0, 0), "64": (58, 0, 0, 0, 42, 0, 0, 0, 0, 0), "65": (24, 0, 0, 0, 5, 0, 0, 0, 71, 0),
}  # fmt: skip


def names(dice: Dice, *, surname: Ints, male: npt.NDArray[Any], household: Ints, slot: Ints) -> pl.Series:
    """Full names; `surname` is each person's index into the list; no two of a household have the same given name."""
    first = dice.between(0, len(MALE) - 1, int(household[-1]) + 1)[household]
    given = (first + slot * STEP) % len(MALE) + np.where(male, 0, len(MALE))
    every = [first + last for first in SURNAMES for last in (*MALE, *FEMALE)]
    return pl.Series(every).gather(surname * (len(MALE) + len(FEMALE)) + given)


def surnames(dice: Dice, n: int) -> Ints:
    """Indexes of surnames, common ones more often."""
    return dice.pick(WEIGHTS, n)


def ethnicities(dice: Dice, county: str, n: int) -> Ints:
    """Indexes of ethnicities, by the province's rough mixture."""
    return dice.pick(BY_PROVINCE.get(county[:2], HAN), n)
