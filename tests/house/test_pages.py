"""Generated pages say what the code says now."""

from pathlib import Path

import pytest

from tuopin.report.pages import PAGES

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


@pytest.mark.parametrize("name", PAGES)
def test_page_is_current(name: str) -> None:
    """`python -m tuopin.report.pages` has been run since the last change."""
    assert (REFERENCE / name).read_text("utf-8") == PAGES[name]()
