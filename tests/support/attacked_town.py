"""A town of a square kilometre with a hidden zone and hidden schools, and who asks about it."""

import json
from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import shapely
from pyproj import Transformer
from support.story import drawn, square
from support.tiny_packs import pack, rule

from api.outputs.survey_document import survey_document
from api.siting.batch import batch_ground, batch_verdicts
from api.siting.given_site import GivenSite
from api.siting.question import SitingQuestion, Standing
from api.siting.survey import ready, survey
from data.declarations import Visibility
from data.rulepacks.stack import stack
from data.rulepacks.vocabulary_file import read_vocabulary
from data.sites.batch import BatchDefaults, read_batch
from data.sites.facts import read_facts

CELL_M = 100.0
ON = date(2026, 6, 1)
# Slanted, with a notch, nowhere along the grid.
ZONE = shapely.Polygon([(-262, -183), (141, -237), (218, 65), (57, 41), (12, 236), (-207, 158)])
SCHOOLS = ((333, 287), (-371, -318))
NEAR_M = 150.0
ZONE_NAME, SCHOOL_NAME = "秘密保护区", "秘密小学"
HIDDEN_ADDRESS = "秘密路1号"
HIDDEN = ("control_zones", "facilities", "addresses")
_OUTSIDE = "\n    check:\n      outside_zone: {zones: [heritage_protection]}\n"
_AWAY = f"""
    check:
      least_distance: {{to: [primary_school], at_least_m: {NEAR_M:g}, method: straight}}
"""
ZONE_RULE, SCHOOL_RULE = "OWN-1", "OWN-2"


@cache
def town():
    """The district: of the zone and the schools nothing may be seen by the public."""
    ring = [list(corner) for corner in list(ZONE.exterior.coords)[:-1]]
    whole = drawn(
        map={
            "areas/district": [{"at": square(0, 0, 500), "name": "小城区"}],
            "control_zones/heritage_protection": [{"at": ring, "name": ZONE_NAME}],
            "facilities/primary_school": [
                {"at": [list(at)], "name": f"{SCHOOL_NAME}{i}"} for i, at in enumerate(SCHOOLS)
            ],
            "buildings/commercial": [
                {"at": square(x, y, 20), "floors": 3} for x in (-430, 130) for y in (-430, 130)
            ],
            "addresses": [{"at": [[-430, -430]], "address": HIDDEN_ADDRESS}],
        }
    )[1]
    said = tuple(
        replace(d, visibility=Visibility.RESTRICTED if d.layer in HIDDEN else Visibility.PUBLIC)
        for d in whole.declarations
    )
    return replace(whole, declarations=said)


def question(facts="", level=Visibility.PUBLIC):
    """May an internet café open here, outside the zone and away from schools?"""
    words = read_vocabulary()
    rules = pack(rule(ZONE_RULE, _OUTSIDE) + rule(SCHOOL_RULE, _AWAY))
    return SitingQuestion(
        vocabulary=words,
        business=words.types["internet_cafe"],
        undertaking="rent",
        book=stack((rules,), ON, None),
        facts=read_facts(facts, words),
        at=None,
        level=level,
    )


def in_degrees(x, y):
    """A place of the map in degrees."""
    to_wgs84 = Transformer.from_crs(town().crs, 4326, always_xy=True)
    return tuple(np.round(to_wgs84.transform(x, y), 9))


def batch_asked(folder, points, cell_m=CELL_M, **columns):
    """(N,) verdicts of a batch at (N, 2) points of the map; columns as in `sites.csv`."""
    asked, place = question(), town()
    stands = Standing(asked.vocabulary, asked.book, asked.level, cell_m)
    lon, lat = Transformer.from_crs(place.crs, 4326, always_xy=True).transform(*points.T)
    names = ["lon", "lat", "datum", *columns]
    lines = [
        ",".join(map(str, row))
        for row in zip(lon, lat, ["wgs84"] * len(lon), *columns.values(), strict=True)
    ]
    file = folder / "sites.csv"
    file.write_text("\n".join([",".join(names), *lines]) + "\n", encoding="utf-8")
    batch = read_batch(file, asked.vocabulary)
    defaults = BatchDefaults(type="internet_cafe", undertaking="rent", facts=asked.facts)
    found = batch_verdicts(batch_ground(place, stands, None), batch, defaults, 20_000)
    return [result for chunk in found for result in chunk]


def surveyed(site, facts="", **said):
    """The document of a survey at public."""
    asked = _ready().asked(question(facts))
    return survey_document(town(), survey(asked, GivenSite(site, **said)))


def surveyed_in(district, site, level=Visibility.PUBLIC, **said):
    """The document of a survey in the town as it is declared otherwise, or of another level."""
    found = survey(ready(district, question(level=level)), GivenSite(site, **said))
    return survey_document(district, found)


@cache
def _ready():
    return ready(town(), question())


def told_of(document):
    """All that a survey says of the rules: what an attacker may compare from place to place."""
    said = ("verdict", "verdict_reasons", "findings", "checklist", "would_change")
    return json.dumps({name: document[name] for name in said}, ensure_ascii=False, sort_keys=True)
