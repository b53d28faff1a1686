"""Which layers and columns decide about single residents and stations, for one question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.district import District
from data.visibility import VisibleLayer
from geo.question import Question

_OWN_AREA = frozenset({"own_community", "own_subdistrict"})
# Of these only columns decide: their rows may be left out one by one.
_BY_ROW = frozenset({"stations", "residents"})
# These decide how somebody leaves home, and not what a station does for those who come.
_OF_PLACES = frozenset({"gates", "residents"})


@dataclass(frozen=True)
class KeptBack:
    """Of whom nothing may be said one by one, since that would tell something hidden.

    Attributes:
        residents: Whether of any resident.
        stations: Whether of any station.
        gated: Stations with gates of their own that are hidden; of others sums are told, as they
            are of areas.
    """

    residents: bool
    stations: bool
    gated: frozenset[str]


def kept_back(
    district: District, question: Question, parts: Mapping[str, VisibleLayer]
) -> KeptBack:
    """What must not be said, because something hidden decides who is served, and by whom.

    Args:
        district: The district asked.
        question: What is asked.
        parts: The visible part of each layer.
    """
    hidden = {
        name
        for name, columns in _decisive(district, question).items()
        if (name not in _BY_ROW and (parts[name].restricted or parts[name].hidden_rows > 0))
        or not set(columns).isdisjoint(parts[name].hidden_columns)
    }
    return KeptBack(
        residents=bool(hidden),
        stations=bool(hidden - _OF_PLACES),
        gated=_with_gates(district) if "gates" in hidden else frozenset(),
    )


def _with_gates(district: District) -> frozenset[str]:
    if not district.has("gates"):
        return frozenset()
    places = set(district.table("gates")["of"].dropna().astype(str))
    return frozenset(district.table("stations")["id"].astype(str)) & places


def _decisive(district: District, question: Question) -> dict[str, tuple[str, ...]]:
    """Layer to the columns that decide; a layer that decides nothing is left out."""
    timed, asked = question.moment is not None, bool(question.matters)
    hours = ("opening_hours",) if timed else ()
    found = {
        "residents": ("enclosed",),
        "gates": ("of", "status", *hours),
        "stations": (*_of_stations(question), *(("district",) if asked else ())),
    }
    if timed:
        found["closures"] = ("station_id", "from", "to")
    if asked:
        found["matters"] = ("scope",)
        found["station_matters"] = ("station_id", "matter_id", "service", *hours)
    if question.rural_minutes is not None or _in_own_area(district, question.matters):
        found["areas"] = ("level", "setting")
    return found


def _of_stations(question: Question) -> Iterable[str]:
    timed = question.moment is not None
    decides = {
        "network": question.network != "all",
        "tier": question.tier is not None or bool(question.tier_limits_min),
        "step_free": question.step_free,
        "opening_hours": timed,
        "host_hours": timed,
    }
    return (column for column, does in decides.items() if does)


def _in_own_area(district: District, matters: tuple[str, ...]) -> bool:
    """Whether one of the matters binds people to the area they live in."""
    if not (matters and district.has("matters")):
        return False
    table = district.table("matters")
    return bool(table.loc[table["id"].isin(matters), "scope"].isin(_OWN_AREA).any())
