"""`/metrics` counts by route, and is read from this machine or with the token only."""

import pytest
from support.asked_office import asked_office
from support.office import open_office

from api.service.metrics import Metrics

TOKEN = "a token for Prometheus"


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    with asked_office(tmp_path_factory.mktemp("measured")) as office:
        yield office


def lines(client, **headers):
    return client.get("/metrics", headers=headers).text.splitlines()


def test_requests_are_counted_by_the_template_of_their_path(asked):
    for district in ("sited", "walked", "none"):
        asked.get(f"/districts/{district}")
    asked.client.get("/nowhere/at/all")
    found = lines(asked.client)
    of = 'quankan_requests_total{method="GET",route="/districts/{district_id}"'
    assert f'{of},status="200"}} 2.0' in found
    assert f'{of},status="404"}} 1.0' in found
    assert 'quankan_requests_total{method="GET",route="none",status="404"} 1.0' in found


def test_jobs_and_the_store_are_measured(asked):
    asked.post("/districts/walked/coverages", {}, "planner")
    found = lines(asked.client)
    assert "quankan_store_up 1.0" in found
    assert {line for line in found if line.startswith("quankan_jobs{")} >= {
        'quankan_jobs{state="waiting"} 1.0',
        'quankan_jobs{state="failed"} 0.0',
    }
    assert any(line.startswith("quankan_store_seconds_count") for line in found)


def test_a_store_that_does_not_answer_is_no_error_of_the_page(tmp_path):
    office = open_office(tmp_path)
    metrics = Metrics(office.service)
    office.service.store.close()
    (tmp_path / "quankan.db").write_bytes(b"no database" * 1000)
    assert b"quankan_store_up 0.0" in metrics.text()


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"])
def test_behind_a_proxy_nobody_is_of_this_machine(asked, header):
    assert asked.client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 404


def test_with_a_token_set_nothing_else_will_do(tmp_path):
    with asked_office(tmp_path, metrics_token=TOKEN) as office:
        statuses = [
            office.client.get("/metrics", headers=headers).status_code
            for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": f"Bearer {TOKEN}"})
        ]
    assert statuses == [404, 404, 200]
