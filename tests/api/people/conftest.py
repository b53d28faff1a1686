"""An office with people in it; each test has its own."""

import httpx
import pytest
from support.layer_service import serving
from support.office import open_office

from api.people.caller import Caller
from api.service.app import create_app


@pytest.fixture
def office(tmp_path):
    made = open_office(tmp_path)
    yield made
    made.service.store.close()


@pytest.fixture
def admin(office):
    """An administrator, as a caller who has signed in."""
    account_id = office.account("root", admin=True)
    return Caller("10.0.0.1", account_id, "root", admin=True, by_session=True)


@pytest.fixture
def http(office):
    """A client of the office's service; it keeps no cookies of its own accord."""
    with serving(create_app(office.service)) as address, httpx.Client(base_url=address) as client:
        client.cookies.jar.set_policy(_NoCookies())
        yield client


class _NoCookies:
    """Keeps none, sends none: each test says whose request it is."""

    rfc2965, netscape, hide_cookie2 = False, True, False

    def set_ok(self, *_):
        return False

    return_ok = domain_return_ok = path_return_ok = set_ok
