"""The demonstration's workbooks: four real counties, made-up people, damage planted. Every file says that it is synthetic."""

from pathlib import Path
from typing import Any, Final

from tuopin.common.progress import Advance
from tuopin.synthetic.snapshots import Recipe
from tuopin.synthetic.workbooks import USUAL, write_workbooks

COUNTIES: Final = {"520381": 560, "520526": 840, "360881": 560, "410225": 700}  # households: Chishui, Weining, Jinggangshan, Lankao
YEAR: Final = 2016
ERRORS: Final = 0.02


def demonstration(out: Path, seed: int = YEAR, *, advance: Advance = lambda amount=1: None) -> dict[str, Any]:
    """Write the workbooks, truth.csv with them; returns the counts of what was made and the truth file's path."""
    recipe = Recipe(COUNTIES, seed, (YEAR,))
    return write_workbooks(out, recipe, layouts=USUAL, errors=ERRORS, advance=advance)
