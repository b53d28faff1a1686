"""One straight street, one station in the west, one resident in the east: what each is asked of.

Whatever is answered here is held against the slow reference on the way.
"""

import shapely
from support.reference import expected
from support.small_calendar import CALENDAR
from support.tiny import district, street

from geo.answers import Coverage
from geo.coverage import coverage
from geo.question import ask

STREET = [street(("a", 0, 0), ("b", 2000, 0))]
EAST, WEST = shapely.box(250, -900, 3000, 900), shapely.box(-900, -900, 250, 900)


def station(x: float = 0, **more):
    """A station on the street."""
    return {"id": "s", "at": (x, 0), **more}


def resident(x: float = 500, **more):
    """A hundred people on the street."""
    return {"id": "r", "population": 100, "at": (x, 0), **more}


def handles(matter="m", *, by="s", service="complete", hours=None):
    """A row of `station_matters`."""
    return {
        "id": f"{by}-{matter}-{service}", "station_id": by, "matter_id": matter,
        "service": service, "opening_hours": hours,
    }  # fmt: skip


def areas(level="community", west=WEST, east=EAST, settings=(None, None)):
    """Two areas that share the border at x = 250."""
    return [
        {"id": "west", "level": level, "at": west, "setting": settings[0]},
        {"id": "east", "level": level, "at": east, "setting": settings[1]},
    ]


def found(home=None, *, stations=None, does=None, matters=None, given=None, **asked) -> Coverage:
    """The answers about the one resident.

    Args:
        home: The resident.
        stations: The stations.
        does: Rows of `station_matters`; without it the district has no such layer.
        matters: Matter id to scope; all of them are asked for.
        given: Other layers.
        asked: Parameters of the question.
    """
    layers = dict(given or {})
    if matters is not None:
        layers["matters"] = [{"id": id_, "scope": scope} for id_, scope in matters.items()]
        asked.setdefault("matters", tuple(matters))
    if does is not None:
        layers["station_matters"] = does
    place = district(
        streets=STREET, stations=stations or [station()], residents=[home or resident()], **layers
    )
    question = ask(**asked)
    answers = coverage(place, question, calendar=CALENDAR)
    wanted, residents = expected(place, question)["r"], answers.residents
    assert residents.status[0] == wanted.status
    assert (residents.reason[0] or None) in (wanted.reasons or {None})
    return answers


def answer(home=None, **more):
    """Status and reason of the one resident."""
    residents = found(home, **more).residents
    return residents.status[0], residents.reason[0]
