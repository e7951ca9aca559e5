"""The reference page is made from the catalogue, is current, and holds no number as it is used."""

import re
from pathlib import Path

from tuopin.register.quality.rule import catalogue
from tuopin.report.quality_page import PAGE, page

ROOT = Path(__file__).resolve().parents[4]


def test_the_page_is_current():
    assert (ROOT / PAGE).read_text("utf-8") == page(), "run: python -m tuopin.report.quality_page"


def test_the_page_lists_every_rule():
    listed = re.findall(r'<a id="([a-z]+-\d\d)">', page())

    assert listed == list(catalogue())


def test_the_page_lists_at_least_150():
    assert len(re.findall(r'<a id="', page())) >= 150


def test_no_identity_number_is_written_out():
    assert re.findall(r"\d{17}[\dX]", page()) == []
