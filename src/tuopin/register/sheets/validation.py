"""What a template's cells accept while one types; long lists of answers live on a hidden sheet."""

from datetime import date
from typing import Any, Final

from tuopin.register.schema import Field, Kind
from tuopin.register.sheets.meaning import Meaning
from tuopin.register.sheets.page import letters

LONGEST_INLINE: Final = 255  # characters Excel takes for a list inside the rule
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
DICTIONARY: Final = "字典"
LARGEST: Final = 1_000_000_000
HUNDREDTHS: Final = 100
LENGTHS: Final = {"id_number": (18, 22), "phone": (11, 11)}
YEARS: Final = (2013, 2100)


class Lists:
    """The hidden sheet of answers: one column a list."""

    def __init__(self, book: Any) -> None:
        """The sheet is made with the first list that needs it."""
        self.book = book
        self.sheet: Any = None
        self.known: dict[tuple[str, ...], str] = {}

    def source(self, answers: list[str]) -> list[str] | str:
        """What a rule names as its source: the answers themselves, or where they stand."""
        if len(",".join(answers)) <= LONGEST_INLINE:
            return answers
        key = tuple(answers)
        if key not in self.known:
            if self.sheet is None:
                self.sheet = self.book.add_worksheet(DICTIONARY)
                self.sheet.hide()
            column = len(self.known)
            self.sheet.write_column(0, column, answers)
            name = letters(column)
            self.known[key] = f"={DICTIONARY}!${name}$1:${name}${len(answers)}"
        return self.known[key]


def rule(of: Meaning, lists: Lists) -> dict[str, Any] | None:
    """The check of a column as xlsxwriter takes it; None where anything goes."""
    if of.field is None:
        return None
    checked = _checked(of.field, lists)
    if checked is None:
        return None
    said = f"{of.wants.zh}\n{of.wants.en}"
    return checked | {
        "ignore_blank": True,
        "input_title": of.label[:LONGEST_TITLE],
        "input_message": said[:LONGEST_MESSAGE],
        "error_title": "请核对 Please check",
        "error_message": said[:LONGEST_MESSAGE],
    }


def _checked(field: Field, lists: Lists) -> dict[str, Any] | None:
    if field.kind is Kind.FLAG:
        return {"validate": "list", "source": ["是", "否"]}
    if field.choice:
        several = {"error_type": "information"} if field.kind is Kind.CHOICES else {}
        return {"validate": "list", "source": lists.source([option.labels[0] for option in field.choice.options])} | several
    if field.kind is Kind.DAY:
        return {"validate": "date", "criteria": "between", "minimum": date(1900, 1, 1), "maximum": date(2100, 12, 31)}
    return _measured(field)


def _measured(field: Field) -> dict[str, Any] | None:
    if field.kind in {Kind.COUNT, Kind.YEAR}:
        low, high = YEARS if field.kind is Kind.YEAR else (field.low or 0, field.high or LARGEST)
        return {"validate": "integer", "criteria": "between", "minimum": low, "maximum": high}
    if field.kind in {Kind.FEN, Kind.HUNDREDTHS, Kind.TENK_FEN}:
        low = -LARGEST if field.low is None and field.kind is not Kind.HUNDREDTHS else 0
        high = LARGEST if field.high is None else field.high // HUNDREDTHS
        return {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}
    if field.name in LENGTHS:
        shortest, longest = LENGTHS[field.name]
        return {"validate": "length", "criteria": "between", "minimum": shortest, "maximum": longest, "error_type": "warning"}
    if field.kind is Kind.MONTH:
        return {"validate": "length", "criteria": "between", "minimum": 6, "maximum": 10, "error_type": "warning"}
    return None
