"""Identity, second part: names and phones by which people are found."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import aged, someone
from tuopin.register.quality.gathered import members
from tuopin.register.quality.rule import CONTRADICTION, SUSPICIOUS, Grain, rule

PERSON, PERSON_YEAR, HOUSEHOLD = Grain.PERSON, Grain.PERSON_YEAR, Grain.HOUSEHOLD
MOBILE: Final = r"^1[3-9][0-9]{9}$"
PHONE, OTHER_PHONE, FALSE_PHONE = "13000000001", "13000000002", "13111111111"
ONE_DIGIT: Final = "|".join(f"{digit}{{8}}" for digit in range(10))  # eight times the same digit
NO_NAMES: Final = ("无", "不详", "未知", "测试", "无名", "暂无", "空")
LOST_DIGITS: Final = someone()[:15] + "000"


@rule(
    "id-18", SUSPICIOUS, PERSON, "id_number",
    says=Words(
        "证件号码末三位为 000，像是被 Excel 当作数字丢了位",
        "the document number ends in 000: Excel has likely taken it for a number and lost digits",
    ),
    wants=Words("按证件原件重填，单元格设为文本", "write it again from the document, in a text cell"),
    fails={"id_number": LOST_DIGITS}, passes={"id_number": someone()},
)
def digits_lost() -> pl.Expr:
    """A number of 18 digits read as a number loses its last three."""
    return (pl.col("id_number").str.len_chars() == 18) & pl.col("id_number").str.ends_with("000")


@rule(
    "id-19", SUSPICIOUS, PERSON, "phone",
    says=Words("人联系电话不是 11 位手机号", "the person's phone is no 11-digit mobile number"),
    wants=Words("11 位，以 13–19 开头", "11 digits beginning 13 to 19"),
    fails={"phone": "1300000000"}, passes={"phone": PHONE},
)
def phone_of_person() -> pl.Expr:
    """A mobile number has 11 digits and begins with 13 to 19."""
    return ~pl.col("phone").str.contains(MOBILE)


@rule(
    "id-20", SUSPICIOUS, HOUSEHOLD, "phone",
    says=Words("户联系电话不是 11 位手机号", "the household's phone is no 11-digit mobile number"),
    wants=Words("11 位，以 13–19 开头", "11 digits beginning 13 to 19"),
    fails={"phone": "12000000001"}, passes={"phone": PHONE},
)
def phone_of_household() -> pl.Expr:
    """A mobile number has 11 digits and begins with 13 to 19."""
    return ~pl.col("phone").str.contains(MOBILE)


@rule(
    "id-21", SUSPICIOUS, HOUSEHOLD, "phone",
    says=Words("两户（或更多）用同一户联系电话", "two or more households have the same phone"),
    wants=Words("填本户能接通的电话；代填干部电话的请改正", "a phone that the household answers, not the helper's"),
    fails={"phone": PHONE, "neighbours": [{"phone": PHONE}]}, passes={"phone": PHONE, "neighbours": [{"phone": OTHER_PHONE}]},
    beside="phone",
)
def phone_shared_by_households() -> pl.Expr:
    """A household's phone is its own."""
    return pl.col("phone").is_not_null() & (pl.len().over("phone") > 1)


@rule(
    "id-22", SUSPICIOUS, PERSON, "phone",
    says=Words("人联系电话与别户的人相同", "a person of another household has the same phone"),
    wants=Words("填本人或本户的电话", "the person's or the own household's phone"),
    fails={"phone": PHONE, "beside": [{"phone": PHONE, "household_code": "another"}]}, passes={"phone": PHONE, "beside": [{"phone": PHONE}]},
    beside="phone",
)
def phone_shared_by_persons() -> pl.Expr:
    """A phone may be shared in the family, not between households."""
    return pl.col("phone").is_not_null() & (pl.col("household_code").n_unique().over("phone") > 1)


@rule(
    "id-23", SUSPICIOUS, HOUSEHOLD, "phone",
    says=Words("户联系电话像是编的（连续八个相同数字）", "the phone looks made up (eight equal digits in a row)"),
    wants=Words("能接通的电话", "a phone that is answered"),
    fails={"phone": FALSE_PHONE}, passes={"phone": "13100110011"},
)
def phone_invented() -> pl.Expr:
    """Eight equal digits in a row are not dialled by chance."""
    return pl.col("phone").str.contains(ONE_DIGIT)


@rule(
    "id-24", CONTRADICTION, PERSON, "name",
    says=Words("姓名中有数字、字母或符号", "the name has digits, letters or marks in it"),
    wants=Words("与证件一致的汉字姓名（少数民族可有“·”）", "the name in characters as on the document (a middle dot is allowed)"),
    fails={"name": "张1"}, passes={"name": "阿依·古丽"},
)
def name_of_characters() -> pl.Expr:
    """A name is written in Chinese characters, with a middle dot where the people does so."""
    return ~pl.col("name").str.contains(r"^[\p{Han}·•・]+$")


@rule(
    "id-25", SUSPICIOUS, PERSON, "name",
    says=Words("姓名只有一个字或是“无”“不详”一类", "the name is a single character or says 'unknown'"),
    wants=Words("与证件一致的姓名", "the name as on the document"),
    fails={"name": "不详"}, passes={"name": "王一"},
)
def name_is_one() -> pl.Expr:
    """A name has at least two characters and is no filler word."""
    return (pl.col("name").str.len_chars() < 2) | pl.col("name").is_in(list(NO_NAMES))


@rule(
    "id-26", CONTRADICTION, HOUSEHOLD, "head_name", "person.name",
    says=Words("户主姓名与“户主”那一行的姓名不同", "the householder's name differs from the member who is the householder"),
    wants=Words("两处同名", "the same name in both places"),
    fails={"head_name": "王一", "persons": [{"relation": "head", "name": "王二"}]},
    passes={"head_name": "王一", "persons": [{"relation": "head", "name": "王一"}]},
)
def head_is_named() -> pl.Expr:
    """The household bears its householder's name."""
    return pl.col("head_name") != members(pl.col("name").filter(pl.col("relation") == "head").first())


@rule(
    "id-27", CONTRADICTION, PERSON_YEAR, "birth_on", "person.birth_on",
    says=Words("本年度的出生日期与人员信息中的不同", "the date of birth in this year's facts differs from the person's"),
    wants=Words("出生日期各处一致", "one date of birth everywhere"),
    fails={"birth_on": aged(40), "person.birth_on": aged(41)}, passes={"birth_on": aged(40), "person.birth_on": aged(40)},
)
def one_birthday() -> pl.Expr:
    """A person has one date of birth, whatever the year."""
    return pl.col("birth_on") != pl.col("person.birth_on")


@rule(
    "id-28", SUSPICIOUS, PERSON, "name", "id_number",
    says=Words("同村有同名同生日的另一人，可能重复登记", "another person of the village has the same name and birthday: perhaps entered twice"),
    wants=Words("核对是否同一人", "check whether it is the same person"),
    fails={"name": "王一", "birth_on": aged(40), "beside": [{"name": "王一", "birth_on": aged(40), "household_code": "another"}]},
    passes={"name": "王一", "birth_on": aged(40), "beside": [{"name": "王一", "birth_on": aged(41), "household_code": "another"}]},
    beside="name",
)
def namesake() -> pl.Expr:
    """Two people of a village rarely share name and birthday."""
    same = pl.len().over("village_code", "name", "born") > 1
    return pl.col("name").is_not_null() & pl.col("born").is_not_null() & same
