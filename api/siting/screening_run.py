"""A screening as a job: a district and a question in, a folder of files out."""

import json
from pathlib import Path

import geopandas as gpd
import pyogrio

from api.coverage_run import Say
from api.opening import Opened
from api.outputs.document import document_bytes
from api.outputs.in_degrees import geojson_geometry
from api.outputs.screen_document import screen_document
from api.outputs.screen_tables import candidates_table, pieces_table
from api.settings import Settings
from api.siting.question import SitingQuestion
from api.siting.screening import Screening, screening
from api.siting.views import screen_view
from data.atomic import replacing_all
from data.text import Text
from maps.siting.screen_page import screen_page

FILES = ("screen.json", "screen.geojson", "screen.gpkg", "screen.html")


def run_screening(
    opened: Opened,
    question: SitingQuestion,
    out: Path,
    *,
    settings: Settings,
    say: Say = lambda _: None,
) -> Screening:
    """Screen a district and write the results into the folder `out`, all of them or none.

    Args:
        opened: The district.
        question: What is asked.
        out: The folder; made where it is not there.
        settings: Language and approval number of the page.
        say: Told what is being worked on.

    Raises:
        DistrictError: The district says nowhere where it lies.
        WriteError: The folder cannot be written; what was in it is unchanged.
    """
    district = opened.district
    say(Text("划分全区", "dividing the district"))
    network = opened.network(takes_steps=True) if district.has("streets") else None
    found = screening(district, question, network=network)
    say(Text("绘制页面", "drawing the page"))
    page = screen_page(
        screen_view(district, found, settings.map_approval_number), settings.language
    )
    document = document_bytes(screen_document(district, found))
    say(Text("写出结果", "writing the results"))
    pieces, places = pieces_table(found, district.crs), candidates_table(found, district.crs)
    with replacing_all(out, list(FILES)) as scratch:
        (scratch / "screen.json").write_bytes(document)
        (scratch / "screen.geojson").write_bytes(_geojson(pieces))
        (scratch / "screen.html").write_bytes(page.encode())
        for name, table in (("pieces", pieces), ("candidates", places)):
            pyogrio.write_dataframe(
                table, scratch / "screen.gpkg", layer=name, driver="GPKG",
                geometry_type="MultiPolygon",
            )  # fmt: skip
    return found


def _geojson(pieces: gpd.GeoDataFrame) -> bytes:
    """The pieces as RFC 7946 GeoJSON."""
    features = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": geojson_geometry(shape, pieces.crs),
        }
        for properties, shape in zip(
            pieces.drop(columns="geometry").to_dict("records"), pieces.geometry, strict=True
        )
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
