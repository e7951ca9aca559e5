"""One field of the register, declared once: type, labels, meaning, unit and limits all come from here."""

from dataclasses import dataclass
from enum import StrEnum

from tuopin.common.words import Words


class Kind(StrEnum):
    """What a cell holds, and so how it is read, stored, checked and written."""

    TEXT = "text"
    CODE = "code"  # digits kept as text: leading zeros matter
    COUNT = "count"  # whole number
    FEN = "fen"  # yuan in the workbook, integer fen in the snapshot
    HUNDREDTHS = "hundredths"  # two decimals in the workbook, integer hundredths in the snapshot
    TENK_FEN = "tenk_fen"  # 10,000 yuan in the workbook, integer fen in the snapshot
    DAY = "day"
    MONTH = "month"  # stored as the first day of the month
    YEAR = "year"
    FLAG = "flag"  # 是 / 否
    CHOICE = "choice"  # one token of a closed list
    CHOICES = "choices"  # several tokens, stored joined by "|"


@dataclass(frozen=True, slots=True)
class Option:
    """One allowed answer: the token we store, the labels people write (the first is the one we write)."""

    token: str
    labels: tuple[str, ...]
    en: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A closed list of answers; local code numbers are never trusted, labels are."""

    name: str
    options: tuple[Option, ...]

    @property
    def tokens(self) -> tuple[str, ...]:
        """The stored values, in order."""
        return tuple(option.token for option in self.options)

    def label(self, token: str) -> str:
        """The Chinese label we write for a token."""
        return next(option.labels[0] for option in self.options if option.token == token)

    def by_label(self) -> dict[str, str]:
        """Every accepted label (and token) to its token."""
        return {label: option.token for option in self.options for label in (option.token, *option.labels)}


@dataclass(frozen=True, slots=True)
class Field:
    """One column of one table. `labels` are header labels seen in real exports, the first is ours."""

    name: str
    kind: Kind
    labels: tuple[str, ...]
    en: str
    choice: Choice | None = None
    unit: Words | None = None
    low: int | None = None  # in stored units
    high: int | None = None
    required: bool = False
    private: bool = False
    note: Words | None = None

    @property
    def zh(self) -> str:
        """The Chinese name: the first label."""
        return self.labels[0]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the snapshot: what a row is, its key, its fields in order."""

    name: str
    words: Words
    key: tuple[str, ...]
    fields: tuple[Field, ...]

    def __getitem__(self, name: str) -> Field:
        """The field of that name; KeyError names table and field."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name}.{name}")

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(field.name for field in self.fields)
