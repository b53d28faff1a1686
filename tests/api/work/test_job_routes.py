"""Jobs over HTTP: seen by whom they belong to, followed, cancelled."""

import json
import threading

import httpx
import pytest
from support.layer_service import serving
from support.office import open_office
from support.small_jobs import order

from api.service.app import create_app
from api.store.job_claims import Claim, claim_job, fail_job, finish_job, tell_progress
from api.work.failures import failure_of
from data.errors import SourceError
from data.text import Text

CLAIM = Claim("job-1", "w")


@pytest.fixture
def office(tmp_path):
    made = open_office(tmp_path)
    yield made
    made.service.store.close()


@pytest.fixture
def http(office):
    with (
        serving(create_app(office.service)) as address,
        httpx.Client(base_url=address, timeout=20) as client,
    ):
        yield client


@pytest.fixture
def own(office):
    return office.token(office.account("a"))


@pytest.fixture
def written(office):
    """Write something about job-1, as the worker that has it."""

    def run(*changes):
        with office.service.store.writing() as connection:
            for change in changes:
                change(connection)

    return run


def claimed(office):
    return lambda connection: claim_job(connection, "w")


def test_a_job_says_where_it_stands_in_the_callers_language(office, http, own, written):
    order(office.service, owner="acc-a")
    step = {"zh": "统计覆盖人口", "en": "counting people"}
    written(claimed(office), lambda c: tell_progress(c, CLAIM, step, done=1, total=4))
    told = http.get("/jobs/job-1?lang=en", headers=own).json()
    assert (told["state"], told["step"], told["done"], told["total"]) == (
        "running", "counting people", 1, 4,
    )  # fmt: skip
    assert http.get("/jobs/job-1", headers=own).json()["step"] == "统计覆盖人口"


def test_one_sees_ones_own_jobs_and_an_administrator_everybodys(office, http, own):
    for name, owner in (("job-1", "acc-a"), ("job-2", office.account("b"))):
        order(office.service, name, owner=owner)
    root = office.token(office.account("root", admin=True))
    ids = lambda query, who: [  # noqa: E731
        each["id"] for each in http.get(f"/jobs{query}", headers=who).json()["items"]
    ]
    assert ids("", own) == ["job-1"]
    assert (ids("", root), sorted(ids("?everybodys=true", root))) == ([], ["job-1", "job-2"])
    assert http.get("/jobs/job-2", headers=own).status_code == 404


def test_lists_are_filtered_and_paged(office, http, own):
    for n in range(3):
        order(office.service, f"job-{n}", owner="acc-a")
    first = http.get("/jobs?limit=2&state=waiting", headers=own).json()
    second = http.get(first["next"], headers=own).json()
    assert [len(page["items"]) for page in (first, second)] == [2, 1]
    assert http.get("/jobs?kind=import", headers=own).json()["items"] == []


def test_a_job_that_failed_says_why_as_requests_do(office, http, own, written):
    order(office.service, owner="acc-a")
    problem = failure_of(SourceError("a", Text("坏", "bad"), Text("好", "good")), "job-1")
    written(claimed(office), lambda c: fail_job(c, CLAIM, problem, office.watch.at))
    told = http.get("/jobs/job-1?lang=en", headers=own).json()["problem"]
    assert (told["code"], told["status"], told["instance"]) == ("source", 422, "/jobs/job-1")
    assert told["errors"] == [{"field": "a", "found": "bad", "expected": "good"}]


def test_a_job_is_followed_to_its_end(office, http, own, written):
    """Whoever connects again after some news hears how it stands, once."""
    order(office.service, kind="survey", owner="acc-a")
    heard = []
    headers = {**own, "Last-Event-ID": "whatever"}
    with http.stream("GET", "/jobs/job-1/events", headers=headers) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        for line in stream.iter_lines():
            if not line.startswith("data:"):
                continue
            heard.append(json.loads(line.removeprefix("data:")))
            if len(heard) == 1:
                written(claimed(office))
            elif len(heard) == 2:
                written(lambda c: finish_job(c, CLAIM, "svy-1", office.watch.at))
    assert [each["state"] for each in heard] == ["waiting", "running", "done"]
    assert heard[-1]["result"] == "/surveys/svy-1"


def test_nobody_is_left_talking_to_who_has_gone(office, http, own):
    order(office.service, owner="acc-a")
    before = threading.active_count()
    with http.stream("GET", "/jobs/job-1/events", headers=own) as stream:
        next(stream.iter_lines())
    assert http.get("/jobs/job-1", headers=own).status_code == 200
    assert threading.active_count() <= before + 5


def test_who_may_not_see_a_job_cannot_follow_or_cancel_it(office, http, own):
    order(office.service, owner=office.account("b"))
    assert http.get("/jobs/job-1/events", headers=own).status_code == 404
    assert http.delete("/jobs/job-1", headers=own).status_code == 404


def test_a_job_that_waits_is_cancelled_at_once_with_what_was_sent(office, http, own):
    order(office.service, kind="import", owner="acc-a", check_only=True, district_id="x")
    upload = office.service.home.upload("job-1")
    upload.write_text("sent")
    assert http.delete("/jobs/job-1", headers=own).json()["state"] == "cancelled"
    assert not upload.exists()
    assert office.log(action="cancel_job") == [("cancel_job", "acc-a", "job-1")]


def test_a_job_that_runs_is_asked_to_stop(office, http, own, written):
    order(office.service, owner="acc-a")
    written(claimed(office))
    told = http.delete("/jobs/job-1", headers=own).json()
    assert (told["state"], told["cancel"]) == ("running", True)
