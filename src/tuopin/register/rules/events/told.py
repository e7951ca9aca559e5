"""What is said when an event is refused. Clause R3a."""

from collections.abc import Iterable
from datetime import date

from tuopin.common.refused import Refused
from tuopin.common.words import Words

CLAUSE = "R3a"
LOOK = Words("核对编号和岗位区划", "check the code and the place of this post")


def no_household(code: str) -> Refused:
    """The household is not in the register, as far as this post sees."""
    return _refused("no-household", Words(f"登记中没有户 {code}", f"household {code} is not in the register"), LOOK)


def no_person(code: str) -> Refused:
    """The person belongs to no household, as far as this post sees."""
    return _refused("no-person", Words(f"{code} 现不属于任何户", f"{code} belongs to no household now"), LOOK)


def no_member(code: str, household: str) -> Refused:
    """The person belongs to another household or to none."""
    return _refused("no-member", Words(f"{code} 现不是户 {household} 的成员", f"{code} is not a member of household {household} now"))


def ended(code: str, on: date) -> Refused:
    """The household is no more."""
    return _refused("household-ended", Words(f"户 {code} 已于 {on} 注销", f"household {code} ended on {on}"))


def in_future(on: date) -> Refused:
    """The day has not come."""
    return _refused("in-future", Words(f"{on} 尚未到来", f"{on} has not come yet"), Words("发生之后再登记", "record it once it has happened"))


def too_early(on: date, since: date, of: Words) -> Refused:
    """Something recorded holds only from a later day."""
    return _refused(
        "too-early",
        Words(f"{on} 早于 {of.zh} 的现有记录（自 {since}）", f"{on} is before what is recorded of {of.en} (since {since})"),
        Words("先撤回或更正较晚的变动", "take back or correct the later change first"),
    )


def unborn(on: date, born: date) -> Refused:
    """Nobody belongs to a household before birth."""
    return _refused("unborn", Words(f"{on} 早于出生日期 {born}", f"{on} is before the day of birth, {born}"))


def head_needed(codes: Iterable[str]) -> Refused:
    """The household needs a householder among those who remain."""
    names = ", ".join(sorted(codes))
    because = Words("须从其余成员中指定新户主", "a new householder is named among the others")
    return _refused("head-needed", because, Words(f"可选：{names}", f"one of: {names}"))


def relation_unclear(codes: Iterable[str]) -> Refused:
    """Relations to the new householder that do not follow from the old ones."""
    names = ", ".join(sorted(codes))
    return _refused(
        "relation-unclear",
        Words(f"与新户主的关系无法推定：{names}", f"the relation to the new householder does not follow for: {names}"),
        Words("逐人填写与新户主关系", "state each one's relation to the new householder"),
    )


def one_head() -> Refused:
    """Exactly one member is the householder."""
    return _refused("one-head", Words("须有且只有一名户主", "exactly one member is the householder"))


def nobody_left() -> Refused:
    """A split leaves somebody on each side."""
    because = Words("分户双方都须至少一人", "a split leaves at least one person on each side")
    return _refused("nobody-left", because, Words("整户搬迁用“迁移”", "a whole household moves by “move”"))


def code_taken(code: str) -> Refused:
    """A household has its code alone."""
    return _refused("code-taken", Words(f"户编号 {code} 已被使用", f"household code {code} is in use"))


def person_code_taken(code: str) -> Refused:
    """A person has her code alone."""
    return _refused("code-taken", Words(f"人编号 {code} 已被使用", f"person code {code} is in use"))


def recorded_dead(code: str) -> Refused:
    """Who has died joins nobody."""
    because = Words(f"{code} 已登记死亡", f"{code} is recorded as dead")
    return _refused("recorded-dead", because, Words("登记有误的先撤回死亡登记", "if that was wrong, take the death back first"))


def given_up(code: str, later: str) -> Refused:
    """The place's code is no longer in use."""
    goes_on = Words(f"现用代码：{later}", f"now: {later}") if later else None
    return _refused("place-given-up", Words(f"区划代码 {code} 已停用", f"place code {code} has been given up"), goes_on)


def no_change(number: int) -> Refused:
    """There is no such change, as far as this post sees."""
    return _refused("no-change", Words(f"没有变更 {number}", f"there is no change {number}"))


def not_taken_back(number: int) -> Refused:
    """The change is not one that is taken back by itself."""
    because = Words(f"变更 {number} 不能单独撤回", f"change {number} is not taken back by itself")
    return _refused("not-taken-back", because, Words("导入按批次撤回", "an import is taken back as a batch"))


def changed_since(number: int, later: int) -> Refused:
    """Other changes build on it."""
    return _refused(
        "changed-since",
        Words(f"变更 {number} 之后同一户又有变更 {later}", f"the same household has changed since change {number}, by change {later}"),
        Words("登记一项新的变动或更正", "record another event or a correction"),
    )


def same(code: str) -> Refused:
    """Nothing goes into itself."""
    return _refused("same-household", Words(f"{code} 不能并入或迁入自身", f"{code} does not go into itself"))


def nothing_changes() -> Refused:
    """The register already says so."""
    return _refused("nothing-changes", Words("登记内容没有变化", "the register already says so"))


def number_needed() -> Refused:
    """A document number, or why there is none."""
    return _refused("number-needed", Words("须填证件号码，或说明没有的原因", "a document number is needed, or why there is none"))


def number_wrong() -> Refused:
    """The number cannot be right."""
    return _refused("number-wrong", Words("证件号码的校验码、日期或位数不对", "check character, birthday or length of the document number is wrong"))


def number_other(of: Words) -> Refused:
    """Number and facts contradict each other."""
    return _refused("number-other", Words(f"证件号码与{of.zh}不符", f"the document number tells another {of.en}"))


def already_registered(code: str | None) -> Refused:
    """Nobody is in the register twice."""
    who = Words(f"（{code}）", f" as {code}") if code else Words("（在本岗位区划之外）", ", outside the place of this post")
    return _refused(
        "already-registered",
        Words(f"该证件号码已在册{who.zh}", f"this document number is in the register already{who.en}"),
        Words("用“迁移”，由覆盖两地的机构办理", "use “move”, done by a body that covers both places"),
    )


def not_corrected(name: str, remedy: Words) -> Refused:
    """A fact that an event changes, not a correction."""
    return _refused("not-corrected", Words(f"“{name}”不能用更正改", f"“{name}” is not changed by a correction"), remedy)


def _refused(code: str, because: Words, remedy: Words | None = None) -> Refused:
    return Refused(code, because=because, remedy=remedy, clause=CLAUSE)
