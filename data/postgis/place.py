"""Where in a database PostGIS is, and under which SRID a reference system goes there.

Only a reference system with an EPSG code is written, and only such a one is read: what an office
defined itself may be private parameters, and would come back as another one.
"""

from dataclasses import dataclass

from pyproj import CRS
from pyproj.exceptions import CRSError
from sqlalchemy import Connection, text

from data.errors import DistrictError, SourceError
from data.text import Text

_EXTENSION = text(
    "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace "
    "WHERE e.extname = 'postgis'"
)
WITH_CODE = Text(
    "有 EPSG 代码的米制投影坐标系，如 EPSG:4544",
    "a projected CRS in metres with an EPSG code, such as EPSG:4544",
)


@dataclass(frozen=True)
class Place:
    """PostGIS in a database.

    Attributes:
        home: Quoted name of the schema in which PostGIS itself is.
        srid: SRID of the district's CRS; 0 where none is needed.
    """

    home: str
    srid: int = 0

    def geometry(self, shape: str) -> str:
        """The type of a geometry column, with its schema: that is not on every search path."""
        return f"{self.home}.geometry({shape},{self.srid})"


def postgis_home(connection: Connection, where: str) -> str:
    """Quoted name of the schema in which PostGIS is.

    Raises:
        SourceError: The database is no PostgreSQL with PostGIS.
    """
    found = None
    if connection.dialect.name == "postgresql":
        found = connection.execute(_EXTENSION).scalar()
    if found is None:
        raise SourceError(
            where,
            Text("数据库没有安装 PostGIS", "the database has no PostGIS"),
            Text("已执行 CREATE EXTENSION postgis 的 PostgreSQL", "PostgreSQL with PostGIS in it"),
        )
    return connection.dialect.identifier_preparer.quote(str(found))


def place_for(connection: Connection, crs: CRS, where: str) -> Place:
    """Where a district in `crs` goes.

    Raises:
        SourceError: The database has no PostGIS.
        DistrictError: The CRS has no EPSG code, or PostGIS does not know it.
    """
    home = postgis_home(connection, where)
    code = crs.to_epsg(min_confidence=100)
    # The hash of a layer counts the CRS as it is written: it has to come back as the same.
    if code is None or crs.to_string() != f"EPSG:{code}":
        found = Text(f"坐标系“{crs.name}”没有 EPSG 代码", f"its CRS {crs.name!r} has no EPSG code")
        raise DistrictError(where, found, WITH_CODE)
    if crs_of(connection, home, code) != crs:
        found = Text(f"数据库中的 PostGIS 没有 EPSG:{code}", f"PostGIS there has no EPSG:{code}")
        raise DistrictError(where, found, WITH_CODE)
    return Place(home, code)


def crs_of(connection: Connection, home: str, srid: int) -> CRS | None:
    """The CRS of an SRID; None where it has no EPSG code or none is known by it."""
    known = text(f"SELECT auth_name, auth_srid FROM {home}.spatial_ref_sys WHERE srid = :srid")
    row = connection.execute(known, {"srid": srid}).first()
    if row is None or str(row.auth_name).upper() != "EPSG":
        return None
    try:
        return CRS.from_epsg(row.auth_srid)
    except CRSError:
        return None
