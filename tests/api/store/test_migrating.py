import random
import threading
import zlib

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import LargeBinary, column, insert, inspect, select, table, text
from support.stores import answer, handed, settle

from api.store.answers import content_of, file_pieces, read_file
from api.store.engine import open_store
from api.store.errors import StoreVersionError
from api.store.migrate import alembic_config, migrate, require_current, upgrade
from api.store.results import Wanted, find_result, list_results
from api.store.tables import answers, metadata, results

# Longer than two pieces, however well it is compressed.
LONG = content_of("long.bin", "text/csv", random.Random(7).randbytes(5 * 2**19))
SHORT = content_of("short.csv", "text/csv", b"")
QUESTION = {"parameters": {"rows": [{"id": str(n)} for n in range(101)], "on": "2026-11-22"}}
OLD_FILES = table(
    "answer_files",
    *(column(name) for name in ("key", "name", "media_type", "sha256", "size")),
    column("content", LargeBinary()),
)


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


@pytest.fixture
def of_0001(fresh, clock):
    """A store with a long and a short answer, and a long question, as 0001 kept them."""
    with fresh.writing() as connection:
        upgrade(connection, "0001")
        settle(connection, clock())
        connection.execute(insert(answers).values(vars(answer(clock()))))
        for file in (LONG, SHORT):
            row = {**vars(file), "key": "k1", "content": zlib.compress(file.content)}
            connection.execute(insert(OLD_FILES).values(row))
        for name, asked in (("long", QUESTION), ("short", {"parameters": {"on": "x"}})):
            connection.execute(insert(results).values(vars(handed(clock(), name, question=asked))))
    return fresh


def as_it_was(connection):
    for file in (LONG, SHORT):
        assert read_file(connection, "k1", file.name) == file
    assert find_result(connection, "long").question == QUESTION
    listed = {each.id: each.question for each in list_results(connection, Wanted(), limit=9)}
    assert listed["short"] == {"parameters": {"on": "x"}}
    assert listed["long"]["parameters"] == {"rows": 101, "on": "2026-11-22"}


def test_what_an_older_program_has_kept_is_kept(of_0001):
    migrate(of_0001)
    with of_0001.reading() as connection:
        as_it_was(connection)
        pieces = connection.execute(text("SELECT count(*) FROM answer_pieces")).scalar_one()
    assert pieces == 3 + 1
    assert b"".join(file_pieces(of_0001.reading, "k1", "long.bin")) == LONG.content


def test_it_is_kept_when_the_step_is_taken_back_and_again(of_0001):
    migrate(of_0001)
    with of_0001.writing() as connection:
        command.downgrade(alembic_config(connection), "0001")
        contents = connection.execute(select(OLD_FILES.c.content)).scalars()
        assert {zlib.decompress(each) for each in contents} == {LONG.content, SHORT.content}
    migrate(of_0001)
    with of_0001.reading() as connection:
        as_it_was(connection)


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
            connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
