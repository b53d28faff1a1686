"""What the district declares about each layer and kind, less what was lost on the way."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import numpy as np
import shapely
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from data.builder.boundary import kept_zone
from data.builder.precision import rounded
from data.builder.rows import SOURCE, Event, LayerRows, Origin
from data.completeness import with_holes
from data.declarations import Declaration, Visibility
from data.import_log import ImportRecord, Outcome
from data.layers import LAYER_BY_NAME, Geometry
from data.recipe.model import Complete, Recipe, keep_of
from data.text import Text

# From the freest to the strictest.
_STRICTNESS = (Visibility.PUBLIC, Visibility.INTERNAL, Visibility.RESTRICTED)


@dataclass(frozen=True)
class Ground:
    """What extents are cut from.

    Attributes:
        boundary: The district's boundary in its CRS, if it has one.
        crs: The district's CRS.
        polygons: Reads the polygons of a file that a recipe names, in that CRS: the file, the
            datum where the file does not say it, and where in the recipe it stands.
    """

    boundary: BaseGeometry | None
    crs: CRS
    polygons: Callable[[str, str | None, str], BaseGeometry]


def declared(recipe: Recipe, rows: LayerRows, ground: Ground) -> tuple[Declaration, ...]:
    """One declaration for the whole layer, and one for each kind the recipe speaks of.

    What several sources say about the same kind is joined to the side of caution: the oldest
    date, the largest error, the strictest visibility; complete where any of them is. A source that
    says nothing about a kind, yet has rows that are or may be (null) of it, is joined as well.

    Raises:
        RecipeError: An extent cannot be had, or rows contradict "none here".
    """
    said: dict[str | None, Declaration] = {}
    speakers: dict[str | None, set[int]] = defaultdict(set)
    for number, origin in enumerate(rows.origins):
        whole = _provenance(rows.layer, origin)
        spoken: list[tuple[str | None, Declaration]] = [(None, whole)]
        for position, entry in enumerate(origin.table.complete, 1):
            at = f"{origin.at}.complete[{position}]"
            spoken.append((entry.kind, _entry(recipe, rows, number, entry, ground, at)))
        for kind, declaration in spoken:
            said[kind] = _joined(said[kind], declaration) if kind in said else declaration
            speakers[kind].add(number)
    for kind in said:
        for number in sorted(_sources_with(rows, kind) - speakers[kind]):
            silent = _provenance(rows.layer, rows.origins[number])
            # It does not speak of "none here", so it does not take that back either.
            silent = replace(silent, none_here=said[kind].none_here)
            said[kind] = _joined(said[kind], silent)
    lost = _lost(rows)
    return tuple(_less_losses(declaration, lost) for declaration in said.values())


def _sources_with(rows: LayerRows, kind: str | None) -> set[int]:
    """Sources that hold rows of `kind`, or of which nobody recorded the kind."""
    column = LAYER_BY_NAME[rows.layer].kind_column
    if kind is None or column is None:
        return set()
    kinds = rows.table[column]
    return {int(n) for n in rows.table.loc[kinds.isna() | (kinds == kind), SOURCE]}


def _lost(rows: LayerRows) -> list[Event]:
    """Rows that were rejected and whose loss nothing else tells."""
    rejected = (e for e in rows.events if e.record.outcome is Outcome.REJECTED)
    return [event for event in rejected if not event.told_by_cuts]


def _provenance(layer: str, origin: Origin) -> Declaration:
    table = origin.table
    never = table.stale_after == "never"
    return Declaration(
        layer=layer,
        source=table.source or "",
        licence=table.licence or "",
        as_of=table.as_of,
        stale_after=table.stale_after if isinstance(table.stale_after, date) else None,
        never_stale=never,
        position_error_m=table.position_error_m,
        visibility=table.visibility,
        column_visibility=MappingProxyType(dict(table.column_visibility)),
        source_crs=origin.crs,
    )


def _entry(
    recipe: Recipe, rows: LayerRows, number: int, entry: Complete, ground: Ground, at: str
) -> Declaration:
    origin = rows.origins[number]
    extent = _extent(recipe, rows, origin, entry, ground, at)
    if entry.none_here:
        _require_none(recipe, rows, entry, at)
    base = _provenance(rows.layer, origin)
    return replace(
        base,
        kind=entry.kind,
        source=entry.source or base.source,
        as_of=entry.as_of or base.as_of,
        extent=extent,
        none_here=entry.none_here,
    )


def _extent(
    recipe: Recipe, rows: LayerRows, origin: Origin, entry: Complete, ground: Ground, at: str
) -> BaseGeometry | None:
    """Where the kind is complete: never farther than rows of this source have been kept."""
    if entry.extent == "none":
        return ground.boundary if entry.none_here else None
    if entry.extent == "district":
        if ground.boundary is None:
            raise recipe.error(
                f"{at}.extent",
                Text("没有区县边界", "the district has no boundary"),
                Text("areas 中 level 为 district 的区域", "an area with the level district"),
            )
        extent: BaseGeometry = shapely.buffer(ground.boundary, entry.buffer_m)
    elif entry.extent == "rows":
        extent = _covered_by_rows(recipe, rows, f"{at}.extent")
    else:
        extent = ground.polygons(entry.extent, entry.crs, f"{at}.extent")
    zone = kept_zone(recipe, ground.boundary, keep_of(rows.layer, origin.table))
    return extent if zone is None else shapely.intersection(extent, zone)


def _covered_by_rows(recipe: Recipe, rows: LayerRows, at: str) -> BaseGeometry:
    if LAYER_BY_NAME[rows.layer].geometry is not Geometry.POLYGON:
        found = Text(f"图层 {rows.layer} 不是面图层", f"the layer {rows.layer} has no polygons")
        raise recipe.error(at, found, Text("district、none 或面文件", "district, none or a file"))
    return shapely.union_all(rows.table["geometry"].to_numpy(dtype=object))


def _require_none(recipe: Recipe, rows: LayerRows, entry: Complete, at: str) -> None:
    table = rows.table
    column = LAYER_BY_NAME[rows.layer].kind_column
    count = len(table)
    if entry.kind is not None and column is not None:
        count = int((table[column] == entry.kind).sum())
    if count:
        raise recipe.error(
            f"{at}.none_here",
            Text(
                f"声明“本区没有”，但数据中有 {count} 行", f"is declared, yet there are {count} rows"
            ),
            Text("删除该声明或这些数据", "no such declaration, or no such rows"),
        )


def _joined(one: Declaration, other: Declaration) -> Declaration:
    errors = (one.position_error_m, other.position_error_m)
    columns = dict(one.column_visibility)
    for name, visibility in other.column_visibility.items():
        columns[name] = _stricter(columns.get(name, Visibility.PUBLIC), visibility)
    return replace(
        one,
        source=_listed(one.source, other.source),
        licence=_listed(one.licence, other.licence),
        as_of=_earlier(one.as_of, other.as_of),
        never_stale=one.never_stale and other.never_stale,
        stale_after=_first_stale(one, other),
        extent=_either(one.extent, other.extent),
        position_error_m=None if None in errors else max(e for e in errors if e is not None),
        visibility=_stricter(one.visibility, other.visibility),
        column_visibility=MappingProxyType(columns),
        none_here=one.none_here and other.none_here,
        source_crs=_listed(one.source_crs, other.source_crs),
    )


def _listed(one: str, other: str) -> str:
    parts = [text for text in (one, other) if text]
    return "；".join(dict.fromkeys(parts))


def _stricter(one: Visibility, other: Visibility) -> Visibility:
    return max(one, other, key=_STRICTNESS.index)


def _earlier(one: date | None, other: date | None) -> date | None:
    """None is not known, and nothing is earlier than that."""
    return None if one is None or other is None else min(one, other)


def _first_stale(one: Declaration, other: Declaration) -> date | None:
    days = [d.stale_after for d in (one, other) if not d.never_stale]
    return None if None in days or not days else min(day for day in days if day is not None)


def _either(one: BaseGeometry | None, other: BaseGeometry | None) -> BaseGeometry | None:
    extents = [extent for extent in (one, other) if extent is not None]
    return shapely.union_all(extents) if extents else None


def _less_losses(declaration: Declaration, lost: Sequence[Event]) -> Declaration:
    """Holes for lost rows of this kind, or of no known kind; a count of those without a place."""
    own = [
        event
        for event in lost
        if declaration.kind is None or _known_kind(event.record) in (None, declaration.kind)
    ]
    shapes = [event.shape for event in own if event.shape is not None]
    extent = declaration.extent
    if extent is not None and shapes:
        extent = with_holes(extent, shapes)
    # A gate that may belong to several places has a record for each, and is one row.
    unplaced = {(event.record.source, event.record.row) for event in own if event.shape is None}
    return replace(declaration, extent=extent, rows_lost=len(unplaced))


def _known_kind(record: ImportRecord) -> str | None:
    """The kind a lost row has; None also where it is a word that the layer does not know."""
    layer = LAYER_BY_NAME[record.layer]
    allowed = next((c.values for c in layer.columns if c.name == layer.kind_column), ())
    return None if allowed and record.kind not in allowed else record.kind


def cut_street_extent(
    extent: LayerRows, streets: LayerRows, zone: BaseGeometry | None
) -> LayerRows:
    """`street_extent` within `zone`, less the lost streets; nothing if one of them has no place.

    Streets beyond `zone` have been left out, so nothing is known to be complete there. Ways that
    leave an OSM file at once take nothing away: the streets they leave are marked cut.
    """
    lost = _lost(streets)
    shapes = [event.shape for event in lost if event.shape is not None]
    if len(shapes) < len(lost):
        note = Text(
            f"有 {len(lost) - len(shapes)} 条道路未能收录且位置不明，路网完整范围作废",
            f"{len(lost) - len(shapes)} streets were lost and their place is not known: "
            "nowhere are the streets known to be complete",
        )
        return replace(extent, table=extent.table.iloc[:0], notes=(*extent.notes, note))
    cut = extent.table["geometry"].to_numpy(dtype=object)
    if zone is not None:
        cut = shapely.intersection(cut, zone)
    cut = np.array([with_holes(shape, shapes) for shape in cut], dtype=object)
    return replace(extent, table=extent.table.assign(geometry=rounded(cut)))
