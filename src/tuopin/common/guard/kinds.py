"""What the guard looks for, and what an export that may hold it must say on its face. Clause R3c."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from tuopin.common.masks import mask_bank, mask_id, mask_phone
from tuopin.common.words import Words


class Kind(StrEnum):
    """What may not leave: three kinds of numbers, and content that cannot be looked into."""

    IDENTITY = "identity"
    PHONE = "phone"
    BANK = "bank"
    UNREADABLE = "unreadable"


NUMBERS: Final = frozenset((Kind.IDENTITY, Kind.PHONE, Kind.BANK))
NAMES: Final = {
    Kind.IDENTITY: Words("身份证号", "identity number"),
    Kind.PHONE: Words("手机号", "mobile number"),
    Kind.BANK: Words("银行账号", "bank account"),
    Kind.UNREADABLE: Words("无法检查的内容", "content that cannot be looked into"),
}
MASKS: Final = {Kind.IDENTITY: mask_id, Kind.PHONE: mask_phone, Kind.BANK: mask_bank}
FACE: Final = Words("含个人敏感信息", "contains personal numbers")


@dataclass(frozen=True, slots=True)
class Allowed:
    """An export that may hold some kinds, and why; FACE must then stand on its face in either language."""

    kinds: frozenset[Kind]
    reason: Words


class Hit(NamedTuple):
    """A number in a text: its kind, its digits, where it begins."""

    kind: Kind
    digits: str
    start: int


class Finding(NamedTuple):
    """A number in a file: its kind, where a person looks, and the number masked; never the number."""

    kind: Kind
    where: Words
    masked: str

    @property
    def told(self) -> Words:
        """One phrase."""
        name = NAMES[self.kind]
        return Words(f"{self.where.zh}：{name.zh} {self.masked}".rstrip(), f"{self.where.en}: {name.en} {self.masked}".rstrip())


def masked(kind: Kind, digits: str) -> str:
    """The digits as they may be shown."""
    return MASKS[kind](digits)
