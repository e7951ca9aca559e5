"""Which known layout a header is, by its labels: the most specific whose signature stands there; else said what is missing."""

from typing import NamedTuple

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.register.importing.header import Header
from tuopin.register.importing.mapping import Mapping
from tuopin.register.importing.vocabulary import many, own_labels, target_of
from tuopin.register.layouts import LAYOUTS, Grain, Layout
from tuopin.register.layouts.layout import bare

NEAREST = 3  # layouts named in a refusal


class Column(NamedTuple):
    """One column that is taken: its number (from 0), the label over it, its target."""

    number: int
    label: str
    target: str


class Recognised(NamedTuple):
    """A sheet understood: its layout, the columns taken, the labels of columns left aside."""

    layout: Layout
    columns: list[Column]
    left_aside: list[str]


def recognise(header: Header, where: str, mapping: Mapping | None) -> Recognised:
    """The layout and columns of a header. BadInput names the nearest layouts and what they miss."""
    layout = LAYOUTS[mapping.layout] if mapping and mapping.layout else _layout(header, where, mapping)
    mapped = mapping.columns if mapping else {}
    wanted: list[tuple[int, Column]] = []
    aside = []
    for number, label in header.labels.items():
        target, own = (mapped[label], True) if label in mapped else target_of(label, layout)
        if target:
            wanted.append((0 if label in mapped else 1 if own else 2, Column(number, label, target)))
        elif not own:
            aside.append(label)
    columns, doubled = _once(wanted)
    _keys_there(layout, columns, where)
    return Recognised(layout, columns, [*aside, *doubled])


NEEDS = {
    Grain.PERSON: ("key.household_code",),
    Grain.HOUSEHOLD: ("key.household_code",),
    Grain.VILLAGE: ("place.village", "key.village_code"),
    Grain.COUNTY: ("key.county_code", "place.county"),
}


def _keys_there(layout: Layout, columns: list[Column], where: str) -> None:
    """A sheet must say what its rows are about."""
    needed = NEEDS[layout.grain]
    if not any(column.target in needed for column in columns):
        raise BadInput(
            where,
            Words(f"缺少列：{'、'.join(needed)}", f"a column is missing: {' or '.join(needed)}"),
            Words("在对应表里指明", "name it in the mapping"),
        )


def _once(wanted: list[tuple[int, Column]]) -> tuple[list[Column], list[str]]:
    taken: dict[str, Column] = {}
    columns, doubled = [], []
    for _, column in sorted(wanted, key=lambda pair: (pair[0], pair[1].number)):
        if column.target in taken and not many(column.target):
            doubled.append(column.label)
            continue
        taken[column.target] = column
        columns.append(column)
    return sorted(columns), doubled


def _layout(header: Header, where: str, mapping: Mapping | None) -> Layout:
    labels = set(header.labels.values())
    mapped = {target for label, target in (mapping.columns if mapping else {}).items() if label in labels}
    for by_target in (False, True):
        fitting = [layout for layout in LAYOUTS.values() if not _missing(layout, labels, mapped, by_target=by_target)]
        if fitting:
            return max(fitting, key=lambda layout: (len(layout.signature), _shared(layout, labels)))
    raise BadInput(
        where,
        _unknown(labels),
        Words(
            "用 tuopin register propose-map 生成对应表，补全后以 --map 导入",
            "write a mapping with: tuopin register propose-map FILE, finish it, import with --map",
        ),
    )


def _missing(layout: Layout, labels: set[str], mapped: set[str | None], *, by_target: bool = False) -> list[str]:
    """Labels of the signature that are not there, neither by name nor (by_target) by another label for the same fact."""
    own = own_labels(layout.name)
    targets = mapped | ({target_of(label, layout)[0] for label in labels} if by_target else set())
    return sorted(
        label
        for label in layout.signature
        if bare(label) not in labels and (own.get(bare(label)) or "") not in targets
    )


def _shared(layout: Layout, labels: set[str]) -> int:
    return len(labels & own_labels(layout.name).keys())


def _unknown(labels: set[str]) -> Words:
    order = sorted(
        LAYOUTS.values(),
        key=lambda layout: (len(_missing(layout, labels, set())) / len(layout.signature), -_shared(layout, labels)),
    )
    near = [(layout, "、".join(_missing(layout, labels, set()))) for layout in order[:NEAREST]]
    return Words(
        "不认识的表式。最接近：" + "；".join(f"{layout.title.zh}（缺 {missing}）" for layout, missing in near),
        "unknown layout. Nearest: "
        + "; ".join(f"{layout.title.en} ({layout.name}; missing {missing})" for layout, missing in near),
    )
