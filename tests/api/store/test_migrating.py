import threading

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from api.store.engine import open_store
from api.store.errors import StoreVersionError
from api.store.migrate import alembic_config, migrate, require_current
from api.store.tables import metadata


@pytest.fixture
def fresh(empty_url):
    opened = open_store(empty_url)
    yield opened
    opened.close()


def described(connection):
    """Everything the database says of the tables."""
    seen = inspect(connection)
    return {
        table: {
            "columns": [
                (c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)
            ],
            "keys": seen.get_pk_constraint(table),
            "references": by_name(seen.get_foreign_keys(table)),
            "unique": by_name(seen.get_unique_constraints(table)),
            "checks": by_name(seen.get_check_constraints(table)),
            "indexes": by_name(seen.get_indexes(table)),
        }
        for table in sorted(metadata.tables)
    }


def by_name(found):
    return sorted(found, key=lambda each: each["name"])


def test_the_steps_lead_to_the_tables_of_the_program(store):
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_they_lead_there_to_the_last_constraint(store, fresh):
    with fresh.writing() as connection:
        metadata.create_all(connection)
    with fresh.reading() as made, store.reading() as migrated:
        assert described(migrated) == described(made)


def test_the_steps_can_be_taken_back_and_again(fresh):
    migrate(fresh)
    with fresh.writing() as connection:
        command.downgrade(alembic_config(connection), "base")
    with fresh.reading() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    migrate(fresh)
    require_current(fresh)


def test_those_who_make_the_tables_at_once_wait_for_each_other(empty_url):
    made = []

    def make():
        opened = open_store(empty_url)
        migrate(opened)
        made.append(opened)
        opened.close()

    threads = [threading.Thread(target=make) for _ in range(3)]
    [each.start() for each in threads]
    [each.join() for each in threads]
    assert len(made) == 3


def test_tables_that_are_not_there_are_not_current(fresh):
    with pytest.raises(StoreVersionError, match="quankan store migrate"):
        require_current(fresh)


@pytest.mark.parametrize("ask", [migrate, require_current])
def test_tables_of_a_newer_program_are_refused(store, ask):
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(StoreVersionError, match="9999, unknown here"):
            ask(store)
    finally:
        with store.writing() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
