"""The database is locked, away, or has no room: a clear error, and nothing half-written."""

import os
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import event, text
from support.postgres import make_cluster, remove_cluster
from support.stores import account, answer, district, settle

from api.districts.home import make_home
from api.store.accounts import add_account, list_accounts, set_name
from api.store.answers import content_of, find_answer, keep_answer
from api.store.backup import back_up
from api.store.districts import add_district, find_district, list_districts
from api.store.engine import open_store
from api.store.errors import StoreDamagedError, StoreFullError, StoreUnavailableError
from api.store.migrate import migrate
from api.store.restore import restore


@pytest.fixture
def hasty(store_url):
    """The store, opened by somebody who does not wait for others."""
    opened = open_store(store_url, busy_s=0.1)
    yield opened
    opened.close()


def test_who_waits_too_long_for_another_is_told_so(store, hasty, clock):
    with store.writing() as connection:
        add_account(connection, account(clock()))
    with store.writing() as connection:
        set_name(connection, "acc-1", "李四")
        with pytest.raises(StoreUnavailableError), hasty.writing() as late:
            set_name(late, "acc-1", "王五")
        with hasty.reading() as reader:
            assert [each.name for each in list_accounts(reader, limit=9)] == ["张三"]
    with hasty.writing() as later:
        assert set_name(later, "acc-1", "王五")


@pytest.fixture
def own_cluster(postgres):
    """A server that a test may stop, where there can be one at all."""
    cluster = make_cluster()
    yield cluster
    remove_cluster(cluster)


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_server_that_went_away_and_came_back_serves_on(own_cluster, clock, mode):
    own_cluster.make_database("quankan")
    store = open_store(own_cluster.url("quankan"))
    migrate(store)
    with store.writing() as connection:
        add_district(connection, district(clock()))
    with pytest.raises(StoreUnavailableError), store.writing() as connection:
        add_district(connection, district(clock(), "half"))
        own_cluster.stop(mode)
        list_districts(connection)
    with pytest.raises(StoreUnavailableError), store.reading() as connection:
        list_districts(connection)
    own_cluster.start()
    with store.writing() as connection:
        add_district(connection, district(clock(), "later"))
        assert [each.id for each in list_districts(connection)] == ["demo", "later"]
    store.close()


def fill_up(store, pages):
    """Leave a file that many pages of room, and no more."""

    def bound(connection, _):
        used = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {used + pages}")

    store.close()
    event.listen(store.engine, "connect", bound)


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_full_disk_takes_nothing_rather_than_half(store, clock):
    with store.writing() as connection:
        settle(connection, clock())
    fill_up(store, pages=4)
    files = tuple(content_of(f"{n}.bin", "application/x", os.urandom(3000)) for n in range(99))
    with pytest.raises(StoreFullError), store.writing() as connection:
        keep_answer(connection, answer(clock()), files)
    with store.writing() as connection:
        assert find_answer(connection, "k1") is None
        assert keep_answer(connection, answer(clock()), files[:1])


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_backup_that_finds_no_room_restores_nothing(store, clock, tmp_path, empty_url):
    with store.writing() as connection:
        for number in range(1000):
            add_account(connection, account(clock(), f"acc-{number}"))
    back_up(store, make_home(tmp_path / "from"), tmp_path / "saved.zip", clock())
    into = open_store(empty_url)
    fill_up(into, pages=60)
    with pytest.raises(StoreFullError):
        restore(into, make_home(tmp_path / "home"), tmp_path / "saved.zip")
    with closing(sqlite3.connect(tmp_path / "empty.db")) as file:
        assert file.execute("SELECT name FROM sqlite_master").fetchall() == []
    into.close()


CODES = {
    "53100": StoreFullError,
    "57P03": StoreUnavailableError,
    "40P01": StoreUnavailableError,
    "XX001": StoreDamagedError,
}


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
@pytest.mark.parametrize(("code", "expected"), CODES.items())
def test_what_the_server_says_is_told(store, clock, code, expected):
    raised = f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END $$"
    with pytest.raises(expected), store.writing() as connection:
        add_district(connection, district(clock()))
        connection.execute(text(raised))
    with store.reading() as connection:
        assert find_district(connection, "demo") is None


@pytest.mark.parametrize("url", ["sqlite:////no/such/folder/q.db", "postgresql://x@127.0.0.1:1/x"])
def test_a_database_that_is_not_there_is_told(url):
    store = open_store(url)
    with pytest.raises(StoreUnavailableError), store.reading():
        pass


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "q.db").write_bytes(b"no database at all" * 100)
    store = open_store(f"sqlite:///{tmp_path / 'q.db'}")
    with pytest.raises(StoreDamagedError), store.reading():
        pass
    store.close()
