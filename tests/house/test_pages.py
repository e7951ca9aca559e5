"""Generated pages say what the code says now."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tuopin.report.pages import PAGES

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


@pytest.mark.parametrize("name", PAGES)
def test_page_is_current(name: str) -> None:
    """`python -m tuopin.report.pages` has been run since the last change."""
    assert (REFERENCE / name).read_text("utf-8") == PAGES[name]()


def test_commands_page_is_current() -> None:
    """`TUOPIN_LANG=en python -m tuopin.cli.reference` prints it; its own process, as a command's help is chosen when it is loaded."""
    surroundings = {**os.environ, "TUOPIN_LANG": "en", "PYTHONUTF8": "1"}
    told = subprocess.run([sys.executable, "-m", "tuopin.cli.reference"], env=surroundings, capture_output=True, encoding="utf-8", check=True)
    assert (REFERENCE / "commands.md").read_text("utf-8") == told.stdout
