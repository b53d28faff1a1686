"""`quankan district push` and `pull`: a district into a PostGIS schema, and back into a file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from api.cli.options import DistrictFile
from api.settings import Settings
from data.import_log import Outcome
from data.text import Language, Text

if TYPE_CHECKING:
    from api.store.engine import Store
    from data.district import District

_StoreUrl = Annotated[
    str | None,
    typer.Option(
        "--store", help="postgresql://用户@主机/库名 / address of the database (QUANKAN_STORE)"
    ),
]
_Schema = Annotated[str, typer.Option("--schema", help="模式名 / name of the schema")]


def push(
    context: typer.Context,
    district: DistrictFile,
    schema: _Schema,
    store: _StoreUrl = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="替换已有的区县 / replace a district that is there")
    ] = False,
) -> None:
    """把区县写入 PostGIS 模式，一步切换。Write a district as a PostGIS schema, in one step."""
    # Imported late: `quankan --help` need not wait for GDAL, PROJ and pandas.
    from data.geopackage import read_district
    from data.postgis.schema_name import require_schema_name
    from data.postgis.write import write_schema

    settings: Settings = context.obj
    require_schema_name(schema)
    given = read_district(district)
    with _opened(store) as opened, opened.writing() as connection:
        write_schema(connection, given, schema, replace=replace)
    _say(given, f"{district} → {schema}", settings.language)


def pull(
    context: typer.Context,
    schema: _Schema,
    out: Annotated[Path, typer.Option("--out", help="写入的 GeoPackage / GeoPackage to write")],
    store: _StoreUrl = None,
) -> None:
    """把 PostGIS 模式中的区县写成 GeoPackage。Write the district in a schema as a GeoPackage."""
    from data.geopackage import write_district
    from data.postgis.read import read_schema

    settings: Settings = context.obj
    with _opened(store) as opened, opened.reading() as connection:
        found = read_schema(connection, schema)
    write_district(found, out)
    _say(found, f"{schema} → {out}", settings.language)


@contextmanager
def _opened(given: str | None) -> "Iterator[Store]":
    from api.settings import read_service_settings
    from api.store.engine import open_store
    from api.store.errors import StoreUrlError

    address = given or read_service_settings().store
    if not address:
        raise StoreUrlError(
            "--store",
            Text("未给出数据库地址", "no database is given"),
            Text("postgresql://用户@主机/库名", "postgresql://user@host/name"),
        )
    opened = open_store(address)
    try:
        yield opened
    finally:
        opened.close()


def _say(district: "District", way: str, language: Language) -> None:
    """What went where; that a row was left out must not be missed."""
    layers, rows = len(district.layers), sum(map(len, district.layers.values()))
    lost = sum(record.outcome is Outcome.REJECTED for record in district.import_log)
    lines = [
        Text(
            f"{way}：{layers} 个图层，{rows} 行（{district.crs.to_string()}）",
            f"{way}: {layers} layers, {rows} rows ({district.crs.to_string()})",
        ),
        *district.notes,
    ]
    if lost:
        lines.append(
            Text(
                f"历次共 {lost} 行未收录，见 import_log 表",
                f"rows left out on the way here, in all: {lost}; see the table import_log",
            )
        )
    console = Console(soft_wrap=True)
    for line in lines:
        console.print(line.in_(language), markup=False, highlight=False)
