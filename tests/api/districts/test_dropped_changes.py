"""An upload that would undo what a keeper has changed says so in its check."""

from datetime import UTC, datetime

import pytest
from support.layer_places import declared, shown, spot

from api.districts.dropped_changes import CODE, dropped
from api.districts.station_state import state_of, with_state
from api.store.station_changes import StationChange

AT = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
CLOSED = {"closures": [{"id": None, "from": "2026-12-01", "to": None, "reason": "装修"}]}


@pytest.fixture(scope="module")
def sent():
    """The district as it is in the office's own files."""
    stations = [{"id": name, "at": spot(x, 7)} for name, x in (("s-1", 5), ("s-2", 9))]
    return shown(declared("stations"), stations=stations).district


def changed(district, **parts):
    """A keeper's change at s-1: the district then, and the change."""
    after = with_state(district, "s-1", parts, AT.date())
    then = state_of(after, "s-1")
    told = {part: then[part] for part in parts}
    return after, StationChange("c", "town", "s-1", "acc", told, {}, "v", AT)


def test_a_closure_that_was_not_sent_is_named(sent):
    stands, change = changed(sent, **CLOSED)
    assert dropped([change], stands, sent) == ("s-1",)


def test_what_was_sent_as_it_stands_drops_nothing_whatever_its_ids(sent):
    stands, change = changed(sent, **CLOSED)
    again, _ = changed(sent, **CLOSED)
    assert dropped([change], stands, again) == ()


def test_only_the_last_change_of_a_part_counts(sent):
    first, closed = changed(sent, **CLOSED)
    stands, reopened = changed(first, closures=[])
    assert dropped([reopened, closed], stands, sent) == ()


def test_what_an_earlier_upload_has_undone_is_not_told_again(sent):
    _, change = changed(sent, **CLOSED)
    assert dropped([change], sent, sent) == ()


def test_a_station_that_is_gone_takes_its_changes_with_it(sent):
    stands, change = changed(sent, opening_hours="24/7")
    table = sent.table("stations")
    kept = shown(declared("stations"), stations=[{"id": "s-2", "at": spot(9, 7)}]).district
    assert len(table) == 2 and dropped([change], stands, kept) == ("s-1",)


@pytest.fixture
def upload(office, http, ended, package_file):
    """Send the office's own file; how the job ended, and what its check has found."""
    admin = office.token(office.account("root", admin=True))

    def run(query=""):
        content = package_file.read_bytes()
        sent = http.post(f"/uploads?district=town{query}", content=content, headers=admin)
        job = ended(sent.json()["job"])
        found = http.get(f"/jobs/{job.id}/report", headers=admin).json()["findings"]
        return job.state, {each["code"]: each["subjects"] for each in found}

    return run


def test_the_check_of_an_upload_warns_and_so_does_a_check_alone(office, http, upload):
    assert CODE not in upload()[1]
    keeper = office.token(office.account("k", ("town", "keeper"), keeps=[("town", "s1")]))
    here = "/districts/town/stations/s1"
    tag = {"If-Match": http.get(here, headers=keeper).headers["etag"]}
    assert http.patch(here, json=CLOSED, headers={**keeper, **tag}).status_code == 200
    for query in ("&check_only=true", ""):
        state, found = upload(query)
        assert (state, found[CODE]) == ("done", ["s1"])
    assert CODE not in upload()[1]
