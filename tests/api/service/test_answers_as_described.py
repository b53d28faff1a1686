"""What comes back is as the OpenAPI document says, to the last field of every result."""

import jsonschema
import pytest
from support.asked_office import SITE

SITING = {"district": "sited", "business": "网吧"}
LON, LAT = SITE["point"]
SITES = [{"id": "a", "lon": LON, "lat": LAT}, {"id": "b", "lon": LON, "lat": LAT - 0.0002},
         {"id": "c", "address": "没有这条路"}]  # fmt: skip
CHANGE = [{"kind": "station_closed", "station": "s1"}]


@pytest.fixture(scope="module")
def document(asked):
    return asked.client.get("/openapi.json").json()


@pytest.fixture
def as_described(document):
    """Hold an answer against what its operation says of it."""

    def hold(answer, operation):
        method, path = operation.split()
        said = document["paths"][path][method.lower()]["responses"][str(answer.status_code)]
        media = answer.headers["content-type"]
        schema = {**said["content"][media]["schema"], "components": document["components"]}
        jsonschema.Draft202012Validator(schema).validate(answer.json())
        return answer.json()

    return hold


@pytest.mark.parametrize(
    ("path", "body", "who", "kind"),
    [
        ("/districts/walked/coverages", {"group": "all", "week": True}, "planner", "coverages"),
        ("/screenings", SITING, "officer", "screenings"),
        ("/batches", {**SITING, "datum": "wgs84", "rows": SITES}, "officer", "batches"),
    ],
)
def test_what_a_job_gives(asked, as_described, path, body, who, kind):
    here = asked.done(path, body, who)
    as_described(asked.get(here, who), f"GET /{kind}/{{result_id}}")
    as_described(asked.get(f"{here}.geojson", who), f"GET /{kind}/{{result_id}}")
    as_described(asked.get(f"{here}/record", who), f"GET /{kind}/{{result_id}}/record")


def test_a_survey_and_what_is_said_of_it(asked, as_described):
    record = asked.survey()
    as_described(asked.get(record["href"]), "GET /surveys/{result_id}")
    code = record["verification"].rpartition("/")[2]
    found = asked.client.get(f"/verify/{code}", headers={"Accept": "application/json"})
    assert as_described(found, "GET /verify/{code}")["stands"]


def test_a_comparison(asked, as_described):
    answer = asked.post("/comparisons", {**SITING, "datum": "wgs84", "sites": SITES})
    record = as_described(answer, "POST /comparisons")
    found = as_described(asked.get(record["href"]), "GET /comparisons/{result_id}")
    assert len(found["sites"]) == 2 and found["problems"]


@pytest.mark.parametrize("circles", ["none", "changed", "whole"])
def test_a_scenario(asked, as_described, circles):
    body = {"change": CHANGE, "group": "all", "circles": circles}
    answer = asked.post("/districts/walked/scenarios", body, "planner")
    as_described(answer, "POST /districts/{district_id}/scenarios")


@pytest.mark.parametrize(
    ("path", "operation"),
    [
        ("/ogc", "/ogc"),
        ("/ogc/conformance", "/ogc/conformance"),
        ("/ogc/collections", "/ogc/collections"),
        ("/ogc/collections/open:areas", "/ogc/collections/{collection_id}"),
        ("/ogc/collections/open:areas/schema", "/ogc/collections/{collection_id}/schema"),
        ("/ogc/collections/open:areas/queryables", "/ogc/collections/{collection_id}/queryables"),
        ("/ogc/collections/open:areas/items", "/ogc/collections/{collection_id}/items"),
        ("/tiles/open/areas.json", "/tiles/{district_id}/{layer}.json"),
    ],
)
def test_layers(asked, as_described, path, operation):
    as_described(asked.get(path, ""), f"GET {operation}")
