"""The project's own files, as the house tests see them: what is kept, not what tools and runs leave behind."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (".ci", "benchmarks", "docs", "drills", "src", "tests")
BINARY = {".gz", ".parquet", ".png", ".xls", ".xlsx", ".zip"}


def texts() -> Iterator[Path]:
    """Every text file of the project: the top folder's own and those below the kept folders."""
    inside = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*")))
    for path in (*sorted(ROOT.iterdir()), *inside):
        if path.is_file() and path.suffix not in BINARY and "__pycache__" not in path.parts and not _made(path):
            yield path


def modules(*folders: str) -> Iterator[Path]:
    """Every Python file below the folders."""
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def name(path: Path) -> str:
    """The path as a reader names it."""
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> set[str]:
    """The modules a file imports anywhere in it, by full name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def _made(path: Path) -> bool:
    """Locks of run.py and coverage leftovers in the top folder."""
    return path.parent == ROOT and path.suffix == ".lock"
