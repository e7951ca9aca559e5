"""An explanation carries the numbers, in both languages, and the smallest change. Clauses R3c, H1, V1, C2."""

import json
import shutil

import pytest

from chapters.assessment.tiny import COUNTY, VILLAGE, code
from tuopin.assessment import companion
from tuopin.assessment.explain import explain_household
from tuopin.assessment.explain_place import explain_place
from tuopin.assessment.gap import find_out, income_gap
from tuopin.assessment.place_counts import room_of
from tuopin.assessment.result import Result
from tuopin.assessment.wording import asked, remedy
from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import Words, choose
from tuopin.register.snapshot import Snapshot
from tuopin.report.explanation import plain_values, text
from tuopin.standard.edition import listed


@pytest.fixture
def explained(result, snapshot, edition):
    return lambda n, **more: explain_household(result, snapshot, edition, code=code(n), **more)


def said(told, lang):
    choose(lang)
    return text(told)


def found(told, criterion):
    return next(each for each in told.findings if each.criterion == criterion)


@pytest.mark.parametrize(
    ("n", "zh", "en"),
    [
        (1, "6 项条件都达标，可以按程序退出。", "All 6 criteria are met: the household may leave by the procedure."),
        (2, "还不能退出：收入、义务教育不达标。", "Cannot leave yet. Not met: income, compulsory schooling."),
        (3, "名册上已脱贫，但收入不达标，应当核查。", "Registered as exited, which must be checked. Not met: income."),
        (4, "还不能下结论，住房安全不明，要先查清。", "No verdict yet. To be found out first: safe housing."),
        (6, "还不能退出：不愁吃、基本医疗、住房安全不达标；义务教育不明。", "Not known: compulsory schooling."),
        (7, "名册上已脱贫，6 项条件都达标。", "Registered as exited, and all 6 criteria are met."),
        (8, "这一户不在贫困户名册上。", "the household is not on the register of poor households."),
    ],
)
def test_one_sentence_says_the_verdict(explained, n, zh, en):
    told = explained(n)
    assert (zh in said(told, "zh"), en in said(told, "en")) == (True, True)


@pytest.mark.parametrize(
    ("n", "zh", "en"),
    [
        (2, "每人每年还差 0.01 元", "0.01 yuan more per head"),
        (2, "正好等于标准", "exactly at it"),
        (2, "1 名孩子返校", "1 child(ren) back at school"),
        (2, "之子（9 岁）", "son (aged 9)"),
        (2, "义务教育阶段未上学原因：因贫", "why not at school: poverty"),
        (3, "每人每年还差 952.01 元", "952.01 yuan more per head"),
        (3, "全户 3 人，2016 年合计还差 2,856.01 元", "for the household of 3: 2,856.01 yuan more in 2016"),
        (3, "数值 2,000.00 元，标准 2,952.00 元，差 952.00 元", "value 2,000.00 yuan, threshold 2,952.00 yuan, 952.00 yuan short"),
        (4, "要查清：房屋等级、危房户", "to find out: grade of the house, lives in a dangerous house"),
        (6, "户上登记 5 人，只有 4 人有当年记录：补录 1 人", "5 members registered, 4 with a record of the year: record 1 more"),
        (6, "房屋等级：D级；危房户：是", "grade of the house: grade D; lives in a dangerous house: yes"),
        (6, "之子（11 岁）：在校生状况、义务教育阶段未上学原因", "son (aged 11): where at school, why not at school"),
    ],
)
def test_the_reasons_carry_the_numbers(explained, n, zh, en):
    told = explained(n)
    assert (zh in said(told, "zh"), en in said(told, "en")) == (True, True)


@pytest.mark.parametrize(
    ("net", "members", "line", "expected"),
    [(11808, 4, 2952, (1, 1)), (11807, 4, 2952, (1, 2)), (11804, 4, 2952, (2, 5)), (0, 3, 10, (11, 31))],
)
def test_the_income_gap_is_the_fewest_fen_above_the_line(net, members, line, expected):
    head, whole = income_gap(net, members, line)
    assert (head, whole, net + whole > members * line, net + whole - 1 > members * line) == (*expected, True, False)


def test_every_criterion_is_told_even_after_one_fails(explained):
    assert [each.criterion for each in explained(6).findings] == ["income", "food", "clothing", "schooling", "medical", "housing"]


def test_a_failing_member_and_an_unknown_one_are_both_told(explained):
    medical = found(explained(6), "medical")
    assert ([member.verdict for member in medical.members].count("not_met"), bool(medical.remedy), bool(medical.find_out)) == (1, True, True)


def test_names_only_when_asked(explained):
    told = [said(explained(6, names=names), "zh") for names in (False, True)]
    assert ["孙某" in each for each in told] == [False, True]


def test_json_has_both_languages(explained):
    told = json.loads(json.dumps(plain_values(explained(2))))
    assert told["findings"][0]["title"] == {"zh": "收入", "en": "income"}


def test_an_unknown_household_is_one_sentence(explained):
    with pytest.raises(BadInput, match="no household of this number"):
        explained(99)


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        (VILLAGE, "9 / 400 = 2.25%", "limit 3 %: room for 3 more person(s)"),
        (COUNTY, "14 / 800 = 1.75%", "limit 3 %: room for 10 more person(s)"),
        (COUNTY, "收入：2 户不达标，0 户不明", "income: 2 household(s) not met, 0 unknown"),
        (VILLAGE[:9], "14 / 700 = 2.00%", "The edition has no exit for this unit"),
    ],
)
def test_a_place_is_told_with_whole_counts(result, edition, place, zh, en):
    told = explain_place(result, edition, place, place="")
    assert (zh in said(told, "zh"), en in said(told, "en")) == (True, True)


@pytest.fixture
def copied(result, snapshot, tmp_path):
    """The tiny snapshot and result, to be spoilt."""
    for folder in (snapshot.root, result.root):
        shutil.copytree(folder, tmp_path / folder.name)
    return Result.open(tmp_path / "result")


def test_the_snapshot_beside_the_result_is_found(copied):
    assert companion.snapshot_of(copied).root == copied.root.parent / "snapshot"


def test_another_snapshot_is_refused(copied):
    manifest = copied.root.parent / "snapshot" / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace(json.loads(manifest.read_text("utf-8"))["digest"], "0" * 64), "utf-8")
    with pytest.raises(Refused, match="other digest"):
        companion.snapshot_of(copied)


def test_no_snapshot_is_refused_with_what_to_do(copied):
    shutil.rmtree(copied.root.parent / "snapshot")
    with pytest.raises(Refused) as refusal:
        companion.snapshot_of(copied)
    assert "--snapshot" in str(refusal.value)


def test_a_changed_county_file_is_named(copied, edition):
    snapshot = Snapshot.open(copied.root.parent / "snapshot")
    with snapshot.path("person", COUNTY).open("ab") as file:
        file.write(b"x")
    with pytest.raises(BadInput, match=f"person/{COUNTY}.parquet"):
        explain_household(copied, snapshot, edition, code=code(1))


def test_a_result_that_does_not_follow_from_the_snapshot_is_refused(copied, edition):
    path = copied.root / "verdicts" / f"{COUNTY}.parquet"
    frame = copied.verdicts(COUNTY).collect()
    frame.with_columns(income=~frame["income"]).write_parquet(path)
    with pytest.raises(Refused, match="the result was changed"):
        explain_household(copied, Snapshot.open(copied.root.parent / "snapshot"), edition, code=code(1))


def test_another_edition_is_refused(copied):
    with pytest.raises(Refused, match="not the one this result was judged by"):
        companion.edition_of(copied, "sc-2016")


def test_a_result_by_a_file_nobody_has_says_how_to_name_it(copied):
    copied.manifest["edition"]["name"] = "ours-2016"
    with pytest.raises(BadInput) as error:
        companion.edition_of(copied)
    assert "--edition" in str(error.value)


@pytest.mark.parametrize(
    ("poor", "people", "at_limit", "expected"),
    [
        (20, 1000, True, "room for 0 more"),
        (21, 1000, True, "1 more person(s) must leave"),
        (20, 1000, False, "1 more person(s) must leave"),
        (19, 1000, False, "room for 0 more"),
        (19, 999, True, "room for 0 more"),
        (19, 999, False, "room for 0 more"),
    ],
)
def test_room_is_counted_in_whole_persons_at_the_limit(poor, people, at_limit, expected):
    assert expected in room_of({"poor_high": poor, "population": people}, 2, at_limit=at_limit).en


@pytest.mark.parametrize("standard", listed(), ids=lambda each: each.name)
def test_every_criterion_of_every_edition_can_be_put_in_words(standard):
    year = max(standard.in_force.year, 2017)
    told = [
        words
        for unit in standard.units
        for rule in standard.rules(unit)
        for words in (*asked(rule, year=year, region="west"), *remedy(rule, Words("7", "7"), year=year, region="west"))
    ]
    assert [words for words in told if "{" in words or not words] == []


def test_what_an_edition_does_not_hold_is_to_be_checked_by_hand():
    assert "by hand" in find_out((), ())[0].en
