"""Lists page by page: the newest first, each item once, whatever comes in meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.service.errors import CursorError
from api.service.paging import cursor, position_of
from api.store.listing import Position
from api.store.memberships import withdraw


@pytest.fixture(scope="module")
def five(asked):
    """Five surveys of the same enterprise, a minute apart, the newest first."""
    made = []
    for floor in range(1, 6):
        asked.office.watch.move(minutes=1)
        made.append(asked.survey("a", facts={"floor": floor})["id"])
    return made[::-1]


def ids(asked, path, name="a"):
    return [each["id"] for each in asked.get(path, name).json()["items"]]


def test_pages_follow_each_other_without_a_gap(asked, five):
    found, path = [], "/surveys?limit=2"
    while path is not None:
        answer = asked.get(path)
        found.append([each["id"] for each in answer.json()["items"]])
        path = answer.json()["next"]
        assert path is None or answer.headers["link"] == f'<{path}>; rel="next"'
    assert found == [five[:2], five[2:4], five[4:]]


def test_what_comes_in_meanwhile_shifts_nothing(asked, five):
    page = asked.get("/surveys?limit=2").json()
    asked.survey("a", facts={"floor": 6})
    assert ids(asked, page["next"]) == five[2:4]


def test_enterprises_list_their_own_officers_those_of_the_district(asked, five):
    assert set(five) <= set(ids(asked, "/surveys?district=sited", "officer"))
    assert not set(five) & set(ids(asked, "/surveys?district=sited", "b"))
    assert not set(five) & set(ids(asked, "/surveys?mine=true", "officer"))


def test_lists_are_narrowed(asked, five):
    noon = datetime(2026, 11, 22, 4, 2, 30, tzinfo=UTC)
    since = f"/surveys?since={noon.isoformat().replace('+', '%2B')}"
    assert set(five) & set(ids(asked, since)) == set(five[:3])
    verdict = asked.get(f"/surveys/{five[0]}/record").json()["verdict"]
    assert five[0] in ids(asked, f"/surveys?verdict={verdict}&business=internet_cafe")
    assert ids(asked, "/surveys?business=bar") == []


@pytest.mark.parametrize("after", ["zzz", "-", "AAAA", "eHg", "MjAyNi0xMS0yMiB4"])
def test_a_place_nobody_gave_out_is_refused(asked, after):
    told = asked.get(f"/surveys?after={after}").json()
    assert (told["code"], told["errors"][0]["field"]) == ("request", "after")


def test_pages_are_bounded(asked):
    assert asked.get("/surveys?limit=201").json()["errors"][0]["expected"] == "不大于 200"


@given(st.integers(0, 10**9), st.from_regex(r"[a-z]{3}-[0-9a-f]{20}", fullmatch=True))
def test_a_place_in_a_list_survives_the_address(seconds, row_id):
    at = Position(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds), row_id)
    assert position_of(cursor(at)) == at


@given(st.text(max_size=60))
def test_any_text_is_a_place_or_refused(text):
    try:
        position_of(text)
    except CursorError as error:
        assert error.file == "after"


def test_who_has_lost_a_role_still_lists_and_reads_what_is_theirs(asked_alone):
    here, elsewhere = asked_alone.survey("a"), asked_alone.survey("a", district="open")
    with asked_alone.office.service.store.writing() as connection:
        withdraw(connection, "acc-a", "sited", "enterprise")
    assert set(ids(asked_alone, "/surveys")) == {here["id"], elsewhere["id"]}
    for form in (f"{here['href']}/record", here["forms"]["json"], here["forms"]["html"]):
        assert asked_alone.get(form).status_code == 200, form


def test_officers_list_what_is_their_own_elsewhere_too(asked_alone):
    asked_alone.office.account("mixed", ("sited", "officer"), ("open", "enterprise"))
    own = asked_alone.survey("mixed", district="open")["id"]
    others, theirs = asked_alone.survey("a", district="open")["id"], asked_alone.survey("a")["id"]
    assert set(ids(asked_alone, "/surveys", "mixed")) == {own, theirs}
    assert ids(asked_alone, "/surveys?mine=true", "mixed") == [own]
    assert ids(asked_alone, "/surveys?district=open", "mixed") == [own]
    assert others in ids(asked_alone, "/surveys?district=open", "a")
