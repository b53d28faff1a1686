"""`docs/layers.md`, written from the declared layers so that it cannot fall behind them.

To write it anew: `python -m data.layer_docs docs/layers.md`.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from data.declarations import Visibility
from data.layers import LAYERS, Column, ColumnType, Geometry, Layer
from data.metadata import DECLARATIONS, IMPORT_LOG, INFO, SCHEMA_VERSION
from data.text import Text

_TYPES = {
    ColumnType.TEXT: Text("文本", "text"),
    ColumnType.INTEGER: Text("整数", "whole number"),
    ColumnType.REAL: Text("数值", "number"),
    ColumnType.BOOLEAN: Text("是/否", "true or false"),
    ColumnType.DATE: Text("日期", "date as text, YYYY-MM-DD"),
}
_SHAPES = {
    Geometry.NONE: Text("无", "none"),
    Geometry.POINT: Text("点", "point"),
    Geometry.LINE: Text("线", "line"),
    Geometry.POLYGON: Text("面", "polygon"),
    Geometry.POINT_OR_POLYGON: Text("点或面", "point or polygon"),
}
_VISIBILITY = {
    Visibility.PUBLIC: Text("公开", "anyone"),
    Visibility.INTERNAL: Text("内部；未声明者一律按此", "staff; what nobody declared is internal"),
    Visibility.RESTRICTED: Text(
        "受限；低级别用户只得到结论与条款",
        "few; below that level people see an answer and its article only",
    ),
}
METADATA_COLUMNS: dict[str, tuple[tuple[str, Text], ...]] = {
    INFO: (
        ("key", Text("项目：`name`、`schema_version`", "item: `name`, `schema_version`")),
        ("value", Text("内容", "its value")),
    ),
    DECLARATIONS: (
        ("layer", Text("图层", "standard layer")),
        ("kind", Text("类别；空表示整个图层", "value of its kind column; null: the whole layer")),
        ("source", Text("来源", "who made the data")),
        ("licence", Text("许可", "under which terms")),
        ("as_of", Text("数据日期", "the day the data describes")),
        (
            "stale_after",
            Text("有效至；`never` 为长期有效", "last day it may be used; `never`: no such day"),
        ),
        (
            "position_error_m",
            Text("位置误差（米）；空按 50 计", "how far a position may be off; null counts as 50"),
        ),
        ("visibility", Text("可见范围", "who may see it")),
        ("column_visibility", Text("按列的可见范围（JSON）", "the same by column (JSON)")),
        ("none_here", Text("声明“本区没有”", "declared: there is none in this district")),
        (
            "rows_lost",
            Text("位置不明的未收录行数；大于 0 则处处不完整",
                 "rows lost without a known place; above 0 it is complete nowhere"),
        ),
        ("source_crs", Text("来源坐标系", "datum or CRS of the source")),
        ("geometry", Text("数据完整的范围；空为处处不完整", "where it is complete; null: nowhere")),
    ),
    IMPORT_LOG: (
        ("layer", Text("图层", "the layer the row was meant for")),
        ("kind", Text("类别", "its kind, where known")),
        ("source", Text("来源文件", "file it came from")),
        ("row", Text("行号", "row as a person counts it there")),
        (
            "outcome",
            Text("`rejected` 未收录、`repaired` 已修复、`renamed` 编号加前缀",
                 "`rejected`, `repaired` or `renamed`"),
        ),
        ("reason_zh", Text("原因（中文）", "reason in Chinese")),
        ("reason_en", Text("原因（英文）", "reason in English")),
        ("found", Text("原值", "the offending value")),
        ("place_known", Text("位置是否已知", "whether its place is known")),
        (
            "about",
            Text("未收录的出入口所属场所编号", "of a lost gate: id of the place it belongs to"),
        ),
    ),
}  # fmt: skip
NULLS: dict[str, Text] = {
    "streets.foot": Text("按可步行", "walked"),
    "streets.steps": Text("按无台阶，并报告条数", "none, and their number is reported"),
    "streets.bridge": Text(
        "按非桥；原始线打断时，桥、隧道、层三项都相同的线才在交叉处相连",
        "no bridge; plain lines that cross meet only where bridge, tunnel and level are the same",
    ),
    "streets.tunnel": Text("按非隧道，用法同 `bridge`", "no tunnel; see `bridge`"),
    "streets.level": Text("按第 0 层，用法同 `bridge`", "level 0; see `bridge`"),
    "streets.u_cut": Text(
        "按不外延：道路完整范围之内即声明为齐全；道路与该范围边界相交处另计为尽头",
        "not cut: within the street extent the streets are declared complete; where they meet its "
        "border they end as well",
    ),
    "streets.v_cut": Text("同 `u_cut`", "as `u_cut`"),
    "stations.tier": Text(
        "问到层级时可能符合，结论为无法判定",
        "may qualify where a tier is asked: the answer is unknown",
    ),
    "stations.network": Text("服务居民和企业", "serves residents and enterprises"),
    "stations.step_free": Text("可能符合，结论为无法判定", "may qualify: the answer is unknown"),
    "stations.district": Text("属于本区", "belongs to this district"),
    "residents.enclosed": Text(
        "不按封闭处理；未登记出入口者自其点位出发，其人口占比随结果报告",
        "not taken as enclosed: without a recorded gate it starts at its point, and the share of "
        "people in such places is reported",
    ),
    "residents.modelled": Text(
        "视为统计所得，不计入推算人口", "counted: not part of the modelled share"
    ),
    "gates.status": Text("开放", "open"),
    "buildings.floors": Text(
        "分摊人口时按 1 层", "counts as 1 when residents are spread over buildings"
    ),
}
_INTRODUCTION = f"""\
# 标准图层 · Standard layers

<!-- Written by data/layer_docs.py from data/layers.py. Edit those, not this file. -->

一个区县就是一个 GeoPackage，可直接用 QGIS 打开。下列图层缺失即为“不知道”，不等于“没有”。
图层标准版本：{SCHEMA_VERSION}。

A district is one GeoPackage that opens in QGIS as it is. A layer that is missing is not known,
which is not the same as empty. Version {SCHEMA_VERSION} of the layers.

- `id` 为文本，在区县全部图层中唯一。`id` is text and unique over all layers of a district.
- 空值表示“不知道”，不表示“否”或 0；例外见[空值](#null)。
  Null means not known, never "no" or 0; the exceptions are listed under [null](#null).
- 全部空间图层采用同一米制投影坐标系（默认 CGCS2000 三度带）。
  All spatial layers are in one projected CRS in metres (CGCS2000 3-degree zone by default).
- 文本首尾空白不计，空文本即空值；日期写作 `2026-11-21`；数值须有限。
  Text is trimmed and empty text is null; dates are written `2026-11-21`; numbers are finite.
- 有类别列的图层，完整性按类别逐一声明；未声明的类别视为缺失，而非为空。
  Where a layer has a kind column, completeness is declared for each kind; a kind for which nothing
  is declared is absent, not empty.
"""


def layers_markdown() -> str:
    """The whole page: an overview, each layer's columns, and the tables of metadata."""
    parts = [
        _INTRODUCTION,
        _overview(),
        *(_layer_section(layer) for layer in LAYERS),
        _null_section(),
        _metadata_section(),
        _visibility_section(),
    ]
    return "\n".join(parts)


def write_layer_docs(path: Path) -> None:
    """Write the page to `path` (UTF-8, LF on every system)."""
    path.write_text(layers_markdown(), encoding="utf-8", newline="\n")


def _overview() -> str:
    rows = (
        (
            f"[`{layer.name}`](#{layer.name})",
            layer.title.zh,
            layer.title.en,
            _both(_SHAPES[layer.geometry]),
            f"`{layer.kind_column}`" if layer.kind_column else "",
        )
        for layer in LAYERS
    )
    head = ("图层 Layer", "中文", "English", "几何 Geometry", "类别列 Kind column")
    return "## 概览 · Overview\n\n" + _table(head, rows)


def _layer_section(layer: Layer) -> str:
    kind = f"；类别列 kind column: `{layer.kind_column}`" if layer.kind_column else ""
    shape = _both(_SHAPES[layer.geometry])
    head = ("列 Column", "类型 Type", "必填 Required", "中文", "English", "取值 Values")
    # Only letters in the heading, so that links to it work in every viewer.
    return (
        f"## {layer.name}\n\n{layer.title.zh} · {layer.title.en}。几何 geometry: {shape}{kind}\n\n"
        + _table(head, (_column_row(column) for column in layer.columns))
    )


def _column_row(column: Column) -> tuple[str, ...]:
    return (
        f"`{column.name}`",
        _both(_TYPES[column.type]),
        "是 yes" if column.required else "",
        column.title.zh,
        column.title.en,
        _allowed(column),
    )


def _allowed(column: Column) -> str:
    if column.values:
        return ", ".join(f"`{value}`" for value in column.values)
    bounds = (("≥", column.minimum), ("≤", column.maximum))
    return ", ".join(f"{sign} {bound:,.10g}" for sign, bound in bounds if bound is not None)


def _null_section() -> str:
    rows = ((f"`{column}`", said.zh, said.en) for column, said in NULLS.items())
    intro = "空值 · 另有约定的列 columns that count null as something\n\n"
    return "## null\n\n" + intro + _table(("列 Column", "空值按", "Null counts as"), rows)


def _metadata_section() -> str:
    head = ("列 Column", "中文", "English")
    tables = [
        f"### {name}\n\n"
        + _table(head, ((f"`{column}`", said.zh, said.en) for column, said in columns))
        for name, columns in METADATA_COLUMNS.items()
    ]
    intro = (
        "## 元数据表 · Tables of metadata\n\n"
        "与图层同在一个文件中，是普通表格。They lie in the same file and are ordinary tables.\n"
    )
    return "\n".join([intro, *tables])


def _visibility_section() -> str:
    rows = ((f"`{level.value}`", said.zh, said.en) for level, said in _VISIBILITY.items())
    return "## 可见范围 · Visibility\n\n" + _table(("值 Value", "中文", "English"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(_cell(text) for text in line) + " |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _both(text: Text) -> str:
    return f"{text.zh} {text.en}"


if __name__ == "__main__":
    write_layer_docs(Path(sys.argv[1]))
