"""Answers of closed lists and yes/no, by their labels: a bare number is some place's local code and is never taken."""

import re
from collections.abc import Callable, Mapping
from functools import cache

import polars as pl

from tuopin.register.schema import Choice, Field, Kind

SEVERAL = re.compile(r"[、,，;；/|+\s]+")
LOCAL_CODE = re.compile(r"^\d+(\.0+)?$")
YES = ("是", "有", "√", "✓", "✔", "Y", "YES", "TRUE")
NO = ("否", "无", "没有", "×", "✗", "✘", "X", "N", "NO", "FALSE")
SAYS_YES, SAYS_NO = (
    re.compile(r"^(已经|已|有|是)?(?P<word>.{1,8})$"),
    re.compile(r"^(尚未|未|不是|不|没有|没|非|无)(?P<word>.{1,8})$"),
)
SAYING = frozenset(
    (
        "参加",
        "参保",
        "享受",
        "解决",
        "消除",
        "安全",
        "饮水安全",
        "通",
        "困难",
        "危房",
        "危房户",
        "搬迁",
        "易地搬迁",
        "加入",
        "接受",
        "出列",
        "硬化",
        "失学",
        "辍学",
        "签字",
        "健全",
        "正常使用",
        "卫生厕所",
        "通电",
        "贫困村",
        "低保",
        "特困供养",
    )
)
Answer = tuple[str | bool | None, str | None]  # the value, the rule broken


def read_flags(text: pl.Series, field: Field, own: Mapping[str, str]) -> tuple[pl.Series, pl.Series]:
    """是/否, 有/无, √/×, Y/N as true and false, and the header's own word ("已参加", "不安全"); the rule broken per cell."""
    return _by_answer(text, lambda label: _flag(label, own, field), pl.Boolean())


def read_choices(text: pl.Series, field: Field, own: Mapping[str, str]) -> tuple[pl.Series, pl.Series]:
    """Labels as tokens; several tokens of a combinable field are joined by "|" in the list's order."""
    labels = _labels(field.choice) | {plain(label): token for label, token in own.items()}
    read = _several if field.kind is Kind.CHOICES else _one
    return _by_answer(text, lambda label: read(label, labels), pl.String())


def plain(label: str) -> str:
    """A label as compared: no spaces, one kind of bracket, upper case."""
    return re.sub(r"\s+", "", label).replace("[", "(").replace("]", ")").upper()


def _by_answer(text: pl.Series, answer: Callable[[str], Answer], kind: pl.DataType) -> tuple[pl.Series, pl.Series]:
    once = text.unique().drop_nulls()
    answers = [answer(label) for label in once]
    values = pl.Series([value for value, _ in answers], dtype=kind)
    rules = pl.Series([rule for _, rule in answers], dtype=pl.String)
    if once.is_empty():
        return pl.Series([None], dtype=kind).new_from_index(0, len(text)), pl.Series(
            [None], dtype=pl.String
        ).new_from_index(0, len(text))
    return (
        text.replace_strict(once, values, default=None, return_dtype=kind),
        text.replace_strict(once, rules, default=None, return_dtype=pl.String),
    )


def _flag(label: str, own: Mapping[str, str], field: Field) -> Answer:
    if label in own:
        return own[label] == "true", None
    if LOCAL_CODE.match(label):
        return None, "I31"
    word = plain(label).rstrip("。.")
    if word in YES or word in NO:
        return word in YES, None
    for pattern, value in ((SAYS_NO, False), (SAYS_YES, True)):
        said = pattern.match(word)
        if said and _of_header(said["word"], field):
            return value, None
    return None, "I30"


def _of_header(word: str, field: Field) -> bool:
    """Only the header's own word says yes or no to it: 已解决 answers 是否解决安全饮用水, not 饮水困难."""
    return word in SAYING and any(word in label for label in field.labels)


def _one(label: str, labels: Mapping[str, str]) -> Answer:
    token = labels.get(plain(label))
    if token is None:
        return None, "I31" if LOCAL_CODE.match(label) else "I32"
    return token, None


def _several(label: str, labels: Mapping[str, str]) -> Answer:
    if plain(label) in labels:
        return labels[plain(label)], None
    answers = [_one(part, labels) for part in SEVERAL.split(label) if part]
    if broken := next((rule for _, rule in answers if rule), None):
        return None, broken
    tokens = {token for token, _ in answers}
    return "|".join(token for token in dict.fromkeys(labels.values()) if token in tokens) or None, None


@cache
def _labels(choice: Choice | None) -> dict[str, str]:
    return {plain(label): token for label, token in choice.by_label().items()} if choice else {}
