"""What the two kinds of transaction promise, and what columns hold."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError, StatementError
from support.stores import account, district, keep, settle

from api.store.accounts import add_account, find_account
from api.store.column_types import JsonText, PlainText, UtcTime
from api.store.districts import District, add_district, find_district
from api.store.errors import StoreError
from api.store.tables import districts, kept_stations


def test_what_is_not_finished_never_was(store, clock):
    with pytest.raises(ZeroDivisionError), store.writing() as connection:
        settle(connection, clock())
        _ = 1 / 0
    with store.reading() as connection:
        assert find_district(connection, "demo") is None


def test_who_reads_sees_one_state(store, clock):
    with store.reading() as before:
        assert find_district(before, "demo") is None
        with store.writing() as connection:
            add_district(connection, district(clock()))
        assert find_district(before, "demo") is None
    with store.reading() as after:
        assert find_district(after, "demo")


def test_who_reads_cannot_write(store, clock):
    with pytest.raises(StoreError), store.reading() as connection:
        add_district(connection, district(clock()))
    with store.writing() as connection:
        add_district(connection, district(clock()))


def test_a_row_refers_to_something_that_is_there(store):
    row = {"account_id": "none", "district_id": "none", "station_id": "s-1"}
    with pytest.raises(DBAPIError), store.writing() as connection:
        connection.execute(insert(kept_stations).values(row))


def test_a_word_is_one_of_those_that_are_known(store, clock):
    with store.writing() as connection:
        settle(connection, clock())
    with pytest.raises(DBAPIError), store.writing() as connection:
        keep(connection, clock(), level="secret")


def test_a_moment_comes_out_in_utc_to_the_microsecond(store, clock):
    china = datetime(2026, 11, 22, 9, 30, 0, 123456, timezone(timedelta(hours=8)))
    with store.writing() as connection:
        add_account(connection, account(china))
        found = find_account(connection, "acc-1").created_at
    assert found == china and found.tzinfo is UTC


def test_a_moment_without_its_zone_is_refused(store):
    row = district(datetime(2026, 11, 22))
    with pytest.raises(StatementError, match="time zone"), store.writing() as connection:
        add_district(connection, row)


def test_what_no_database_can_hold_is_replaced(store, clock):
    sly = District("demo", "甲\x00区\ud800", None, anonymous=True, grid_m=100, created_at=clock())
    with store.writing() as connection:
        add_district(connection, sly)
        assert connection.execute(select(districts.c.name)).scalar() == "甲\ufffd区\ufffd"


@pytest.mark.parametrize("document", [{"b": 1, "a": [None, True, 0.1]}, [], "文", {"x": "\x00"}])
def test_a_document_comes_out_as_it_went_in(document):
    column = JsonText()
    kept = column.process_bind_param(document, None)
    assert "\x00" not in kept
    assert column.process_result_value(kept, None) == document


@pytest.mark.parametrize("kind", [JsonText, PlainText, UtcTime])
def test_nothing_stays_nothing(kind):
    assert kind().process_bind_param(None, None) is None
