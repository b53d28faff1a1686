"""Writing a district as a PostGIS schema: made beside what stands there, swapped in one step."""

import secrets
from collections.abc import Sequence

from sqlalchemy import Connection, Table, text
from sqlalchemy.schema import CreateSchema

from data.district import District
from data.errors import DistrictError
from data.layers import LAYER_BY_NAME
from data.metadata import (
    DECLARATIONS,
    IMPORT_LOG,
    INFO,
    declarations_table,
    info_table,
    log_table,
)
from data.postgis.copying import copy_in
from data.postgis.errors import told_as_written
from data.postgis.place import Place, place_for
from data.postgis.predecessor import remove, require_replaceable, rights, tables_in
from data.postgis.rows_out import columns_of
from data.postgis.schema_name import require_schema_name, where
from data.postgis.tables import GEOMETRY, layer_table, metadata_table, spatial_index
from data.text import Text

# Two who write the same district take turns; the number keeps our locks apart from others'.
_TURN = text("SELECT pg_advisory_xact_lock(1903520363, hashtext(:schema))")


def write_schema(
    connection: Connection, district: District, schema: str, *, replace: bool = False
) -> None:
    """Write `district` as the schema `schema`, all of it or, when this raises, nothing.

    What is replaced can be read until the caller commits; who may read and write it may do so
    afterwards. Nothing that is not a table of a district is ever removed.

    Args:
        connection: In a transaction that writes; the caller commits it.
        district: The district; its tables conform to their layers.
        schema: Name of the schema.
        replace: Whether a district that is there already is replaced.

    Raises:
        DistrictError: The name cannot be used, a schema by that name is there and may not be
            replaced, or the CRS has no EPSG code.
        SourceError: The database has no PostGIS.
        WriteError: The database refused. Nothing has changed.
    """
    named, at = require_schema_name(schema), where(schema)
    with told_as_written(connection, at):
        place = place_for(connection, district.crs, at)
        connection.execute(_TURN, {"schema": named})
        before = tables_in(connection, named)
        if before is not None:
            _require_leave(replace, at)
            require_replaceable(connection, named, before, at)
        scratch = f"{named}_{secrets.token_hex(4)}"
        connection.execute(CreateSchema(scratch))
        _fill(connection, district, scratch, place)
        if before is not None:
            granted = rights(connection, named, scratch)
            remove(connection, named, before)
            for each in granted:
                connection.exec_driver_sql(each)
        quote = connection.dialect.identifier_preparer.quote
        connection.exec_driver_sql(f"ALTER SCHEMA {quote(scratch)} RENAME TO {quote(named)}")


def _require_leave(replace: bool, at: str) -> None:
    if not replace:
        raise DistrictError(
            at,
            Text("模式已存在", "the schema is there already"),
            Text("另一个模式名，或用 --replace 替换", "another name, or --replace"),
        )


def _fill(connection: Connection, district: District, schema: str, place: Place) -> None:
    for name, rows in district.layers.items():
        table = layer_table(LAYER_BY_NAME[name], schema, place)
        _make(connection, table, columns_of(rows, place.srid))
    metadata = {
        INFO: info_table(district.name),
        DECLARATIONS: declarations_table(district.declarations, district.crs),
        IMPORT_LOG: log_table(district.import_log),
    }
    for name, rows in metadata.items():
        table = metadata_table(name, map(str, rows.columns), schema, place)
        _make(connection, table, columns_of(rows, place.srid))


def _make(connection: Connection, table: Table, columns: dict[str, Sequence[object]]) -> None:
    table.create(connection)
    if "geometry" in columns:
        columns[GEOMETRY] = columns.pop("geometry")
    copy_in(connection, table, columns)
    index = spatial_index(table)
    if index is not None:
        index.create(connection)
    name = connection.dialect.identifier_preparer.format_table(table)
    connection.exec_driver_sql(f"ANALYZE {name}")
