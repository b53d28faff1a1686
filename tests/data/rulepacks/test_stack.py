"""Packs upon packs: what stands at a place on a day."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.tiny_packs import OPEN, pack, rule, setting

from data.errors import RulePackError
from data.rulepacks.stack import every_rule, stack

DAY = date(2026, 11, 21)
NATION = pack(rule())
VAGUE = pack(rule(body=OPEN))
ALLOWED = "\n    allowed_by: 部文件"


def city(values, name="city", code="5101", level="city", **more):
    return pack(settings=setting(values, **more), name=name, level=level, codes=[code])


def standing(*packs, place="510106", on=DAY):
    (found,) = stack(packs, on, place).rules
    return found


def in_force(*packs, **more):
    found = standing(*packs, **more)
    return found.rule.check.at_least_m, found.rule.check.method


def test_a_rule_alone_says_what_it_says():
    assert in_force(NATION) == (200, "straight")


def test_what_nobody_has_set_stays_open():
    check = standing(VAGUE).rule.check
    assert (check.at_least_m.left, check.method.left) == ("around_m", "way")


def test_a_locality_fills_what_is_open():
    local = city("numbers: {around_m: 50}\n    methods: {way: walking}")
    found = standing(VAGUE, local)
    assert (found.rule.check.at_least_m, found.rule.check.method) == (50, "walking")
    assert found.rule.numbers["around_m"].value == 50
    assert found.set_by["around_m"].pack == "city"
    assert found.confidence == "verified_page"


def test_a_locality_may_be_stricter():
    assert in_force(NATION, city("numbers: {around_m: 300}")) == (300, "straight")


def test_the_same_number_again_leaves_it_with_who_set_it():
    assert standing(NATION, city("numbers: {around_m: 200}")).set_by == {}


@pytest.mark.parametrize("values", ["numbers: {around_m: 150}", "methods: {way: walking}"])
def test_relaxing_takes_a_document(values):
    with pytest.raises(RulePackError, match="relaxes") as refused:
        standing(NATION, city(values))
    assert "allowed_by" in refused.value.expected.zh
    assert standing(NATION, city(values, more=ALLOWED)).set_by


def test_the_nearer_level_has_the_last_word():
    province = city("numbers: {around_m: 250}", "province", "51", "provincial")
    district = city("numbers: {around_m: 300}", "district", "510106", "district")
    assert in_force(NATION, district, province) == (300, "straight")


def test_a_district_may_not_relax_what_the_province_made_stricter():
    province = city("numbers: {around_m: 300}", "province", "51", "provincial")
    with pytest.raises(RulePackError, match="from 300 to 250"):
        standing(NATION, province, city("numbers: {around_m: 250}"))


def test_packs_of_one_level_agree_or_contradict():
    one, other = city("numbers: {around_m: 300}", "a"), city("numbers: {around_m: 400}", "b")
    with pytest.raises(RulePackError) as refused:
        standing(NATION, one, other)
    assert "a.yaml" in refused.value.text("en") and "b.yaml" in refused.value.text("en")
    same = city("numbers: {around_m: 300}", "b")
    assert in_force(NATION, one, same) == (300, "straight")


def test_a_pack_of_another_place_says_nothing_here():
    assert in_force(NATION, city("numbers: {around_m: 300}", code="3101")) == (200, "straight")
    assert in_force(NATION, city("numbers: {around_m: 300}"), place=None) == (200, "straight")


def test_a_setting_has_its_days():
    local = city("numbers: {around_m: 300}", begins="2025-01-01", ends="2026-01-01")
    days = [date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1)]
    found = [in_force(NATION, local, on=day)[0] for day in days]
    assert found == [200, 300, 300, 200]


def test_a_rule_has_its_days():
    versions = rule(ends="2026-01-01", first=True) + rule(begins="2026-01-01", body=OPEN)
    law = pack(versions)
    assert stack([law], date(2019, 12, 31)).rules == ()
    assert in_force(law, on=date(2025, 12, 31)) == (200, "straight")
    assert standing(law, on=date(2026, 1, 1)).rule.numbers["around_m"].value is None


@pytest.mark.parametrize("on", [date(1900, 1, 1), date(2019, 12, 31)])
def test_before_the_text_that_is_known_a_rule_stands_in_one_that_is_not(on):
    assert not standing(NATION, on=on).entered
    assert not every_rule([NATION], on).rules[0].entered
    assert standing(NATION, on=date(2020, 1, 1)).entered


def test_between_two_texts_that_are_known_there_may_have_been_a_third():
    law = pack(rule(ends="2022-01-01", first=True) + rule(begins="2024-01-01", body=OPEN))
    assert not standing(law, on=date(2023, 1, 1)).entered


def test_after_its_last_text_a_rule_is_gone():
    assert stack([pack(rule(ends="2022-01-01"))], date(2022, 1, 1)).rules == ()


def test_a_setting_ends_with_the_number_it_sets():
    renamed = OPEN.replace("around_m", "about_m")
    law = pack(rule(ends="2026-01-01") + rule(begins="2026-01-01", body=renamed))
    local = city("numbers: {around_m: 300}")
    assert in_force(law, local, on=date(2025, 12, 31))[0] == 300
    with pytest.raises(RulePackError, match="sets around_m"):
        standing(law, local, on=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("packs", "at", "zh"),
    [
        ([NATION, city("numbers: {x: 1}")], "settings.NET-1", "没有可设定的 x"),
        ([NATION, city("numbers: {around_m: 1}", name="c")], "settings.NET-1", "放宽"),
        ([NATION, city("numbers: {around_m: -5}")], "settings.NET-1.around_m", "为 -5"),
        ([VAGUE, city("numbers: {way: 5}")], "settings.NET-1.way", "为 5"),
        ([city("numbers: {around_m: 1}")], "settings.NET-1", "没有这条规则"),
        ([NATION, NATION], "pack", "包名相同"),
        ([NATION, pack(rule(), name="again")], "NET-1", "同时有效"),
        ([pack(rule(ends="2026-01-02") + rule(begins="2026-01-01"))], "NET-1", "同时有效"),
    ],
)
def test_what_does_not_fit_is_refused(packs, at, zh):
    with pytest.raises(RulePackError) as refused:
        stack(packs, DAY, "510106")
    assert refused.value.at == at
    assert zh in refused.value.found.zh


def test_a_rule_of_a_city_is_not_set_from_above():
    below = pack(rule(), name="low", level="city", codes=["5101"])
    above = city("numbers: {around_m: 300}", "high", "51", "provincial")
    with pytest.raises(RulePackError, match="a pack below"):
        standing(below, above)


def test_every_rule_is_listed_wherever_it_holds():
    local = pack(rule("LOC-1"), name="city", level="city", codes=["3101"])
    listed = every_rule([local, NATION], DAY)
    assert [each.rule.id for each in listed.rules] == ["LOC-1", "NET-1"]


values = st.sampled_from([None, 200, 250, 300])
layers = st.tuples(values, values, values, st.permutations(range(4)))


@given(layers)
@settings(max_examples=60)
def test_the_order_of_packs_does_not_matter_and_the_number_never_falls(drawn):
    *set_to, order = drawn
    places = [("p", "51", "provincial"), ("c", "5101", "city"), ("d", "510106", "district")]
    packs = [NATION] + [
        city(f"numbers: {{around_m: {value or 200}}}", *place)
        for value, place in zip(set_to, places, strict=True)
    ]
    said = [value or 200 for value in set_to]
    mixed = [packs[k] for k in order]
    if said != sorted(said):
        with pytest.raises(RulePackError, match="relaxes"):
            stack(mixed, DAY, "510106")
        return
    assert stack(mixed, DAY, "510106") == stack(packs, DAY, "510106")
    assert in_force(*mixed)[0] == max(said)
