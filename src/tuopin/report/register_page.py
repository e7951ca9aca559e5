"""The reference page of the register's tables, layouts and lists, generated from their one declaration."""

from tuopin.register.layouts import LAYOUTS, Layout
from tuopin.register.schema import TABLES, Choice, Field, Table

HEAD = """# The register: tables, layouts, lists

Generated from `src/tuopin/register/schema` and `src/tuopin/register/layouts`; do not edit (`python -m tuopin.report.pages`).
Money is stored as integer fen, areas and distances as integer hundredths, months as the first day of the month, several answers
joined by `|`. Fields marked *private* never leave in a notice or a list.
"""


def page() -> str:
    """The whole page."""
    tables = [part for table in TABLES.values() for part in _table(table)]
    layouts = [part for layout in LAYOUTS.values() for part in _layout(layout)]
    lists = [part for choice in _choices() for part in _choice(choice)]
    return "\n".join([HEAD, "## Tables", "", *tables, "## Layouts", "", *layouts, "## Lists", "", *lists])


def _table(table: Table) -> list[str]:
    head = [f"### {table.name} {table.words.zh}", "", f"One row a {table.words.en}; key: {', '.join(table.key)}.", ""]
    head += ["| field | kind | labels in workbooks | meaning | unit | list |", "|---|---|---|---|---|---|"]
    return [*head, *(_field(field) for field in table.fields), ""]


def _field(field: Field) -> str:
    unit = field.unit.en if field.unit else ""
    listed = f"[{field.choice.name}](#{field.choice.name})" if field.choice else ""
    marks = "".join(f" *{mark}*" for mark, on in (("required", field.required), ("private", field.private)) if on)
    return f"| `{field.name}` | {field.kind}{marks} | {' · '.join(field.labels)} | {field.en} | {unit} | {listed} |"


def _layout(layout: Layout) -> list[str]:
    known = " · ".join(sorted(layout.signature))
    columns = " · ".join(f"{column.label}" + (f" → `{column.target}`" if column.target else "") for column in layout.columns)
    return [f"### {layout.name} {layout.title.zh}", "", f"{layout.title.en}; one row a {layout.grain}. Known by: {known}.", "", columns, ""]


def _choices() -> list[Choice]:
    found = {field.choice.name: field.choice for table in TABLES.values() for field in table.fields if field.choice}
    return [found[name] for name in sorted(found)]


def _choice(choice: Choice) -> list[str]:
    rows = [f"| `{option.token}` | {' · '.join(option.labels)} | {option.en} |" for option in choice.options]
    return [f"### {choice.name}", "", "| stored | labels | meaning |", "|---|---|---|", *rows, ""]
