"""Size is kept by a machine: STYLE's median, nine in ten, ceiling; every exception named here, with its reason."""

import ast
import json
import subprocess
import sys
from statistics import median

import pytest

from house.tree import ROOT, modules, name

CEILING = 400
LONG_MODULES: dict[str, str] = {  # path: reason
    "src/tuopin/register/migrations/0001_versions.py": "written by Django from the one declaration of the register",
}
TANGLED_FUNCTIONS: dict[str, str] = {}  # "path:function": reason


def lines(path):
    """Lines that hold something: a blank line is air, not size (ADR-0005)."""
    return sum(bool(line.strip()) for line in path.read_text("utf-8").splitlines())


def share(values, limit):
    return sum(value < limit for value in values) / len(values)


def function_lengths():
    for path in (ROOT / "run.py", *modules("src")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name(path)}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_median_module_is_below_80_lines():
    assert median(lines(path) for path in modules("src")) < 80


def test_nine_modules_in_ten_are_below_250_lines():
    assert share([lines(path) for path in modules("src")], 250) >= 0.9


@pytest.mark.parametrize("path", [ROOT / "run.py", *modules("src", "tests", "benchmarks", "drills")], ids=name)
def test_no_module_is_above_the_ceiling(path):
    assert name(path) in LONG_MODULES or lines(path) <= CEILING


def test_nine_functions_in_ten_are_below_30_lines():
    lengths = dict(function_lengths())
    longest = sorted(lengths, key=lengths.__getitem__, reverse=True)[:10]
    assert share(list(lengths.values()), 30) >= 0.9, longest


def test_no_function_is_tangled():
    """Complexity at most 8 (pyproject.toml), `noqa` or not."""
    command = ["ruff", "check", "--no-cache", "--ignore-noqa", "--select", "C901", "--output-format", "json", "run.py", "src"]
    found = json.loads(subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, check=False).stdout)
    tangled = {f"{each['filename']}: {each['message']}" for each in found}
    assert {each for each in tangled if not any(known in each for known in TANGLED_FUNCTIONS)} == set()


def test_every_exception_is_still_needed():
    assert {path for path in LONG_MODULES if lines(ROOT / path) <= CEILING} == set()
