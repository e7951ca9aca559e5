"""A peer: cn-2016's household standard as an OpenFisca-Core system. It has no null, so each finding is a number: 1, 0 or -1 (unknown).

OpenFisca-Core is AGPL-3.0; it is measured beside the project and never imported by it.
Usage: openfisca_core_system.py SNAPSHOT YEAR OUT
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERSON = build_entity("person", "persons", "person", is_person=True)
HOUSEHOLD = build_entity("household", "households", "household", roles=[{"key": "member", "plural": "members"}])
SIX = ("income", "food", "clothing", "schooling", "medical", "housing")


def variable(name: str, entity: Any, formula: Any = None) -> type[Variable]:
    """A yearly variable of whole numbers held in doubles."""
    return type(name, (Variable,), {"value_type": float, "entity": entity, "definition_period": DateUnit.YEAR} | ({"formula": formula} if formula else {}))


def income(household: Any, period: Any) -> Any:
    """Above the line, compared as whole fen of the household."""
    net, members = household("net", period), household("members", period)
    return np.where(np.isnan(net) | np.isnan(members), -1, net > members * household("line", period))


def each_member(fact: str) -> Any:
    """Every member satisfies; one unknown or uncounted leaves it unknown."""

    def formula(household: Any, period: Any) -> Any:
        finding, members = household.members(fact, period), household("members", period)
        failing, unknown = household.sum(finding == 0), household.sum(finding == -1)
        complete = (unknown == 0) & (household.nb_persons() >= members)
        return np.where(failing > 0, 0, np.where(complete, 1, -1))

    return formula


def standard_met(household: Any, period: Any) -> Any:
    """Kleene's conjunction of the six."""
    six = np.stack([household(name, period) for name in SIX])
    return np.where((six == 0).any(axis=0), 0, np.where((six == -1).any(axis=0), -1, 1))


def may_leave(household: Any, period: Any) -> Any:
    """On the register and everything met."""
    return (household("standard_met", period) == 1) & (household("on_register", period) == 1)


def main(root: Path, year: int, out: Path) -> None:
    """Read, judge, write."""
    from peers.given import numbers
    from peers.prepared import household_inputs, person_inputs

    given = numbers(year)
    households, persons = household_inputs(root, year, given), person_inputs(root, year, given)
    persons = persons.join(households.select("household_code", position=pl.int_range(pl.len())), on="household_code").sort("position")
    system = TaxBenefitSystem([PERSON, HOUSEHOLD])
    inputs = {"household": ("net", "members", "line", "on_register", "food", "clothing", "housing"), "person": ("at_school", "insured")}
    for name in inputs["household"]:
        system.add_variable(variable(name, HOUSEHOLD))
    for name in inputs["person"]:
        system.add_variable(variable(name, PERSON))
    members = (("schooling", each_member("at_school")), ("medical", each_member("insured")))
    for name, formula in (("income", income), *members, ("standard_met", standard_met), ("may_leave", may_leave)):
        system.add_variable(variable(name, HOUSEHOLD, formula))
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("person", np.arange(len(persons)))
    group = builder.declare_entity("household", np.arange(len(households)))
    builder.join_with_persons(group, persons["position"].to_numpy(), np.zeros(len(persons), dtype=np.int64))
    simulation = builder.build(system)
    for table, frame in ((inputs["household"], households), (inputs["person"], persons)):
        for name in table:
            simulation.set_input(name, str(year), frame[name].cast(pl.Float64).to_numpy())
    told = {name: simulation.calculate(name, str(year)) for name in (*SIX, "standard_met", "may_leave")}
    meaning = {1: True, 0: False, -1: None}
    findings = {name: pl.Series(values).cast(pl.Int8).replace_strict(meaning, return_dtype=pl.Boolean) for name, values in told.items()}
    out.parent.mkdir(parents=True, exist_ok=True)
    households.select("household_code", "village_code", "status").with_columns(**findings).write_parquet(out, compression="zstd", compression_level=1)


if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
