"""The little district of `few_sites` with a school completely known, and one rule about it."""

from dataclasses import replace
from datetime import date

import shapely
from support.few_sites import EAST, NORTH, ground_of
from support.tiny_packs import AROUND, rule, text

from data.declarations import Declaration
from data.district import District

SCHOOLS = (
    "primary_school", "middle_school", "vocational_school", "special_school", "kindergarten",
    "university",
)  # fmt: skip
EVERYWHERE = shapely.box(EAST - 5000, NORTH - 5000, EAST + 7000, NORTH + 7000)
# 200 m from the school at (500, 500) its west half ends.
WEST_HALF = shapely.box(EAST - 5000, NORTH - 5000, EAST + 450, NORTH + 7000)
FRESH = date(2026, 12, 31)
# An id of its own, so that it stands beside what the built-in packs say.
RULE = "OWN-BAD-1"


def known(**changes: object) -> tuple[Declaration, ...]:
    """Declarations of all schools, known everywhere until the end of 2026 unless changed."""
    said = {"position_error_m": 1.0, "extent": EVERYWHERE, "stale_after": FRESH} | changes
    return tuple(Declaration("facilities", kind, **said) for kind in SCHOOLS)


def surveyed_town(**changes: object) -> District:
    """The district; `changes` are to what is declared of its schools."""
    town = ground_of(known(**changes))
    areas = town.table("areas").assign(code="510106")
    return replace(town, layers={**town.layers, "areas": areas})


def own_pack(body: str = AROUND, begins: str = "2020-01-01", name: str = "own") -> str:
    """A pack of one rule: no internet café within 200 m of a school."""
    return text(rule(RULE, body, begins), name=name)
