"""What may be asked about: districts, business types, rules."""

import pytest

from data.rulepacks.built_in import built_in_packs


def items(asked, path, name="a"):
    answer = asked.get(path, name)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def test_members_list_their_districts_and_those_open_to_all(asked):
    assert [each["id"] for each in items(asked, "/districts")] == ["open", "sited", "walked"]
    assert [each["id"] for each in items(asked, "/districts", "")] == ["open"]


def test_a_district_tells_version_and_the_layers_that_are_seen(asked):
    officer, enterprise = (asked.get("/districts/sited", who).json() for who in ("officer", "a"))
    assert officer["version"] == "sited-1" and officer["division_code"] == "510106"
    assert {"areas", "buildings"} <= {layer["name"] for layer in officer["layers"]}
    assert enterprise["layers"] == []  # nothing of it is declared public
    assert [each["id"] for each in officer["versions"]] == ["sited-1"]


@pytest.mark.parametrize(
    ("word", "first"), [("网吧", "internet_cafe"), ("Internet Caf", "internet_cafe"), ("ktv", None)]
)
def test_business_types_are_found_by_the_words_people_use(asked, word, first):
    found = items(asked, f"/business-types?q={word}")
    assert found and (first is None or found[0]["name"] == first)
    assert asked.get(f"/business-types/{found[0]['name']}").json() == found[0]


def test_every_business_type_is_listed_without_a_word(asked):
    assert len(items(asked, "/business-types")) > 50
    assert items(asked, "/business-types?q=没有这样的词") == []


def test_rules_are_those_of_the_place_the_day_and_the_business(asked):
    everywhere = {each["id"] for each in items(asked, "/rules")}
    here = {each["id"] for each in items(asked, "/rules?district=sited&business=网吧")}
    assert "NET-01" in here < everywhere
    long_ago = {each["id"]: each for each in items(asked, "/rules?on=1990-01-01")}
    assert not long_ago["NET-01"]["entered"]  # what was in force then is not known here


def test_rules_say_from_which_packs(asked):
    told = asked.get("/rules?district=sited").json()
    assert told["jurisdiction"] == "510106" and told["on"] == "2026-11-22"
    assert set(told["packs"]) <= {pack.pack.pack for pack in built_in_packs()}


def test_one_rule_by_its_id(asked):
    (rule,) = items(asked, "/rules/net-01?district=sited")
    assert rule["id"] == "NET-01" and rule["article"]["law"]
    assert asked.get("/rules/NET-99").json()["code"] == "absent"
