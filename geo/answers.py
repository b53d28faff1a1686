"""The answer to a question: a status for every resident, and sums by area and by station."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from data.hours.calendar import Day
from data.text import Text
from geo.question import Question


class Status(StrEnum):
    """What is known about a resident: 已覆盖, 未覆盖 or 无法判定."""

    COVERED = "covered"
    UNCOVERED = "uncovered"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a resident is uncovered or unknown."""

    BEYOND_LIMIT = "beyond_limit"
    NO_PATH = "no_path"
    GATES_BARRED = "gates_barred"
    NO_STATION = "no_station"
    OFF_STREETS = "off_streets"
    GATES_UNKNOWN = "gates_unknown"
    STREETS_END = "streets_end"
    OUTSIDE_STREET_EXTENT = "outside_street_extent"
    STREETS_INCOMPLETE = "streets_incomplete"
    STATION_OFF_STREETS = "station_off_streets"
    STATION_MAY_QUALIFY = "station_may_qualify"
    GATE_MAY_BE_OPEN = "gate_may_be_open"
    PLACE_TOO_LARGE = "place_too_large"


STATUS_TEXT: Mapping[Status, Text] = {
    Status.COVERED: Text("已覆盖", "covered"),
    Status.UNCOVERED: Text("未覆盖", "not covered"),
    Status.UNKNOWN: Text("无法判定", "not known"),
}
REASON_TEXT: Mapping[Reason, Text] = {
    Reason.BEYOND_LIMIT: Text("最近站点超出时限", "the nearest station is beyond the limit"),
    Reason.NO_PATH: Text("步行无法到达任何站点", "no station can be reached on foot"),
    Reason.GATES_BARRED: Text("所有出入口均不可通行", "every gate is barred"),
    Reason.NO_STATION: Text("没有符合条件的站点", "no station counts for this question"),
    Reason.OFF_STREETS: Text("附近没有道路", "no street near enough"),
    Reason.GATES_UNKNOWN: Text("封闭管理但出入口未登记", "enclosed, and no gate is recorded"),
    Reason.STREETS_END: Text(
        "路网数据在此中断，续接后可能覆盖", "the street data ends here; beyond it may be a way"
    ),
    Reason.OUTSIDE_STREET_EXTENT: Text(
        "位于路网完整范围之外", "outside the area where streets are completely known"
    ),
    Reason.STREETS_INCOMPLETE: Text(
        "路网未声明完整范围", "nowhere are the streets declared complete"
    ),
    Reason.STATION_OFF_STREETS: Text(
        "附近有站点未能接入路网", "a station near by could not be joined to the streets"
    ),
    Reason.STATION_MAY_QUALIFY: Text(
        "附近站点是否符合条件不明", "a station near by may count or not"
    ),
    Reason.GATE_MAY_BE_OPEN: Text(
        "出入口此时是否开放不明", "whether its gate is open at that hour is not known"
    ),
    Reason.PLACE_TOO_LARGE: Text(
        "范围过大，部分可达部分不可达", "too large a place: part of it reaches, part does not"
    ),
}


@dataclass(frozen=True)
class ResidentAnswers:
    """One entry a resident row, in order of id. Arrays of equal length N.

    Attributes:
        ids: (N,) ids of the layer `residents`.
        status: (N,) values of `Status`.
        reason: (N,) values of `Reason`; empty text for the covered.
        cost_mm: (N,) walk in millimetres to the station that serves; for who is not covered to
            the nearest that counts, however far; -1 where none can be reached.
        station: (N,) id of that station; empty text where none.
        tier: (N,) its tier; empty text where there is none or nobody recorded it.
        access_mm: (N,) part of the walk from the place to its street; -1 where there is none.
        stations_within: (N,) how many stations that count are within the limit.
        x, y: (N,) the place itself (a polygon's centroid), in the district's CRS.
    """

    ids: NDArray[np.object_]
    status: NDArray[np.object_]
    reason: NDArray[np.object_]
    cost_mm: NDArray[np.int64]
    station: NDArray[np.object_]
    tier: NDArray[np.object_]
    access_mm: NDArray[np.int64]
    stations_within: NDArray[np.int64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]

    def minutes(self, question: Question) -> NDArray[np.float64]:
        """(N,) minutes on foot to that station; NaN where none can be reached."""
        minutes = self.cost_mm / float(question.mm_per_min)
        return np.where(self.cost_mm < 0, np.nan, minutes)


@dataclass(frozen=True)
class Tally:
    """People of one group, counted.

    Attributes:
        total: All of them.
        covered: Who reaches a station within the limit.
        uncovered: Who certainly does not.
        unknown: Of whom we do not know.
        modelled: Of `total`, how many are modelled and not counted.
        share_min: covered / total; None when nobody is there.
        share_max: (covered + unknown) / total; None when nobody is there.
    """

    total: float
    covered: float
    uncovered: float
    unknown: float
    modelled: float
    share_min: float | None
    share_max: float | None


@dataclass(frozen=True)
class StationTally:
    """What one station alone does, and whom it serves.

    Attributes:
        tally: The district's people as if this were the only station.
        nearest: People whom it serves: covered, and it is the nearest that covers them.
    """

    tally: Tally
    nearest: float


@dataclass(frozen=True)
class GroupCounts:
    """The people of one group, counted in every way.

    Attributes:
        totals: The whole district; None when the group's column is missing or wholly empty.
        missing: Why `totals` is None, if it is.
        areas: Area id to the people living in it; every level of area.
        unassigned: People who live in no area.
        stations: Station id to what it does alone.
        reasons: People who are not covered, by `Reason`.
        tiers: People who are covered, by the tier of the station that serves them; under an
            empty text where nobody recorded it.
        more_than_one: 多点好办: people with two stations or more within the limit.
        with_appointment: The district if what is open by appointment only counted, too; None
            where no hour is asked.
        services: 办理方式 to the district's people if only that way of handling counted; empty
            where no matter is asked.
        rows_without_value: Rows where the group's number is not recorded; they count as 0.
        ungated_share: Share of people in places whose gates nobody recorded (they start at
            their point); None when nobody is there.
    """

    totals: Tally | None
    missing: Text | None = None
    areas: Mapping[str, Tally] = field(default_factory=lambda: MappingProxyType({}))
    unassigned: Tally | None = None
    stations: Mapping[str, StationTally] = field(default_factory=lambda: MappingProxyType({}))
    reasons: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    tiers: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    more_than_one: float = 0.0
    with_appointment: Tally | None = None
    services: Mapping[str, Tally] = field(default_factory=lambda: MappingProxyType({}))
    rows_without_value: int = 0
    ungated_share: float | None = None


@dataclass(frozen=True)
class Losses:
    """What was lost on import and could have changed the answer.

    Attributes:
        stations: Station rows: they could have helped.
        residents: Resident rows: nobody counts them.
        streets: Streets: around them the answer is not known.
        unowned_gates: Gates of which it is not known whose they are: lost without it, or naming a
            place that is not there. Their places may start at their points.
    """

    stations: int = 0
    residents: int = 0
    streets: int = 0
    unowned_gates: int = 0


@dataclass(frozen=True)
class Inside:
    """How many places of one sort have a post inside (小区、园区内设驿站).

    Attributes:
        total: Places of that sort that are drawn as areas.
        with_post: Those with a station of tier `post` inside.
        undrawn: Places of that sort that are drawn as points, so that nobody can say.
    """

    total: int
    with_post: int
    undrawn: int


@dataclass(frozen=True)
class Coverage:
    """Everything a question brought to light.

    Attributes:
        question: What was asked.
        residents: The answer for each resident row.
        groups: Each group counted; the question's own is among them.
        station_notes: Station id to why it does not count or may not, where it matters.
        losses: What was lost on import.
        scopes_assumed: Matters asked whose scope nobody declared; they count as `district`.
        day: The day of the moment as the calendar has it; None where no hour is asked.
        compounds: 小区: enclosed places, and those with a post inside.
        parks: 园区: areas of level `park`, and those with a post inside.
    """

    question: Question
    residents: ResidentAnswers
    groups: Mapping[str, GroupCounts]
    station_notes: Mapping[str, Text]
    losses: Losses = Losses()
    scopes_assumed: int = 0
    day: Day | None = None
    compounds: Inside = Inside(0, 0, 0)
    parks: Inside = Inside(0, 0, 0)

    @property
    def main(self) -> GroupCounts:
        """The group that the question names first."""
        return self.groups[self.question.group]
