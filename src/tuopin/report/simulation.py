"""A comparison of two editions, and a county's room for omission, as text for a person. Clauses W2a, C5."""

from collections.abc import Iterator
from fractions import Fraction

from tuopin.assessment.listing import Listing
from tuopin.assessment.omission import APPROVAL_LIMIT, RATE_LIMIT, Comprehensive, Room, percent
from tuopin.assessment.simulate import ABSENT, OVERALL, Difference
from tuopin.assessment.wording import SIGNS, VERDICTS
from tuopin.common.words import Words, say
from tuopin.register.schema import Choice, Field, Kind, Option
from tuopin.report.tables import SHOWN, aligned, texts

NOT_IN_FORCE = Words("模拟结果，未生效，不能作为退出依据", "simulation, not in force; no exit may rest on it")
LEAVING = {
    "households": Words("可以退出的户", "households that may leave"),
    "persons": Words("可以退出的人", "persons who may leave"),
    "villages": Words("可以出列的贫困村", "poor villages that may leave"),
    "counties": Words("可以退出的县", "counties that may leave"),
}
ANSWERS = Choice(
    "answer",
    (*(Option(token, (words.zh,), words.en) for token, words in VERDICTS.items()), Option(ABSENT, ("不要求",), "not asked")),
)
VERDICT_OF_ALL = Words("总结论", "verdict over all")


def difference_listing(difference: Difference, titles: dict[str, Words]) -> Listing:
    """Every change by village and criterion, as a list; `titles` are the criteria's."""
    named = {**titles, OVERALL: VERDICT_OF_ALL}
    criteria = Choice("criterion", tuple(Option(name, (words.zh,), words.en) for name, words in named.items()))
    fields = (Field("village_code", Kind.CODE, ("行政村编码",), "village code"), *_fields(criteria))
    return Listing("simulation", NOT_IN_FORCE, fields, iter([difference.changes.select(field.name for field in fields)]))


def difference_text(difference: Difference, titles: dict[str, Words], *, place: str) -> str:
    """Marked as a simulation; what may leave before and after; the changes by criterion, then by village."""
    lines = [f"[{say(NOT_IN_FORCE)}]", f"{difference.before}  →  {difference.after}   ({difference.year})"]
    for name, (old, new) in difference.leaving.items():
        if name != "counties" or len(place) <= 6:
            lines.append(f"  {old:>12,} → {new:<12,} {new - old:>+12,}  {say(LEAVING[name])}")
    listing = difference_listing(difference, titles)
    by_criterion = [texts(listing.fields[1:], row) for row in difference.by_criterion().iter_rows()]
    lines += ["", say(Words("按条件", "by criterion")), *aligned(listing.fields[1:], by_criterion)]
    by_village = [texts(listing.fields, row) for row in difference.changes.head(SHOWN).iter_rows()]
    total = len(difference.changes)
    more = Words(f"共 {total:,} 行；全部写入文件用 --out", f"{total:,} rows; all of them with --out")
    return "\n".join([*lines, "", say(Words("按村", "by village")), *aligned(listing.fields, by_village), say(more)])


def room_text(room: Room, *, at: Comprehensive | None = None, approval: Fraction | None = None) -> str:
    """How much omission is left, the comprehensive incidence at an assumed one, and approval if it is given."""
    return "\n".join([*_room(room), *(_comprehensive(at) if at else ()), *(_approval(approval) if approval is not None else ())])


def _fields(criteria: Choice) -> tuple[Field, ...]:
    return (
        Field("criterion", Kind.CHOICE, ("条件",), "criterion", criteria),
        Field("before", Kind.CHOICE, ("原结论",), "before", ANSWERS),
        Field("after", Kind.CHOICE, ("新结论",), "after", ANSWERS),
        Field("households", Kind.COUNT, ("户数",), "households"),
        Field("persons", Kind.COUNT, ("人数",), "persons"),
    )


def _room(room: Room) -> Iterator[str]:
    counts = room.counts
    wrong = Words(f"错退（脱贫 {counts.exited:,} 人；已知 {counts.wrong:,} 人）", f"wrongly exited (of {counts.exited:,}; {counts.wrong:,} known)")
    rows = (
        (counts.rural, Words("农村人口（分母）", "rural population (the denominator)")),
        (room.allowed, Words(f"限 {percent(room.limit, 0)}：最多这么多贫困人口", f"the most poor persons at the limit of {percent(room.limit, 0)}")),
        (counts.left, Words("剩余贫困人口", "who remain poor")),
        (room.wrong, wrong),
        (counts.unregistered, Words("未建档立卡人口", "never registered")),
    )
    for number, words in rows:
        yield f"  {number:>12,}  {say(words)}"
    if room.omitted < 0:
        yield f"✗ {say(Words(f'没有漏评也已超限 {-room.omitted:,} 人', f'{-room.omitted:,} persons above the limit even without omission'))}"
        return
    rate, binding = percent(room.rate), percent(room.binding)
    zh = f"还能容许漏评 {room.omitted:,} 人，即漏评率 {rate}；连同漏评率本身的限值 {percent(RATE_LIMIT, 0)}，不得超过 {binding}"
    en = f"room for {room.omitted:,} omitted persons, a rate of {rate}; with the omission rate's own limit of {percent(RATE_LIMIT, 0)}, {binding} at most"
    yield f"→ {say(Words(zh, en))}"


def _comprehensive(at: Comprehensive) -> Iterator[str]:
    rate = percent(Fraction(at.poor, at.rural))
    sign, answer = (SIGNS["met"], VERDICTS["met"]) if at.met else (SIGNS["not_met"], VERDICTS["not_met"])
    zh = f"综合贫困发生率：({at.left:,} + {at.wrong:,} + {at.omitted:,}) / {at.rural:,} = {rate}，{answer.zh}"
    en = f"comprehensive incidence: ({at.left:,} + {at.wrong:,} + {at.omitted:,}) / {at.rural:,} = {rate}, {answer.en}"
    yield f"{sign} {say(Words(zh, en))}"


def _approval(approval: Fraction) -> Iterator[str]:
    met = approval >= APPROVAL_LIMIT
    answer, limit = VERDICTS["met" if met else "not_met"], percent(APPROVAL_LIMIT, 0)
    told = Words(
        f"群众认可度 {percent(approval)}（不低于 {limit}）：{answer.zh}",
        f"approval {percent(approval)} (not below {limit}): {answer.en}",
    )
    yield f"{SIGNS['met' if met else 'not_met']} {say(told)}"


