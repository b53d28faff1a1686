"""A database with PostGIS, and its two kinds of transaction as the service opens them."""

import secrets

import pytest

from api.store.engine import open_store
from data.postgis.read import read_schema
from data.postgis.write import write_schema


class Database:
    """Pushes and pulls, each in a transaction of its own."""

    def __init__(self, url):
        self.url, self.store = url, open_store(url, busy_s=10)

    def push(self, district, schema="jinniu", **more):
        with self.store.writing() as connection:
            write_schema(connection, district, schema, **more)

    def pull(self, schema="jinniu"):
        with self.store.reading() as connection:
            return read_schema(connection, schema)

    def run(self, statement):
        with self.store.writing() as connection:
            connection.exec_driver_sql(statement)

    def ask(self, question):
        with self.store.reading() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(question)]


@pytest.fixture(scope="session")
def shared_database(postgres):
    name = f"districts_{secrets.token_hex(4)}"
    postgres.make_database(name, postgis=True)
    made = Database(postgres.url(name))
    yield made
    made.store.close()
    postgres.drop_database(name)


@pytest.fixture
def database(shared_database):
    """The same for all tests, its districts gone after each."""
    yield shared_database
    shared_database.run("DROP SCHEMA IF EXISTS jinniu CASCADE")


@pytest.fixture
def own_database(postgis_url):
    """One whose settings and extensions a test may change."""
    made = Database(postgis_url)
    yield made
    made.store.close()
