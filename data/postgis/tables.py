"""The tables of a district as PostGIS has them: those of the GeoPackage, with Chinese comments.

A layer's primary key is its `id`; `geom` is typed with shape and SRID. What a value may be is not
asked here: a row that somebody edits in QGIS is judged when it is read, as in a file.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    Identity,
    Index,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine, UserDefinedType

from data.layers import LAYER_BY_NAME, ColumnType, Geometry, Layer
from data.metadata import DECLARATIONS, IMPORT_LOG, INFO
from data.postgis.place import Place

GEOMETRY = "geom"
# Numbers the rows of metadata tables, which have no id of their own, in the order they came.
ROW_NUMBER = "fid"
# Polygons and multipolygons stay what they are: one made into the other would hash anew.
_SHAPES = {Geometry.POINT: "Point", Geometry.LINE: "LineString"}
_ANY_SHAPE = "Geometry"
_TYPES: Mapping[ColumnType, type[TypeEngine[Any]]] = MappingProxyType(
    {
        ColumnType.TEXT: Text,
        ColumnType.INTEGER: BigInteger,
        ColumnType.REAL: Double,
        ColumnType.BOOLEAN: Boolean,
        ColumnType.DATE: Date,
    }
)
_TITLES = MappingProxyType({INFO: "区县信息", DECLARATIONS: "图层声明", IMPORT_LOG: "导入记录"})
_META_TYPES: Mapping[str, type[TypeEngine[Any]]] = MappingProxyType(
    {"position_error_m": Double, "none_here": Boolean, "rows_lost": BigInteger,
     "place_known": Boolean}
)  # fmt: skip
_META_COMMENTS = MappingProxyType(
    {
        "key": "项",
        "value": "值",
        "layer": "图层",
        "kind": "类型；空：整个图层",
        "source": "来源",
        "licence": "许可条款",
        "as_of": "数据日期",
        "stale_after": "有效期至；never：长期有效",
        "position_error_m": "位置误差（米）",
        "visibility": "可见范围：public、internal、restricted",
        "column_visibility": "各列可见范围（JSON）",
        "none_here": "声明本区没有",
        "rows_lost": "位置不明的未收录行数",
        "source_crs": "来源坐标系",
        "row": "来源中的行",
        "outcome": "处理结果",
        "reason_zh": "原因",
        "reason_en": "原因（英文）",
        "found": "发现的值",
        "place_known": "位置已知",
        "about": "所属场所编号",
        GEOMETRY: "完整范围",
    }
)


class _Geometry(UserDefinedType[str]):
    """PostGIS's `geometry`, as written in a definition."""

    cache_ok = True

    def __init__(self, written: str) -> None:
        self.written = written

    def get_col_spec(self, **_: object) -> str:
        """The type as SQL."""
        return self.written


def layer_table(layer: Layer, schema: str, place: Place) -> Table:
    """The table of a standard layer."""
    columns: list[Column[Any]] = [
        Column(
            each.name,
            _TYPES[each.type](),
            primary_key=each.name == "id",
            comment=each.title.zh,
        )
        for each in layer.columns
    ]
    if layer.geometry is not Geometry.NONE:
        shape = _SHAPES.get(layer.geometry, _ANY_SHAPE)
        columns.append(Column(GEOMETRY, _Geometry(place.geometry(shape)), comment="几何"))
    return Table(layer.name, MetaData(), *columns, schema=schema, comment=layer.title.zh)


def metadata_table(name: str, columns: Iterable[str], schema: str, place: Place) -> Table:
    """A metadata table with the given columns, `geometry` among them where it is spatial."""
    made: list[Column[Any]] = [
        Column(ROW_NUMBER, BigInteger, Identity(), primary_key=True, comment="行号")
    ]
    for column in columns:
        spatial = column == "geometry"
        stored = GEOMETRY if spatial else column
        kind = _Geometry(place.geometry(_ANY_SHAPE)) if spatial else _META_TYPES.get(column, Text)()
        made.append(Column(stored, kind, comment=_META_COMMENTS[stored]))
    return Table(name, MetaData(), *made, schema=schema, comment=_TITLES[name])


def spatial_index(table: Table) -> Index | None:
    """The GiST index of a table's geometry, to be made once its rows are in."""
    if GEOMETRY not in table.c or table.name not in LAYER_BY_NAME:
        return None
    return Index(f"{table.name}_{GEOMETRY}", table.c[GEOMETRY], postgresql_using="gist")
