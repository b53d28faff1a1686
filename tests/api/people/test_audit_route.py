"""The audit log as administrators read it."""

import pytest

from api.people.audited import Action, audited
from api.people.caller import Caller


@pytest.fixture
def asking(office, http, admin):
    """Ask for a page of the log, as an administrator."""
    headers = office.session(admin.account_id)
    return lambda query: http.get(f"/audit?{query}", headers=headers)


@pytest.fixture
def three(office):
    """Three rows, an hour apart."""
    rows = (("acc-1", "survey", "a"), ("acc-1", "survey", "b"), ("acc-2", "coverage", "a"))
    for account_id, action, district_id in rows:
        with office.service.store.writing() as connection:
            at = office.watch.at
            audited(
                connection, Caller("10.0.0.1", account_id), at, action, "", district_id=district_id
            )
        office.watch.move(hours=1)


def accounts(answer):
    return [(item["account"], item["district"]) for item in answer.json()["items"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("account=acc-2", [("acc-2", "a")]),
        ("district=a", [("acc-2", "a"), ("acc-1", "a")]),
        ("action=survey", [("acc-1", "b"), ("acc-1", "a")]),
        ("since=2026-11-22T05:00:00Z&until=2026-11-22T06:00:00Z", [("acc-1", "b")]),
        ("since=2026-11-22T13:00:00%2B08:00&until=2026-11-22T14:00:00%2B08:00", [("acc-1", "b")]),
        ("action=none", []),
    ],
)
def test_rows_are_found_by_account_district_action_and_time(asking, three, query, found):
    assert accounts(asking(query)) == found


def test_pages_follow_one_another(asking, three, http, office, admin):
    first = asking("action=survey&limit=1")
    second = http.get(first.json()["next"], headers=office.session(admin.account_id))
    assert accounts(first) + accounts(second) == [("acc-1", "b"), ("acc-1", "a")]
    assert first.headers["link"] == f'<{first.json()["next"]}>; rel="next"'


def test_reading_the_log_is_in_the_log(asking, office):
    asking("account=acc-2")
    assert office.log()[-1] == (Action.READ_AUDIT, "acc-root", "account=acc-2")


@pytest.mark.parametrize("query", ["since=2026-11-22T05:00:00", "limit=0", "before=0", "before=x"])
def test_what_cannot_be_read_is_refused(asking, query):
    assert asking(query).status_code == 422


@pytest.mark.parametrize("name", ["password", "session_token", "link", "client_secret"])
def test_a_secret_does_not_get_into_the_log(office, name):
    with office.service.store.writing() as connection, pytest.raises(ValueError, match=name):
        audited(connection, Caller(""), office.watch.at, "x", "", **{name: "x"})
