"""The sheet of villages: counts, the rate with numerator and denominator, every criterion's verdict. Clauses V1, V2."""



import polars as pl

from tuopin.assessment.facts_read import label_of
from tuopin.assessment.listed_places import place_listing
from tuopin.assessment.working import Working
from tuopin.common.words import Words
from tuopin.register.schema import Field, Kind
from tuopin.report.result_book import Book, Cell, Column


def villages_sheet(book: Book, working: Working, note: str) -> None:
    """Write the sheet."""
    listing = place_listing(working.result, "villages", place=working.county, snapshot=working.run.snapshot)
    poor = working.result.table("villages").filter(pl.col("village_code").str.starts_with(working.county)).select("village_code", "poor_village")
    township = Column(Words("乡镇", "township"), 14, "text")
    kind = Column(Words("贫困村", "poor village"), 10, "text")
    fields = [field for field in listing.fields if field.name != "poor_low"]
    columns = [township, *(_village_column(field) for field in fields[:2]), kind, *(_village_column(field) for field in fields[2:])]
    sheet = book.sheet("村", Words("各村：贫困发生率和条件", "villages: incidence and criteria"), columns, note=note)
    frame = next(listing.frames).join(poor, on="village_code", how="left", maintain_order="left")
    for row in frame.iter_rows(named=True):
        cells = [_village_cell(field, row[field.name]) for field in fields]
        above = row["village_code"][:9]
        sheet.row([working.names.get(above, above), *cells[:2], _yes(row["poor_village"]), *cells[2:]], height=34)


def _village_column(field: Field) -> Column:
    wide = {"name": 14, "village_code": 15}
    look = {Kind.COUNT: "count", Kind.HUNDREDTHS: "share", Kind.CODE: "code"}.get(field.kind, "text")
    return Column(label_of(field), wide.get(field.name, 12), look)


def _village_cell(field: Field, value: object) -> object:
    if field.kind is Kind.CHOICE and field.choice and value:
        english = next(each.en for each in field.choice.options if each.token == value)
        return Cell(f"{field.choice.label(str(value))}\n{english}", str(value))
    if field.kind is Kind.FLAG:
        return _yes(value)
    return value / 100 if field.kind is Kind.HUNDREDTHS and isinstance(value, int) else value


def _yes(value: object) -> str | None:
    return None if value is None else "是 yes" if value else "否 no"
