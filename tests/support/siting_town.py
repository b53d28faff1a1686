"""A drawn town of a square kilometre, for screenings, comparisons and batches under real rules."""

from datetime import date

import numpy as np
from pyproj import Transformer
from support.story import book, drawn, square

from api.opening import Opened
from api.siting.question import SitingQuestion
from data.declarations import Visibility
from data.rulepacks.vocabulary_file import read_vocabulary
from data.sites.facts import read_facts

ON = date(2026, 6, 1)
MAP = {
    "areas/district": [{"at": square(0, 0, 500), "name": "小城区"}],
    "facilities/primary_school": [{"at": square(-300, 0, 40), "name": "西门小学"}],
    "control_zones/permanent_basic_farmland": [square(300, 300, 100)],
    "buildings/commercial": [
        {"at": square(-150, 0, 20), "floors": 3},
        {"at": square(200, 0, 20), "floors": 3},
    ],
    "buildings/residential": [
        {"at": square(200, -200, 20), "floors": 6, "lowest_dwelling_floor": 1}
    ],
}
FACTS = "premises_use=commercial,inside_homes_estate=no,business_area_m2=300,computers=80,floor=2"


def town():
    """The district."""
    return drawn(map=MAP)[1]


def question(business="internet_cafe", facts=FACTS):
    """May it open here, under the rules of the demo district?"""
    words = read_vocabulary()
    return SitingQuestion(
        vocabulary=words,
        business=words.types[business],
        undertaking="rent",
        book=book(ON),
        facts=read_facts(facts, words),
        at=None,
        level=Visibility.INTERNAL,
    )


def opened(tmp_path):
    """The town as an opened file."""
    return Opened(town(), False, None, tmp_path / "town.gpkg", None)


def lon_lat(x, y):
    """A place of the map in degrees."""
    to_wgs84 = Transformer.from_crs(town().crs, 4326, always_xy=True)
    return tuple(np.round(to_wgs84.transform(x, y), 8))


def table(folder, *places):
    """A table of sites at places of the map; a text is written as it is."""
    lines = ["id,lon,lat,datum"]
    for number, place in enumerate(places, 1):
        lon, lat = place if isinstance(place[0], str) else lon_lat(*place)
        lines.append(f"s{number},{lon},{lat},wgs84")
    file = folder / "sites.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
