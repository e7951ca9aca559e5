"""Issue A: places by name are resolved to codes: one answer or a refusal with the nearest names, never a guess."""

from dataclasses import replace

import pytest

from chapters.register.importing.books import person
from chapters.register.importing.imported import persons
from tuopin.common.places import places
from tuopin.common.refused import BadInput
from tuopin.register.importing import Options, gazetteer
from tuopin.register.importing.place_names import canonical, stem
from tuopin.register.importing.places import Named, resolve

BOOK = gazetteer(None, "")
VILLAGES = [place for place in places().values() if place.level == "village"]


def full(code: str) -> Named:
    return Named(*(places()[code[:size]].name for size in (2, 4, 6, 9, 12)))


def test_every_known_village_is_found_by_its_own_names():
    lost = [
        place
        for place in VILLAGES[::7]
        if resolve(full(place.code)._replace(province=None, prefecture=None), BOOK).code != place.code
    ]
    assert lost == []


def test_a_prefecture_and_province_may_stand_there_too():
    assert resolve(full("520381101200"), BOOK).code == "520381101200"


@pytest.mark.parametrize(
    ("spelling", "plain"),
    [
        ("石笋村委会", "石笋村"),
        ("石笋村民委员会", "石笋村"),
        ("石笋村", "石笋村"),
        ("石笋村村委会", "石笋村"),
        ("太平社区居委会", "太平社区"),
        ("太平居委会", "太平社区"),
        ("太平社区居民委员会", "太平社区"),
        ("大同镇", "大同镇"),
        ("草海街道办事处", "草海街道"),
        ("威宁彝族回族苗族自治县", "威宁县"),
        ("新发布依族乡", "新发乡"),
        ("黄 陂　镇", "黄陂镇"),
    ],
)
def test_spellings_of_one_place(spelling, plain):
    assert canonical(spelling) == plain


@pytest.mark.parametrize(
    ("name", "bare"), [("石笋村", "石笋"), ("大同镇", "大同"), ("赤水市", "赤水"), ("回龙", "回龙"), ("沙村", "沙村")]
)
def test_the_stem_of_a_name(name, bare):
    assert stem(name) == bare


@pytest.mark.parametrize(
    ("county", "township", "village"),
    [
        ("赤水市", "大同镇", "大同村委会"),
        ("赤水市", "大同镇", "大同村"),
        ("赤水", "大同", "大同"),
        ("赤水市", "大同镇", "大同村民委员会"),
        ("贵州省赤水市"[3:], None, "大同村"),
        (" 赤水市 ", "大同　镇", "大 同 村"),
    ],
)
def test_a_village_is_found_by_any_spelling(county, township, village):
    assert resolve(Named(county=county, township=township, village=village), BOOK).code == "520381102200"


def test_a_village_and_a_community_of_one_stem_are_told_apart():
    twins = gazetteer(None, "")
    twins = replace(
        twins,
        known={
            **twins.known,
            "520381102998": replace_place("520381102998", "双生村委会"),
            "520381102999": replace_place("520381102999", "双生社区居委会"),
        },
        below=twins.below.__class__(list),
    )
    codes = [
        resolve(Named(county="赤水市", township="大同镇", village=name), twins).code
        for name in ("双生村", "双生社区", "双生")
    ]
    assert codes == ["520381102998", "520381102999", None]


def replace_place(code: str, name: str):
    return replace(places()["520381102200"], code=code, name=name)


def test_a_county_name_borne_by_many_is_settled_by_the_township():
    owners = [place for place in places().values() if place.level == "county" and place.name == "城关区"]
    assert len(owners) > 1
    township = next(
        place for place in places().values() if place.level == "township" and place.code[:6] == owners[0].code
    )
    answer = resolve(Named(county="城关区", township=township.name, village="某村"), BOOK)
    assert (answer.rule, township.name in answer.detail.zh) == ("I04", False)


def test_a_county_name_borne_by_many_alone_is_ambiguous():
    assert resolve(Named(county="鼓楼区"), BOOK, "county").rule == "I05"


@pytest.mark.parametrize(
    ("named", "rule"),
    [
        (Named(county="赤水市", township="大同镇", village="没有村"), "I04"),
        (Named(county="赤水市", township="没有镇", village="大同村"), "I04"),
        (Named(county="没有县", township="大同镇", village="大同村"), "I04"),
        (Named(county="赤水市", township="大同镇"), "I12"),
        (Named(), "I12"),
        (Named(code="520381102200"), None),
        (Named(code="52038110220"), "I35"),
        (Named(code="52038110"), "I04"),
        (Named(code="999999999999"), "I04"),
    ],
)
def test_what_cannot_be_found_is_said(named, rule):
    assert resolve(named, BOOK).rule == rule


def test_the_nearest_three_names_are_said():
    detail = resolve(Named(county="赤水市", township="大桐镇", village="大同村"), BOOK).detail
    assert detail.zh == "大桐镇（相近：大同镇、长沙镇、长期镇）"


@pytest.mark.parametrize(
    ("within", "named", "rule"),
    [
        ("520381", Named(county="威宁县", township="草海镇", village="中海村"), "I06"),
        ("520381", Named(code="520526100001"), "I06"),
        ("520381", Named(township="大同镇", village="大同村"), None),
        ("520381102", Named(village="大同村"), None),
        ("520381102", Named(county="赤水市", township="大同镇", village="大同村"), None),
        ("520381102200", Named(), None),
        ("52", Named(county="赤水市", township="大同镇", village="大同村"), None),
        ("41", Named(county="赤水市", township="大同镇", village="大同村"), "I06"),
    ],
)
def test_the_area_given_limits_the_search(within, named, rule):
    assert resolve(named, gazetteer(None, within)).rule == rule


def test_a_wrong_area_is_refused():
    with pytest.raises(BadInput, match="no such place code"):
        gazetteer(None, "999999")


def test_villages_outside_the_gazetteer_come_from_a_csv(tmp_path):
    extra = tmp_path / "places.csv"
    extra.write_text("code,name\n520302001201,新村\n", "gb18030")
    book = gazetteer(extra, "")
    county, township = places()["520302"].name, places()["520302001"].name
    got = persons(tmp_path, [person(行政县=county, 乡镇=township, 行政村="新村委会")], options=Options(book=book))
    assert got.snapshot.scan("household", "520302").collect()["village_code"].to_list() == ["520302001201"]


def test_a_county_without_known_villages_is_refused_in_one_sentence(tmp_path):
    county, township = places()["520302"].name, places()["520302001"].name
    with pytest.raises(BadInput, match="no villages of 红花岗区") as caught:
        persons(tmp_path, [person(行政县=county, 乡镇=township, 行政村="新村")])
    assert "--places" in caught.value.remedy.en


@pytest.mark.parametrize("line", ["1,x", "52030200120,x", "520302001201,", "abc,x"])
def test_a_wrong_line_of_places_is_named(tmp_path, line):
    extra = tmp_path / "places.csv"
    extra.write_text(f"code,name\n{line}\n", "utf-8")
    with pytest.raises(BadInput) as caught:
        gazetteer(extra, "")
    assert caught.value.where == "places.csv:2"


def test_a_row_in_no_known_place_is_refused_and_the_others_taken(tmp_path):
    got = persons(tmp_path, [person(), person("0000000002", 行政村="没有村")])
    assert (got.count("taken"), got.count("refused"), got.rules) == (1, 1, ["I04"])


def test_the_places_of_the_county_and_those_above_are_written(tmp_path):
    table = persons(tmp_path).table("place")
    assert (table["code"].to_list()[:3], table["code"].str.starts_with("520381").sum() + 2) == (
        ["52", "5203", "520381"],
        len(table),
    )
