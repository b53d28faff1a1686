"""What there is: rows, extent and declaration of each layer and each kind in it."""

from collections.abc import Iterator

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from data.check.report import Finding, KindSummary, Severity, finding
from data.declarations import Declaration
from data.district import District
from data.layers import LAYERS, Geometry, Layer
from data.percent import percent
from data.text import Text


def kind_summaries(district: District, outline: BaseGeometry | None) -> tuple[KindSummary, ...]:
    """One summary for each layer that is there or declared, then one for each of its kinds."""
    return tuple(s for layer in LAYERS for s in _of_layer(district, layer, outline))


def _of_layer(
    district: District, layer: Layer, outline: BaseGeometry | None
) -> Iterator[KindSummary]:
    declared = [d for d in district.declarations if d.layer == layer.name]
    if not district.has(layer.name) and not declared:
        return
    table = district.layers.get(layer.name, pd.DataFrame(columns=[*layer.column_names, "geometry"]))
    whole = next((d for d in declared if d.kind is None), None)
    yield _summary(layer, None, table, whole, outline)
    if layer.kind_column is None:
        return
    values = table[layer.kind_column].astype("string")
    kinds = {str(kind) for kind in values.dropna()} | {d.kind for d in declared if d.kind}
    for kind in sorted(kinds):
        rows = table.loc[(values == kind).fillna(False).to_numpy(dtype=bool)]
        yield _summary(layer, kind, rows, district.declaration(layer.name, kind), outline)


def _summary(
    layer: Layer,
    kind: str | None,
    rows: pd.DataFrame,
    declaration: Declaration | None,
    outline: BaseGeometry | None,
) -> KindSummary:
    bounds = None
    if layer.geometry is not Geometry.NONE and len(rows):
        xmin, ymin, xmax, ymax = shapely.total_bounds(rows["geometry"].to_numpy()).tolist()
        bounds = (xmin, ymin, xmax, ymax)
    share = _complete_share(declaration, outline)
    return KindSummary(layer.name, kind, len(rows), bounds, declaration, share)


def _complete_share(declaration: Declaration | None, outline: BaseGeometry | None) -> float | None:
    if declaration is None or outline is None or outline.area == 0:
        return None
    if declaration.extent is None or declaration.rows_lost:
        return 0.0
    return float(shapely.intersection(declaration.extent, outline).area / outline.area)


def inventory_findings(
    district: District, kinds: tuple[KindSummary, ...], outline: BaseGeometry | None
) -> Iterator[Finding]:
    """What is missing: an outline, the layers every question needs, and declarations."""
    for note in district.notes:
        yield finding(Severity.WARNING, "note", note)
    for name in ("areas", "streets", "stations", "residents"):
        if not district.has(name) or district.table(name).empty:
            text = Text(f"图层 {name} 不存在或为空", f"the layer {name} is missing or empty")
            yield finding(Severity.WARNING, "layer_empty", text, name)
    if outline is None:
        text = Text(
            "没有 level 为 district 的区域，无法核对范围",
            "no area of level district: what lies inside cannot be checked",
        )
        yield finding(Severity.WARNING, "no_outline", text, "areas")
    yield from _street_extent_findings(district, outline)
    yield from _undeclared_findings(kinds)
    for summary in kinds:
        yield from _declaration_findings(summary)


def _street_extent_findings(district: District, outline: BaseGeometry | None) -> Iterator[Finding]:
    extent = district.layers.get("street_extent")
    if extent is None or extent.empty:
        text = Text(
            "道路数据未声明完整范围，未覆盖人口将全部判为无法判定",
            "streets are declared complete nowhere: everyone not covered will be unknown",
        )
        yield finding(Severity.WARNING, "no_street_extent", text, "street_extent")
    elif outline is not None and outline.area > 0:
        known = shapely.union_all(extent["geometry"].to_numpy())
        share = shapely.intersection(known, outline).area / outline.area
        if share < 1 - 1e-9:
            text = Text(
                f"道路数据完整范围仅占辖区面积的 {percent(share)}",
                f"streets are declared complete in only {percent(share)} of the district",
            )
            yield finding(Severity.WARNING, "street_extent_partial", text, "street_extent")


def _undeclared_findings(kinds: tuple[KindSummary, ...]) -> Iterator[Finding]:
    """One finding a layer: nothing declared at all, or the kinds nothing is declared about."""
    for layer in dict.fromkeys(summary.layer for summary in kinds):
        here = [summary for summary in kinds if summary.layer == layer and summary.rows]
        silent = [summary for summary in here if summary.declaration is None]
        named = tuple(summary.kind for summary in silent if summary.kind is not None)
        if silent and len(silent) == len(here):
            text = Text(
                f"图层 {layer} 未作任何声明，视为缺失而非为空",
                f"nothing is declared about the layer {layer}: it counts as absent, not as empty",
            )
            yield finding(Severity.WARNING, "layer_undeclared", text, layer)
        elif named:
            text = Text(
                f"{layer} 有 {len(named)} 个类别未作声明，视为缺失而非为空",
                f"nothing is declared about {len(named)} kinds of {layer}: they count as absent, "
                "not as empty",
            )
            yield finding(Severity.WARNING, "kind_undeclared", text, layer, named)


def _declaration_findings(summary: KindSummary) -> Iterator[Finding]:
    declared, name = summary.declaration, summary.layer
    label = name if summary.kind is None else f"{name}/{summary.kind}"
    if declared is None or declared.kind != summary.kind:
        return  # undeclared, or said once for the layer
    missing = [
        (zh, en)
        for zh, en, value in (
            ("来源", "source", declared.source),
            ("许可", "licence", declared.licence),
            ("数据日期", "as_of", declared.as_of),
        )
        if not value
    ]
    if missing:
        text = Text(
            f"{label} 未声明：{'、'.join(zh for zh, _ in missing)}",
            f"{label} does not declare: {', '.join(en for _, en in missing)}",
        )
        yield finding(Severity.WARNING, "incomplete_declaration", text, name)
    if declared.none_here and summary.rows:
        text = Text(
            f"{label} 声明“本区没有”，却有 {summary.rows} 行",
            f"{label} is declared as none in this district, yet has {summary.rows} rows",
        )
        yield finding(Severity.ERROR, "none_here_contradicted", text, name)
