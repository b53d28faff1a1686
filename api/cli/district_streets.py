"""`quankan district streets`: streets from OpenStreetMap, where the machine has a network."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.settings import Settings
from data.errors import RecipeError
from data.text import Text

_ONE_OF_BOTH = Text("--place 或 --bbox 之一", "either --place or --bbox")


def streets(
    context: typer.Context,
    place: Annotated[
        str | None, typer.Option("--place", help="地名，如 成都市金牛区 / name of a place")
    ] = None,
    bbox: Annotated[
        tuple[float, float, float, float] | None,
        typer.Option("--bbox", help="西 南 东 北（WGS 84 度）/ west south east north, degrees"),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="写入的 GeoPackage / GeoPackage to write")
    ] = Path("streets.gpkg"),
) -> None:
    """联网获取道路（OpenStreetMap）。Fetch streets from OpenStreetMap."""
    from api.clock import today
    from data.geopackage import write_district
    from data.streets.fetched_district import district_of_streets
    from data.streets.overpass import streets_in_box, streets_of_place

    settings: Settings = context.obj
    if (place is None) == (bbox is None):
        raise RecipeError(
            "district streets", Text("须且仅须指定一项", "is asked for nothing clear"), _ONE_OF_BOTH
        )
    fetched = streets_in_box(*bbox) if bbox is not None else streets_of_place(place or "")
    district = district_of_streets(fetched, place or output.stem, today())
    write_district(district, output)
    done = Text(
        f"{len(district.layers['streets'])} 条道路已写入 {output}",
        f"{len(district.layers['streets'])} streets written to {output}",
    )
    Console().print(done.in_(settings.language), markup=False, soft_wrap=True)
