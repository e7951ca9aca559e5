"""The lists people ask for, county by county in bounded memory, as tables of declared fields. Clauses R1a, R1c, R3a, W2b."""


import polars as pl

from tuopin.assessment.blanks import facts_choice
from tuopin.assessment.list_rows import PICK, Asked, List, with_income
from tuopin.assessment.listed_places import place_listing
from tuopin.assessment.listing import Listing, criteria_choice, names_of
from tuopin.assessment.wording import VERDICTS
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.register.schema import TABLES, Choice, Field, Kind, Option
from tuopin.register.schema.units import PERSONS, YUAN

TITLES = {
    List.READY: Words("应退未退：达标但未列入退出名单的户", "ready but not proposed: households that meet everything and are on no roster"),
    List.WRONG: Words("已脱贫但不达标的户", "registered as exited, but failing"),
    List.UNKNOWN: Words("不明清单：要查清什么", "unknown: what to find out"),
    List.NEAR: Words("收入临近标准线的户", "income close to the line"),
}
HOUSEHOLD = TABLES["household"]
VERDICT = Choice("verdict", tuple(Option(token, (words.zh,), words.en) for token, words in VERDICTS.items()))
PLACE = Field("village", Kind.TEXT, ("行政村",), "village")
OWN = (HOUSEHOLD["household_code"], HOUSEHOLD["village_code"], PLACE, HOUSEHOLD["status"])
MEMBERS = Field("members", Kind.COUNT, ("人数",), "members", unit=PERSONS)
NET = Field("value", Kind.FEN, ("人均纯收入",), "net income per head", unit=YUAN)
LINE = Field("line", Kind.FEN, ("标准",), "line", unit=YUAN)
MARGIN = Field("margin", Kind.FEN, ("余量（负为差）",), "margin (below zero: short)", unit=YUAN)
OVERALL = Field("verdict", Kind.CHOICE, ("总结论",), "overall verdict", VERDICT)
INCOME = (NET, LINE, MARGIN)


def listing(asked: Asked, name: List) -> Listing:
    """A list: its title, its fields, its rows as frames, one county after the other. Refused for a place the result has not."""
    if not asked.counties:
        raise Refused("no-place", because=Words(f"结果不含 {asked.place}", f"the result does not cover {asked.place}"))
    if name in {List.VILLAGES, List.COUNTIES}:
        return place_listing(asked.result, str(name), place=asked.place, snapshot=asked.snapshot)
    criteria = criteria_choice(asked.result, "household")
    failing = Field("failing", Kind.CHOICES, ("不达标的条件",), "criteria not met", criteria)
    criterion = Field("criterion", Kind.CHOICE, ("不明的条件",), "criterion not known", criteria)
    find_out = Field("find_out", Kind.CHOICES, ("要查清",), "to find out", facts_choice())
    fields = {
        List.READY: (*OWN, MEMBERS, *INCOME),
        List.WRONG: (*OWN, MEMBERS, failing, *INCOME),
        List.UNKNOWN: (*OWN, MEMBERS, OVERALL, criterion, find_out),
        List.NEAR: (*OWN, MEMBERS, *INCOME, OVERALL),
    }[name]
    return Listing(str(name), TITLES[name], fields, (_chosen(asked, name, county=county, fields=fields) for county in asked.counties))


def _chosen(asked: Asked, name: List, *, county: str, fields: tuple[Field, ...]) -> pl.DataFrame:
    verdicts = asked.result.verdicts(county).filter(pl.col("village_code").str.starts_with(asked.place))
    told = PICK[name](asked, county, with_income(asked.result, verdicts))
    villages = names_of(asked.snapshot, county)
    named = told.with_columns(village=pl.col("village_code").replace_strict(villages, default=pl.col("village_code"), return_dtype=pl.String))
    return named.select(field.name for field in fields)


