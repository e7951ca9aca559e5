"""A made-up register without planted errors has nothing fatal in it and contradicts itself nowhere. Clause R3a."""

import polars as pl
import pytest

from tuopin.register.quality.run import check
from tuopin.register.snapshot import Snapshot
from tuopin.synthetic.snapshots import Recipe, write_snapshot

GRAVE = ("fatal", "contradiction")
REGISTERS = {
    "two counties, two years": Recipe({"520381": 1500, "360881": 1500}, 2016, (2015, 2016)),
    "three years": Recipe({"410225": 1500}, 5, (2014, 2015, 2016)),
    "late, monitored": Recipe({"520526": 1500}, 11, (2021, 2022)),
    "a county whose villages are made up": Recipe({"620102": 800}, 3, (2016,)),
}


@pytest.mark.parametrize("recipe", REGISTERS.values(), ids=REGISTERS.keys())
def test_a_clean_register_has_no_grave_problem(recipe, tmp_path):
    write_snapshot(tmp_path / "snapshot", recipe)
    found = pl.concat([each.problems for each in check(Snapshot.open(tmp_path / "snapshot"))])
    grave = found.filter(pl.col("level").is_in(GRAVE)).group_by("rule").agg(pl.len(), pl.col("because_en").first())

    assert grave.rows() == []
