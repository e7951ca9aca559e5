"""SQL of a staged row (`s`) beside the version it is compared with (`v`), generated from the declaration. Clause R2d."""

from tuopin.register.rules.imports import BACKWARDS
from tuopin.register.stored import VALID, Stored

PLACED = ("village_code", "household_code")


def versions(stored: Stored) -> str:
    """The version a staged row is compared with: the one that is open, else the one that ended last. One index look-up a row."""
    same = " AND ".join(f"x.{name} = s.{name}" for name in stored.key)
    last = " ORDER BY x.valid_to DESC NULLS FIRST" if stored.dated else ""
    return f"LEFT JOIN LATERAL (SELECT x.* FROM {stored.name} AS x WHERE {same} AND x.superseded_at IS NULL{last} LIMIT 1) AS v ON true"


def compared(stored: Stored) -> tuple[str, ...]:
    """The declared fields that are compared: all but the key."""
    return tuple(field.name for field in stored.table.fields if field.name not in stored.key)


def differs(stored: Stored) -> str:
    """An array of the names of the fields that the file fills and the register says otherwise; sealed ones by their index."""
    sealed = {field.name for field in stored.sealed}
    columns = {name: f"{name}_index" if name in sealed else name for name in compared(stored)}
    told = (f"CASE WHEN s.{column} IS DISTINCT FROM v.{column} AND s.{column} IS NOT NULL THEN '{name}' END" for name, column in columns.items())
    return f"array_remove(ARRAY[{', '.join(told)}]::text[], NULL)"


def found(stored: Stored) -> str:
    """What the row is found to be, from `v`, `differing` (the array) and `later` (the register knows later years)."""
    if not stored.dated:
        return "CASE WHEN version IS NULL THEN 'new' WHEN differing = '{}' THEN 'same' ELSE 'changed' END"
    places = ", ".join(f"'{name}'" for name in PLACED if name not in stored.key)
    return (
        "CASE WHEN version IS NULL AND NOT later THEN 'new' WHEN version IS NULL THEN 'older' WHEN ended IS NOT NULL THEN 'ended' "
        f"WHEN differing = '{{}}' THEN 'same' WHEN later THEN 'older' WHEN differing && ARRAY[{places}] THEN 'moved' ELSE 'changed' END"
    )


def backwards(stored: Stored) -> str:
    """Whether a status goes back from exited or removed to registered; only households have one."""
    if stored.table.name != "household":
        return "false"
    sides = {side: ", ".join(f"'{status}'" for status in statuses) for side, statuses in BACKWARDS.items()}
    return f"coalesce(v.status IN ({sides['from']}) AND s.status IN ({sides['to']}), false)"


def effective(stored: Stored) -> dict[str, str]:
    """What the register will hold, column by column: the file's value where it fills one, else the version's."""
    told = {name: f"coalesce(s.{name}, v.{name})" for name in stored.columns}
    for field in stored.sealed:  # an equal number keeps its sealed value: nothing is written anew without a change
        equal = f"s.{field.name}_index IS NULL OR s.{field.name}_index = v.{field.name}_index"
        told[f"{field.name}_sealed"] = f"CASE WHEN {equal} THEN v.{field.name}_sealed ELSE s.{field.name}_sealed END"
    return told | {name: f"v.{name}" for name in VALID if stored.dated}
