"""Random districts whose stations do something, for somebody, at some hour; and slices of them.

Everything that may be recorded is missing now and then: hours, scopes, services, whole layers.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import shapely
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from support.random_districts import Draft, Row, drafts, questions
from support.reference_hours import (
    BEYOND_THE_CALENDAR,
    MAKE_UP_DAY,
    NOTICES,
    REST_DAY,
    SATURDAY,
    UNREADABLE,
    WEDNESDAY,
)

from data.layers import COUNTED_SERVICES, SERVICES, TIERS
from geo.question import Question

MATTERS = ("m1", "m2", "m3")
SCOPES = ("district", "cross_district", "own_community", "own_subdistrict", None)
WEEKDAYS_9_TO_5, DAILY_8_TO_8 = list(NOTICES)[:2]
HOURS = (*[WEEKDAYS_9_TO_5, DAILY_8_TO_8] * 3, *NOTICES, UNREADABLE, None)
BOUNDS = (*[None] * 22, DAILY_8_TO_8, *NOTICES, UNREADABLE)  # of a host, or of one matter
# No gate is opened by appointment.
GATE_HOURS = (
    *[None] * 3,
    DAILY_8_TO_8,
    WEEKDAYS_9_TO_5,
    "06:00-22:00",
    "24/7",
    "off",
    *[UNREADABLE] * 2,
)
DATES = (None, *(str(day) for day in (REST_DAY, WEDNESDAY, SATURDAY, BEYOND_THE_CALENDAR)))


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment on the wall clock."""
    return datetime.combine(day, time(hour, minute))


MOMENTS = (
    *[None] * 3,
    *[moment(WEDNESDAY, 10)] * 3,
    moment(WEDNESDAY, 9),
    moment(WEDNESDAY, 12, 30),
    moment(WEDNESDAY, 17),
    moment(WEDNESDAY, 20),
    moment(SATURDAY, 10),
    moment(SATURDAY, 12),
    moment(REST_DAY, 10),
    moment(REST_DAY, 9, 30),
    moment(MAKE_UP_DAY, 10),
    moment(BEYOND_THE_CALENDAR, 10),
    moment(BEYOND_THE_CALENDAR, 7),
)


@st.composite
def served_drafts(draw: DrawFn, *, knows_what_stations_do: bool = False, **how: Any) -> Draft:
    """A random district with areas, matters, hours and closures."""
    draft: Draft = draw(drafts(**how))
    ids = [row["id"] for row in draft.stations]
    rows = draw(_what_they_do(ids)) if ids else ()
    return draft.but(
        areas=draw(_areas(draft)),
        stations=tuple({**row, **draw(_HOURS_OF_STATION)} for row in draft.stations),
        gates=tuple(
            {**row, "opening_hours": draw(st.sampled_from(GATE_HOURS))} for row in draft.gates
        ),
        matters=tuple({"id": id_, "scope": draw(st.sampled_from(SCOPES))} for id_ in MATTERS),
        station_matters=rows if knows_what_stations_do or draw(_MOSTLY) else None,
        closures=draw(_closures(ids)) if ids else (),
    )


_MOSTLY = st.sampled_from([True] * 9 + [False])
_HOURS_OF_STATION = st.fixed_dictionaries(
    {
        "opening_hours": st.sampled_from(HOURS),
        "host_hours": st.sampled_from(BOUNDS),
        "district": st.sampled_from([*[None] * 5, "小区", "510106", "邻区"]),
    }
)


@st.composite
def _what_they_do(draw: DrawFn, stations: Sequence[str]) -> tuple[Row, ...]:
    """A row for most stations and matters, another for some."""
    pairs = [(station, matter) for matter in MATTERS for station in stations]
    gone = draw(st.sets(st.sampled_from(pairs), max_size=len(stations)))
    again = draw(st.lists(st.sampled_from(pairs), max_size=3))
    kept = [pair for pair in pairs if pair not in gone] + again
    ways = draw(st.lists(_WAY, min_size=len(kept), max_size=len(kept)))
    return tuple(
        {"id": f"sm{k}", "station_id": station, "matter_id": matter, **way}
        for k, ((station, matter), way) in enumerate(zip(kept, ways, strict=True))
    )


_WAY = st.fixed_dictionaries(
    {
        "service": st.sampled_from(["complete", *COUNTED_SERVICES, *SERVICES, "complete", None]),
        "opening_hours": st.sampled_from(BOUNDS),
    }
)


def _closures(stations: Sequence[str]) -> SearchStrategy[tuple[Row, ...]]:
    row = st.fixed_dictionaries(
        {
            "station_id": st.sampled_from([*stations, "elsewhere"]),
            "from": st.sampled_from(DATES),
            "to": st.sampled_from(DATES),
        }
    )
    rows = st.lists(row, max_size=2)
    return rows.map(lambda rows: tuple({"id": f"z{k}", **row} for k, row in enumerate(rows)))


@st.composite
def _areas(draw: DrawFn, draft: Draft) -> tuple[Row, ...]:
    """Communities side by side, subdistricts above each other; gaps, overlaps, levels gone."""
    ends = [xy for row in draft.streets for xy in row["at"].coords] or [(0, 0)]
    x, y = (int(max(xy[k] for xy in ends)) for k in (0, 1))
    rows: list[Row] = []
    for level, most, across in (
        ("community", 3, True), ("subdistrict", 2, False), ("grid", 2, True), ("park", 1, True)
    ):  # fmt: skip
        cuts = draw(st.lists(st.integers(0, (x if across else y) // 50), max_size=most))
        edges = [-600, *sorted(50 * cut for cut in set(cuts)), (x if across else y) + 600]
        for low, high in pairwise(edges):
            box = (low, -600, high, y + 600) if across else (-600, low, x + 600, high)
            rows.append({"level": level, "at": shapely.box(*box)})
    whole = shapely.box(-600, -600, x + 600, y + 600)
    rows += [
        {"level": "district", "name": name, "code": code, "at": whole}
        for name, code in draw(st.sampled_from(_DISTRICTS))
    ]
    names = draw(st.permutations(range(len(rows))))
    gone = draw(st.sets(st.sampled_from(range(2 * len(rows))), max_size=2))
    return tuple(
        {"id": f"a{name:02}", "setting": draw(st.sampled_from(["urban", "rural", None])), **row}
        for k, (name, row) in enumerate(zip(names, rows, strict=True))
        if k not in gone
    )


_DISTRICTS = (
    (),
    (("小区", "510106"),),
    (("小区", None), ("邻区", "510106")),
    (("邻区", "510107"), (None, "510106")),
)


def slices(*, at: Sequence[datetime | None] = MOMENTS) -> SearchStrategy[Question]:
    """Questions about matters, hours and limits; each of them now and then not asked."""
    return st.builds(
        _sliced,
        questions(),
        st.sampled_from([("m1",), (), (), ("m2",), ("m3",), ("m1", "m2")]),
        st.sampled_from([COUNTED_SERVICES] * 3 + [("complete",), ("accept", "self")]),
        st.sampled_from(["residents"] * 5 + ["enterprises", "all"]),
        st.sampled_from(at),
        st.dictionaries(
            st.sampled_from(TIERS), st.sampled_from([Fraction(1, 2), Fraction(3, 2)]), max_size=2
        )
        | st.just({}),
        st.sampled_from([None, None, Fraction(2), Fraction(1, 2)]),
    )


def _sliced(
    question: Question,
    matters: tuple[str, ...],
    services: tuple[str, ...],
    network: str,
    at: datetime | None,
    tier_times: dict[str, Fraction],
    rural_times: Fraction | None,
) -> Question:
    limits = {tier: question.minutes * times for tier, times in sorted(tier_times.items())}
    return replace(
        question,
        matters=matters,
        services=services,
        network=network,
        moment=at,
        tier_limits_min=MappingProxyType(limits),
        rural_minutes=None if rural_times is None else question.minutes * rural_times,
    )
