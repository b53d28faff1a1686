"""Reading a recipe file, and refusing with care what cannot be followed."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from data.errors import RecipeError
from data.hours.columns import HOURS_COLUMNS
from data.layers import LAYER_BY_NAME, Geometry, Layer
from data.recipe.model import Complete, Drawn, Recipe, SourceTable
from data.text import Text
from data.toml_file import FileSort, read_toml
from data.toml_messages import UNKNOWN_KEY, first_complaint

_RECIPE = FileSort(
    RecipeError,
    Text("配方", "recipe"),
    Text("配方说明（README）所列的键和取值", "what the README lists"),
)
# What a drawn shape cannot do without.
_DRAWN_NEEDS = {"bbox": ("bbox", "crs"), "circle": ("centre", "radius_m", "crs"), "district": ()}


def read_recipe(path: Path, data: Path | None = None) -> Recipe:
    """Read and check a recipe; no source is opened yet.

    Args:
        path: The TOML file, UTF-8.
        data: The folder in which relative paths begin; by default the recipe's own.

    Raises:
        RecipeError: The file cannot be read, is not TOML, or says something nobody understands;
            the message names the table and the field.
    """
    parsed = read_toml(path, _RECIPE)
    for key in sorted({"path", "folder"} & parsed.keys()):
        raise RecipeError(path, UNKNOWN_KEY, Text("district、layers", "district, layers"), key)
    folder = path.parent if data is None else data
    try:
        recipe = Recipe.model_validate({**parsed, "path": path, "folder": folder})
    except ValidationError as errors:
        raise first_complaint(path, errors, _RECIPE) from None
    for name, sources in recipe.layers.items():
        _check_layer(recipe, name, sources)
    return recipe


def _check_layer(recipe: Recipe, name: str, sources: Sequence[SourceTable]) -> None:
    if name not in LAYER_BY_NAME:
        raise recipe.error(
            f"layers.{name}",
            Text(f"没有名为 {name} 的标准图层", f"there is no standard layer {name!r}"),
            _one_of(LAYER_BY_NAME),
        )
    layer = LAYER_BY_NAME[name]
    for number, source in enumerate(sources, 1):
        at = f"layers.{name}[{number}]"
        _check_columns(recipe, layer, source, at)
        _check_origin(recipe, layer, source, at)
        _check_place(recipe, layer, source, at)
        for entry in source.complete:
            _check_complete(recipe, layer, source, entry, f"{at}.complete")


def _check_columns(recipe: Recipe, layer: Layer, source: SourceTable, at: str) -> None:
    known = [name for name in layer.column_names if name != "id"]
    named: Mapping[str, Mapping[str, object]] = {
        "columns": source.columns,
        "values": source.values,
        "column_visibility": source.column_visibility,
    }
    for key, columns in named.items():
        for column in columns:
            if column not in known:
                raise recipe.error(
                    f"{at}.{key}.{column}",
                    Text(f"图层没有列 {column}", f"the layer has no column {column!r}"),
                    _one_of(known),
                )
    for column in source.values:
        if column not in source.columns:
            raise recipe.error(
                f"{at}.values.{column}",
                Text(f"columns 中没有 {column}", f"columns does not name {column!r}"),
                Text("先在 columns 中指定来源列", "its source column in columns"),
            )


def _check_origin(recipe: Recipe, layer: Layer, source: SourceTable, at: str) -> None:
    only_none = bool(source.complete) and all(entry.none_here for entry in source.complete)
    given = (source.file is not None) + (source.drawn is not None)
    if given != 1 and not (given == 0 and only_none):
        raise recipe.error(
            at,
            Text("file 与 drawn 须且仅须给出一项", "has neither or both of 'file' and 'drawn'"),
            Text("其中一项", "exactly one of them"),
        )
    if source.drawn is not None:
        _check_drawn(recipe, layer, source.drawn, f"{at}.drawn")


def _check_drawn(recipe: Recipe, layer: Layer, drawn: Drawn, at: str) -> None:
    if layer.geometry is Geometry.NONE:
        found = Text("该图层没有几何", f"the layer {layer.name} has no shapes")
        raise recipe.error(at, found, Text("file", "a file"))
    for key in _DRAWN_NEEDS[drawn.shape]:
        if getattr(drawn, key) is None:
            found = Text(f"缺少 {key}", f"{key} is missing")
            needed = ", ".join(_DRAWN_NEEDS[drawn.shape])
            raise recipe.error(f"{at}.{key}", found, Text(needed, needed))
    if drawn.bbox is not None and not (
        drawn.bbox[0] < drawn.bbox[2] and drawn.bbox[1] < drawn.bbox[3]
    ):
        expected = Text("西、南、东、北", "west, south, east, north")
        raise recipe.error(f"{at}.bbox", Text("范围为空", "is an empty box"), expected)


def _check_place(recipe: Recipe, layer: Layer, source: SourceTable, at: str) -> None:
    """Keys that only one layer understands."""
    for key, value, owners in (
        ("noding", source.noding, ("streets",)),
        ("spread", source.spread or None, ("residents",)),
        ("hours_notation", source.hours_notation, tuple(HOURS_COLUMNS)),
    ):
        if value is not None and layer.name not in owners:
            found = Text(f"图层 {layer.name} 不用此项", f"the layer {layer.name} has no use for it")
            only = ", ".join(owners)
            raise recipe.error(f"{at}.{key}", found, Text(f"仅 {only}", f"only {only} has it"))
    if layer.name == "streets" and source.noding is None:
        found = Text("缺少 noding", "noding is missing")
        expected = Text("osm、given、cross 或 ends", "osm, given, cross or ends")
        raise recipe.error(f"{at}.noding", found, expected)


def _check_complete(
    recipe: Recipe, layer: Layer, source: SourceTable, entry: Complete, at: str
) -> None:
    if entry.kind is not None and layer.kind_column is None:
        found = Text("该图层不分类型", f"the layer {layer.name} has no kinds")
        raise recipe.error(f"{at}.kind", found, Text("不写 kind", "no kind"))
    for column in layer.columns:
        known = column.values if column.name == layer.kind_column else ()
        if entry.kind is not None and known and entry.kind not in known:
            found = Text(f"为“{entry.kind}”", f"is {entry.kind!r}")
            raise recipe.error(f"{at}.kind", found, _one_of(known))
    dated = entry.as_of or source.as_of
    said = entry.source or source.source
    if entry.none_here and not (dated and said):
        raise recipe.error(
            f"{at}.none_here",
            Text("声明“本区没有”但未注明来源或日期", "has no source or no date beside it"),
            Text("source 和 as_of", "source and as_of"),
        )


def _one_of(names: Sequence[str] | Mapping[str, object]) -> Text:
    listed = ", ".join(names)
    return Text(f"其中之一：{listed}", f"one of {listed}")
