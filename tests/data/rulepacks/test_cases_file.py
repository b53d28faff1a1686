"""Cases are read within bounds, and what nobody could mean is refused with care."""

import pytest
from support.tiny_cases import case, cases
from support.tiny_packs import pack, rule, text

from data.errors import RulePackError
from data.rulepacks.built_in import built_in_packs
from data.rulepacks.cases_file import built_in_cases, cases_of, own_cases
from data.rulepacks.pack_file import read_pack
from data.rulepacks.vocabulary_file import read_vocabulary
from data.text import Language

RING = "[[0, 0], [9, 0], [9, 9]]"


def one(more, expect="pass"):
    return cases(case(more, expect)).cases["NET-1"][0]


def test_what_is_only_drawn_is_written_as_its_shape():
    short = one("map: {facilities/primary_school: [[150, 0]]}")
    long = one("map: {facilities/primary_school: [{at: [150, 0]}]}")
    assert short == long
    assert short.map["facilities/primary_school"][0].at == ((150.0, 0.0),)


def test_a_ring_is_its_corners():
    drawn = one(f"map: {{facilities/primary_school: [{RING}]}}")
    assert len(drawn.map["facilities/primary_school"][0].at) == 3


def test_what_is_said_of_a_feature_goes_by_the_columns_of_its_layer():
    drawn = one("map: {corridors/expressway: [{at: [[0, 0], [9, 0]], class: motorway, name: G5}]}")
    said = drawn.map["corridors/expressway"][0].columns
    assert said == {"class": "motorway", "name": "G5"}


def test_a_case_for_each_kind_and_type_is_one_case_for_each():
    several = cases(
        case(
            "each: [facilities/hospital, facilities/clinic]\n    map: {each: [[1, 0]]}\n"
            "    type: [hotel, bar]"
        )
    ).cases["NET-1"]
    assert [(each.each, each.type) for each in several] == [
        (("facilities/hospital",), ("hotel",)),
        (("facilities/clinic",), ("hotel",)),
        (("facilities/hospital",), ("bar",)),
        (("facilities/clinic",), ("bar",)),
    ]
    assert several[1].title.en == "case (facilities/clinic, hotel)"
    assert list(several[1].map) == ["facilities/clinic"]


def test_the_answer_of_a_remark_is_said():
    assert one("facts: {floor: 1}", "{remark: not_met}").expected == "remark: not_met"


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("map: {facilities/prim_school: [[1, 2]]}", "a kind of facilities that there is not"),
        ("map: {facility/school: [[1, 2]]}", "a layer that there is not"),
        ("map: {facilities: [[1, 2]]}", "names no kind"),
        ("map: {streets/footway: [[1, 2]]}", "names no kind, or one of a layer without kinds"),
        ("map: {facilities/clinic: [[1, 2, 3]]}", "does not hold together"),
        ("map: {facilities/clinic: [[[1, 2], [3, 4]]]}", "has 2 corners"),
        ("map: {control_zones/city_centre: [[1, 2]]}", "has 1 corners"),
        ("map: {facilities/clinic: [{at: [1, 2], floors: 3}]}", "is nothing that facilities have"),
        ("map: {facilities/clinic: [[1, 1e9]]}", "is '1e9'"),
        ("map: {each: [[1, 2]]}", "uses it unlisted"),
        ("each: [facilities/clinic]", "lists each without using it"),
        ("missing: [land_use/07]", "names land_use/07"),
        ("facts: {flor: 2}", "a fact that there is not"),
        ("facts: {floor: high}", "is given as 'high'"),
        ("type: cafe", "a business type that there is not"),
        ("site: [[0, 0], [9, 0], [9, 9]]", "does not hold together"),
        ("doors: [[0, 0]]", "does not hold together"),
        ("sites: 1", "is a key nobody understands"),
    ],
)
def test_what_nobody_could_mean_is_refused(more, found):
    with pytest.raises(RulePackError) as error:
        one(more)
    assert found in error.value.text(Language.EN)
    assert error.value.at.startswith("NET-1[1]")
    assert "(L" in error.value.at


def test_a_case_of_another_packs_rule_is_refused():
    with pytest.raises(RulePackError, match="is no rule of other"):
        cases(case("facts: {floor: 1}"), of=pack(rules=rule(name="NET-2"), name="other"))


def test_the_cases_of_an_offices_own_pack_stand_beside_it(tmp_path):
    (tmp_path / "town.yaml").write_text(text(rules=rule()), "utf-8")
    (tmp_path / "town.cases.yaml").write_text(f"NET-1:\n{case('facts: {floor: 1}')}", "utf-8")
    found = own_cases(read_pack(tmp_path / "town.yaml", read_vocabulary()), read_vocabulary())
    assert len(found.cases["NET-1"]) == 1


def test_a_pack_without_cases_still_says_which_rules_want_some():
    found = cases_of("none.yaml", None, pack(rules=rule()), read_vocabulary())
    assert found.rules == ("NET-1",)
    assert not found.cases


def test_every_case_that_ships_can_be_read():
    found = built_in_cases(built_in_packs(), read_vocabulary())
    assert len(found) == len(built_in_packs())
