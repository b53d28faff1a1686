"""Which tables of a district a schema has, and how their columns are stored there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, text

from data.layers import LAYER_BY_NAME
from data.metadata import METADATA_TABLES
from data.postgis.tables import GEOMETRY


@dataclass(frozen=True)
class StoredTable:
    """A table as the database describes it.

    Attributes:
        columns: Name to PostgreSQL's name of its type, without geometries.
        shapes: Geometry columns, name to SRID; 0 where their definition does not tell it.
    """

    columns: dict[str, str] = field(default_factory=dict)
    shapes: dict[str, int] = field(default_factory=dict)

    @property
    def geometry(self) -> str | None:
        """The geometry that counts: `geom`, else the first one."""
        return GEOMETRY if GEOMETRY in self.shapes else next(iter(self.shapes), None)


def stored_tables(connection: Connection, home: str, schema: str) -> Mapping[str, StoredTable]:
    """The standard layers and metadata tables, or views by those names, in a schema.

    Args:
        connection: In a transaction.
        home: Quoted name of the schema in which PostGIS is.
        schema: The schema.
    """
    asked = text(
        "SELECT c.relname, a.attname, t.typname, CASE WHEN t.typname = 'geometry' "
        f"THEN {home}.postgis_typmod_srid(a.atttypmod) END AS srid "
        "FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid "
        "WHERE n.nspname = :schema AND c.relkind IN ('r', 'p', 'v', 'm', 'f') "
        "AND c.relname = ANY(:known) AND a.attnum > 0 AND NOT a.attisdropped "
        "ORDER BY c.relname, a.attnum"
    )
    known = [*LAYER_BY_NAME, *METADATA_TABLES]
    found: dict[str, StoredTable] = {}
    for table, column, type_, srid in connection.execute(asked, {"schema": schema, "known": known}):
        stored = found.setdefault(table, StoredTable())
        if srid is None:
            stored.columns[column] = type_
        else:
            stored.shapes[column] = srid
    return {name: found[name] for name in known if name in found}
