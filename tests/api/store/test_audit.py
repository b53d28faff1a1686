import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError
from support.stores import settle, version

from api.store.audit import Deed, Entry, WantedDeeds, append, list_deeds
from api.store.districts import set_version
from api.store.station_changes import StationChange, add_change, list_changes
from api.store.tables import audit


@pytest.fixture
def logged(store, clock):
    """Three rows: acc-1 asks and signs in, nobody asks."""
    with store.writing() as connection:
        for who, action in (("acc-1", "survey"), ("acc-1", "sign_in"), (None, "survey")):
            append(connection, Deed(clock(), who, "127.0.0.1", action, "x", "demo", "ver-1"))
    return store


def rows(store, *, limit=10, before=None, **wanted):
    with store.reading() as connection:
        return list_deeds(connection, WantedDeeds(**wanted), limit=limit, before=before)


def test_a_deed_comes_out_as_it_went_in(store, clock):
    deed = Deed(clock(), "acc-1", "::1", "survey", "svy-1", "demo", "ver-1", {"rules": ["NET-01"]})
    with store.writing() as connection:
        append(connection, deed)
    assert rows(store) == (Entry(**vars(deed), id=1),)


def test_the_log_is_read_newest_first_and_paged(logged):
    page = rows(logged, limit=2)
    assert [each.id for each in (*page, *rows(logged, before=page[-1].id))] == [3, 2, 1]


def test_the_log_can_be_filtered(logged, clock):
    assert [each.id for each in rows(logged, account_id="acc-1")] == [2, 1]
    assert [each.id for each in rows(logged, action="survey")] == [3, 1]
    assert [each.id for each in rows(logged, since=clock.start + 2 * clock.step)] == [
        3,
        2,
    ]
    assert [each.id for each in rows(logged, until=clock.start + 2 * clock.step)] == [1]
    assert rows(logged, district_id="other") == ()


def test_what_strangers_send_is_cut_and_written(store, clock):
    with store.writing() as connection:
        append(connection, Deed(clock(), None, "x" * 999, "sign_in_refused", "\x00\ud800" * 999))
    (row,) = rows(store)
    assert (len(row.address), row.object) == (80, "\ufffd" * 400)


@pytest.mark.parametrize(
    "statement",
    [
        update(audit).values(action="nothing"),
        update(audit).where(audit.c.id == 1).values(account_id=None),
        delete(audit),
        delete(audit).where(audit.c.id == 2),
    ],
)
def test_no_row_is_changed_or_taken_away(logged, statement):
    before = rows(logged)
    with pytest.raises(DBAPIError, match="audit log"), logged.writing() as connection:
        connection.execute(statement)
    assert rows(logged) == before


def test_no_row_takes_the_place_of_another(logged, kind):
    sly = {
        "sqlite": "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE id = 1",
        "postgresql": "TRUNCATE audit",
    }[kind]
    before = rows(logged)
    with pytest.raises(DBAPIError, match="audit log"), logged.writing() as connection:
        connection.execute(text(sly))
    assert rows(logged) == before


def test_changes_at_a_station_are_listed_newest_first(store, clock):
    with store.writing() as connection:
        settle(connection, clock())
        set_version(connection, version(clock(), "ver-2", file_sha256="f" * 64), instead_of="ver-1")
        kept = [
            StationChange(
                f"chg-{n}", "demo", "s-1", "acc-1", {"to": n}, {"to": n - 1}, "ver-2", clock()
            )
            for n in (1, 2)
        ]
        for each in kept:
            add_change(connection, each)
        assert list_changes(connection, "demo", "s-1", limit=9) == (kept[1], kept[0])
        assert list_changes(connection, "demo", "s-1", limit=1) == (kept[1],)
        assert list_changes(connection, "demo", "s-2", limit=9) == ()
