"""Villages and counties as a list: counts, the rate with its numerator and denominator, each criterion, the verdict. Clauses V1, C2."""

import polars as pl

from tuopin.assessment.listing import Listing, names_of
from tuopin.assessment.result import Result
from tuopin.assessment.wording import VERDICTS
from tuopin.common.words import Words
from tuopin.register.schema import Choice, Field, Kind, Option
from tuopin.register.schema.units import PERCENT, PERSONS
from tuopin.register.snapshot import Snapshot

TITLES = {
    "villages": Words("村：贫困发生率和各项条件", "villages: incidence and every criterion"),
    "counties": Words("县：贫困发生率和各项条件", "counties: incidence and every criterion"),
}
UNITS = {"villages": "village", "counties": "county"}
VERDICT = Choice("verdict", tuple(Option(token, (words.zh,), words.en) for token, words in VERDICTS.items()))
COUNTED = (
    Field("households", Kind.COUNT, ("登记户数",), "households on record"),
    Field("registered_persons", Kind.COUNT, ("在册未脱贫人口",), "persons on the register", unit=PERSONS),
    Field("leaving_persons", Kind.COUNT, ("可以退出人口",), "persons who may leave", unit=PERSONS),
    Field("wrongly_exited_persons", Kind.COUNT, ("已脱贫但不达标人口",), "exited but failing", unit=PERSONS),
    Field("unknown_households", Kind.COUNT, ("不明户",), "households unknown"),
    Field("poor_low", Kind.COUNT, ("剩余贫困人口（确定）",), "poor for certain", unit=PERSONS),
    Field("poor_high", Kind.COUNT, ("剩余贫困人口（含不明）",), "possibly poor (numerator)", unit=PERSONS),
    Field("population", Kind.COUNT, ("总人口（分母）",), "population (denominator)", unit=PERSONS),
    Field("rate", Kind.HUNDREDTHS, ("发生率",), "incidence", unit=PERCENT),
    Field("limit", Kind.HUNDREDTHS, ("限值",), "limit", unit=PERCENT),
)


def place_listing(result: Result, name: str, *, place: str, snapshot: Snapshot | None) -> Listing:
    """The villages or counties of a result within a place."""
    unit = UNITS[name]
    code = Field(f"{unit}_code", Kind.CODE, ("区划代码",), "place code")
    title = Field("name", Kind.TEXT, ("名称",), "name")
    criteria = result.manifest["definitions"].get(unit, [])
    judged = tuple(Field(f"{each['criterion']}_verdict", Kind.CHOICE, (each["title"]["zh"],), each["title"]["en"], VERDICT) for each in criteria)
    leaving = (Field("standard_verdict", Kind.CHOICE, ("结论",), "verdict", VERDICT), Field("may_leave", Kind.FLAG, ("可以退出",), "may leave"))
    fields = (code, title, *COUNTED, *judged, *leaving)
    return Listing(name, TITLES[name], fields, iter([_rows(result, name, place=place, snapshot=snapshot).select(field.name for field in fields)]))


def _rows(result: Result, name: str, *, place: str, snapshot: Snapshot | None) -> pl.DataFrame:
    code = f"{UNITS[name]}_code"
    table = result.table(name).filter(pl.col(code).str.starts_with(place))
    criteria = [each["criterion"] for each in result.manifest["definitions"].get(UNITS[name], [])]
    verdicts = {f"{each}_verdict": _word(pl.col(each)) for each in criteria} | {"standard_verdict": _word(pl.col("standard_met"))}
    names = names_of(snapshot, place)
    rate, limit = (pl.col(each) if each in table.columns else pl.lit(None, pl.Int64) for each in ("incidence_value", "incidence_threshold"))
    return table.with_columns(
        rate=rate, limit=limit, name=pl.col(code).replace_strict(names, default=pl.col(code), return_dtype=pl.String), **verdicts
    )


def _word(met: pl.Expr) -> pl.Expr:
    return pl.when(met).then(pl.lit("met")).when(met.is_null()).then(pl.lit("unknown")).otherwise(pl.lit("not_met"))
