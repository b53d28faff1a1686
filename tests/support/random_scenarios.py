"""Random scenarios for random districts: up to four changes of every kind, one after another."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from shapely import Point
from support.edited_drafts import edited
from support.random_districts import Draft
from support.random_services import BOUNDS, GATE_HOURS, HOURS, MATTERS

from data.layers import GATE_STATUSES, NETWORKS, SERVICES, TIERS
from data.scenario import changes as edit

_STATUS = st.sampled_from([None, "open", *GATE_STATUSES])
_HANDLING = st.builds(
    edit.Handling,
    st.sampled_from(MATTERS),
    st.sampled_from(["complete", *SERVICES, None]),
    st.sampled_from(BOUNDS),
)


def spots(draft: Draft) -> SearchStrategy[Point]:
    """Whole metres, mostly near some street."""
    ends = [xy for row in draft.streets for xy in row["at"].coords] or [(0, 0)]
    away = st.integers(-90, 90)
    near = st.builds(
        lambda xy, dx, dy: Point(int(xy[0]) + dx, int(xy[1]) + dy),
        st.sampled_from(ends),
        away,
        away,
    )
    anywhere = st.builds(Point, st.integers(-100, 700), st.integers(-100, 700))
    return st.one_of(near, near, near, near, near, anywhere)


@st.composite
def scenarios(draw: DrawFn, draft: Draft, *, least: int = 1, most: int = 4) -> edit.Scenario:
    """Changes that can be made to a draft, each to what the ones before it left."""
    changes: list[Any] = []
    for number in range(draw(st.integers(least, most))):
        now = edited(draft, edit.Scenario(tuple(changes)))
        kinds = [kind for kind in _possible(now, number) if kind is not None]
        changes.append(draw(st.one_of(kinds)))
    return edit.Scenario(tuple(changes))


def _possible(draft: Draft, number: int) -> list[SearchStrategy[Any] | None]:
    stations = [row["id"] for row in draft.stations]
    places = stations + [row["id"] for row in draft.residents]
    return [
        _added(draft, number),
        _of(edit.StationMoved, stations, spots(draft)),
        _of(edit.StationClosed, stations),
        _of(edit.HoursChanged, stations, st.sampled_from(HOURS)),
        _of(edit.StreetSet, _ids(draft.streets), st.sampled_from([True, False, None])),
        _of(edit.GateSet, _ids(draft.gates), _STATUS),
        _of(edit.GateRemoved, _ids(draft.gates)),
        st.builds(
            edit.GateAdded, st.just(f"gate{number}"), st.sampled_from(places), spots(draft),
            _STATUS, st.sampled_from(GATE_HOURS),
        ) if places else None,
        *_matters(draft, stations),
    ]  # fmt: skip


def _matters(draft: Draft, stations: list[str]) -> list[SearchStrategy[Any] | None]:
    if draft.station_matters is None:
        return []
    known = [row for row in draft.station_matters if row["station_id"] in stations]
    withdrawn = [
        edit.MatterWithdrawn(
            row["station_id"], edit.Handling(row["matter_id"], row["service"], row["opening_hours"])
        )
        for row in known
    ]
    return [
        _of(edit.MatterDelegated, stations, _HANDLING),
        st.sampled_from(withdrawn) if withdrawn else None,
    ]


def _added(draft: Draft, number: int) -> SearchStrategy[edit.StationAdded]:
    handles = st.lists(_HANDLING, max_size=3).map(tuple)
    return st.builds(
        edit.StationAdded,
        station=st.just(f"s{10 * number}-new"),
        at=spots(draft),
        tier=st.sampled_from([*TIERS, None]),
        network=st.sampled_from([*NETWORKS, None]),
        opening_hours=st.sampled_from(HOURS),
        host_hours=st.sampled_from(BOUNDS),
        step_free=st.sampled_from([True, False, None]),
        district=st.sampled_from([None, None, "小区", "邻区"]),
        handles=st.just(()) if draft.station_matters is None else handles,
    )


def _of(kind: Any, ids: list[str], *more: SearchStrategy[Any]) -> SearchStrategy[Any] | None:
    return st.builds(kind, st.sampled_from(ids), *more) if ids else None


def _ids(rows: tuple[dict[str, Any], ...]) -> list[str]:
    return [row["id"] for row in rows]
