"""What a run came to, in a few lines."""

from pathlib import Path
from typing import Any

from tuopin.cli.frame import told

LINES = (
    ("households", "户", "households"),
    ("persons", "人", "persons"),
    ("leaving_households", "可以退出的户", "households that may leave"),
    ("leaving_persons", "可以退出的人", "persons who may leave"),
    ("wrongly_exited_households", "已标脱贫但不达标的户", "registered as exited but fail"),
    ("unknown_households", "结论不明的户", "households whose verdict is unknown"),
    ("villages_leaving", "可以出列的贫困村", "poor villages that may leave"),
    ("counties_leaving", "可以退出的县", "counties that may leave"),
)


def shown(manifest: dict[str, Any], out: Path) -> str:
    """The counts of a run, one a line, then where the result lies."""
    counts = manifest["counts"]
    head = told("评估完成：", "Assessed: ") + f"{manifest['edition']['name']}, {manifest['year']}"
    if manifest["snapshot"]["synthetic"]:
        head += told("（合成数据，人物均为虚构）", " (synthetic data, no real person)")
    lines = [f"  {counts[name]:>14,}  {told(zh, en)}" for name, zh, en in LINES]
    return "\n".join([head, *lines, told("结果在", "Result in") + f" {out}"])
