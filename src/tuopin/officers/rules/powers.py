"""What each body may do, in one table; who has no power is refused. Clauses R2a-R2d.

A power holds within the place of the post and nowhere else; row-level security keeps to the same place by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tuopin.common.acting import SYSTEM, By
from tuopin.common.places import within
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.officers.rules.bodies import BODIES, OPERATOR, name

# Columns: the bodies in their order, then the operator (the machine's command line) and the system (jobs by the clock).
COLUMNS: Final = (*BODIES, OPERATOR, SYSTEM)


@dataclass(frozen=True, slots=True)
class Power:
    """A power: its token, what it is, whether it only reads, whether it changes the register, whether it asks for a second factor."""

    token: str
    words: Words
    kind: str
    strong: bool = False

    @property
    def reads(self) -> bool:
        """Whether nothing but reading is done with it."""
        return self.kind == READ


READ, REGISTER, OTHER = "read", "register", "other"

_TABLE = (
    # Marks: village (2), township, county (2), city (2), province (2), nation, evaluator, inspector, auditor, operator, system
    (Power("register.read", Words("查看登记", "see the register"), READ),                                "x x x x x x x x x x x x x . ."),
    (Power("register.event", Words("登记变动", "record events"), REGISTER),                              "x x x . x . x . x . . . . . ."),
    (Power("register.correct", Words("更正", "correct"), REGISTER),                                      ". . x . x . . . . . . . . . ."),
    (Power("register.import", Words("导入", "import"), REGISTER),                                        ". . x . x . x . x . . . . . ."),
    (Power("register.accept", Words("接受导入", "accept an import"), REGISTER, strong=True),             ". . . . x . x . x . . . . . ."),
    (Power("places.change", Words("调整区划", "change places"), OTHER, strong=True),                      ". . . . . . . . x x . . . x ."),
    (Power("snapshot.freeze", Words("冻结快照", "freeze a snapshot"), OTHER),                            ". . . . x . x . x x . . . . ."),
    (Power("assessment.run", Words("评估", "run an assessment"), OTHER),                                 ". . . . x . x . x x . . . . ."),
    (Power("assessment.read", Words("查看结论", "see verdicts"), READ),                                  "x x x x x x x x x x x x x . ."),
    (Power("export", Words("导出（不含证件号码、电话）", "export, without numbers"), READ),              ". . x x x x x x x x x x x . ."),
    (Power("export.numbers", Words("导出证件号码、电话", "export with ID and phone numbers"), READ, strong=True), ". . . . x . . . x . . . . . ."),
    (Power("privacy.reveal", Words("显示证件号码、电话", "reveal ID and phone numbers"), READ, strong=True), ". . x . x . x . x . . x . . ."),
    (Power("privacy.erase", Words("删除个人信息", "erase a person"), REGISTER, strong=True),             ". . . . x . . . x . . . . . ."),
    (Power("jobs.manage", Words("管理他人任务", "manage other people's jobs"), OTHER),                   ". . . . x . x . x x . . . x x"),
    (Power("officers.read", Words("查看人员", "see officers"), READ),                                    ". . x x x x x x x x . . x x ."),
    (Power("officers.invite", Words("邀请人员", "invite officers"), OTHER, strong=True),                 ". . x . x . x . x x . . . x ."),
    (Power("officers.end", Words("终止任职", "end posts"), OTHER, strong=True),                          ". . x . x . x . x x . . . x ."),
    (Power("officers.lock", Words("锁定账号", "lock officers out"), OTHER, strong=True),                 ". . . . x . x . x x . . . x ."),
    (Power("tokens.issue", Words("签发接口令牌", "issue API tokens"), OTHER, strong=True),               ". . . . x . x . x x x . x . ."),
    (Power("breakglass.open", Words("紧急越区查看", "break the glass"), READ, strong=True),              ". . x . x . x . x . . x . . ."),
    (Power("breakglass.review", Words("复核紧急查看", "review a break-glass read"), OTHER),              ". . . x x x x x x x . . . . ."),
    (Power("audit.read", Words("查看行为与查阅记录", "see acts and reads"), READ),                       ". . . x x x x x x x . x x x ."),
    (Power("ledger.checkpoint", Words("签发检查点", "sign a checkpoint"), OTHER),                        ". . . . . . . . x x . . . x x"),
)  # fmt: skip
POWERS: Final = {power.token: power for power, _ in _TABLE}
_MARKS = {power.token: dict(zip(COLUMNS, row.split(), strict=True)) for power, row in _TABLE}
OF_BODY: Final = {body: frozenset(token for token, row in _MARKS.items() if row[body] == "x") for body in COLUMNS}
READS: Final = frozenset(power.token for power in POWERS.values() if power.reads)
WRITES_REGISTER: Final = frozenset(power.token for power in POWERS.values() if power.kind == REGISTER)
STRONG: Final = frozenset(power.token for power in POWERS.values() if power.strong)
PERSONALLY: Final = frozenset(token for token in POWERS if token.startswith(("officers.", "tokens.", "breakglass."))) - {"officers.read"}
LOOKS: Final = frozenset({"register.read", "assessment.read"})  # behind broken glass
BY_TOKEN: Final = frozenset(POWERS) - PERSONALLY  # what a token may hold: who serves is decided by a person who has signed in


@dataclass(frozen=True, slots=True)
class Limited(By):
    """Who acts with fewer powers than the body has: by a token, or by a read behind broken glass."""

    powers: frozenset[str]


def powers(by: By) -> frozenset[str]:
    """What this actor may do: the body's powers, or fewer."""
    of_body = OF_BODY.get(by.body, frozenset())
    return of_body & by.powers if isinstance(by, Limited) else of_body


def may(by: By, power: str, place: str | None = None) -> None:
    """Refuse an act for which the actor has no power, or (where a place is named) not at that place."""
    if power not in POWERS:
        raise AssertionError(f"no power is called {power}")
    if power not in powers(by):
        raise Refused(
            "no-power",
            because=Words(f"{_body(by).zh}无权“{POWERS[power].words.zh}”", f"the {_body(by).en} may not {_verb(power)}"),
            remedy=Words(f"由有此权限的机构办理：{_holders(power).zh}", f"done by: {_holders(power).en}"),
            clause="R2a",
        )
    if place is not None and not within(place, by.place):
        raise Refused(
            "outside-place",
            because=Words(f"“{place}”不在本岗位的区划“{by.place}”之内", f"“{place}” is not within “{by.place}”, the place of this post"),
            remedy=Words("由该区划的机构或其上级办理", "done by a body of that place or above it"),
            clause="R2a",
        )


def needs_second_factor(of: Iterable[str]) -> bool:
    """Whether these powers ask for a second factor (an authenticator's code or a passkey)."""
    return not STRONG.isdisjoint(of)


def _verb(power: str) -> str:
    return POWERS[power].words.en


def _body(by: By) -> Words:
    return name(by.body) if by.body in COLUMNS else Words(f"“{by.body}”", f"“{by.body}”")


def _holders(power: str) -> Words:
    holders = [name(body) for body in COLUMNS if power in OF_BODY[body]]
    return Words("、".join(each.zh for each in holders), ", ".join(each.en for each in holders))
