"""What each row is about: village, household, person, year; and the rows that cannot say it, or say it twice."""

import polars as pl

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.register.importing.columns import DECLARED
from tuopin.register.importing.found import found, together
from tuopin.register.importing.options import Options
from tuopin.register.importing.places import Answer, Named, resolve
from tuopin.register.importing.recognise import Column, Recognised
from tuopin.register.importing.rules import FATAL
from tuopin.register.layouts import Grain

PLACES = ("place.province", "place.prefecture", "place.county", "place.township", "place.village")
KEYS = ("village_code", "household_code", "person_code", "ident", "year", "county_code")
UNIQUE = {
    Grain.PERSON: ("household_code", "ident", "year"),
    Grain.HOUSEHOLD: ("household_code", "year"),
    Grain.VILLAGE: ("village_code", "year"),
    Grain.COUNTY: ("county_code", "year"),
}


def keyed(
    frame: pl.DataFrame, text: pl.DataFrame, seen: Recognised, *, year: int | None, options: Options, where: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The frame with the key columns put in front, and the findings about keys."""
    placed, place_findings = _placed(frame, seen, options=options, where=where)
    rows = placed.select("row", *_keys(placed, year), pl.exclude("row", *KEYS, "^key\\..*$", "^place\\..*$"))
    missing = [place_findings, *_missing(rows, text, seen)]
    fatal_rows = together(missing).filter(pl.col("rule").is_in(FATAL))["row"].unique()
    return rows, together([*missing, _doubled(rows, text, seen=seen, fatal_rows=fatal_rows)])


def _keys(frame: pl.DataFrame, year: int | None) -> list[pl.Expr]:
    def given(name: str) -> pl.Expr:
        return pl.col(name) if name in frame.columns else pl.lit(None, pl.String)

    own_year = pl.col("key.year") if "key.year" in frame.columns else pl.lit(None, pl.Int32)
    ident = pl.coalesce(given("key.person_code"), given("person.id_number"), given("person.name"))
    return [
        pl.col("village_code"),
        given("key.household_code").alias("household_code"),
        given("key.person_code").alias("person_code"),
        ident.alias("ident"),
        pl.coalesce(own_year, pl.lit(year, pl.Int32)).alias("year"),
        pl.col("county_code"),
    ]


def _placed(
    frame: pl.DataFrame, seen: Recognised, *, options: Options, where: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """village_code and county_code by row: each distinct naming of a place is resolved once."""
    county_grain = seen.layout.grain is Grain.COUNTY
    code = "key.county_code" if county_grain else "key.village_code"
    names = [name if name in frame.columns else None for name in (*PLACES, code)]
    named = frame.select(
        *(pl.col(name) if name else pl.lit(None, pl.String).alias(f"none{k}") for k, name in enumerate(names))
    )
    once = named.unique(maintain_order=True)
    answers = [
        resolve(Named(*row), options.book, "county" if county_grain else "village") for row in once.iter_rows()
    ]
    _any_known(answers, once, options=options, where=where)
    table = once.with_columns(
        pl.Series("code", [answer.code for answer in answers], dtype=pl.String),
        pl.Series("rule", [answer.rule for answer in answers], dtype=pl.String),
        pl.Series("zh", [answer.detail.zh for answer in answers], dtype=pl.String),
        pl.Series("en", [answer.detail.en for answer in answers], dtype=pl.String),
    )
    joined = pl.concat([frame.select("row"), named], how="horizontal").join(
        table, on=named.columns, how="left", nulls_equal=True, maintain_order="left"
    )
    codes = joined["code"]
    placed = frame.with_columns(
        (pl.lit(None, pl.String) if county_grain else codes).alias("village_code"),
        codes.str.slice(0, 6).alias("county_code"),
    )
    return placed, _place_findings(joined, seen)


def _place_findings(joined: pl.DataFrame, seen: Recognised) -> pl.DataFrame:
    optional = seen.layout.grain is Grain.HOUSEHOLD  # it stands in its household's village
    wrong = joined.filter(pl.col("rule").is_not_null() & ~((pl.col("rule") == "I12") & optional))
    there = [pl.col(name).fill_null("") for name in PLACES if name in joined.columns]
    value = pl.concat_str(there, separator=" ").str.strip_chars() if there else pl.col("zh")
    where = _located(seen, "key.village_code", "key.county_code", *reversed(PLACES))
    return found(wrong.with_columns(*where, value.alias("value"), pl.lit(_PLACED[seen.layout.grain]).alias("target")))


_PLACED = {
    Grain.PERSON: "household.village_code",
    Grain.HOUSEHOLD: "household.village_code",
    Grain.VILLAGE: "village_year.village_code",
    Grain.COUNTY: "county_year.county_code",
}


def _any_known(answers: list[Answer], once: pl.DataFrame, *, options: Options, where: str) -> None:
    """Where no village of the county is known at all, one sentence is better than every row refused."""
    if not answers or any(answer.code for answer in answers):
        return
    for row in once.iter_rows():
        county = resolve(Named(*row)._replace(code=None), options.book, "county").code
        if county and not options.book.has_villages(county):
            name = options.book.known[county].name
            raise BadInput(
                where,
                Words(
                    f"名录里没有{name}（{county}）的行政村", f"the gazetteer holds no villages of {name} ({county})"
                ),
                Words(
                    "用 --places 提供 CSV（code,name：12 位村代码和村名）",
                    "give them with --places, a CSV of code,name with 12-digit village codes",
                ),
            )


def _missing(rows: pl.DataFrame, text: pl.DataFrame, seen: Recognised) -> list[pl.DataFrame]:
    grain = seen.layout.grain
    people = grain is Grain.PERSON
    empty = {target: _blank(text, seen, target) for target in ("key.household_code", "key.person_code", "key.year")}
    cases = [
        ("I01", "key.household_code", empty["key.household_code"], people or grain is Grain.HOUSEHOLD),
        ("I03", "key.person_code", rows["ident"].is_null() & empty["key.person_code"], people),
        ("I11", "key.year", rows["year"].is_null() & empty["key.year"], True),
    ]
    return [
        _where(rows.filter(broken), rule, seen=seen, target=target) for rule, target, broken, asked in cases if asked
    ]


def _blank(text: pl.DataFrame, seen: Recognised, target: str) -> pl.Series:
    """Rows with nothing in that column (a cell that cannot be read has its own finding)."""
    column = _column(seen, target)
    return text[str(column.number)].is_null() if column else pl.Series([True]).new_from_index(0, len(text))


def _where(broken: pl.DataFrame, rule: str, *, seen: Recognised, target: str) -> pl.DataFrame:
    return found(
        broken.select(
            "row", pl.lit(rule).alias("rule"), pl.lit(DECLARED[target]).alias("target"), *_located(seen, target)
        )
    )


def _located(seen: Recognised, *targets: str) -> tuple[pl.Expr, pl.Expr]:
    """Number (from 1) and label of the first of these columns that is there, else null."""
    column = _column(seen, *targets)
    return pl.lit(column.number + 1 if column else None, pl.Int64).alias("column"), pl.lit(
        column.label if column else None, pl.String
    ).alias("label")


_SUBJECT = {
    Grain.PERSON: ("key.person_code", "key.household_code"),
    Grain.HOUSEHOLD: ("key.household_code",),
    Grain.VILLAGE: ("place.village", "key.village_code"),
    Grain.COUNTY: ("key.county_code", "place.county"),
}


def _doubled(rows: pl.DataFrame, text: pl.DataFrame, *, seen: Recognised, fatal_rows: pl.Series) -> pl.DataFrame:
    """Rows whose key stood before in this sheet: I07 with the same content, I08 with another."""
    content = text.select(pl.struct(str(column.number) for column in seen.columns).hash(0).alias("content"))[
        "content"
    ]
    unique = UNIQUE[seen.layout.grain]
    keyed_rows = rows.with_columns(content).filter(~pl.col("row").is_in(fatal_rows.implode()))
    first = keyed_rows.with_columns(
        pl.col("row").first().over(unique).alias("first"), pl.col("content").first().over(unique).alias("same")
    )
    double = first.filter(pl.col("row") != pl.col("first"))
    said = pl.col("first").cast(pl.String)
    return found(
        double.select(
            "row",
            pl.when(pl.col("content") == pl.col("same")).then(pl.lit("I07")).otherwise(pl.lit("I08")).alias("rule"),
            said.alias("zh"),
            said.alias("en"),
            *_located(seen, *_SUBJECT[seen.layout.grain]),
            pl.coalesce("person_code", "household_code", "village_code", "county_code").alias("value"),
        )
    )


def _column(seen: Recognised, *targets: str) -> Column | None:
    return next((column for target in targets for column in seen.columns if column.target == target), None)
