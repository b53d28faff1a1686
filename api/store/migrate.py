"""Bringing the tables of a store to the state this program works with."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from api.store.engine import Store
from api.store.errors import StoreVersionError
from data.text import Text

_SCRIPTS = Path(__file__).parent / "migrations"
# Any number that nobody else uses: whoever holds it in PostgreSQL changes the tables.
_LOCK = 5_746_211


def migrate(store: Store) -> None:
    """Make the tables, or bring older ones up to date, in one transaction.

    Raises:
        StoreVersionError: The store was written by a newer program.
        StoreUnavailableError: The database does not answer.
    """
    with store.writing() as connection:
        upgrade(connection, "head")


def upgrade(connection: Connection, revision: str) -> None:
    """Bring the tables to a revision, within a writing transaction; whoever comes second waits.

    Raises:
        StoreVersionError: The tables, or the revision, are those of a newer program.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    _require_known(current_revision(connection))
    if revision != "head":
        _require_known(revision)
    command.upgrade(alembic_config(connection), revision)


def require_current(store: Store) -> None:
    """Refuse a store whose tables are older or newer than this program's.

    Raises:
        StoreVersionError: They are.
        StoreUnavailableError: The database does not answer.
    """
    with store.reading() as connection:
        found, wanted = current_revision(connection), _scripts().get_current_head()
    _require_known(found)
    if found != wanted:
        raise StoreVersionError(
            "store",
            Text(f"表结构为 {found or '空'}", f"its tables are at {found or 'nothing'}"),
            Text(f"{wanted}；请运行 quankan store migrate", f"{wanted}; run quankan store migrate"),
        )


def current_revision(connection: Connection) -> str | None:
    """At which revision the tables are; None where there are none yet."""
    return MigrationContext.configure(connection).get_current_revision()


def alembic_config(connection: Connection) -> Config:
    """What Alembic's commands need to work over a connection."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _require_known(found: str | None) -> None:
    known = {script.revision for script in _scripts().walk_revisions()}
    if found is not None and found not in known:
        raise StoreVersionError(
            "store",
            Text(f"表结构为 {found}，本程序不认识", f"its tables are at {found}, unknown here"),
            Text("由同版或更早版本写入的存储", "a store written by this program or an older one"),
        )


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(_SCRIPTS))
