"""What may be changed in a scenario: stations, what they handle, their hours, streets and gates.

A change says what shall be; it names things by id, and places in the district's CRS. What comes
back to what was is a scenario, too.
"""

from dataclasses import dataclass, field

from shapely import Point


@dataclass(frozen=True)
class Handling:
    """A matter that a station handles.

    Attributes:
        matter: Id of the matter.
        service: How: a value of `SERVICES`; None where nobody says.
        opening_hours: Hours of this matter there; None for those of the station.
    """

    matter: str
    service: str | None = "complete"
    opening_hours: str | None = None


@dataclass(frozen=True)
class StationAdded:
    """新增站点.

    Attributes:
        station: Its id, new in the district.
        at: Where it stands, in the district's CRS.
        name: What its sign says.
        tier, kind, network, opening_hours, host_hours, step_free, district: As in the layer
            `stations`.
        handles: What it handles.
        closures: Announced closures: first and last day (ISO; empty text where open-ended), reason.
    """

    station: str
    at: Point
    name: str = ""
    tier: str | None = None
    kind: str | None = None
    network: str | None = None
    opening_hours: str | None = None
    host_hours: str | None = None
    step_free: bool | None = None
    district: str | None = None
    handles: tuple[Handling, ...] = ()
    closures: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class StationMoved:
    """迁移站点: the station stands `at` another place, in the district's CRS."""

    station: str
    at: Point


@dataclass(frozen=True)
class StationClosed:
    """撤销站点: there is no such station any more."""

    station: str


@dataclass(frozen=True)
class MatterDelegated:
    """下放事项: the station handles this, besides what it does."""

    station: str
    handling: Handling


@dataclass(frozen=True)
class MatterWithdrawn:
    """收回事项: the station handles this matter in this way no longer."""

    station: str
    handling: Handling


@dataclass(frozen=True)
class HoursChanged:
    """调整办公时间: the station's own hours are these; None for not recorded."""

    station: str
    opening_hours: str | None


@dataclass(frozen=True)
class StreetSet:
    """道路放行或封闭: whether a street that is there may be walked; None for not recorded."""

    street: str
    foot: bool | None


@dataclass(frozen=True)
class GateSet:
    """出入口启用或关闭: the status of a gate that is there; None for not recorded."""

    gate: str
    status: str | None


@dataclass(frozen=True)
class GateAdded:
    """新开出入口: a further gate of a place, `at` a point in the district's CRS."""

    gate: str
    of: str
    at: Point
    status: str | None = "open"
    opening_hours: str | None = None


@dataclass(frozen=True)
class GateRemoved:
    """封堵出入口: there is no such gate any more."""

    gate: str


Change = (
    StationAdded
    | StationMoved
    | StationClosed
    | MatterDelegated
    | MatterWithdrawn
    | HoursChanged
    | StreetSet
    | GateSet
    | GateAdded
    | GateRemoved
)


@dataclass(frozen=True)
class Scenario:
    """Changes, made one after another.

    Attributes:
        changes: The changes in order.
        title: What people call it.
        source: The file it came from, for messages.
    """

    changes: tuple[Change, ...]
    title: str = ""
    source: str = field(default="", compare=False)
