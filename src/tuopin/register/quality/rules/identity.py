"""Identity: a person is known by a document number that can be right, stands once, and agrees with what else is recorded."""

from datetime import date
from typing import Final

import polars as pl

from tuopin.common.identity import CARD_LENGTH, LENGTHS
from tuopin.common.words import Words
from tuopin.register.quality.facts import aged, born_inside, check_character, id_given, someone
from tuopin.register.quality.rule import CONTRADICTION, FATAL, SUSPICIOUS, Grain, rule
from tuopin.register.quality.settings import Settings

PERSON, PERSON_YEAR = Grain.PERSON, Grain.PERSON_YEAR
OLDEST: Final = 110  # years
PROVINCES: Final = (
    *("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37"),
    *("41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65"),
    *("71", "81", "82", "83"),
)
KINDS_OF_DISABILITY: Final = "1234567"
GRADES_OF_DISABILITY: Final = "1234"
RIGHT: Final = someone()
WRONG_CHECK: Final = RIGHT[:17] + ("0" if RIGHT[17] != "0" else "1")
NO_DAY: Final = RIGHT[:10] + "0230" + RIGHT[14:]


@rule(
    "id-01", FATAL, PERSON, "id_number",
    says=Words("证件号码不是 18、20 或 22 位", "the document number has not 18, 20 or 22 characters"),
    wants=Words(
        "身份证 18 位，残疾人证 20 位，补换领的残疾人证 22 位，作文本填写",
        "18 (identity card), 20 (disability card) or 22 (re-issued card), as text",
    ),
    fails={"id_number": RIGHT[:17]}, passes={"id_number": RIGHT},
)
def id_length() -> pl.Expr:
    """A document number has 18, 20 or 22 characters."""
    return id_given() & ~pl.col("id_number").str.len_chars().is_in(list(LENGTHS))


@rule(
    "id-02", FATAL, PERSON, "id_number",
    says=Words("证件号码中有不该有的字符", "the document number has characters that cannot be in it"),
    wants=Words("前 17 位为数字，第 18 位为数字或大写 X", "17 digits, then a digit or a capital X"),
    fails={"id_number": "A" + RIGHT[1:]}, passes={"id_number": RIGHT},
)
def id_characters() -> pl.Expr:
    """The first 17 characters are digits and the 18th is a digit or X."""
    return id_given() & ~pl.col("id_number").str.contains(r"^[0-9]{17}[0-9X]?[0-9A-Z]{0,4}$|^[0-9]{0,17}$")


@rule(
    "id-03", FATAL, PERSON, "id_number",
    says=Words("身份证号校验位不对，必有一位写错", "the check character is wrong: one of the characters is mistaken"),
    wants=Words("对照身份证原件逐位核对", "compare with the card, character by character"),
    fails={"id_number": WRONG_CHECK}, passes={"id_number": RIGHT},
)
def id_check() -> pl.Expr:
    """The 18th character is the check character of the first 17 digits."""
    long_enough = pl.col("id_number").str.len_chars() >= 18
    return id_given() & long_enough & (pl.col("id_number").str.slice(17, 1).str.to_uppercase() != check_character())


@rule(
    "id-04", FATAL, PERSON, "id_number",
    says=Words("证件号码中的出生日期不存在", "the birthday inside the document number is no day of the calendar"),
    wants=Words("第 7 至 14 位是真实日期", "characters 7 to 14 are a real day"),
    fails={"id_number": NO_DAY}, passes={"id_number": RIGHT},
)
def id_birthday() -> pl.Expr:
    """Characters 7 to 14 are a day of the calendar."""
    return id_given() & (pl.col("id_number").str.len_chars() >= 18) & born_inside().is_null()


@rule(
    "id-05", CONTRADICTION, PERSON, "birth_on", "id_number",
    says=Words("出生日期与证件号码中的不一致", "the date of birth differs from the one inside the document number"),
    wants=Words("两处为同一天；以证件为准", "the same day in both; the document counts"),
    fails={"id_number": RIGHT, "birth_on": date(1976, 3, 2)}, passes={"id_number": RIGHT, "birth_on": aged(40)},
)
def birthday_agrees() -> pl.Expr:
    """The recorded date of birth is the one inside the document number."""
    return id_given() & (born_inside() != pl.col("birth_on"))


@rule(
    "id-06", CONTRADICTION, PERSON, "sex", "id_number",
    says=Words("性别与证件号码第 17 位不一致", "the sex differs from the 17th digit of the document number"),
    wants=Words("第 17 位单数为男，双数为女", "odd is male, even is female"),
    fails={"id_number": RIGHT, "sex": "female"}, passes={"id_number": RIGHT, "sex": "male"},
)
def sex_agrees() -> pl.Expr:
    """The 17th digit is odd for men and even for women."""
    odd = pl.col("id_number").str.slice(16, 1).cast(pl.Int32, strict=False) % 2 == 1
    return id_given() & (odd != (pl.col("sex") == "male"))


@rule(
    "id-07", SUSPICIOUS, PERSON, "id_number",
    says=Words("无证件，用 999999 开头的号码顶替", "no document: the number is a placeholder (999999…)"),
    wants=Words("补办证件后填真实号码", "the real number, once the document is made"),
    fails={"id_number": "9" * 18}, passes={"id_number": RIGHT},
)
def placeholder() -> pl.Expr:
    """A number beginning 999999 stands for a person without document."""
    return ~id_given()


@rule(
    "id-08", FATAL, PERSON, "id_number",
    says=Words("证件号码开头不是任何省份的代码", "the document number begins with no province's code"),
    wants=Words("前两位为省级代码", "the first two digits are a province's"),
    fails={"id_number": "00" + RIGHT[2:]}, passes={"id_number": "52" + RIGHT[2:]},
)
def id_area(given: Settings) -> pl.Expr:
    """The first two digits are a province's; made-up people (99) may stand in a snapshot that says it is synthetic."""
    known = [*PROVINCES, "99"] if given.made_up_people else list(PROVINCES)
    return id_given() & ~pl.col("id_number").str.slice(0, 2).is_in(known)


@rule(
    "id-09", FATAL, PERSON, "id_number",
    says=Words("证件号码与本户另一人相同", "another member of the household has the same document number"),
    wants=Words("一人一号，同一人只登记一次", "one number a person; a person stands once"),
    fails={"id_number": RIGHT, "beside": [{"id_number": RIGHT}]}, passes={"id_number": RIGHT, "beside": [{"id_number": someone(1)}]},
    beside="id18",
)
def twice_in_household() -> pl.Expr:
    """A document number stands once in a household (the identity number inside a disability card counts)."""
    return pl.col("id18").is_not_null() & (pl.len().over("household_code", "id18") > 1)


@rule(
    "id-10", FATAL, PERSON, "id_number",
    says=Words("证件号码与本县另一户的人相同", "a person of another household of the county has the same document number"),
    wants=Words("一人只在一户登记", "a person is registered in one household"),
    fails={"id_number": RIGHT, "beside": [{"id_number": RIGHT + "41", "household_code": "another"}]},
    passes={"id_number": RIGHT, "beside": [{"id_number": RIGHT}]},
    beside="id18",
)
def twice_in_county() -> pl.Expr:
    """A document number stands in one household of the county."""
    return pl.col("id18").is_not_null() & (pl.col("household_code").n_unique().over("id18") > 1)


@rule(
    "id-11", FATAL, PERSON, "id_number",
    says=Words("证件号码在别的县也有登记", "the document number is also registered in another county"),
    wants=Words("一人只在一处登记；请两县核对", "a person is registered in one place; the two counties compare"),
    fails={"id_number": RIGHT, "elsewhere": [{"id_number": RIGHT}]}, passes={"id_number": RIGHT, "elsewhere": [{"id_number": someone(1)}]},
)
def twice_in_nation() -> pl.Expr:
    """A document number stands in one county of the snapshot."""
    return pl.col("elsewhere")


@rule(
    "id-12", CONTRADICTION, PERSON, "id_type", "id_number",
    says=Words("证件类型是身份证，号码却不是 18 位", "the document is an identity card but the number has not 18 characters"),
    wants=Words("身份证号 18 位；残疾人证请改证件类型", "18 characters; or change the type to disability card"),
    fails={"id_type": "identity_card", "id_number": someone(card="41")}, passes={"id_type": "identity_card", "id_number": RIGHT},
)
def card_of_identity() -> pl.Expr:
    """An identity card's number has 18 characters."""
    return (pl.col("id_type") == "identity_card") & id_given() & pl.col("id_number").str.len_chars().is_in([20, 22])


@rule(
    "id-13", CONTRADICTION, PERSON, "id_type", "id_number",
    says=Words("证件类型是残疾人证，号码却是 18 位", "the document is a disability card but the number has 18 characters"),
    wants=Words("残疾人证号 20 位（补换领 22 位）", "20 characters (22 when re-issued)"),
    fails={"id_type": "disability_card", "id_number": RIGHT}, passes={"id_type": "disability_card", "id_number": someone(card="41")},
)
def card_of_disability() -> pl.Expr:
    """A disability card's number has 20 characters or more."""
    return (pl.col("id_type") == "disability_card") & id_given() & (pl.col("id_number").str.len_chars() == 18)


@rule(
    "id-14", CONTRADICTION, PERSON, "id_number",
    says=Words("残疾人证号的类别或等级不存在", "the disability card names a kind or grade that does not exist"),
    wants=Words("第 19 位为 1–7（类别），第 20 位为 1–4（等级）", "19th digit 1-7 (kind), 20th digit 1-4 (grade)"),
    fails={"id_number": someone(card="95")}, passes={"id_number": someone(card="41")},
)
def disability_code() -> pl.Expr:
    """A disability card ends with the kind (1-7) and the grade (1-4)."""
    kind = pl.col("id_number").str.slice(18, 1).is_in(list(KINDS_OF_DISABILITY))
    grade = pl.col("id_number").str.slice(19, 1).is_in(list(GRADES_OF_DISABILITY))
    return id_given() & (pl.col("id_number").str.len_chars() >= CARD_LENGTH) & ~(kind & grade)


@rule(
    "id-15", CONTRADICTION, PERSON, "id_type", "id_number",
    says=Words("证件类型是“无”，却填了证件号码", "the document type is none, yet a number is given"),
    wants=Words("按所持证件填类型", "the type of the document held"),
    fails={"id_type": "none", "id_number": RIGHT}, passes={"id_type": "none", "id_number": "9" * 18},
)
def no_card_no_number() -> pl.Expr:
    """Who has no document has no number but a placeholder."""
    return (pl.col("id_type") == "none") & id_given()


@rule(
    "id-16", FATAL, PERSON_YEAR, "person.birth_on", "id_number",
    says=Words("出生在资料年度之后", "born after the year of the facts"),
    wants=Words("出生日期不晚于资料年度", "a date of birth not after the year of the facts"),
    fails={"birth_on": date(2017, 1, 1)}, passes={"birth_on": date(2016, 12, 31)},
)
def born_already() -> pl.Expr:
    """Nobody has facts of a year before birth."""
    return pl.col("born").dt.year() > pl.col("year")


@rule(
    "id-17", SUSPICIOUS, PERSON_YEAR, "person.birth_on", "id_number",
    says=Words("年龄超过 110 岁", "older than 110 years"),
    wants=Words("核对出生日期；已去世的请注销", "check the date of birth; strike the dead"),
    fails={"birth_on": aged(111)}, passes={"birth_on": aged(110)},
)
def alive() -> pl.Expr:
    """Hardly anybody is older than 110."""
    return pl.col("year") - pl.col("born").dt.year() > OLDEST
