"""What a person says about an import: year, area, mapping; and the places they add."""

from dataclasses import dataclass, field

from tuopin.register.importing.mapping import Mapping
from tuopin.register.importing.places import Gazetteer, gazetteer


@dataclass(frozen=True)
class Options:
    """The choices of one import. `year` is the year of the facts where a sheet does not say it itself."""

    year: int | None = None
    mapping: Mapping | None = None
    book: Gazetteer = field(default_factory=lambda: gazetteer(None, ""))
    synthetic: bool = False
