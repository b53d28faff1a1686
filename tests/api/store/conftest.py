"""Every test of the store runs on both databases: `store` is a fresh one, its tables made."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from support.stores import (
    DISTRICT,
    DISTRICT_SHA256,
    PACK,
    REPORT,
    RULES,
    Clock,
    hand,
    keep,
    named,
    order,
    settle,
)

from api.districts.home import keep_file, make_home
from api.store.audit import Deed, append
from api.store.backup import back_up
from api.store.engine import open_store
from api.store.migrate import migrate
from api.store.secret_hash import secret_hash

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory):
    """A file with all tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("store") / "migrated.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_database(request):
    """Name of this worker's database with all tables, emptied after each test."""
    postgres = request.getfixturevalue("postgres")
    name = named("store")
    postgres.make_database(name)
    _migrate(postgres.url(name))
    return name


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


@pytest.fixture
def empty_url(kind, request, tmp_path):
    """Address of a database without any table."""
    if kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    postgres = request.getfixturevalue("postgres")
    name = named("empty")
    postgres.make_database(name)
    yield postgres.url(name)
    postgres.drop_database(name)


@pytest.fixture
def store_url(kind, request, tmp_path):
    """Address of a store with all tables and no rows."""
    if kind == "sqlite":
        path = tmp_path / "quankan.db"
        shutil.copyfile(request.getfixturevalue("migrated_file"), path)
        yield f"sqlite:///{path}"
        return
    postgres = request.getfixturevalue("postgres")
    name = request.getfixturevalue("migrated_database")
    yield postgres.url(name)
    postgres.empty_database(name)


@pytest.fixture
def store(store_url):
    opened = open_store(store_url, busy_s=10)
    yield opened
    opened.close()


@pytest.fixture
def clock():
    return Clock(datetime(2026, 11, 22, 1, tzinfo=UTC), timedelta(seconds=1))


@pytest.fixture
def home(tmp_path):
    home = make_home(tmp_path / "home")
    (home.scratch / "new").write_bytes(DISTRICT)
    assert keep_file(home, home.scratch / "new") == DISTRICT_SHA256
    return home


@pytest.fixture
def full(store, home, clock):
    """A store with something in most tables, a district file and a rule pack."""
    with store.writing() as connection:
        settle(connection, clock(), file_sha256=DISTRICT_SHA256)
        keep(connection, clock())
        hand(connection, clock(), "svy-1", number="demo-2026-000001", code_hash=secret_hash("c"))
        order(connection, clock())
        order(connection, clock(), "job-import", kind="import")
        append(connection, Deed(clock(), None, "::1", "survey", "svy-1"))
    home.report("job-import").write_bytes(REPORT)
    home.rule_pack(PACK).parent.mkdir()
    home.rule_pack(PACK).write_bytes(RULES)
    return store


@pytest.fixture
def saved(full, home, tmp_path, clock):
    """The backup of that store."""
    back_up(full, home, tmp_path / "saved.zip", clock())
    return tmp_path / "saved.zip"


@pytest.fixture
def other_home(tmp_path):
    return make_home(tmp_path / "other")


def _migrate(url):
    store = open_store(url)
    migrate(store)
    store.close()
