"""Small editions written for a test: a base, and an overlay over it, each with one line changed."""

from tuopin.common.refused import BadInput
from tuopin.standard.edition import load

GROUND = 'clause = "H1", source = "text", certainty = "official"'
HEAD = """
name = "{name}"
title = {{ zh = "试", en = "test" }}
authority = "{authority}"
in_force = {{ on = {on}, clause = "P0", source = "text", certainty = "official" }}
{more}
[sources]
text = "测试文本"
"""
BASE = """
[income]
accept_recorded = { value = false, GROUND }

[[income.excluded]]
fact = "low_allowance_income"
when = { allowance_class = ["C"] }
GROUNDS

[[income.cost_ratios]]
line = "grain_income"
percent = 40
GROUNDS

[[household]]
criterion = "income"
GROUNDS
given.line = { value = { 2016 = 2952, 2017 = 2952 }, GROUND }
given.years = { value = 2, GROUND }

[[household]]
criterion = "schooling"
GROUNDS
given.from_age = { value = 6, GROUND }
given.to_age = { value = 15, GROUND }
given.excused = { value = ["illness", "disability"], GROUND }

[[village]]
criterion = "incidence"
GROUNDS
given.limit = { value = { other = 2, west = 3 }, GROUND }
given.at_limit = { value = true, GROUND }

[[village]]
criterion = "industry"
binding = false
GROUNDS
"""


def grounded(text):
    """GROUND inside braces and GROUNDS as lines stand for clause, source and certainty."""
    return text.replace("GROUNDS", GROUND.replace(", ", "\n")).replace("GROUND", GROUND)


def written(folder, name, text, **head):
    """An edition's file in the folder."""
    said = {"authority": "", "on": "2016-04-23", "more": ""} | head
    path = folder / f"{name}.toml"
    path.write_text(HEAD.format(name=name, **said) + grounded(text), "utf-8")
    return path


def overlay(folder, text, **head):
    """An overlay of the base, in the same folder."""
    written(folder, "base", BASE)
    return written(folder, "over", text, **{"authority": "45", "more": 'base = "base.toml"'} | head)


def refusal(path):
    """Where and why the file is refused, in English; None if it is sound."""
    try:
        load(str(path))
    except BadInput as error:
        return error.where.removeprefix(f"{path.parent}/"), error.because.en
    return None
