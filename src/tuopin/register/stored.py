"""How a declared table is stored: which columns, of which type, which sealed, whose place, which subject. No Django here.

A row is a version: what was held true from a day to a day (`valid_from`, `valid_to`, the end excluded, none is open), as recorded
at an instant, until another version takes its place (`superseded_at`, none is current). Clauses R3a, R3c.
"""

from dataclasses import dataclass

from tuopin.register.schema import TABLES, Field, Kind, Table

SEALED = ("id_number", "phone")
TYPES = {
    Kind.TEXT: "text", Kind.CODE: "text", Kind.CHOICE: "text", Kind.CHOICES: "text", Kind.COUNT: "integer", Kind.YEAR: "integer",
    Kind.FEN: "bigint", Kind.HUNDREDTHS: "bigint", Kind.TENK_FEN: "bigint", Kind.DAY: "date", Kind.MONTH: "date", Kind.FLAG: "boolean",
}  # fmt: skip
VALID = ("valid_from", "valid_to")
RECORDED = ("recorded_at", "superseded_at", "act_id", "superseded_by", "change_id")


@dataclass(frozen=True)
class Stored:
    """One declared table as it lies in the database."""

    table: Table
    place: str  # the column that row-level security looks at
    subject: str  # the kind of subject, before the code in an act: household/…, person/…
    code: str  # the column that holds the subject's code
    dated: bool  # whether a version holds from day to day (else for a year)

    @property
    def name(self) -> str:
        """The database table of versions."""
        return f"register_{self.table.name}"

    @property
    def staged(self) -> str:
        """The database table of rows that wait for acceptance."""
        return f"register_staged_{self.table.name}"

    @property
    def plain(self) -> tuple[Field, ...]:
        """The declared fields stored as they are."""
        return tuple(field for field in self.table.fields if field.name not in SEALED)

    @property
    def sealed(self) -> tuple[Field, ...]:
        """The declared fields stored encrypted, with a blind index beside."""
        return tuple(field for field in self.table.fields if field.name in SEALED)

    @property
    def key(self) -> tuple[str, ...]:
        """The declared key: one current version of it at a time (and on a day, where dated)."""
        return self.table.key

    @property
    def columns(self) -> tuple[str, ...]:
        """What a version says: plain fields, sealed pairs, and from when to when."""
        pairs = [f"{field.name}_{part}" for field in self.sealed for part in ("sealed", "index")]
        return (*(field.name for field in self.plain), *pairs, *(VALID if self.dated else ()))

    @property
    def types(self) -> dict[str, str]:
        """Column to PostgreSQL type, in the order of `columns`."""
        told = {field.name: TYPES[field.kind] for field in self.plain}
        return {name: told.get(name, "date" if name in VALID else "bytea") for name in self.columns}


STORED: dict[str, Stored] = {
    "household": Stored(TABLES["household"], "village_code", "household", "household_code", dated=True),
    "person": Stored(TABLES["person"], "village_code", "person", "person_code", dated=True),
    "household_year": Stored(TABLES["household_year"], "village_code", "household", "household_code", dated=False),
    "person_year": Stored(TABLES["person_year"], "village_code", "person", "person_code", dated=False),
    "village_year": Stored(TABLES["village_year"], "village_code", "village", "village_code", dated=False),
    "county_year": Stored(TABLES["county_year"], "county_code", "county", "county_code", dated=False),
    "place": Stored(TABLES["place"], "code", "place", "code", dated=True),
}
