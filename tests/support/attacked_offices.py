"""A street with two offices of which some things are hidden, and what a survey says of them."""

from dataclasses import replace
from functools import cache

import shapely
from shapely import affinity
from support.attacked_town import ON
from support.few_sites import CRS_OF_IT, EAST, LAYERS, NORTH, degrees, ground_of, here
from support.small_calendar import CALENDAR
from support.tiny import table
from support.tiny_packs import pack, rule

from api.outputs.survey_document import survey_document
from api.siting.given_site import GivenSite
from api.siting.question import SitingQuestion
from api.siting.survey import ready, survey
from data.declarations import Declaration, Visibility
from data.rulepacks.stack import stack
from data.rulepacks.vocabulary_file import read_vocabulary
from geo.question import moment_of

# One straight street along y = 800; the gate of the second office is round the corner.
STREET = {"id": "w1", "u": "a", "v": "b", "length_m": 2000.0}
PUBLIC = Visibility.PUBLIC
SAID = {
    "areas": [
        {"id": "d", "name": "小区", "level": "district", "at": (0, 0, 2000, 2000)},
        {"id": "c1", "level": "community", "at": (0, 0, 1000, 2000)},
        {"id": "c2", "level": "community", "at": (1000, 0, 2000, 2000)},
    ],
    "stations": [
        {"id": "s1", "name": "西站", "phone": "1", "opening_hours": "Mo-Su,PH 00:00-24:00",
         "at": (300, 800)},
        {"id": "s2", "name": "东站", "phone": "2", "opening_hours": "Mo-Su,PH 00:00-24:00",
         "at": (1200, 800)},
    ],
    "gates": [{"id": "g2", "of": "s2", "at": (1100, 800)}],
    "matters": [
        {"id": "m", "name": "互联网上网服务营业场所设立审批", "audience": "enterprise",
         "scope": "district", "online": True},
    ],
    "station_matters": [
        {"id": f"x{n}", "station_id": f"s{n}", "matter_id": "m", "service": "accept"}
        for n in (1, 2)
    ],
    "street_extent": [{"id": "e", "at": (-900, -900, 2900, 2900)}],
    "closures": [{"id": "k1", "station_id": "s1", "from": "2026-01-01", "to": "2026-12-31"}],
}  # fmt: skip
_ON_FOOT = """
    check:
      least_distance: {to: [primary_school], at_least_m: 400, method: walking}
"""
LAYER_NAMES = (*SAID, "streets")


def town(hidden=(), columns=None, more=(), **changed):
    """The street.

    Args:
        hidden: Layers of which the public may see nothing.
        columns: Layer to its columns that the public may not see.
        more: What else is declared.
        changed: Layer to other rows than usual.
    """
    layers = {}
    for layer, rows in (SAID | changed).items():
        placed = [{**row, "at": here(*row["at"])} if "at" in row else row for row in rows]
        made = table(layer, placed)[0]
        spatial = "geometry" in made
        layers[layer] = made.set_crs(CRS_OF_IT, allow_override=True) if spatial else made
    line = shapely.LineString([(0, 800), (2000, 800)])
    street = {**STREET, "at": affinity.translate(line, EAST, NORTH)}
    layers["streets"] = table("streets", [street])[0].set_crs(CRS_OF_IT, allow_override=True)
    said = [
        Declaration(
            name,
            position_error_m=1.0,
            visibility=Visibility.RESTRICTED if name in hidden else PUBLIC,
            column_visibility=dict.fromkeys((columns or {}).get(name, ()), Visibility.RESTRICTED),
        )
        for name in LAYER_NAMES
    ]
    base = ground_of([*said, *more], without=tuple(LAYERS))
    return replace(base, layers=layers)


def competent(district, *place, **asked):
    """What a survey of a place says of the one permit matter: its entry in `survey.json`."""
    (matter,) = surveyed(district, *place, **asked)["competent"]["matters"]
    return matter


def surveyed(district, x=600.0, y=800.0, level=PUBLIC, at="2026-11-18T10:00"):
    """`survey.json` of a place under one rule, that of walks to schools."""
    words = _words()
    asked = SitingQuestion(
        vocabulary=words,
        business=words.types["internet_cafe"],
        undertaking="rent",
        book=_book(),
        facts={},
        at=None if at is None else moment_of(at),
        level=level,
    )
    prepared = ready(district, asked, calendar=CALENDAR)
    lon, lat = degrees(x, y)
    found = survey(prepared, GivenSite(f"{lon},{lat}", datum="cgcs2000", error_m=1.0))
    return survey_document(district, found)


@cache
def _words():
    return read_vocabulary()


@cache
def _book():
    return stack((pack(rule("OWN-1", _ON_FOOT)),), ON, None)
