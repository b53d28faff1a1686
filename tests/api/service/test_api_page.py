"""Every example of the API runs: those of docs/api.md, and those of the OpenAPI document."""

import re
import shlex
from pathlib import Path
from string import Template
from urllib.parse import quote

import httpx
import pytest
from support.asked_office import open_service_of, stand
from support.layer_service import serving

from api.service.app import create_app
from data.demo import demo_district

PAGE = Path(__file__).parents[3] / "docs" / "api.md"
# How one gets there from nothing is a story of its own: `test_from_nothing.py`.
_HEAD, _, _REST = PAGE.read_text("utf-8").partition("\n## 约定")
EXAMPLES = re.findall(r"```sh\n(curl .*?)```", _REST, re.DOTALL)

ASKED = ("coverage", "surveys", "comparisons", "screenings", "batches")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A client of a service with the demo district, and a token of an officer and planner."""
    with open_service_of(tmp_path_factory.mktemp("demo")) as office:
        office.district("demo", anonymous=True)
        stand(office, "demo", demo_district(), "demo-1")
        account = office.account("both", ("demo", "officer"), ("demo", "planner"))
        app = create_app(office.service)
        with serving(app) as address, httpx.Client(base_url=address, timeout=60) as client:
            yield client, office.token(account), app


def parsed(example: str, **known: str):
    """Method, path, headers and body of a call of curl."""
    words = shlex.split(Template(example.replace("\\\n", " ")).substitute(known))[1:]
    headers, asked, body, path = {}, [], None, ""
    while words:
        word = words.pop(0)
        if word == "-H":
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word == "--data-urlencode":
            asked.append(quote(words.pop(0), safe="="))
        elif word in {"-d", "--data-binary"}:
            body = words.pop(0)
        elif word not in {"-s", "-G"}:
            path = word
    address = "&".join([path, *asked]) if "?" in path else "?".join([path, *asked])
    return "GET" if body is None else "POST", address, headers, body


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.splitlines()[0][:60])
def test_the_examples_of_the_page_are_answered(demo, example):
    client, token, _ = demo
    secret = token["Authorization"].removeprefix("Bearer ")
    method, path, headers, body = parsed(example, URL=str(client.base_url), TOKEN=secret)
    answer = client.request(method, path, headers=headers, content=body and body.encode())
    assert answer.status_code in {200, 201, 202}, answer.text


def operations(app):
    for path, found in app.openapi()["paths"].items():
        for method, operation in found.items():
            yield method, path, operation


def test_the_examples_of_the_description_are_answered(demo):
    client, token, app = demo
    tried = []
    for method, path, operation in operations(app):
        sent = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        if "example" in sent and operation["tags"][0] in ASKED:
            address = path.replace("{district_id}", "demo")
            answer = client.request(method, address, json=sent["example"], headers=token)
            assert answer.status_code in {200, 201, 202}, (path, answer.text)
            tried.append(path)
    assert len(tried) == 6


def test_every_operation_has_an_id_a_tag_and_words_in_both_languages(demo):
    seen = set()
    for method, path, operation in operations(demo[2]):
        words = operation.get("description") or operation.get("summary", "")
        assert operation["tags"] and re.search("[\u4e00-\u9fff]", words), (method, path)
        assert re.search("[A-Za-z]{3}", words), (method, path)
        assert operation["responses"]["default"]["content"], (method, path)
        seen.add(operation["operationId"])
    assert len(seen) == len(list(operations(demo[2])))


def test_every_tag_is_described(demo):
    described = {tag["name"] for tag in demo[2].openapi()["tags"]}
    used = {tag for _, _, operation in operations(demo[2]) for tag in operation["tags"]}
    assert used <= described
