"""Reading a district from a PostGIS schema, perhaps edited in QGIS since, as one reads a file."""

import pandas as pd
from pyproj import CRS
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from data.district import District
from data.district_tables import Found, district_from_tables
from data.errors import DistrictError, SourceError
from data.layers import LAYER_BY_NAME
from data.metadata import INFO
from data.metadata_reading import words
from data.postgis.catalogue import StoredTable, stored_tables
from data.postgis.copying import copy_out
from data.postgis.errors import reason, told_as_read
from data.postgis.place import WITH_CODE, crs_of, postgis_home
from data.postgis.rows_in import raw_table, with_shapes
from data.postgis.schema_name import require_schema_name, where
from data.postgis.tables import ROW_NUMBER
from data.text import Text

_NO_TABLE = ("42P01", "3F000")
_SETTINGS = (
    # Values are written the same way on every server: dates as ISO, numbers exactly.
    "SET LOCAL datestyle = 'ISO'",
    "SET LOCAL extra_float_digits = 1",
    # A policy that hides rows refuses us, rather than letting the layer look complete.
    "SET LOCAL row_security = off",
)


def read_schema(connection: Connection, schema: str) -> District:
    """Read the district in a schema.

    Bad rows are left out, logged by their id, and make holes in what their layer declares as
    complete. Meanwhile others may edit the tables, or replace the district: what is read is how it
    stood when this began.

    Args:
        connection: At the very beginning of a transaction that only reads, `REPEATABLE READ`.
        schema: Name of the schema.

    Raises:
        DistrictError: The name cannot be used, or as for `data.geopackage.read_district`.
        SourceError: There is no such schema or no PostGIS, it may not be read, or it holds more
            than a district does.
    """
    named, at = require_schema_name(schema), where(schema)
    with told_as_read(connection, at):
        _hold(connection, named)
        home = postgis_home(connection, at)
        for setting in _SETTINGS:
            connection.exec_driver_sql(setting)
        stored = stored_tables(connection, home, named)
        if not stored:
            raise SourceError(
                at,
                Text("没有这个模式，或其中没有区县的表", "is not there, or has no district in it"),
                Text("由 quankan district push 写入的模式", "a schema that district push wrote"),
            )
        tables = {n: _table(connection, home, named, n, table) for n, table in stored.items()}
    return district_from_tables(Found(at, at, named, tables, _row))


def _hold(connection: Connection, schema: str) -> None:
    """Keep the schema from being replaced, before the first look at it.

    A look sees the rows of one moment but finds tables by name whenever it asks: of a district that
    was swapped in between, the tables would be there, and seem to be empty.
    """
    if connection.dialect.name != "postgresql":
        return
    quote = connection.dialect.identifier_preparer.quote
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(
                f"LOCK TABLE {quote(schema)}.{quote(INFO)} IN ACCESS SHARE MODE"
            )
    except DBAPIError as error:
        if reason(error) not in _NO_TABLE:
            raise


def _table(
    connection: Connection, home: str, schema: str, name: str, stored: StoredTable
) -> pd.DataFrame:
    quote = connection.dialect.identifier_preparer.quote
    layer = LAYER_BY_NAME.get(name)
    unknown = set(stored.columns) - {*layer.column_names} if layer else set()
    columns = {column: kind for column, kind in stored.columns.items() if column not in unknown}
    geometry = stored.geometry
    wanted = [*columns, *([] if geometry is None else [geometry])]
    listed = ", ".join(map(quote, wanted))
    query = f"SELECT {listed} FROM {quote(schema)}.{quote(name)}{_order(stored)}"
    rows = copy_out(connection, query, where(schema), name)
    table = raw_table(columns, rows)
    if geometry is not None:
        crs = _crs(connection, home, schema, name, stored.shapes[geometry])
        table = with_shapes(table, [row[-1] for row in rows], crs)
    # They are only named: what is in them is nobody's business here.
    return table.assign(**dict.fromkeys(sorted(unknown - {"geometry"})))


def _order(stored: StoredTable) -> str:
    if "id" in stored.columns:
        return ' ORDER BY id::text COLLATE "C"'
    return f" ORDER BY {ROW_NUMBER}" if ROW_NUMBER in stored.columns else ""


def _crs(connection: Connection, home: str, schema: str, table: str, srid: int) -> CRS | None:
    if not srid:
        return None
    crs = crs_of(connection, home, srid)
    if crs is None:
        found = Text(f"SRID {srid} 没有 EPSG 代码", f"the SRID {srid} has no EPSG code")
        raise DistrictError(where(schema), found, WITH_CODE, at=table)
    return crs


def _row(table: pd.DataFrame, label: int) -> str:
    """A row is known by its id; the number of one without it says nothing to anybody."""
    return words(table.at[label, "id"]) if "id" in table.columns else ""
