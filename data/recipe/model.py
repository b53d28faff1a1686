"""A recipe: which raw sources make which standard layer of one district.

A TOML file that an office can read and sign: for each layer its files, their datum, how columns and
values are called there, and what the office declares about them. Paths are relative to the recipe's
folder, or to a data folder given beside it; those that begin with `./` always to the recipe's.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from data.declarations import Visibility
from data.errors import RecipeError
from data.text import Text

DEFAULT_KEEP_BEYOND_M = 1500.0
MAX_KEEP_BEYOND_M = 50_000.0
_PRIVATE = "file:"
_BESIDE = "./"

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
# Beyond 64 bits no store holds a whole number.
Whole = Annotated[int, Field(ge=-(2**63), lt=2**63)]
Scalar = str | bool | Whole | float
Metres = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Noding = Literal["osm", "given", "cross", "ends"]


class _Table(BaseModel):
    """A table of the recipe: frozen, and no key that nobody understands."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class DistrictTable(_Table):
    """`[district]`: who the district is.

    Attributes:
        name: What people call it.
        code: Division code; picks the boundary where `areas` holds several districts.
        crs: EPSG code of the result's CRS, projected in metres; by default the CGCS2000 3-degree
            zone of the boundary.
        keep_beyond_m: How far beyond the boundary streets and other layers are kept.
    """

    name: Words
    code: Words | None = None
    crs: Words | None = None
    keep_beyond_m: Annotated[float, Field(ge=0, le=MAX_KEEP_BEYOND_M)] = DEFAULT_KEEP_BEYOND_M


class Constant(_Table):
    """`{ value = ... }`: the same value in every row."""

    value: Scalar


class Drawn(_Table):
    """A shape written down in the recipe instead of in a file.

    Attributes:
        shape: `bbox`, `circle`, or `district` (the boundary).
        bbox: West, south, east, north, for `bbox`.
        centre: East and north of the centre, for `circle`.
        radius_m: Radius in metres of the district's CRS, for `circle`.
        buffer_m: How far the shape is widened afterwards.
        grid_m: Fill the shape with points this far apart instead (a sample, never people).
        crs: In what `bbox` and `centre` are given.
    """

    shape: Literal["bbox", "circle", "district"]
    bbox: tuple[Finite, Finite, Finite, Finite] | None = None
    centre: tuple[Finite, Finite] | None = None
    radius_m: Annotated[float, Field(gt=0, le=200_000)] | None = None
    buffer_m: Annotated[float, Field(ge=0, le=MAX_KEEP_BEYOND_M)] = 0.0
    grid_m: Annotated[float, Field(ge=10, le=10_000)] | None = None
    crs: Words | None = None


class Readable(_Table):
    """What must be known to read a file: see `data.sources.raw.SourceSpec`."""

    format: str = ""
    sublayer: Words | None = None
    encoding: Words | None = None
    crs: Words | None = None
    x: Words | None = None
    y: Words | None = None
    options: Mapping[str, Any] = Field(default_factory=dict)


class Join(Readable):
    """The layer with the shapes to which a table of attributes is joined.

    Attributes:
        file: The file with the shapes.
        key: Column of the shapes' layer.
        on: Column of the table.
    """

    file: Words
    key: Words
    on: Words


class Complete(_Table):
    """`[[layers.X.complete]]`: where one kind, or the whole layer, is complete.

    Attributes:
        kind: Value of the layer's kind column; without it the whole layer is meant.
        extent: `district`, `none`, `rows` (what the polygons of the layer cover together), or a
            file of polygons.
        crs: Datum of that file, where it does not say.
        buffer_m: How far beyond the boundary, for `district`.
        none_here: The district has none of this kind; needs `source` and `as_of`.
        source: Who says so; by default the source of the rows.
        as_of: When; by default as for the rows.
    """

    kind: Words | None = None
    extent: Words = "none"
    crs: Words | None = None
    buffer_m: Annotated[float, Field(ge=0, le=MAX_KEEP_BEYOND_M)] = 0.0
    none_here: bool = False
    source: Words | None = None
    as_of: date | None = None


class Noded(_Table):
    """`noding` and what goes with it, for `streets`.

    Attributes:
        how: `osm` (nodes shared in the source), `given` (columns `u` and `v`), `cross` (wherever
            lines of one level cross) or `ends` (only where ends meet).
        tolerance_m: Within which ends count as one.
        extract_edge_m: Mark ends that dangle this near to the border of `street_extent` as cut:
            for extracts whose maker dropped what lay beyond without a trace.
    """

    how: Noding
    tolerance_m: Annotated[float, Field(ge=0, le=50)] = 0.1
    extract_edge_m: Annotated[float, Field(ge=0, le=1000)] | None = None


class SourceTable(Readable):
    """`[[layers.X]]`: one source of one standard layer. See `docs/recipes/README.md`.

    `keep` is None where the recipe does not say; `keep_of` then says what the layer needs.
    """

    file: Words | None = None
    drawn: Drawn | None = None
    join: Join | None = None
    id: Words | None = None
    id_prefix: str = ""
    columns: Mapping[str, Words | Constant] = Field(default_factory=dict)
    values: Mapping[str, Mapping[str, Scalar]] = Field(default_factory=dict)
    filter: Mapping[str, Literal["not_null"] | tuple[Scalar, ...]] = Field(default_factory=dict)
    as_point: bool = False
    keep: Literal["near", "inside", "all"] | None = None
    noding: Noded | None = None
    spread: bool = False
    hours_notation: Literal["osm", "notice"] | None = None
    source: Words | None = None
    licence: Words | None = None
    as_of: date | None = None
    stale_after: date | Literal["never"] | None = None
    position_error_m: Metres | None = None
    visibility: Visibility = Visibility.INTERNAL
    column_visibility: Mapping[str, Visibility] = Field(default_factory=dict)
    complete: tuple[Complete, ...] = ()


# A station that lies far off by a slip of the pen is kept and listed, not lost; people beyond the
# boundary are a neighbour's.
_KEEP = {"stations": "all", "residents": "inside"}


def keep_of(layer: str, table: SourceTable) -> str:
    """Which rows of a source are kept: `near`, `inside` or `all`."""
    return table.keep or _KEEP.get(layer, "near")


class Recipe(_Table):
    """A whole recipe, and where its relative paths begin. `data.recipe.file.read_recipe` makes it.

    Attributes:
        district: Who the district is.
        layers: Sources by standard layer.
        confirmed_hours: The table in which the office has confirmed how its notices of hours are
            read (`data.hours.confirmed`).
        path: The recipe file, for messages.
        folder: The folder in which relative paths begin.
    """

    district: DistrictTable
    layers: Mapping[str, tuple[SourceTable, ...]]
    confirmed_hours: Words | None = None
    path: Path
    folder: Path

    def inputs(self) -> frozenset[Path]:
        """Every file that the recipe reads, and the recipe itself, in full."""
        tables = [table for sources in self.layers.values() for table in sources]
        named = [t.file for t in tables] + [t.join.file for t in tables if t.join]
        named += [c.extent for t in tables for c in t.complete]
        named.append(self.confirmed_hours)
        files = [self.path, *(self.resolve(name) for name in named if name)]
        return frozenset(file.resolve() for file in files)

    def resolve(self, file: str) -> Path:
        """The path of a file that the recipe names; with `./` before it, beside the recipe."""
        return (self.path.parent if file.startswith(_BESIDE) else self.folder) / file

    def datum(self, notation: str) -> str:
        """A datum as the recipe writes it, the path of a private parameter file made whole."""
        if not notation.startswith(_PRIVATE):
            return notation
        return f"{_PRIVATE}{self.resolve(notation.removeprefix(_PRIVATE))}"

    def error(self, at: str, found: Text, expected: Text) -> RecipeError:
        """An error about the table or field `at` of this recipe."""
        return RecipeError(self.path, found, expected, at=at)
