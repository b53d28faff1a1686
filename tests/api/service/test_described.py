"""The OpenAPI document tells who has nothing else how to come in, and what comes back."""

import json

import pytest
from support.asked_office import open_service_of
from support.routes import all_rows

from api.service.app import create_app
from api.service.described_sets import ASKED, SETS

CONTENT = ("200", "201", "202")
SIGNED_OUT = ("nobody", "anybody")


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    with open_service_of(tmp_path_factory.mktemp("described")) as office:
        yield create_app(office.service).openapi()


@pytest.fixture(scope="module")
def operations(document):
    return {
        f"{method.upper()} {path}": said
        for path, found in document["paths"].items()
        for method, said in found.items()
    }


def followed(document, pointer):
    part = document
    for name in pointer.removeprefix("#/").split("/"):
        part = part[name]
    return part


def references(part):
    if isinstance(part, dict):
        yield from ([part["$ref"]] if isinstance(part.get("$ref"), str) else ())
    for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from references(each)


def test_everything_that_is_referred_to_is_there(document):
    assert all(followed(document, pointer) for pointer in set(references(document)))


def test_every_json_answer_says_what_is_in_it(document, operations):
    for name, said in operations.items():
        for status in CONTENT:
            for media, told in said["responses"].get(status, {}).get("content", {}).items():
                if "json" in media:
                    schema = told["schema"]
                    schema = followed(document, schema["$ref"]) if "$ref" in schema else schema
                    assert schema.keys() & {"properties", "anyOf", "minProperties"}, (name, media)


def test_who_needs_no_account_is_told_so_and_nobody_else(operations):
    allowed, asked = {}, {}
    for row in all_rows():
        said = row.expected()
        if row.route in operations and row.method in {"GET", "POST", "PUT", "PATCH", "DELETE"}:
            free = {said[name] for name in SIGNED_OUT} & {200, 201, 202, 204, 422}
            allowed[row.route] = allowed.get(row.route, False) or bool(free)
            asked[row.route] = asked.get(row.route, set()) | {said[name] for name in SIGNED_OUT}
    for route, is_allowed in allowed.items():
        security = operations[route]["security"]
        if is_allowed:
            assert security == [] or {} in security, route
        elif 401 in asked[route] and route not in {"POST /session"}:
            assert security and {} not in security, route


def test_a_cookie_that_writes_goes_with_its_token_against_forgery(operations):
    for name, said in operations.items():
        for way in said["security"]:
            if "session" in way:
                assert ("csrf" in way) == (not name.startswith("GET ")), name


def test_a_program_needs_nothing_but_a_token(document, operations):
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert {"token": []} in operations["POST /surveys"]["security"]
    assert operations["POST /tokens"]["security"] == [{"session": [], "csrf": []}]


@pytest.mark.parametrize(
    ("operation", "status", "header"),
    [
        ("POST /surveys", "201", "Location"),
        ("POST /screenings", "202", "Location"),
        ("POST /uploads", "202", "Location"),
        ("POST /accounts", "201", "Location"),
        ("GET /surveys", "200", "Link"),
        ("GET /surveys/{result_id}", "200", "ETag"),
        ("GET /surveys/{result_id}", "304", "ETag"),
        ("GET /districts/{district_id}/stations/{station_id}", "200", "ETag"),
        ("POST /session", "201", "Set-Cookie"),
        ("GET /me", "default", "Retry-After"),
    ],
)
def test_the_headers_a_program_needs_are_told(operations, operation, status, header):
    assert header in operations[operation]["responses"][status]["headers"]


def test_every_operation_takes_a_language(operations):
    for name, said in operations.items():
        assert [each["name"] for each in said["parameters"]].count("lang") == 1, name


def test_summaries_say_what_is_done_and_are_all_different(operations):
    summaries = [said["summary"] for said in operations.values()]
    assert len(set(summaries)) == len(summaries)


def test_closed_sets_are_closed(document, operations):
    schemas = document["components"]["schemas"]
    for name, sets in SETS.items():
        for each in sets:
            said = json.dumps(schemas[name]["properties"][each])
            assert '"enum"' in said, (name, each)
    by_id = {said["operationId"]: said for said in operations.values()}
    for name, sets in ASKED.items():
        told = {each["name"]: json.dumps(each) for each in by_id[name]["parameters"]}
        assert all('"enum"' in told[each] for each in sets)


def test_it_says_how_one_gets_from_nothing_to_a_result(document):
    words = document["info"]["description"]
    for step in ("POST /first", "POST /session", "POST /uploads", "POST /tokens", "POST /surveys"):
        assert step in words


def test_a_change_of_a_scenario_is_one_of_those_there_are(document):
    change = document["components"]["schemas"]["WhatIfBody"]["properties"]["change"]
    assert change["items"] == {"$ref": "#/components/schemas/ScenarioChange"}
    assert (
        "station_moved" in followed(document, change["items"]["$ref"])["discriminator"]["mapping"]
    )


@pytest.mark.parametrize(
    ("name", "field"), [("StationAddedTable", "tier"), ("MatterTable", "service")]
)
def test_a_change_names_the_words_there_are(document, name, field):
    said = document["components"]["schemas"][name]["properties"][field]
    assert '"enum"' in json.dumps(said)
