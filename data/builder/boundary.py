"""The district's boundary, and what lies how far beyond it."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.builder.rows import SOURCE, LayerRows
from data.completeness import has_place
from data.own_district import called, own_district, own_names
from data.recipe.model import Recipe, keep_of
from data.text import Text
from data.text_values import as_key_text

MAX_NAMED = 20


def boundary_of(recipe: Recipe, areas: pd.DataFrame) -> BaseGeometry | None:
    """The one district among `areas` (`level` = district), or None where there is none.

    Args:
        recipe: Where several are there, its `district.code` picks one; without a code, its name.
        areas: Columns `level`, perhaps `name` and `code`, and valid shapes in `geometry`, any CRS.

    Raises:
        RecipeError: There are several districts, and neither code nor name picks one; or the
            recipe's code is another than that of the area, by which the rules of a place apply.
    """
    if "level" not in areas.columns:
        return None
    placed = areas.loc[has_place(areas["geometry"].to_numpy(dtype=object))]
    every = placed.loc[own_district(placed, ())]
    if every.empty:
        return None
    names = [recipe.district.code or recipe.district.name]
    chosen = every if len(every) == 1 else every.loc[called(every, names)]
    if chosen.empty:
        raise recipe.error(
            "district.code",
            Text("有多个区县边界，无法确定是哪一个", "there are several districts among the areas"),
            Text("其中一个的区划代码", "the code of one of them"),
        )
    _require_same_code(recipe, chosen)
    return shapely.union_all(chosen["geometry"].to_numpy(dtype=object))


def _require_same_code(recipe: Recipe, chosen: pd.DataFrame) -> None:
    """A longer code, such as one of 12 digits, agrees with the shorter one that it begins with."""
    code = recipe.district.code
    if code is None or "code" not in chosen.columns:
        return
    known = [str(own) for own in as_key_text(chosen["code"]).dropna().unique()]
    if known and not any(own.startswith(code) or code.startswith(own) for own in known):
        listed = "、".join(known), ", ".join(known)
        raise recipe.error(
            "district.code",
            Text(f"为 {code}，而 areas 中本区的代码为 {listed[0]}",
                 f"is {code}, while the areas say {listed[1]} of the district"),
            Text("同一个区划代码；各地的规则按它适用",
                 "one code, by which the rules of the place apply"),
        )  # fmt: skip


def kept_zone(recipe: Recipe, boundary: BaseGeometry | None, keep: str) -> BaseGeometry | None:
    """Where rows of a source are kept; None for everywhere."""
    if boundary is None or keep == "all":
        return None
    if keep == "inside":
        return boundary
    return shapely.buffer(boundary, recipe.district.keep_beyond_m)


def within_reach(recipe: Recipe, rows: LayerRows, boundary: BaseGeometry | None) -> LayerRows:
    """`rows` without what lies beyond what its source keeps; how many were left out is noted.

    `near` keeps what touches the boundary widened by `keep_beyond_m`; `inside` keeps points and
    lines that meet the boundary, and polygons of which more than their edge does; `all` keeps
    everything. So nothing that lies in the district even in part is ever missing from an extent
    that is declared complete. A row without a place stays, for the layer's checks to reject.
    """
    if boundary is None or "geometry" not in rows.table.columns:
        return rows
    shapes = rows.table["geometry"].to_numpy(dtype=object)
    source = rows.table[SOURCE].to_numpy()
    mask = np.ones(len(shapes), dtype=bool)
    notes = list(rows.notes)
    for number, origin in enumerate(rows.origins):
        keep = keep_of(rows.layer, origin.table)
        zone = kept_zone(recipe, boundary, keep)
        own = np.flatnonzero((source == number) & has_place(shapes))
        if zone is None or not len(own):
            continue
        inside = touching(zone, shapes[own])
        if keep == "inside":
            # The neighbour's communities share their edge with the district, and nothing else.
            inside &= ~((shapely.get_dimensions(shapes[own]) == 2) & _only_edge(zone, shapes[own]))
        mask[own[~inside]] = False
        if not inside.all():
            notes.append(_left_out(rows.layer, origin.file, int((~inside).sum()), keep))
    return replace(rows, table=rows.table.loc[mask], notes=tuple(notes))


def touching(zone: BaseGeometry, shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """(N,) whether each shape has a point in common with the polygon `zone`."""
    shapely.prepare(zone)
    return np.asarray(shapely.intersects(zone, shapes), dtype=bool)


def _only_edge(zone: BaseGeometry, shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    return np.asarray(shapely.touches(zone, shapes), dtype=bool)


def _left_out(layer: str, file: str, count: int, keep: str) -> Text:
    where = Text("边界以外", "outside the boundary")
    if keep == "near":
        where = Text("保留范围以外", "beyond what is kept around the boundary")
    return Text(
        f"{layer}：{file} 有 {count} 行位于{where.zh}，未收录",
        f"{layer}: {count} rows of {file} lie {where.en} and were left out",
    )


def strays(
    recipe: Recipe, layers: Mapping[str, LayerRows], boundary: BaseGeometry | None
) -> tuple[Text, ...]:
    """Notes on stations outside the boundary that nobody marked as a neighbour's, and residents."""
    if boundary is None:
        return ()
    notes: list[Text] = []
    if "stations" in layers:
        table = layers["stations"].table
        areas = layers["areas"].table if "areas" in layers else None
        code = (recipe.district.code,) if recipe.district.code else ()
        own = own_names(areas, (recipe.district.name, *code))
        neighbours = table["district"].notna() & ~table["district"].isin(list(own))
        outside = ~touching(boundary, table["geometry"].to_numpy(dtype=object))
        ids = sorted(table.loc[outside & ~neighbours.to_numpy(dtype=bool), "id"])
        if ids:
            notes.append(_stray_stations(ids))
    if "residents" in layers:
        table = layers["residents"].table
        spots = shapely.point_on_surface(table["geometry"].to_numpy(dtype=object))
        outside = ~touching(boundary, spots)
        if outside.any():
            people = float(table.loc[outside, "population"].sum())
            notes.append(_stray_residents(int(outside.sum()), people))
    return tuple(notes)


def _stray_stations(ids: list[str]) -> Text:
    named = ", ".join(ids[:MAX_NAMED]) + (" ..." if len(ids) > MAX_NAMED else "")
    return Text(
        f"{len(ids)} 个站点位于区界之外且未注明属于邻区，已保留：{named}",
        f"{len(ids)} stations lie outside the boundary and are not marked as a neighbour's; "
        f"they were kept: {named}",
    )


def _stray_residents(rows: int, people: float) -> Text:
    return Text(
        f"{rows} 条常住人口记录（{people:.0f} 人）位于区界之外，已保留",
        f"{rows} rows of residents ({people:.0f} people) lie outside the boundary; they were kept",
    )
