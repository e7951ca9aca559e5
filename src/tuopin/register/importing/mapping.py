"""`--map mapping.toml`: a person says which column of an unknown sheet is what; and a first such file, proposed."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.register.layouts import LAYOUTS
from tuopin.register.layouts.layout import KEY_LABELS, PLACE_LABELS, bare
from tuopin.register.schema import TABLES, Kind

KEYS = {"layout", "sheet", "header_row", "year", "columns", "choices"}
NOT_KEPT = "-"
FLAG = {"是": "true", "否": "false"}


@dataclass(frozen=True)
class Mapping:
    """Bare header label → target (None: not kept), and choice labels a place writes its own way."""

    layout: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    year: int | None = None
    columns: dict[str, str | None] = field(default_factory=dict)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)

    def choices_of(self, target: str) -> dict[str, str]:
        """The person's own labels of one field: label → token."""
        return self.choices.get(target, {})


def read_mapping(path: Path) -> Mapping:
    """The mapping of a TOML file. BadInput names the key that is wrong."""
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise BadInput(str(path), Words("没有这个文件", "no such file")) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(path, "TOML", str(error)) from None
    if unknown := data.keys() - KEYS:
        raise _wrong(path, min(unknown), "unknown key")
    return Mapping(
        layout=_text(path, data, "layout", among=tuple(LAYOUTS)),
        sheet=_text(path, data, "sheet"),
        header_row=_whole(path, data, "header_row"),
        year=_whole(path, data, "year"),
        columns=_columns(path, data.get("columns", {})),
        choices=_choices(path, data.get("choices", {})),
    )


def _columns(path: Path, written: Any) -> dict[str, str | None]:
    if not isinstance(written, dict):
        raise _wrong(path, "columns", "expected a table")
    for label, target in written.items():
        if target != NOT_KEPT and target not in targets():
            raise _wrong(path, f"columns.{label}", f"no such target: {target!r}")
    return {bare(label): None if target == NOT_KEPT else str(target) for label, target in written.items()}


def targets() -> frozenset[str]:
    """Every target a column may have."""
    fields = {f"{table.name}.{name}" for table in TABLES.values() if table.name != "place" for name in table.names}
    return frozenset((*fields, *KEY_LABELS, *PLACE_LABELS))


def _choices(path: Path, written: Any) -> dict[str, dict[str, str]]:
    if not isinstance(written, dict) or not all(isinstance(labels, dict) for labels in written.values()):
        raise _wrong(path, "choices", "expected tables named by their field")
    return {
        target: {str(label): _token(path, target, str(answer)) for label, answer in labels.items()}
        for target, labels in written.items()
    }


def _token(path: Path, target: str, answer: str) -> str:
    table, _, name = target.partition(".")
    one = TABLES[table][name] if table in TABLES and name in TABLES[table].names else None
    accepted = one.choice.by_label() if one and one.choice else FLAG if one and one.kind is Kind.FLAG else {}
    if answer not in accepted:
        raise _wrong(path, f"choices.{target}", f"no such answer: {answer!r}")
    return accepted[answer]


def _text(path: Path, data: dict[str, Any], key: str, *, among: tuple[str, ...] | None = None) -> str | None:
    value = data.get(key)
    if value is not None and (not isinstance(value, str) or (among and value not in among)):
        raise _wrong(path, key, f"expected {' | '.join(among)}" if among else "expected a text")
    return value


def _whole(path: Path, data: dict[str, Any], key: str) -> int | None:
    value = data.get(key)
    if value is not None and not isinstance(value, int):
        raise _wrong(path, key, "expected a whole number")
    return value


def _wrong(path: Path, key: str, what: str) -> BadInput:
    return BadInput(
        f"{path.name}: {key}",
        Words(f"对应表有误：{what}", f"the mapping is wrong: {what}"),
        Words("参考 propose-map 生成的说明", "see the comments that propose-map writes"),
    )
