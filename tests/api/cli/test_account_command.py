"""`quankan account admin-link`: the way back in for who has lost it."""

from dataclasses import replace

import pytest
from support.office import PASSWORD, open_office

from api.clock import now
from api.people.caller import Caller
from api.people.first_admin import become_admin


@pytest.fixture
def office(tmp_path):
    made = open_office(tmp_path)
    made.account("lost", admin=True)
    yield made
    made.service.store.close()


def test_a_link_is_printed_by_which_one_becomes_an_administrator(tmp_path, office, quankan):
    result = quankan("account", "admin-link", "--home", tmp_path, "--url", "https://map.example/")
    assert result.exit_code == 0, result.output
    link = result.output.split()[-1]
    assert link.startswith("https://map.example/first?link=")
    service = replace(office.service, now=now)  # as the command does
    secret = link.partition("=")[2]
    assert become_admin(service, Caller(""), secret, "chief", "", PASSWORD).admin


def test_where_there_is_no_store_none_is_made(tmp_path, refused):
    assert refused("account", "admin-link", "--home", tmp_path / "none")
    assert not (tmp_path / "none").exists()
