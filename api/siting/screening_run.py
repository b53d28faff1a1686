"""A screening as a job: a district and a question in, a folder of files out."""

import json
from pathlib import Path

import pyogrio
from pyproj import CRS

from api.coverage_run import Say
from api.opening import Opened
from api.outputs.document import document_bytes
from api.outputs.finding_document import rule_document
from api.outputs.in_degrees import geojson_geometry
from api.outputs.screen_document import screen_document
from api.outputs.screen_tables import (
    candidates_table,
    found_table,
    pieces_table,
    records,
    rules_table,
)
from api.outputs.why_document import why_document
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

    def divided(done: int, of_all: int) -> None:
        counted = f"{done}/{of_all}"
        say(Text(f"划分全区 {counted}", f"dividing the district {counted}"))

    network = opened.network(takes_steps=True) if district.has("streets") else None
    found = screening(district, question, network=network, say=divided)
    say(Text("绘制页面", "drawing the page"))
    page = screen_page(
        screen_view(district, found, settings.map_approval_number), settings.language
    )
    document = document_bytes(screen_document(district, found))
    say(Text("写出结果", "writing the results"))
    with replacing_all(out, list(FILES)) as scratch:
        (scratch / "screen.json").write_bytes(document)
        (scratch / "screen.geojson").write_bytes(_geojson(found, district.crs))
        (scratch / "screen.html").write_bytes(page.encode())
        _write_tables(found, district.crs, scratch / "screen.gpkg")
    return found


def _write_tables(found: Screening, crs: CRS, path: Path) -> None:
    """Pieces and candidates as polygons, what was found as points, rules as a plain table."""
    layers = (
        ("pieces", pieces_table(found, crs), "MultiPolygon"),
        ("candidates", candidates_table(found, crs), "MultiPolygon"),
        ("found", found_table(found, crs), "Point"),
        ("rules", rules_table(found), None),
    )
    for name, table, kind in layers:
        pyogrio.write_dataframe(table, path, layer=name, driver="GPKG", geometry_type=kind)


def _geojson(found: Screening, crs: CRS) -> bytes:
    """The pieces as RFC 7946 GeoJSON; rules and what was found stand beside them, each once."""
    pieces = pieces_table(found, crs)
    told, by_piece = why_document(found.found, len(pieces), crs)
    features = [
        {
            "type": "Feature",
            "properties": {**row, "why": why},
            "geometry": geojson_geometry(shape, crs),
        }
        for row, why, shape in zip(records(pieces), by_piece, pieces.geometry, strict=True)
    ]
    collection = {
        "type": "FeatureCollection",
        "rules": [rule_document(rule) for rule in found.screen.rules],
        "found": told,
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
