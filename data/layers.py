"""The standard layers of a district, declared once.

Reading, checking and `docs/layers.md` all follow from `LAYERS`. Every layer has a text `id`, unique
over the whole district, and a `name`; the columns below come on top.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from data.text import Text


class ColumnType(StrEnum):
    """What a column holds. Any column may be null unless it is `required`."""

    TEXT = "text"
    INTEGER = "integer"
    REAL = "real"
    BOOLEAN = "boolean"  # null is "not known", never "no"
    DATE = "date"


class Geometry(StrEnum):
    """Which shapes a layer holds."""

    NONE = "none"
    POINT = "point"
    LINE = "line"
    POLYGON = "polygon"
    POINT_OR_POLYGON = "point or polygon"


@dataclass(frozen=True)
class Column:
    """One column of a standard layer.

    Attributes:
        name: English snake_case name, as stored.
        type: What it holds.
        title: What it is called in Chinese and English.
        required: Whether a row without it is rejected.
        values: The closed list of allowed values; empty when any value is allowed.
        minimum: The least allowed number.
        maximum: The largest; beyond it a typing mistake is likelier than a fact, and sums of
            many such numbers would no longer be exact.
    """

    name: str
    type: ColumnType
    title: Text
    required: bool = False
    values: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True)
class Layer:
    """One standard layer.

    Attributes:
        name: Table name.
        title: Chinese and English title.
        geometry: Which shapes it holds.
        columns: Its columns in declared order, beginning with `id` and `name`.
        kind_column: The column by which completeness is declared; None when by layer only.
    """

    name: str
    title: Text
    geometry: Geometry
    columns: tuple[Column, ...]
    kind_column: str | None = None

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns in declared order, without the geometry."""
        return tuple(column.name for column in self.columns)


def _text(
    name: str, zh: str, en: str, *, required: bool = False, values: tuple[str, ...] = ()
) -> Column:
    return Column(name, ColumnType.TEXT, Text(zh, en), required=required, values=values)


def _integer(name: str, zh: str, en: str, low: int, high: int) -> Column:
    return Column(name, ColumnType.INTEGER, Text(zh, en), minimum=low, maximum=high)


def _count(name: str, zh: str, en: str, *, required: bool = False) -> Column:
    # Counts may be fractions: a modelled share of a community's people is one.
    title = Text(zh, en)
    return Column(name, ColumnType.REAL, title, required=required, minimum=0.0, maximum=1e9)


def _length_m(name: str, zh: str, en: str, *, required: bool = False) -> Column:
    title = Text(zh, en)
    return Column(name, ColumnType.REAL, title, required=required, minimum=0.0, maximum=100_000.0)


def _boolean(name: str, zh: str, en: str) -> Column:
    return Column(name, ColumnType.BOOLEAN, Text(zh, en))


def _date(name: str, zh: str, en: str) -> Column:
    return Column(name, ColumnType.DATE, Text(zh, en))


TIERS = ("district", "subdistrict", "community", "post")
STATION_KINDS = ("hall", "centre", "station", "park_centre", "post", "partner", "kiosk")
NETWORKS = ("residents", "enterprises", "both")
# Whose stations a question counts; 园区企业服务中心 serve enterprises only.
NETWORKS_ASKED = ("residents", "enterprises", "all")
SERVICES = ("complete", "accept", "self", "advise")
# To be advised is not to have it done.
COUNTED_SERVICES = ("complete", "accept", "self")
AREA_LEVELS = ("district", "subdistrict", "community", "grid", "park")
GATE_STATUSES = ("open", "pass_only", "locked", "emergency")
GROUPS = (
    "population",
    "age_60_plus",
    "age_80_plus",
    "households",
    "enterprises",
    "day_population",
)


def _layer(
    name: str,
    zh: str,
    en: str,
    geometry: Geometry,
    *columns: Column,
    kind_column: str | None = None,
) -> Layer:
    own = (_text("id", "编号", "Identifier", required=True), _text("name", "名称", "Name"))
    return Layer(name, Text(zh, en), geometry, own + columns, kind_column)


LAYERS: tuple[Layer, ...] = (
    _layer(
        "areas", "行政区域", "Areas", Geometry.POLYGON,
        _text("level", "层级", "Level", required=True, values=AREA_LEVELS),
        _text("code", "区划代码", "Division code"),
        _text("parent", "上级区域编号", "Id of the area above"),
        _text("setting", "城乡属性", "Setting", values=("urban", "rural")),
        _text("specialist", "服务专员", "Specialist"),
        _text("phone", "联系电话", "Telephone"),
        kind_column="level",
    ),
    _layer(
        "streets", "道路", "Streets", Geometry.LINE,
        _text("u", "起点", "Node at the first vertex", required=True),
        _text("v", "终点", "Node at the last vertex", required=True),
        _length_m("length_m", "长度（米）", "Length in metres, authoritative", required=True),
        _text("highway", "道路等级", "Highway class"),
        _boolean("foot", "可步行", "Open to people on foot; null counts as yes"),
        _boolean("steps", "台阶", "Steps; null counts as none"),
        _boolean("bridge", "桥", "Bridge"),
        _boolean("tunnel", "隧道", "Tunnel"),
        _integer("level", "层", "Level above or below ground", -50, 200),
        _boolean("u_cut", "起点外延", "The way goes on beyond `u` in the source"),
        _boolean("v_cut", "终点外延", "The way goes on beyond `v` in the source"),
        kind_column="highway",
    ),
    _layer(
        "street_extent", "道路数据完整范围", "Where the street data is complete",
        Geometry.POLYGON,
    ),
    _layer(
        "stations", "政务服务站点", "Service stations", Geometry.POINT,
        _text("tier", "层级", "Tier", values=TIERS),
        _text("kind", "类型", "Kind", values=STATION_KINDS),
        _text("network", "服务对象", "Whom it serves", values=NETWORKS),
        _text("opening_hours", "办公时间", "Opening hours (OSM syntax)"),
        _text("host_hours", "所在场所开放时间", "Hours of the host's doors (OSM syntax)"),
        _integer("windows", "窗口数", "Windows", 0, 10_000),
        _boolean("step_free", "无障碍", "Reached without steps"),
        _text("address", "地址", "Address"),
        _text("phone", "电话", "Telephone"),
        _text("district", "所属区", "District it belongs to; null or own name: this one"),
        kind_column="kind",
    ),
    _layer(
        "closures", "停办公告", "Closures", Geometry.NONE,
        _text("station_id", "站点编号", "Station", required=True),
        _date("from", "首日；空：此前一直停办", "First day; null: it has always been so"),
        _date("to", "末日；空：没有期限", "Last day; null: it has no end"),
        _text("reason", "原因", "Reason", values=("停办", "搬迁", "装修")),
    ),
    _layer(
        "matters", "政务服务事项", "Matters", Geometry.NONE,
        _text("theme", "主题", "Theme"),
        _text("audience", "服务对象", "Audience", values=("person", "enterprise")),
        _text(
            "scope", "办理范围", "Who may be served where",
            values=("own_community", "own_subdistrict", "district", "cross_district"),
        ),
        _boolean("online", "可全程网办", "Can be done wholly online"),
        _count("yearly_cases", "年办件量", "Cases a year"),
    ),
    _layer(
        "station_matters", "站点事项", "What a station handles", Geometry.NONE,
        _text("station_id", "站点编号", "Station", required=True),
        _text("matter_id", "事项编号", "Matter", required=True),
        _text(
            "service", "办理方式", "How", values=SERVICES,
        ),
        _text("opening_hours", "办理时间", "Hours of this matter (OSM syntax)"),
    ),
    _layer(
        "bundles", "一件事", "Bundles", Geometry.NONE,
        _text("bundle_id", "一件事编号", "Bundle", required=True),
        _text("matter_id", "事项编号", "Matter", required=True),
    ),
    _layer(
        "residents", "常住人口", "Residents", Geometry.POINT_OR_POLYGON,
        _count("population", "常住人口", "Residents", required=True),
        _count("age_60_plus", "60岁及以上", "Aged 60 and over"),
        _count("age_80_plus", "80岁及以上", "Aged 80 and over"),
        _count("households", "户数", "Households"),
        _count("enterprises", "企业数", "Enterprises"),
        _count("day_population", "日间人口", "Day population"),
        _boolean("enclosed", "封闭管理", "Walled or fenced, entered by gates only"),
        _boolean("modelled", "推算", "Modelled, not counted"),
    ),
    _layer(
        "gates", "出入口", "Gates", Geometry.POINT,
        _text("of", "所属场所编号", "Id of the place it belongs to", required=True),
        _text("opening_hours", "开放时间", "Opening hours (OSM syntax)"),
        _text("status", "状态", "Status; null is open", values=GATE_STATUSES),
    ),
    _layer(
        "land_use", "用地", "Land use", Geometry.POLYGON,
        _text("code", "用地代码", "Code of the 2023 guide", required=True),
        _text("plan", "所依规划", "Plan it is taken from"),
    ),
    _layer(
        "control_zones", "管控区", "Control zones", Geometry.POLYGON,
        _text("kind", "类型", "Kind", required=True),
        kind_column="kind",
    ),
    _layer(
        "facilities", "设施", "Facilities", Geometry.POINT_OR_POLYGON,
        _text("kind", "类型", "Kind", required=True),
        _text("status", "状态", "Status", values=("in_use", "planned", "closed")),
        _date("valid_from", "起", "Valid from"),
        _date("valid_to", "止", "Valid to"),
        kind_column="kind",
    ),
    _layer(
        "buildings", "建筑", "Buildings", Geometry.POLYGON,
        _text("use", "用途", "Use"),
        _integer("floors", "层数", "Floors", 0, 300),
        _count("dwellings", "住宅套数", "Dwellings"),
        _integer("lowest_dwelling_floor", "最低住宅楼层", "Lowest floor with a dwelling", -10, 300),
        _text("uses_by_floor", "分层用途", "Uses by floor"),
    ),
    _layer(
        "addresses", "地址", "Addresses", Geometry.POINT,
        _text("address", "标准地址", "Standard address", required=True),
        _text("former", "曾用地址", "Former address"),
        _text("aliases", "别名", "Aliases"),
        _text("building_id", "建筑编号", "Building"),
    ),
    _layer(
        "corridors", "线性管控走廊", "Corridors", Geometry.LINE,
        _text("kind", "类型", "Kind", required=True),
        _text("class", "等级", "Class"),
        kind_column="kind",
    ),
    _layer(
        "permits", "许可", "Permits", Geometry.POINT,
        _text("address", "地址", "Address"),
        _text("building_id", "建筑编号", "Building"),
        _text("type", "许可类型", "Type", required=True),
        _text("status", "状态", "Status"),
        _text("holder", "持证人", "Holder"),
        _date("expires", "有效期至", "Expires"),
        kind_column="type",
    ),
)  # fmt: skip

LAYER_BY_NAME: Mapping[str, Layer] = MappingProxyType({layer.name: layer for layer in LAYERS})
