"""Whose signatures suffice: known logs, known witnesses, and the quorum of them (C2SP tlog-policy). Clause W4b."""

import re
from dataclasses import dataclass
from datetime import datetime

from tuopin.common.words import Words
from tuopin.ledger.log import checkpoint, cosignature, note
from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.checkpoint import Checkpoint
from tuopin.ledger.log.keys import LOG, WITNESS, Verifier
from tuopin.ledger.log.text import number_of

NONE = "none"

_LINE = Words("看不懂这一行：{given}", "this line cannot be read: {given}")
_CHARACTERS = Words("策略里只许有可见字符、空格、制表符和换行", "a policy holds printable characters, spaces, tabs and newlines only")
_TWICE = Words("出现两次：{given}", "stands twice: {given}")
_UNKNOWN = Words("前面没有定义：{given}", "not defined above: {given}")
_MEMBER = Words("已属于另一组：{given}", "already a member of a group: {given}")
_COUNT = Words("应在 1 与 {members} 之间：{given}", "a number from 1 to {members} belongs here: {given}")
_KIND = Words("{given} 的密钥种类不对", "the key of {given} is of the wrong kind")
_QUORUM = Words("须有且只有一行 quorum", "exactly one quorum line belongs in a policy")
_UNSIGNED = Words("没有已知日志的签名", "no known log has signed")
_FEW = Words("见证人不足：{seen}；要求 {wanted}", "too few witnesses: {seen}; wanted: {wanted}")
_NOBODY = Words("无", "none")


@dataclass(frozen=True)
class Accepted:
    """A checkpoint that the policy accepts, the log key that signed it, and when each witness cosigned."""

    checkpoint: Checkpoint
    log: Verifier
    witnesses: dict[str, datetime]


@dataclass(frozen=True)
class Policy:
    """Known logs, witnesses by name, groups (how many of which members), and whose word is needed."""

    logs: tuple[Verifier, ...]
    witnesses: dict[str, Verifier]
    groups: dict[str, tuple[int, tuple[str, ...]]]
    quorum: str

    def accept(self, text: str) -> Accepted:
        """The checkpoint of a note that satisfies this policy; Broken says what is missing."""
        opened = note.open(text, [*self.logs, *self.witnesses.values()])
        head = checkpoint.parse(opened.text)
        log = next((each for each in self.logs if each in opened.signed and each.name == head.origin), None)
        if log is None:
            raise Broken(_UNSIGNED, head.origin)
        seen = {name: opened.signed[each] for name, each in self.witnesses.items() if each in opened.signed}
        if not self._witnessed(self.quorum, set(seen)):
            told = Words("、".join(seen), ", ".join(seen)) if seen else _NOBODY
            wanted = self._told(self.quorum)
            raise Broken(Words(_FEW.zh.format(seen=told.zh, wanted=wanted), _FEW.en.format(seen=told.en, wanted=wanted)), head.origin)
        return Accepted(head, log, {name: cosignature.signed_at(each) for name, each in seen.items()})

    def satisfied(self, text: str) -> bool:
        """Whether a note satisfies this policy."""
        try:
            self.accept(text)
        except Broken:
            return False
        return True

    def _witnessed(self, name: str, seen: set[str]) -> bool:
        if name not in self.groups:
            return name == NONE or name in seen
        least, members = self.groups[name]
        return sum(self._witnessed(member, seen) for member in members) >= least

    def _told(self, name: str) -> str:
        if name not in self.groups:
            return name
        least, members = self.groups[name]
        return f"{least}/({', '.join(map(self._told, members))})"


def parse(text: str) -> Policy:
    """The policy of a text; Broken names the line."""
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text):
        raise Broken(_CHARACTERS, "policy")
    reading = _Reading()
    for place, line in enumerate(text.split("\n"), 1):
        words = [word for word in re.split(r"[ \t]+", line) if word]
        if words and not words[0].startswith("#"):
            reading.line(words, f"policy, line {place}")
    if reading.quorum is None:
        raise Broken(_QUORUM, "policy")
    return Policy(tuple(reading.logs), reading.witnesses, reading.groups, reading.quorum)


class _Reading:
    """A policy while its lines are read."""

    def __init__(self) -> None:
        self.logs: list[Verifier] = []
        self.witnesses: dict[str, Verifier] = {}
        self.groups: dict[str, tuple[int, tuple[str, ...]]] = {}
        self.quorum: str | None = None
        self._members: set[str] = set()

    def line(self, words: list[str], where: str) -> None:
        shapes = {"log": (2, 3), "witness": (3, 4), "group": (4, len(words)), "quorum": (2, 2)}
        least, most = shapes.get(words[0], (0, -1))
        if not least <= len(words) <= most:
            raise Broken(_LINE.format(given=" ".join(words)), where)
        getattr(self, f"_{words[0]}")(words, where)

    def _log(self, words: list[str], where: str) -> None:
        self.logs.append(_key(words[1], LOG, self.logs, where=where))

    def _witness(self, words: list[str], where: str) -> None:
        key = _key(words[2], WITNESS, list(self.witnesses.values()), where=where)
        self.witnesses[self._fresh(words[1], where)] = key

    def _group(self, words: list[str], where: str) -> None:
        members = words[3:]
        for member in members:
            self._known(member, where)
            if member in self._members:
                raise Broken(_MEMBER.format(given=member), where)
            self._members.add(member)
        least = {"any": 1, "all": len(members)}.get(words[2]) or number_of(words[2], where)
        if not 1 <= least <= len(members):
            raise Broken(_COUNT.format(members=len(members), given=words[2]), where)
        self.groups[self._fresh(words[1], where)] = (least, tuple(members))

    def _quorum(self, words: list[str], where: str) -> None:
        if self.quorum is not None:
            raise Broken(_QUORUM, where)
        if words[1] != NONE:
            self._known(words[1], where)
        self.quorum = words[1]

    def _fresh(self, name: str, where: str) -> str:
        if name == NONE or name in self.witnesses or name in self.groups:
            raise Broken(_TWICE.format(given=name), where)
        return name

    def _known(self, name: str, where: str) -> None:
        if name not in self.witnesses and name not in self.groups:
            raise Broken(_UNKNOWN.format(given=name), where)


def _key(text: str, kind: int, before: list[Verifier], *, where: str) -> Verifier:
    key = Verifier.of(text)
    if key.kind != kind:
        raise Broken(_KIND.format(given=key.name), where)
    if any(each.public == key.public for each in before):
        raise Broken(_TWICE.format(given=key.name), where)
    return key
