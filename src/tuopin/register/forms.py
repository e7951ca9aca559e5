"""The small forms of events, declared once: what each asks, of what kind, within which limits; the API and the pages are made from them.

Events are always open: there is no yearly window in which alone they may be recorded. Clauses R3a, R2d.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tuopin.common.words import Words
from tuopin.register.schema import TABLES, Field

LONGEST_TEXT: Final = 200
MOST_PERSONS: Final = 30
SHORTEST_REASON: Final = 4
LONGEST_REASON: Final = 500


class Asked(StrEnum):
    """What a form asks for."""

    DAY = "day"
    HOUSEHOLD = "household"  # a household's code
    HOUSEHOLDS = "households"  # several
    PERSON = "person"  # a person's code
    PERSONS = "persons"  # several
    VILLAGE = "village"  # a village's code
    CODE = "code"  # a new code; left out, one is made
    RELATION = "relation"
    RELATIONS = "relations"  # person's code to relation
    FACTS = "facts"  # some fields of one table
    MEMBERS = "members"  # several persons' facts
    TABLE = "table"
    YEAR = "year"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a form asks for; `fields` are the facts of a FACTS or MEMBERS ask."""

    name: str
    kind: Asked
    words: Words
    required: bool = True
    fields: tuple[Field, ...] = ()
    needs: tuple[str, ...] = ()  # fields that must be filled
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """An event: its token, its name, what it says it does, the power it takes, what it asks."""

    kind: str
    words: Words
    says: Words
    asks: tuple[Ask, ...]
    power: str = "register.event"
    clause: str = "R3a"

    @property
    def act(self) -> str:
        """The kind of its acts in the record."""
        return f"register.{self.kind}"

    def __getitem__(self, name: str) -> Ask:
        """What it asks under that name. KeyError if nothing."""
        return {ask.name: ask for ask in self.asks}[name]


def _fields(table: str, names: Iterable[str]) -> tuple[Field, ...]:
    return tuple(TABLES[table][name] for name in names)


PERSON: Final = _fields("person", ("name", "id_type", "id_number", "sex", "birth_on", "ethnicity", "relation", "phone", "serviceman"))
CHILD: Final = _fields("person", ("name", "id_type", "id_number", "sex", "ethnicity", "relation"))
HOUSEHOLD: Final = tuple(field for field in TABLES["household"].fields if field.name not in {"household_code", "village_code", "head_name"})
CORRECTED: Final = ("household", "person", "household_year", "person_year")

ON = Ask("on", Asked.DAY, Words("发生日期", "day it happened"))
OF_HOUSEHOLD = Ask("household_code", Asked.HOUSEHOLD, Words("户编号", "household code"))
OF_PERSON = Ask("person_code", Asked.PERSON, Words("人编号", "person code"))
TO_HOUSEHOLD = Ask("to_household", Asked.HOUSEHOLD, Words("迁入户编号", "household code of the new household"))
TO_VILLAGE = Ask("village_code", Asked.VILLAGE, Words("行政村编码", "village code"))
TO_HEAD = Ask("relation", Asked.RELATION, Words("与该户户主关系", "relation to that household's householder"))
NEW_CODE = Words("留空则由系统编号", "left out, one is made")
NO_NUMBER = Ask("no_number", Asked.TEXT, Words("没有证件号码的原因", "why there is no document number"), required=False)
NEW_PERSON_CODE = Ask("person_code_new", Asked.CODE, Words("新的人编号", "new person's code"), required=False, note=NEW_CODE)
NEW_HEAD = Ask(
    "new_head", Asked.PERSON, Words("新户主", "new householder"), required=False, note=Words("户主离开时填", "when the householder is the one who goes")
)
RELATIONS = Ask(
    "relations", Asked.RELATIONS, Words("与新户主关系", "relations to the new householder"), required=False,
    note=Words("能推定的不必填", "only those that do not follow by themselves"),
)  # fmt: skip


def _person(fields: tuple[Field, ...], *needs: str) -> Ask:
    return Ask("person", Asked.FACTS, Words("新成员", "new member"), fields=fields, needs=needs)


_FORMS: Final = (
    Form("birth", Words("出生", "birth"), Words("新生儿自出生之日起为本户成员", "a child is a member from the day of birth"),
         (ON, OF_HOUSEHOLD, _person(CHILD, "name", "sex", "relation"), NO_NUMBER, NEW_PERSON_CODE)),
    Form("death", Words("死亡", "death"),
         Words("成员资格止于死亡当日；户主死亡须指定新户主", "membership ends with that day; another householder follows a householder"),
         (ON, OF_PERSON, NEW_HEAD, RELATIONS)),
    Form("marriage_in", Words("婚入", "marriage in"),
         Words("新登记一人，或从登记中的另一户迁入", "a person newly registered, or one of another registered household"),
         (ON, OF_HOUSEHOLD, Ask("person_code", Asked.PERSON, Words("已在册者的人编号", "person code, if in the register already"), required=False),
          _person(PERSON, "relation"), NO_NUMBER, NEW_PERSON_CODE, NEW_HEAD, RELATIONS)),
    Form("marriage_out", Words("婚出", "marriage out"),
         Words("离开本户，或进入登记中的另一户", "leaves the register, or enters another registered household"),
         (ON, OF_PERSON, Ask("to_household", Asked.HOUSEHOLD, TO_HOUSEHOLD.words, required=False),
          Ask("relation", Asked.RELATION, TO_HEAD.words, required=False), NEW_HEAD, RELATIONS)),
    Form("join", Words("其他增加", "joins for another reason"), Words("回迁、收养、漏登等", "returned, adopted, overlooked"),
         (ON, OF_HOUSEHOLD, _person(PERSON, "name", "sex", "birth_on", "relation"), NO_NUMBER, NEW_PERSON_CODE)),
    Form("leave", Words("其他减少", "leaves for another reason"), Words("不再属于本户，也不进入登记中的另一户", "belongs to no registered household any more"),
         (ON, OF_PERSON, NEW_HEAD, RELATIONS)),
    Form("move", Words("整户迁移", "household moves"), Words("全户自该日起属于另一村", "the whole household belongs to another village from that day"),
         (ON, OF_HOUSEHOLD, TO_VILLAGE, Ask("group_name", Asked.TEXT, Words("村民小组", "village group"), required=False))),
    Form("move_person", Words("个人迁移", "person moves"), Words("一名成员进入登记中的另一户", "a member goes into another registered household"),
         (ON, OF_PERSON, TO_HOUSEHOLD, TO_HEAD, NEW_HEAD, RELATIONS)),
    Form("split", Words("分户", "split"), Words("部分成员另立一户，双方历史保留", "some members leave into a household of their own; both keep the history"),
         (ON, OF_HOUSEHOLD, Ask("persons", Asked.PERSONS, Words("分出的成员", "who leaves")),
          Ask("head", Asked.PERSON, Words("新户的户主", "householder of the new household")), RELATIONS,
          Ask("new_household", Asked.CODE, Words("新户编号", "code of the new household"), required=False, note=NEW_CODE),
          Ask("village_code", Asked.VILLAGE, TO_VILLAGE.words, required=False, note=Words("留空则同村", "left out, the same village")), NEW_HEAD,
          Ask("relations_left", Asked.RELATIONS, Words("原户成员与新户主关系", "relations of those who stay to their new householder"), required=False))),
    Form("merge", Words("合户", "merge"), Words("几户并入一户，被并入的户注销", "households go into one and end"),
         (ON, OF_HOUSEHOLD, Ask("households", Asked.HOUSEHOLDS, Words("并入的户", "households that go into it")),
          Ask("relations", Asked.RELATIONS, Words("并入者与户主关系", "everybody's relation to the householder")))),
    Form("householder", Words("变更户主", "change of householder"), Words("户主改为另一成员", "another member becomes the householder"),
         (ON, OF_HOUSEHOLD, Ask("new_head", Asked.PERSON, NEW_HEAD.words), RELATIONS)),
    Form("new_household", Words("新登记户", "new household"), Words("一户连同成员新登记", "a household is newly registered with its members"),
         (ON, TO_VILLAGE, Ask("household_code", Asked.CODE, OF_HOUSEHOLD.words, required=False, note=NEW_CODE),
          Ask("household", Asked.FACTS, Words("户信息", "household"), fields=HOUSEHOLD, needs=("status",)),
          Ask("members", Asked.MEMBERS, Words("成员", "members"), fields=PERSON, needs=("name", "sex", "birth_on", "relation")), NO_NUMBER)),
    Form("correction", Words("更正", "correction"), Words("登记有误，或自某日起不同", "what was recorded was wrong, or is different from a day on"),
         (Ask("table", Asked.TABLE, Words("哪一表", "which table")), Ask("code", Asked.CODE, Words("户编号或人编号", "household or person code")),
          Ask("year", Asked.YEAR, Words("年度", "year"), required=False), Ask("facts", Asked.FACTS, Words("更正后的内容", "what is right")),
          Ask("from_on", Asked.DAY, Words("自该日起", "from that day on"), required=False, note=Words("留空则自始有误", "left out, it was wrong all along")),
          NO_NUMBER),
         power="register.correct"),
)  # fmt: skip
FORMS: Final[dict[str, Form]] = {form.kind: form for form in _FORMS}
