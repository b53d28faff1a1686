"""The description of the API says of every list what is in it, and of its items what they are."""

import pytest

DESCRIBED = (
    "/districts", "/districts/{district_id}", "/districts/{district_id}/layers",
    "/districts/{district_id}/layers/{layer}", "/business-types", "/business-types/{name}",
    "/rules", "/rules/{rule_id}", "/problems", "/problems/{code}", "/jobs", "/surveys",
    "/coverages", "/comparisons", "/screenings", "/batches", "/accounts", "/audit", "/tokens",
    "/districts/{district_id}/stations/{station_id}/changes",
)  # fmt: skip


@pytest.fixture(scope="module")
def described(asked):
    return asked.client.get("/openapi.json").json()


def answer_of(described, path):
    content = described["paths"][path]["get"]["responses"]["200"]["content"]
    name = content["application/json"]["schema"]["$ref"].rpartition("/")[2]
    return described["components"]["schemas"][name]


@pytest.mark.parametrize("path", DESCRIBED)
def test_an_answer_is_described_to_its_items(described, path):
    """No object of anything: each has its properties, and each list its kind of item."""
    properties = answer_of(described, path)["properties"]
    lists = [said for said in properties.values() if said.get("type") == "array"]
    listed = {"items", "layers"} & properties.keys()
    assert properties and all(said["items"] for said in lists)
    assert all("$ref" in properties[name]["items"] for name in listed)


def test_what_is_told_has_the_fields_it_had(asked):
    """Fields that a rule does not say are left out, as in the files."""
    (rule,) = asked.get("/rules/net-01?district=sited").json()["items"]
    assert {"id", "article", "check", "set_by"} <= rule.keys()
    assert "when" not in rule or rule["when"] is not None
