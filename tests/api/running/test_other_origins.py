"""Pages of other sites read nothing, unless the operator names their origin."""

import httpx
import pytest
from support.layer_service import serving
from support.office import open_office

from api.service.app import create_app

MAP, EVIL = "https://map.example", "https://evil.example"
ASKS = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization"}


@pytest.fixture(params=["", f"{MAP}/, http://10.0.0.5:8080"], ids=["none named", "two named"])
def http(request, tmp_path):
    office = open_office(tmp_path, read_origins=request.param)
    with serving(create_app(office.service)) as address, httpx.Client(base_url=address) as client:
        client.named = bool(request.param)
        yield client
    office.service.store.close()


def allowed(answer):
    return {n: v for n, v in answer.headers.items() if n.startswith("access-control-")}


@pytest.mark.parametrize("origin", [EVIL, "null", "https://map.example.evil.example", "*"])
@pytest.mark.parametrize("path", ["/districts", "/health", "/nowhere", "/session"])
def test_an_origin_that_nobody_named_is_not_reflected(http, origin, path):
    for answer in (
        http.get(path, headers={"Origin": origin}),
        http.options(path, headers={"Origin": origin, **ASKS}),
        http.post(path, json={}, headers={"Origin": origin}),
    ):
        assert origin not in str(answer.headers.get("access-control-allow-origin"))
        assert "access-control-allow-credentials" not in answer.headers


def test_one_that_is_named_may_read_without_a_cookie(http):
    answer = http.get("/districts", headers={"Origin": MAP})
    assert allowed(answer).get("access-control-allow-origin") == (MAP if http.named else None)
    assert "access-control-allow-credentials" not in answer.headers
    asked = http.options("/districts", headers={"Origin": MAP, **ASKS})
    assert (asked.status_code == 200) == http.named


def test_nobody_else_may_write(http):
    asks = {"Origin": MAP, "Access-Control-Request-Method": "POST"}
    assert http.options("/surveys", headers=asks).status_code in {400, 405}
