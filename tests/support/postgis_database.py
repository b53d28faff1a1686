"""A database with PostGIS, and its two kinds of transaction as the service opens them."""

from api.store.engine import open_store
from data.postgis.read import read_schema
from data.postgis.write import write_schema


class Database:
    """Pushes and pulls, each in a transaction of its own."""

    def __init__(self, url, busy_s=10):
        self.url, self.store = url, open_store(url, busy_s=busy_s)

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
