"""Exemptions: with a reason, by somebody, until a day; counted apart; a fatal problem has none."""

from datetime import date

import pytest

from chapters.register.quality.frozen import VILLAGE, freeze
from tuopin.common.refused import BadInput
from tuopin.register.quality.exemptions import read, split, standings, used
from tuopin.register.quality.outcome import carry_out
from tuopin.register.quality.rule import catalogue
from tuopin.register.quality.run import check, settings_of

DAY = date(2026, 6, 30)
HEAD = "rule,code,reason,until,by\n"
GOOD = "inc-04,1,复核收入,2026-06-30,李某\n"


def listed(tmp_path, text, name="list.csv"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return read(path)


@pytest.mark.parametrize(("on", "state"), [(DAY, "in_force"), (date(2026, 7, 1), "expired")])
def test_an_exemption_ends_with_its_day(tmp_path, on, state):
    assert [one.state for one in standings(listed(tmp_path, HEAD + GOOD), on)] == [state]


@pytest.mark.parametrize(("rule", "state"), [("id-03", "fatal"), ("id-99", "unknown"), ("inc-04", "in_force")])
def test_what_can_be_exempted(tmp_path, rule, state):
    exemptions = listed(tmp_path, HEAD + GOOD.replace("inc-04", rule))

    assert [one.state for one in standings(exemptions, DAY)] == [state]


@pytest.mark.parametrize("code", ["1", VILLAGE])
def test_a_household_or_its_village_is_exempted(tmp_path, code):
    granted = standings(listed(tmp_path, HEAD + GOOD.replace(",1,", f",{code},")), DAY)
    problems = next(check(freeze(tmp_path / "s"), rules=[catalogue()["inc-04"]])).problems

    assert [len(part) for part in split(problems, granted)] == [0, 1]


def test_exempted_problems_are_counted_apart(tmp_path):
    snapshot = freeze(tmp_path / "s")
    granted = standings(listed(tmp_path, HEAD + GOOD), DAY)
    summary = carry_out(snapshot, given=settings_of(snapshot), rules=[catalogue()["inc-04"]], granted=granted)

    assert (summary.problems, summary.exempted, summary.by_rule().rows()) == (0, 1, [("inc-04", 0, 0, 1)])


def test_an_exemption_that_silences_nothing_is_idle(tmp_path):
    snapshot = freeze(tmp_path / "s")
    granted = standings(listed(tmp_path, HEAD + GOOD + GOOD.replace(",1,", ",404,")), DAY)
    summary = carry_out(snapshot, given=settings_of(snapshot), rules=[catalogue()["inc-04"]], granted=granted)

    assert [one.state for one in used(granted, summary.silenced)] == ["in_force", "idle"]


def test_chinese_headers_and_toml_say_the_same(tmp_path):
    chinese = listed(tmp_path, "规则,编号,理由,截止日期,批准人\n" + GOOD)
    toml = listed(tmp_path, '[[exemption]]\nrule="inc-04"\ncode="1"\nreason="复核收入"\nuntil=2026-06-30\nby="李某"\n', "list.toml")

    assert [(one.rule, one.code, one.until, one.by) for one in chinese + toml] == [("inc-04", "1", DAY, "李某")] * 2


BAD = {
    "no column": ("rule,code\ninc-04,1\n", "list.csv:1"),
    "blank reason": (HEAD + "inc-04,1,,2026-06-30,李某\n", "list.csv:2: reason"),
    "no day": (HEAD + GOOD + "inc-04,1,x,明年,李某\n", "list.csv:3: until"),
    "unknown column": ("rule,code,reason,until,by,note\ninc-04,1,x,2026-06-30,y,z\n", "list.csv:2: note"),
}


@pytest.mark.parametrize(("text", "where"), BAD.values(), ids=BAD)
def test_a_bad_list_is_refused_with_its_line(tmp_path, text, where):
    with pytest.raises(BadInput) as refused:
        listed(tmp_path, text)

    assert refused.value.where.endswith(where)


@pytest.mark.parametrize("text", ["[[exemption]", "exemptions = 3", "exemption = 3", '[[exemption]]\nrule="inc-04"'])
def test_a_bad_toml_is_refused(tmp_path, text):
    with pytest.raises(BadInput):
        listed(tmp_path, text, "list.toml")
