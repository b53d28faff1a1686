"""Which OpenStreetMap ways a person on foot may use, decided from their tags alone.

Sources, all in the OpenStreetMap wiki:

- "OSM tags for routing/Access restrictions", worldwide row: which highway class is open to people
  on foot where nothing more is tagged (trunk yes; motorway, cycleway, bridleway, busway no);
- "Key:access" and "Key:foot": the tag of the single mode outranks the general one, and what each
  value means. A walker here is a member of the public with no permit and no errand at the place;
- "Key:motorroad", "Key:sidewalk", "Key:construction", "Life cycle prefix";
- "Tag:highway=corridor" and "Tag:highway=platform": ways behind somebody's doors or ticket gates,
  open only where `foot` says so.

Of several values in one tag (`private;delivery`), one that opens is enough to open, and all must
close to close. Conditions by the hour (`foot:conditional`) are not read, and one-way rules for
people on foot (`oneway:foot`) neither: the network is walked both ways.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

# A general carriageway, a path or a square: open unless a tag closes it.
OPEN_CLASSES = frozenset(
    {
        "trunk", "trunk_link", "primary", "primary_link", "secondary", "secondary_link",
        "tertiary", "tertiary_link", "unclassified", "residential", "living_street", "service",
        "road", "pedestrian", "footway", "path", "steps", "track", "elevator", "crossing",
    }
)  # fmt: skip
# Closed unless `foot` opens it, or a sidewalk runs along it.
CLOSED_CLASSES = frozenset(
    {"motorway", "motorway_link", "cycleway", "bridleway", "busway", "bus_guideway"}
)
# Behind doors or ticket gates, or needing a rope: closed unless `foot` opens it.
INDOOR_OR_SPECIAL_CLASSES = frozenset({"corridor", "platform", "ladder", "via_ferrata"})
# Not there (yet, or any longer), or no way at all: nothing opens it.
NOT_A_WAY_CLASSES = frozenset(
    {
        "construction", "proposed", "planned", "abandoned", "disused", "razed", "demolished",
        "dismantled", "no", "raceway", "escape", "emergency_bay", "rest_area", "services",
    }
)  # fmt: skip

FOOT_ALLOWED = frozenset({"yes", "designated", "permissive", "official", "public", "destination"})
# Needs a permit, an errand or a right; `use_sidepath`: by law the path beside it is taken instead.
RESTRICTED = frozenset(
    {
        "no", "private", "permit", "customers", "delivery", "residents", "employees", "military",
        "emergency", "agricultural", "forestry", "restricted",
    }
)  # fmt: skip
FOOT_CLOSED = RESTRICTED | {"use_sidepath"}
_SIDEWALK_PRESENT = frozenset({"both", "left", "right", "yes"})
_SIDEWALK_KEYS = ("sidewalk", "sidewalk:left", "sidewalk:right", "sidewalk:both")
_TRUE = frozenset({"yes", "true", "1"})


class Why(StrEnum):
    """Which tag decided."""

    FOOT_TAG = "foot"
    ACCESS_TAG = "access"
    MOTORROAD = "motorroad"
    SIDEWALK = "sidewalk"
    CONSTRUCTION = "construction"
    CLASS = "highway"
    NOT_A_WAY = "not a way"
    UNKNOWN_CLASS = "unknown highway class"
    NO_HIGHWAY = "no highway tag"


@dataclass(frozen=True)
class Walkability:
    """Whether a person on foot may use a way, and which tag decided."""

    walk: bool
    why: Why


def walkability(tags: Mapping[str, str]) -> Walkability:
    """Whether a person on foot may use a way with these tags.

    The narrower tag outranks the wider: a way that is not there is never walked; then `foot`, then
    `access`, then `motorroad` and `sidewalk`, last the class itself. A class that the table does
    not know is not walked: guessing could cover people by a path that does not exist.

    Args:
        tags: OSM tags of one way.
    """
    highway = tags.get("highway", "")
    if not highway:
        return Walkability(False, Why.NO_HIGHWAY)
    if highway in NOT_A_WAY_CLASSES:
        return Walkability(False, Why.NOT_A_WAY)
    if tags.get("construction", "").casefold() in _TRUE:
        return Walkability(False, Why.CONSTRUCTION)
    return _by_permission(tags) or _by_class(highway, tags)


def _by_permission(tags: Mapping[str, str]) -> Walkability | None:
    foot = _values(tags, "foot")
    if foot & FOOT_ALLOWED:
        return Walkability(True, Why.FOOT_TAG)
    if foot <= FOOT_CLOSED and foot:
        return Walkability(False, Why.FOOT_TAG)
    access = _values(tags, "access")
    if access <= RESTRICTED and access:
        return Walkability(False, Why.ACCESS_TAG)
    return None


def _values(tags: Mapping[str, str], key: str) -> frozenset[str]:
    """The values of a tag, of which `;` separates several; empty where it is not there."""
    parts = (part.strip() for part in tags.get(key, "").split(";"))
    return frozenset(part for part in parts if part)


def _by_class(highway: str, tags: Mapping[str, str]) -> Walkability:
    if highway in INDOOR_OR_SPECIAL_CLASSES:
        return Walkability(False, Why.CLASS)
    if highway not in OPEN_CLASSES | CLOSED_CLASSES:
        return Walkability(False, Why.UNKNOWN_CLASS)
    motorroad = tags.get("motorroad", "") in _TRUE
    if highway in OPEN_CLASSES and not motorroad:
        return Walkability(True, Why.CLASS)
    if any(tags.get(key, "") in _SIDEWALK_PRESENT for key in _SIDEWALK_KEYS):
        return Walkability(True, Why.SIDEWALK)
    return Walkability(False, Why.MOTORROAD if motorroad else Why.CLASS)
