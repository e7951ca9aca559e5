"""What is allowed of an import, what its rows are found to be, and how a value is told. Pure. Clauses R2d, R3a.

A file's row is compared with the version of the register that is open (or, where all have ended, the last one):

| found   | the register                                   | accepted, the row                                                    |
|---------|------------------------------------------------|----------------------------------------------------------------------|
| new     | holds nothing under this number                | begins: its month of identification, else 1 January of the year       |
| same    | says the same                                  | writes nothing                                                       |
| changed | says otherwise                                 | corrects a fact: a new version for the same days                      |
| moved   | has it in another village or household         | moves on 1 January of the year; before it stays where it was          |
| ended   | says that it ended (a death, a move out)       | writes nothing: a file revives nobody, an event does                  |
| older   | has later years' facts already                 | writes nothing: what holds today is not taken from an older year      |

A blank cell says nothing and replaces nothing. Facts of a year are new, changed or same.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from tuopin.common import digest
from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import Words
from tuopin.register.problem import Level
from tuopin.register.schema import Field, Kind

UPLOADED, STAGED, COMPARED, ACCEPTING, ACCEPTED, WITHDRAWN, FAILED = (
    "uploaded", "staged", "compared", "accepting", "accepted", "withdrawn", "failed",
)  # fmt: skip
STATES: Final = {
    UPLOADED: Words("已上传", "uploaded"), STAGED: Words("已读入", "read"), COMPARED: Words("已比对", "compared"),
    ACCEPTING: Words("部分接受", "accepted in part"), ACCEPTED: Words("已接受", "accepted"), WITHDRAWN: Words("已撤回", "withdrawn"),
    FAILED: Words("失败", "failed"),
}  # fmt: skip
FOUND: Final = {
    "new": Words("新增", "new"), "changed": Words("变更", "changed"), "moved": Words("迁移", "moved"), "same": Words("相同", "same"),
    "ended": Words("登记已终止", "ended in the register"), "older": Words("早于登记", "older than the register"),
}  # fmt: skip
MISSING: Final = Words("登记有而文件无", "in the register, not in the file")
SUSPICIOUS: Final = Words("存疑", "suspicious")
WRITTEN: Final = ("new", "changed", "moved")
DOUBTED: Final = ("moved", "ended", "older")
WHOLE_LISTS: Final = frozenset(("person", "household_form"))
"""Layouts that list everybody: who is not in them is missing. The others list some (exited, monitored) or none."""
BACKWARDS: Final = {"from": ("exited", "removed", "not_registered"), "to": ("registered", "exiting")}
NOTES: Final = {
    "office-status": (Level.SUSPICIOUS, "status", Words(
        "名册状态倒退：登记已脱贫或已注销，文件又写未脱贫", "the status goes back: exited or removed in the register, registered again in the file")),
    "office-ended": (Level.SUSPICIOUS, None, Words(
        "登记已终止（死亡、迁出等），文件仍列入；不会因此恢复", "ended in the register (a death, a move out), still in the file; it is not revived by it")),
    "office-moved": (Level.SUSPICIOUS, None, Words(
        "登记在别的村或户，接受后自当年 1 月 1 日迁移", "the register has it in another village or household; accepted, it moves on 1 January of the year")),
    "office-older": (Level.SUSPICIOUS, None, Words(
        "登记已有以后年度的情况，较早年度的文件不改现状", "the register has later years' facts: a file of an earlier year does not change what holds today")),
}  # fmt: skip
"""What the comparison itself has to say, beside the rules of the import and of quality."""
YES_NO: Final = {True: Words("是", "yes"), False: Words("否", "no")}
POINT: Final = {Kind.FEN: 2, Kind.HUNDREDTHS: 2, Kind.TENK_FEN: 6}


def digest_of(files: Sequence[Mapping[str, Any]], *, place: str, year: int) -> str:
    """The name of an import: the same files for the same place and year are the same import, in whatever order they came."""
    return digest.of_value({"files": sorted([each["role"], each["sha256"]] for each in files), "place": place, "year": year})


def must_be_within(place: str, by_place: str) -> None:
    """Who imports for a place has a post that covers it."""
    if not place.startswith(by_place):
        raise Refused(
            "outside-place",
            because=Words(f"{place or '全国'} 不在您的辖区内", f"{place or 'the nation'} is not within the place of your post"),
            remedy=Words("请由该地的人员导入", "ask an officer of that place"),
            clause="R2a",
        )


def must_have_names(names: Sequence[str]) -> None:
    """Problems name a file by its name alone, so no two may share one."""
    if not names:
        raise BadInput("files", Words("没有文件", "no file was given"))
    if double := next((name for name in names if names.count(name) > 1), None):
        raise BadInput(double, Words("两个文件同名", "two files share this name"), Words("改名后再上传", "rename one of them"))


def must_be(state: str, allowed: Sequence[str]) -> None:
    """An import takes one step after the other."""
    if state not in allowed:
        raise Refused(
            "import-state",
            because=Words(f"导入的状态是“{STATES[state].zh}”", f"the import is {STATES[state].en}"),
            remedy=Words(f"须为：{'、'.join(STATES[each].zh for each in allowed)}", f"it must be: {', '.join(STATES[each].en for each in allowed)}"),
            clause="R2d",
        )


def must_be_another(uploaded_by: str, officer: str) -> None:
    """Four eyes: who uploads does not accept."""
    if uploaded_by == officer:
        raise Refused(
            "four-eyes",
            because=Words("上传的人不能接受自己的导入", "who uploaded an import does not accept it"),
            remedy=Words("请另一位有权人员接受", "another officer with the power accepts it"),
            clause="R2d",
        )


def must_have_reason(reason: str) -> None:
    """A register is changed with a reason or not at all."""
    if not reason.strip():
        raise BadInput("reason", Words("没有写理由", "no reason was given"))


def must_lie_in(villages: Sequence[str], known: Sequence[str]) -> None:
    """Only what the import holds is accepted."""
    if unknown := sorted(set(villages) - set(known)):
        raise BadInput(unknown[0], Words("这次导入没有这个村", "the import holds nothing of this village"))


def label(field: Field) -> Words:
    """A field's name in both languages, with its unit."""
    unit = field.unit
    return Words(f"{field.zh}（{unit.zh}）", f"{field.en} ({unit.en})") if unit else Words(field.zh, field.en)


def worded(field: Field, value: Any) -> Words | None:
    """A value as people read it in either language; None for a blank."""
    if value is None:
        return None
    if field.choice:
        return _labels(field, str(value))
    if field.kind is Kind.FLAG:
        return YES_NO[bool(value)]
    text = _text(field, value)
    return Words(text, text)


def _labels(field: Field, value: str) -> Words:
    known = {option.token: (option.labels[0], option.en) for option in (field.choice.options if field.choice else ())}
    told = [known.get(token, (token, token)) for token in value.split("|")]
    return Words("、".join(zh for zh, _ in told), ", ".join(en for _, en in told))


def _text(field: Field, value: Any) -> str:
    if field.kind in POINT:
        return _pointed(int(value), POINT[field.kind])
    if field.kind is Kind.MONTH and isinstance(value, date):
        return f"{value:%Y-%m}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _pointed(value: int, places: int) -> str:
    whole, rest = divmod(abs(value), 10**places)
    told = f"{whole}.{rest:0{places}d}".rstrip("0").rstrip(".")
    return f"-{told}" if value < 0 else told
