"""`/` and `/reference`: pages of our own that ask nobody for anything."""

import re

import pytest
from support.asked_office import asked_office

from api.service.reference import reference_page, type_name
from data.text import Language


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with asked_office(tmp_path_factory.mktemp("pages")) as asked:
        yield asked.client


@pytest.fixture(scope="module")
def document(client):
    return client.get("/openapi.json").json()


def test_every_operation_and_every_structure_stands_on_the_page(client, document):
    page = client.get("/reference").text
    for path, methods in document["paths"].items():
        for said in methods.values():
            assert f'<h3 id="{said["operationId"]}">' in page
        assert path in page
    for name in document["components"]["schemas"]:
        assert f'id="schema-{name}"' in page


@pytest.mark.parametrize("path", ["/", "/reference"])
def test_a_page_loads_nothing_and_runs_nothing(client, path):
    answer = client.get(path, headers={"Accept": "text/html"})
    assert not re.search(r"<script|<link|<img|src=|url\(|https?://", answer.text)
    assert "script-src" not in answer.headers["content-security-policy"]


def test_pages_are_in_the_language_of_who_asks(client):
    assert '<html lang="zh">' in client.get("/reference").text
    assert '<html lang="en">' in client.get("/reference?lang=en").text


def test_every_link_of_the_first_page_leads_somewhere(client):
    links = client.get("/", headers={"Accept": "application/json"}).json()["links"]
    assert {link["href"]: client.get(link["href"]).status_code for link in links} == {
        link["href"]: 200 for link in links
    }


def test_text_of_the_document_is_text():
    said = {"get": {"operationId": "a", "description": "<script>x</script>", "responses": {}}}
    html, _ = reference_page({"info": {"version": "1"}, "paths": {"/a": said}}, Language.EN)
    assert "&lt;script&gt;" in html
    assert "<script" not in html


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"type": "string"}, "string"),
        ({"type": "integer", "minimum": 1, "maximum": 9}, "integer (minimum 1, maximum 9)"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "string | null"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Site"}}, "array of Site"),
        ({"enum": ["a", "b"]}, '"a" | "b"'),
        ({"const": 1}, "1"),
        ({}, "any"),
    ],
)
def test_types_are_told_in_few_words(schema, said):
    assert type_name(schema) == said
