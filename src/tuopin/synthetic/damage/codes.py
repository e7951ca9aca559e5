"""Damage to numbers of households and people: what Excel and typing make of them."""

from tuopin.common.identity import CHECK_CHARACTERS
from tuopin.synthetic.damage.kind import FORM, PERSON, VISIT, Mark, damage, one, put, put_all, text
from tuopin.synthetic.damage.sheet import Household, Row, Sheet
from tuopin.synthetic.truth import READ

ID_DIGITS = 18
FULL = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


@damage("I34", on=PERSON)
def lost_zeros(sheet: Sheet, home: Household) -> list[Mark]:
    """Excel read the household number as a number: its leading zeros are gone."""
    column = sheet.column("key.household_code")
    code = text(home[0], column)
    if not code or not code.startswith("0") or not code.isdigit():
        return []
    return put_all(home, column, int(code))


@damage("I20", on=PERSON)
def id_as_number(sheet: Sheet, home: Household) -> list[Mark]:
    """Excel read the document number as a number and kept fifteen digits of it."""
    row, column = one(sheet, home), sheet.column("person.id_number")
    number = text(row, column)
    if not number or len(number) != ID_DIGITS or not number.isdigit():
        return []
    return put(row, column, float(int(number) // 1000 * 1000))


@damage("I20", on=PERSON)
def id_in_scientific_notation(sheet: Sheet, home: Household) -> list[Mark]:
    """The number as a narrow Excel column shows it, copied as text."""
    row, column = one(sheet, home), sheet.column("person.id_number")
    number = text(row, column)
    if not number or len(number) != ID_DIGITS or not number.isdigit():
        return []
    return put(row, column, f"{int(number):.5E}")


@damage(READ, on=PERSON)
def full_width_digits(sheet: Sheet, home: Household) -> list[Mark]:
    """The document number typed with a Chinese input method."""
    row, column = one(sheet, home), sheet.column("person.id_number")
    number = text(row, column)
    return put(row, column, number.translate(FULL)) if number else []


@damage(READ, on=PERSON)
def spaces_in_id(sheet: Sheet, home: Household) -> list[Mark]:
    """The document number in groups, as it is read aloud."""
    row, column = one(sheet, home), sheet.column("person.id_number")
    number = text(row, column)
    return put(row, column, f"{number[:6]} {number[6:14]} {number[14:]}") if number else []


@damage(READ, on=(*PERSON, *VISIT))
def zero_width_space(sheet: Sheet, home: Household) -> list[Mark]:
    """An invisible character came along from a web page."""
    column = sheet.column("key.household_code")
    code = text(home[0], column)
    return put(home[0], column, f"\u200b{code}") if code else []


@damage("id-03", "I15", on=PERSON)
def wrong_checksum(sheet: Sheet, home: Household) -> list[Mark]:
    """The last character of the document number is mistaken."""
    row, column = one(sheet, home), sheet.column("person.id_number")
    number = text(row, column)
    if not number or len(number) < ID_DIGITS:
        return []
    right = CHECK_CHARACTERS.index(number[ID_DIGITS - 1])
    wrong = next(each for each in (CHECK_CHARACTERS[(right + step) % 11] for step in (1, 2)) if each != "X")
    return put(row, column, number[: ID_DIGITS - 1] + wrong + number[ID_DIGITS:])


@damage("id-01", "I15", on=PERSON)
def digit_dropped_from_id(sheet: Sheet, home: Household) -> list[Mark]:
    """One digit of the document number was left out."""
    row, column = one(sheet, home), sheet.column("person.id_number")
    number = text(row, column)
    return put(row, column, number[:9] + number[10:]) if number and len(number) == ID_DIGITS else []


@damage("I01", on=(*PERSON, *VISIT), refused=True)
def household_number_missing(sheet: Sheet, home: Household) -> list[Mark]:
    """The household number was not carried down to this row."""
    return put(home[-1], sheet.column("key.household_code"), None)


@damage("I10", on=VISIT, refused=True)
def household_unknown(sheet: Sheet, home: Household) -> list[Mark]:
    """A visit to a household that is in no list of persons."""
    column = sheet.column("key.household_code")
    code = text(home[0], column)
    return put(home[0], column, f"{code[:4]}9{code[5:]}") if code else []


@damage("I07", on=PERSON, refused=True)
def row_twice(sheet: Sheet, home: Household) -> list[Mark]:
    """A row was pasted twice."""
    copy = Row(list(home[-1].cells))
    sheet.after(home[-1], copy)
    return [Mark(copy, None, None, None)]


@damage("I08", on=PERSON, refused=True)
def row_twice_differing(sheet: Sheet, home: Household) -> list[Mark]:
    """A person stands twice, the second time with another schooling."""
    copy, column = Row(list(home[-1].cells)), sheet.column("person_year.schooling_level")
    if column is None or copy.cells[column] == "大专":
        return []
    copy.cells[column] = "大专"
    sheet.after(home[-1], copy)
    return [Mark(copy, None, None, None)]


@damage("id-20", "I15", on=PERSON)
def phone_too_short(sheet: Sheet, home: Household) -> list[Mark]:
    """A digit of the household's phone is missing."""
    column = sheet.column("household.phone")
    phone = text(home[0], column)
    return put_all(home, column, phone[:-1]) if phone else []


@damage("id-06", "I15", on=FORM)
def other_sex(sheet: Sheet, home: Household) -> list[Mark]:
    """The sex is not the one the document number tells."""
    row, column = one(sheet, home), sheet.column("person.sex")
    sex = text(row, column)
    return put(row, column, "女" if sex == "男" else "男") if sex and text(row, sheet.column("person.id_number")) else []


@damage("id-05", "I15", on=FORM)
def other_birthday(sheet: Sheet, home: Household) -> list[Mark]:
    """The day of birth is not the one the document number tells."""
    row, column = one(sheet, home), sheet.column("person.birth_on")
    birth = text(row, column)
    if not birth or not text(row, sheet.column("person.id_number")):
        return []
    return put(row, column, f"{birth[:8]}{'17' if birth[8:] != '17' else '18'}")
