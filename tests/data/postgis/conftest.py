"""A database with PostGIS, to push districts into."""

import secrets

import pytest
from support.postgis_database import Database


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
