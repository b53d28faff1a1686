"""A database with PostGIS, and its two kinds of transaction as the service opens them."""

import pytest

from api.store.engine import open_store
from data.postgis.read import read_schema
from data.postgis.write import write_schema


class Database:
    """Pushes and pulls, each in a transaction of its own."""

    def __init__(self, store):
        self.store = store

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


@pytest.fixture
def database(postgis_url):
    store = open_store(postgis_url, busy_s=10)
    yield Database(store)
    store.close()
