"""A pack is read, or refused with file, rule, field and line, in both languages."""

import re

import pytest
from support.tiny_packs import AROUND, pack, read, rule, setting, text

from data.errors import RulePackError
from data.rulepacks.check_notation import spelled_out, written
from data.rulepacks.checks import LeastDistance, Left
from data.rulepacks.pack_file import read_pack
from data.rulepacks.vocabulary_file import read_vocabulary


def refusal(found):
    with pytest.raises(RulePackError) as refused:
        read(found)
    return refused.value


def checks(yaml):
    return rule(body=f"\n    check:\n      {yaml}\n")


def test_a_check_is_its_name_and_fields():
    (found,) = pack(rule()).pack.rules
    assert found.check == LeastDistance(
        to=("school",), at_least_m=Left(left="around_m"), method=Left(left="way")
    )


def test_a_check_is_written_as_it_was_read():
    tree = {"any": [{"floor": {"lowest": 1}}, {"not": {"document": {"fact": "fire_check"}}}]}
    (found,) = pack(checks(str(tree).replace("'", ""))).pack.rules
    assert written(found.check) == tree
    assert spelled_out(tree, (), None)["check"] == "any"


DISTANCE = "NET-1.check.least_distance"
NUMBER = "at_least_m: $around_m"


@pytest.mark.parametrize(
    ("old", "new", "at", "zh", "expected"),
    [
        ("[school]", "[scool]", f"{DISTANCE}.to[1]", "没有名为“scool”的要素", "school"),
        ("least_distance", "least_dist", "NET-1.check.least_dist", "检查", "least_distance"),
        ("[internet_cafe]", "[internet_bar]", "NET-1.business_types[1]", "业态", "internet_cafe"),
        (NUMBER, "at_least_m: far", f"{DISTANCE}.at_least_m", "类型不对", "数值"),
        (NUMBER, "at_least_m: '200'", f"{DISTANCE}.at_least_m", "类型不对", "数值"),
        (f"{NUMBER}, ", "", f"{DISTANCE}.at_least_m", "缺少必填项", "README"),
        ("$around_m", "$arround_m", f"{DISTANCE}.at_least_m", "引用了 $arround_m", "around_m"),
        ("$around_m", "300", "NET-1.numbers.around_m", "检查中未用到", "$around_m"),
        ("unit: m,", "unit: m2,", f"{DISTANCE}.at_least_m", "m2", "单位为 m"),
        ("value: 200", "value: -1", "NET-1.numbers.around_m.value", "-1", "不小于 0"),
        ("straight", "flying", "NET-1.methods.way.value", "不在允许的取值之中", "straight"),
        ("    not_met: prohibited\n", "", "NET-1.not_met", "缺少必填项", "README"),
        ("law: 条例", "law: 条例\n      laws: x", "NET-1.article.laws", "有未识别的键", "README"),
        ("2020-01-01", "2020", "NET-1.article.valid_from", "不是有效日期", "日期"),
        ("value: 200", "value: '200'", "NET-1.numbers.around_m.value", "类型不对", "数值"),
        ("2020-01-01", "2020-02-30", "", "2020-02-30", "YAML"),
        ("2020-01-01", "2020-01-01\n      valid_to: 2019-01-01", "NET-1.article", "不合要求",
         "valid_to 晚于 valid_from"),
        ("id: NET-1", "id: net 1", "net 1.id", "含有不允许的字符", ""),
        ("level: national", "level: city", "", "内容不合要求", "须写明区划代码"),
    ],
)  # fmt: skip
def test_what_is_out_of_place_is_named(old, new, at, zh, expected):
    good = text(rule())
    assert old in good
    error = refusal(good.replace(old, new))
    assert error.file == "pack.yaml"
    assert re.sub(r" ?\(?L\d+\)?$", "", error.at) == at
    assert zh in error.found.zh
    assert expected in error.expected.zh
    assert error.found.en
    assert error.expected.en


def test_the_line_is_named():
    written = text(rule()).replace("[school]", "[scool]")
    line = written[: written.index("scool")].count("\n") + 1
    assert refusal(written).at.endswith(f"(L{line})")


@pytest.mark.parametrize(
    ("check", "zh"),
    [
        ("least_distance", "不是一项检查"),
        ("{floor: {lowest: 1}, fact: {fact: floor}}", "不是一项检查"),
        ("{floor: 3}", "不是一组字段"),
        ("{floor: {}}", "内容不合要求"),
        ("{all: {floor: {lowest: 1}}}", "不是列表"),
        ("{all: [{floor: {lowest: 1}}]}", "个数不足"),
        ("{fact: {fact: flor, at_least: 1}}", "没有名为“flor”的事实"),
        ("{fact: {fact: floor, equals: true}}", "为 whole"),
        ("{fact: {fact: fire_grade, equals: grade_9}}", "grade_9"),
        ("{floor_area: {fact: own_entrance, at_least_m2: 1}}", "为 boolean"),
        ("{document: {fact: own_entrance}}", "自述"),
        ("{person_must_look: {what: {zh: 看, en: look}, fact: floor}}", "为 whole"),
        ("{outside_zone: {zones: [railway]}}", "图层 corridors"),
        ("{corridor_width: {corridors: [school], widths_m: {a: 1}}}", "图层 facilities"),
        ("{address_unique: {types: [school]}}", "图层 facilities"),
        ("{address_unique: {}}", "内容不合要求"),
        ("{overlap_share: {zones: [homes_area], at_most: $x}}", "引用了 $x"),
        ("{land_use: {one_of: ['0701'], fits_business: true}}", "内容不合要求"),
    ],
)
def test_a_check_that_makes_no_sense_is_refused(check, zh):
    error = refusal(text(checks(check)))
    assert zh in error.found.zh
    assert error.at.startswith("NET-1.check")


def test_conditions_are_on_facts_alone():
    body = AROUND + "    when: {host_building: {none_of: [mixed]}}\n"
    error = refusal(text(rule(body=body)))
    assert error.at.startswith("NET-1.when.host_building (L")
    assert error.found.zh == "不是对事实的检查"


def test_a_setting_sets_something():
    written = text(settings=setting("numbers: {}"), name="city", level="city", codes=["5101"])
    assert "至少设定一个" in refusal(written).expected.zh


@pytest.mark.parametrize("written", ["", "[]", "a", "rules: 1", "rules: [1]", "pack: {}"])
def test_what_is_no_pack_is_refused(written):
    assert refusal(written).found.zh


def test_the_hash_is_of_what_a_pack_says():
    plain = text(rule())
    assert read(plain).sha256 == read("# a comment\n" + plain.replace("\n", "\r\n")).sha256
    assert read(plain).sha256 != read(plain.replace("200", "300")).sha256


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(RulePackError, match="no such file"):
        read_pack(tmp_path / "none.yaml", read_vocabulary())
