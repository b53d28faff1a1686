"""Whatever goes wrong is a problem document: a stable code, the field, found and expected."""

from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from support.asked_office import SURVEY
from support.layer_service import serving

from api.people.errors import TooManyError
from api.service.problem_docs import problem_page
from api.service.problems import MEDIA_TYPE, PROBLEMS, every_problem, problem_of
from api.service.refusals import add_refusals, too_large
from data.errors import SourceError
from data.text import Text

FOUND, EXPECTED = Text("不对", "is wrong"), Text("对的", "what is right")
PAGE = Path(__file__).parents[3] / "docs" / "problems.md"


def made(kind):
    if kind is TooManyError:
        return TooManyError("requests", 7)
    return kind("--site", FOUND, EXPECTED, at="x")


@pytest.fixture(scope="module")
def failing():
    """A client of an app whose routes fail as their names say."""
    app = FastAPI()
    add_refusals(app)
    for kind, _ in PROBLEMS:

        def fail(kind=kind):
            raise made(kind)

        app.add_api_route(f"/{kind.__name__}", fail)

    def unforeseen():
        raise RuntimeError("a secret of /srv/quankan")

    def full(request):
        return too_large(request, 10)

    app.add_api_route("/unforeseen", unforeseen)
    app.add_route("/full", full)
    with serving(app) as address, httpx.Client(base_url=address) as client:
        yield client


@pytest.mark.parametrize(("kind", "problem"), PROBLEMS, ids=lambda each: getattr(each, "code", ""))
def test_each_error_of_ours_has_its_code_and_status(failing, kind, problem):
    answer = failing.get(f"/{kind.__name__}", headers={"Accept-Language": "en"})
    told = answer.json()
    assert answer.status_code == told["status"] == problem.status
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert (told["code"], told["type"]) == (problem.code, f"/problems/{problem.code}")
    assert told["title"] == problem.title.en and told["errors"][0]["expected"]


def test_errors_name_the_field_as_requests_call_it(failing):
    (said,) = failing.get("/QuestionError").json()["errors"]
    assert said == {"field": "site.x", "found": "不对", "expected": "对的"}


def test_too_many_says_when_to_try_again(failing):
    assert failing.get("/TooManyError").headers["retry-after"] == "7"


def test_the_unforeseen_is_told_by_a_number_and_nothing_else(failing, caplog):
    answer = failing.get("/unforeseen")
    assert answer.status_code == 500 and answer.json()["code"] == "internal"
    assert "secret" not in answer.text and "Traceback" not in answer.text
    assert "a secret of" in caplog.text


def test_a_path_of_the_machine_is_never_told():
    from api.service.problems import document_of

    told = document_of(SourceError("/srv/quankan/x.gpkg", FOUND, EXPECTED), "en", instance="/")
    assert told["errors"][0]["field"] == "x.gpkg" and "/srv" not in str(told)


def test_what_the_framework_refuses_is_a_problem_too(asked, failing):
    answers = {
        "absent": asked.get("/nowhere"),
        "method": asked.client.put("/surveys"),
        "media-type": asked.client.post(
            "/surveys", content="<a/>", headers={"Content-Type": "text/xml", **asked.of("a")}
        ),
        "too-large": failing.get("/full"),
        "not-acceptable": asked.get(asked.survey()["href"], Accept="image/png"),
    }
    assert {answer.json()["code"] for answer in answers.values()} == set(answers)
    assert all(answer.headers["content-type"] == MEDIA_TYPE for answer in answers.values())
    assert answers["method"].headers["allow"]


@pytest.mark.parametrize(
    ("changes", "field", "expected"),
    [
        ({"bogus": 1}, "bogus", "no field of that name"),
        ({"site": {}}, "site", "exactly one of point, shape, address and cadastral_txt"),
        ({"site": {"point": [1]}}, "site.point", "at least 2 items"),
        ({"site": {"point": [1, float(10**12)]}}, "site.point.1", "at most 1000000000.0"),
        ({"business": "x" * 300}, "business", "at most 200 letters"),
        ({"district": "../x"}, "district", "text written as the reference says"),
        ({"on": "today"}, "on", "text written as the reference says"),
        ({"facts": dict.fromkeys(map(str, range(300)), 1)}, "facts", "at most 200 items"),
    ],
)
def test_what_is_not_understood_is_told_field_by_field(asked, changes, field, expected):
    answer = asked.post("/surveys", {**SURVEY, **changes}, **{"Accept-Language": "en"})
    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, "request")
    assert (told["errors"][0]["field"], told["errors"][0]["expected"]) == (field, expected)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"site": {"point": [1000, 50], "datum": "wgs84"}}, "site", "site.point"),
        ({"site": {"point": [104.1, 30.6]}}, "site", "site.datum"),
        ({"site": {"address": "没有这条路"}}, "site", "site"),
        ({"site": {"address": "/etc/parcel.geojson"}}, "site", "site"),
        ({"site": {"point": [104.5, 30.7], "datum": "wgs84"}}, "site-outside", "site"),
        ({"business": "没有的业态"}, "site", "business"),
        ({"facts": {"colour": 1}}, "site", "facts"),
        ({"facts": {"floor": "2@seen"}}, "site", "floor"),
        ({"undertaking": "buy"}, "site", "undertaking"),
        ({"on": "2026-02-30"}, "site", "on"),
        ({"at": "2026-02-30T10:00"}, "question", "at"),
        ({"district": "nowhere"}, "absent", "nowhere"),
    ],
)
def test_what_makes_no_sense_is_told_by_its_code(asked, changes, code, field):
    told = asked.post("/surveys", {**SURVEY, **changes}).json()
    assert (told["code"], told["errors"][0]["field"]) == (code, field)


def test_too_many_vertices_are_refused(asked):
    ring = [[104 + i * 1e-6, 30.0] for i in range(9000)]
    shape = {"type": "MultiPolygon", "coordinates": [[ring], [ring], [ring]]}
    told = asked.post("/surveys", {**SURVEY, "site": {"shape": shape}}).json()
    assert told["errors"][0]["expected"] == "不超过 20000 个顶点"


def test_every_code_has_a_line_in_the_docs():
    assert PAGE.read_text("utf-8") == problem_page()
    assert len({each.code for each in every_problem()}) == len(every_problem())


def test_each_code_can_be_looked_up(asked):
    listed = asked.client.get("/problems").json()["items"]
    assert [each["code"] for each in listed] == [each.code for each in every_problem()]
    assert asked.client.get("/problems/site").json()["status"] == 422
    assert asked.client.get("/problems/none").status_code == 404


def test_the_first_class_that_fits_tells_the_problem():
    for kind, problem in PROBLEMS:
        assert problem_of(made(kind)) is problem
