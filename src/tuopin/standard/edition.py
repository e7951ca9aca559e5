"""An edition of the exit standard: dated, sourced numbers for each unit, laid over its base. Clauses R2b, R2c, H1, V1-V2, C1-C2."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path

from tuopin.common import digest
from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import Words
from tuopin.standard import reading
from tuopin.standard.criterion import Unit
from tuopin.standard.drafts import Draft, Ground, draft
from tuopin.standard.given import Given
from tuopin.standard.income import IncomeRules
from tuopin.standard.income_file import income_rules
from tuopin.standard.overlay import laid_over
from tuopin.standard.rule import Rule

__all__ = ["Edition", "Rule", "Unit", "listed", "load"]


@dataclass(frozen=True)
class Edition:
    """A standard in force from a day on (until a last day, if it was replaced), for a place and everything in it.

    `authority` is the prefix of the place ("" the nation, "45" Guangxi). `left_open` says what the sources do not tell, and
    what was left out on purpose; nothing is filled in for it. `digest` is of the merged meaning: same digest, same verdicts.
    """

    name: str
    title: Words
    authority: str
    in_force: date
    in_force_ground: Ground
    until: date | None
    base: str | None
    standards: Mapping[Unit, tuple[Rule, ...]]
    income: IncomeRules
    left_open: tuple[Words, ...]

    @property
    def units(self) -> tuple[Unit, ...]:
        """Who this edition assesses."""
        return tuple(unit for unit in Unit if self.standards.get(unit))

    def rules(self, unit: Unit) -> tuple[Rule, ...]:
        """Every rule for one kind of unit, in order."""
        return self.standards.get(unit, ())

    def in_force_on(self, day: date) -> bool:
        """Whether it holds on that day, its first and last day included."""
        return self.in_force <= day and (self.until is None or day <= self.until)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what it means: days, place, criteria, their numbers, what counts as income; not its citations or titles."""
        return digest.of_value(
            {
                "in_force": self.in_force.isoformat(),
                "until": self.until and self.until.isoformat(),
                "authority": self.authority,
                "rules": {unit: [_meaning(rule) for rule in self.rules(unit)] for unit in self.units},
                "excluded": {each.fact: {fact: sorted(values) for fact, values in each.when.items()} for each in self.income.excluded},
                "cost_ratios": dict(self.income.cost_ratios),
                "accept_recorded": self.income.accept_recorded,
            }
        )


def load(name_or_path: str, *, on: date | None = None) -> Edition:
    """The edition of that name, or in that file; with `on`, it must be in force on that day.

    BadInput names file and key of anything that is not as declared or that loosens its base. Refused where the day is outside
    the edition's days: the nearest edition is never taken instead.
    """
    edition = _read(_found(name_or_path), ())
    if on and not edition.in_force_on(on):
        until = edition.until or ""
        raise Refused(
            "no_edition_in_force",
            because=Words(
                f"标准 {edition.name} 在 {on} 不生效（{edition.in_force} 起{until and f'，{until} 止'}）",
                f"edition {edition.name} is not in force on {on} (it holds from {edition.in_force}{until and f' to {until}'})",
            ),
            remedy=Words("用 tuopin standard list 查当日有效的标准", "see tuopin standard list for the edition in force on the day"),
            clause=edition.in_force_ground.clause,
        )
    return edition


def listed() -> tuple[Edition, ...]:
    """Every edition shipped: the nation's first, then by place and day."""
    return tuple(sorted(map(load, _shipped()), key=lambda edition: (edition.authority, edition.in_force, edition.name)))


def _meaning(rule: Rule) -> list[object]:
    numbers = {parameter: _value(given) for parameter, given in rule.given.items()}
    return [rule.criterion.name, rule.binding, numbers]


def _value(given: Given) -> object:
    if given.years:
        return {str(year): _value(each) for year, each in given.years.items()}
    value = given.value
    if isinstance(value, tuple):
        return sorted(value)
    return dict(value) if isinstance(value, Mapping) else value


def _shipped() -> tuple[str, ...]:
    folder = files("tuopin.standard").joinpath("editions")
    return tuple(sorted(each.name.removesuffix(".toml") for each in folder.iterdir() if each.name.endswith(".toml")))


def _found(name_or_path: str, beside: Path | None = None) -> Path | str:
    """A shipped name stays a name; anything that ends in .toml is a file (beside the file that names it)."""
    if name_or_path.endswith(".toml"):
        return (beside or Path()) / name_or_path
    if name_or_path in _shipped():
        return name_or_path
    named = ", ".join(_shipped())
    raise BadInput(
        name_or_path,
        Words("没有这个名称的标准", "there is no edition of that name"),
        Words(f"可用：{named}；或给出 .toml 文件", f"there are: {named}; or give a .toml file"),
    )


def _read(found: Path | str, above: tuple[Path | str, ...]) -> Edition:
    if isinstance(found, str):
        with as_file(files("tuopin.standard").joinpath("editions", f"{found}.toml")) as path:
            said = draft(reading.read(path))
    else:
        said = draft(reading.read(found, str(found)))
    base = _base(said, found, (*above, found)) if said.base else None
    standards = {unit: laid_over(base.rules(unit) if base else (), said.rules[unit], said.name) for unit in Unit}
    income = income_rules(said.income, said.reader, base.income if base else None)
    return Edition(
        said.name, said.title, said.authority, said.in_force, said.in_force_ground, said.until, said.base, standards, income, said.left_open
    )


def _base(said: Draft, found: Path | str, above: tuple[Path | str, ...]) -> Edition:
    try:
        basis = _found(said.base or "", found.parent if isinstance(found, Path) else None)
    except BadInput as error:
        said.top.refuse("base", error.because.zh, error.because.en)
    if basis in above:
        said.top.refuse("base", "标准互为基础，绕成了一圈", "the editions are each other's base")
    base = _read(basis, above)
    if said.in_force < base.in_force:
        said.top.refuse("in_force.on", f"早于基础标准的生效日 {base.in_force}", f"is earlier than the base's day, {base.in_force}")
    if not said.authority.startswith(base.authority):
        said.top.refuse("authority", "不在基础标准的地区之内", "is not within the place of the base")
    return base
