"""What may not be in the tree: an index's address, a path of somebody's machine, a number that may be a person's."""

import re
import tomllib

import pytest

from house.tree import ROOT, name, texts

ADDRESS = re.compile(r"https?:|\bfile:|@ |--(extra-)?index-url|--find-links|--trusted-host")
MACHINE_PATH = re.compile(r"(?<![\w.)>}*-])/(?:work|root|home/[a-z]\w*|Users/\w+)(?=[/\s\"'`]|$)")
ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])")
REQUIREMENTS = sorted(ROOT.glob("requirements*"))
PIN = re.compile(r"^(\S+)==(\S+)", re.MULTILINE)


@pytest.mark.parametrize("path", REQUIREMENTS, ids=name)
def test_requirements_carry_no_address(path):
    assert ADDRESS.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", [path for path in REQUIREMENTS if path.suffix == ".txt"], ids=name)
def test_every_requirement_is_pinned_and_hashed(path):
    blocks = re.split(r"\n(?=\S)", path.read_text("utf-8").strip())
    assert [block for block in blocks if not (PIN.match(block) and "--hash=sha256:" in block)] == []


@pytest.mark.parametrize("part", ["test", "spark", "bench"])
def test_every_set_keeps_the_run_time_pins(part):
    run_time, more = (set(PIN.findall((ROOT / f).read_text("utf-8"))) for f in ("requirements.txt", f"requirements-{part}.txt"))
    assert run_time - more == set()


def test_the_package_asks_for_what_requirements_in_names():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    named = [line for line in (ROOT / "requirements.in").read_text("utf-8").splitlines() if line and line[0] != "#"]
    assert sorted(asked) == sorted(re.split(r"[<>=\[]", line)[0] for line in named)


@pytest.mark.parametrize("path", list(texts()), ids=name)
def test_text_names_no_machine_and_no_person(path):
    """An ID-like number may stand only where its line, or the head of its file, says it is synthetic (合成)."""
    text = path.read_text("utf-8")
    assert MACHINE_PATH.findall(text) == []
    assert [line for line in text.splitlines() if ID_NUMBER.search(line) and not marked(text[:400] + line)] == []


def marked(text):
    return "synthetic" in text.lower() or "合成" in text
