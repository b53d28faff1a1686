"""The vocabulary covers the catalogue's words and fits the layers of the house."""

from typing import get_args

import pytest

from data.errors import RulePackError
from data.rulepacks.premises_checks import BuildingUse
from data.rulepacks.rule import UNDERTAKINGS
from data.rulepacks.vocabulary import Pick
from data.rulepacks.vocabulary_file import read_vocabulary, vocabulary_of

WORDS = read_vocabulary()
# Whom the collected rules bind.
BOUND = """
alcohol_retail any_building any_business any_construction any_polluting bar cemetery
chemical_project child_play climbing clinic dance_hall development_zone diving e_cigarette
elder_care entertainment entertainment_ktv escape_room excavation explosives eye_hospital
fireworks fireworks_retail fireworks_wholesale food_processing food_retail food_service
food_stall fuel_station game_arcade gov_service_point gym gym_pool hazmat
hazmat_production hazmat_shop hazmat_storage hazwaste_facility home_nursery homestay
hospital hotel housing industrial_project infectious_hospital internet_cafe kindergarten
landfill large_retail livestock_farm logistics lottery_shop lpg_shop market
medical_waste_facility new_town nursery outdoor_barbecue paint_shop pharmacy
public_service religious_site retail_any sanatorium school scrap_metal script_murder ski
slaughterhouse tobacco_retail training_centre tutoring_centre vet_clinic warehouse
waste_facility waste_recycling workshop
"""


def test_every_layer_of_the_catalogue_is_a_feature_or_says_what_holds_it():
    mapped = {name for term in WORDS.features.values() for name in term.catalogue}
    assert mapped.isdisjoint(WORDS.no_layer)
    # As many as the collected rules name.
    assert len(mapped | set(WORDS.no_layer)) == 146


@pytest.mark.parametrize("name", BOUND.split())
def test_everybody_a_rule_binds_is_a_type_or_a_group(name):
    assert (name in WORDS.types) != (name in WORDS.groups)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("网吧", "internet_cafe"), ("面馆", "food_service"), ("火锅店", "food_service"),
        ("奶茶店", "food_service"), ("KTV", "entertainment_ktv"), ("眼科", "eye_hospital"),
        ("托班", "nursery"), ("加油站", "fuel_station"), ("宠物医院", "vet_clinic"),
    ],
)  # fmt: skip
def test_everyday_words_lead_to_the_permits_words(word, name):
    assert word in WORDS.types[name].search_words


def test_construction_groups_bind_construction_only():
    assert WORDS.groups["any_construction"].undertakings == ("construction",)
    assert WORDS.groups["any_construction"].everybody
    assert WORDS.groups["any_business"].undertakings == UNDERTAKINGS


def test_every_type_of_a_group_names_a_group_that_there_is():
    used = {group for each in WORDS.types.values() for group in each.groups}
    assert used <= set(WORDS.groups)
    assert "industrial_project" in {
        each.name for each in WORDS.types.values() if "any_polluting" in each.groups
    }


def test_a_school_nobody_told_apart_may_be_any():
    narrow = WORDS.broader[Pick("facilities", "school_misc")]
    assert Pick("facilities", "primary_school") in narrow


def test_every_permit_of_a_business_can_be_looked_for():
    asked = {kind for each in WORDS.types.values() for kind in each.permit_types}
    known = {p.value for t in WORDS.features.values() for p in t.picks if p.layer == "permits"}
    assert asked <= known


def test_who_needs_a_licence_has_types_of_permit_and_nobody_else():
    licensed = {each.name for each in WORDS.types.values() if "any_licensed" in each.groups}
    assert licensed == {each.name for each in WORDS.types.values() if each.permit_types}
    assert not licensed & {"retail", "housing", "industrial_project"}


def test_every_use_of_a_building_that_is_picked_is_one_that_buildings_have():
    picked = {p.value for t in WORDS.features.values() for p in t.picks if p.layer == "buildings"}
    assert picked <= set(get_args(BuildingUse))


def test_old_codes_stand_for_codes_of_the_guide():
    assert WORDS.old_codes["B41"] == ("090105",)
    assert len(WORDS.old_codes["R2"]) > 1


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("features: {a: {title: {zh: 甲, en: a}, picks: [nowhere/a]}}", "没有可选取的图层 nowhere"),
        ("features: {a: {title: {zh: 甲, en: a}, picks: []}}", "个数不足"),
        ("broader: {facilities/a: [streets/b]}", "没有可选取的图层 streets"),
        ("facts: {a: {title: {zh: 甲, en: a}, type: choice}}", "choices"),
        ("facts: {a: {title: {zh: 甲, en: a}, type: colour}}", "不在允许的取值之中"),
        ("types: {a: {title: {zh: 甲, en: a}, permit: {zh: 证, en: p}, groups: [b]}}", "没有 b"),
        ("words: {}", "有未识别的键"),
    ],
)
def test_a_vocabulary_that_does_not_fit_is_refused(text, zh):
    with pytest.raises(RulePackError) as refused:
        vocabulary_of({"a.yaml": text.encode()})
    assert zh in refused.value.found.zh


def test_a_word_is_defined_once():
    text = b"no_layer: {a: {zh: x, en: x}}"
    with pytest.raises(RulePackError, match="defined twice"):
        vocabulary_of({"a.yaml": text, "b.yaml": text})
