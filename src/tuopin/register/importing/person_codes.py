"""Person numbers where a sheet has none: taken from another sheet that has them, else made from household and order.

A made number is "household number-NN", NN counting the household's people without a number in the order in which they
first stand in the files as given: the same files give the same numbers, and no document number can be read out of one.
"""

from collections import defaultdict

import polars as pl

Person = tuple[str, str | None, str | None]  # household, document number, name


def coded(persons: pl.DataFrame) -> pl.DataFrame:
    """The rows with person_code filled in everywhere."""
    if not persons["person_code"].has_nulls():
        return persons
    columns = [
        pl.col(name) if name in persons.columns else pl.lit(None, pl.String).alias(name)
        for name in ("household_code", "person.id_number", "person.name", "person_code")
    ]
    rows = list(persons.select(columns).iter_rows())
    known = _Known()
    for household, document, name, code in rows:
        if code:
            known.learn((household, document, name), code)
    codes = [code or known.find((household, document, name)) for household, document, name, code in rows]
    made = _Known()
    ordinals: defaultdict[str, int] = defaultdict(int)
    for number, (household, document, name, _) in enumerate(rows):
        person = (household, document, name)
        if codes[number] is None:
            code = made.find(person)
            if code is None:
                ordinals[household] += 1
                code = f"{household}-{ordinals[household]:02d}"
            made.learn(person, code)
            codes[number] = code
    return persons.with_columns(pl.Series("person_code", codes, dtype=pl.String))


class _Known:
    """Numbers by household and document, and by household and name where no document says otherwise."""

    def __init__(self) -> None:
        self.by_document: dict[tuple[str, str], str] = {}
        self.by_name: dict[tuple[str, str], tuple[str, str | None] | None] = {}

    def learn(self, person: Person, code: str) -> None:
        household, document, name = person
        if document:
            self.by_document.setdefault((household, document), code)
        if name:
            before = self.by_name.setdefault((household, name), (code, document))
            if before and before[0] != code:
                self.by_name[household, name] = None  # two people of one name: a name alone tells nothing
            elif before and document and not before[1]:
                self.by_name[household, name] = (code, document)

    def find(self, person: Person) -> str | None:
        household, document, name = person
        if document and (household, document) in self.by_document:
            return self.by_document[household, document]
        named = self.by_name.get((household, name)) if name else None
        return named[0] if named and not (document and named[1]) else None
