"""That a recipe from a stranger reads nothing but what was sent with it."""

import re
from collections.abc import Iterator
from pathlib import Path

from api.districts.refused import UploadError
from data.recipe.model import Recipe, SourceTable
from data.text import Text

_RECIPE, _ENDING = "recipe.toml", ".toml"
_PRIVATE = "file:"
# What no system takes for the name of a file makes the readers stumble.
_LONGEST = 80
_MOST_NOTATION_BYTES = 100_000
# By these PROJ and WKT name further files: grids, init files, parameter files.
_FURTHER_FILES = re.compile(
    rb"grids|geoid_model|\binit\b|parameterfile|parameter_file|xy_?grid|z_?grid|file=",
    re.IGNORECASE,
)


def recipe_among(files: tuple[Path, ...]) -> Path:
    """The recipe of an archive: its only `.toml`, or the one called `recipe.toml`.

    Raises:
        UploadError: There is none, or there are several.
    """
    found = [path for path in files if path.suffix.lower() == _ENDING]
    if len(found) > 1:
        found = [path for path in found if path.name.lower() == _RECIPE]
    if len(found) != 1:
        raise UploadError(
            "ZIP",
            Text("没有唯一的配方文件", "has no recipe, or several"),
            Text(f"一个 .toml，或其中一个名为 {_RECIPE}", f"one .toml, or one called {_RECIPE}"),
        )
    return found[0]


def require_inside(recipe: Recipe, folder: Path) -> None:
    """Refuse a recipe that names anything outside a folder.

    Args:
        recipe: The recipe, read; none of its sources has been opened.
        folder: What was sent, unpacked.

    Raises:
        UploadError: A file lies outside, or a coordinate system names further files.
    """
    root = folder.resolve()
    for path in _inputs(recipe):
        if not path.is_relative_to(root) or any(len(part) > _LONGEST for part in path.parts):
            raise _outside(path.name)
    for notation in _notations(recipe):
        if notation.startswith(_PRIVATE):
            _require_plain_parameters(recipe.resolve(notation.removeprefix(_PRIVATE)), root)
        else:
            _require_complete(notation.encode("utf-8", "replace"), notation)


def _inputs(recipe: Recipe) -> frozenset[Path]:
    try:
        return recipe.inputs()
    except ValueError as error:  # a name with a NUL in it
        raise _outside("NUL") from error


def _notations(recipe: Recipe) -> Iterator[str]:
    """Every coordinate system that a recipe names."""
    named = [recipe.district.crs]
    for sources in recipe.layers.values():
        for table in sources:
            named += _of_source(table)
    yield from (notation.strip() for notation in named if notation)


def _of_source(table: SourceTable) -> list[str | None]:
    joined = [] if table.join is None else [table.join.crs]
    drawn = [] if table.drawn is None else [table.drawn.crs]
    return [table.crs, *joined, *drawn, *(entry.crs for entry in table.complete)]


def _require_plain_parameters(path: Path, root: Path) -> None:
    if not path.resolve().is_relative_to(root):
        raise _outside(path.name)
    if path.is_file():
        with path.open("rb") as file:
            _require_complete(file.read(_MOST_NOTATION_BYTES), path.name)


def _require_complete(definition: bytes, shown: str) -> None:
    if _FURTHER_FILES.search(definition):
        raise UploadError(
            "recipe",
            Text("坐标系引用了其他文件", "a coordinate system names further files"),
            Text("不引用其他文件的坐标系", "one that is complete in itself"),
            at=shown[:80],
        )


def _outside(name: str) -> UploadError:
    return UploadError(
        "recipe",
        Text("引用了压缩包以外的文件", "names a file outside the archive"),
        Text("压缩包内的相对路径", "relative paths inside the archive"),
        at=name[:80],
    )
