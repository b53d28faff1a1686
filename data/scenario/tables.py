"""The tables of a scenario file: one for each change, `kind` says which."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticKnownError
from shapely import Point

from data.layers import GATE_STATUSES, NETWORKS, SERVICES, STATION_KINDS, TIERS
from data.scenario.changes import (
    Change,
    GateAdded,
    GateRemoved,
    GateSet,
    Handling,
    HoursChanged,
    MatterDelegated,
    MatterWithdrawn,
    StationAdded,
    StationClosed,
    StationMoved,
    StreetSet,
)

MAX_LETTERS = 200
# Farther than any coordinate in degrees or metres; beyond it sums of squares lose their meaning.
_FAR = 1e8
_NO_CONTROLS = r"^[^\x00-\x1f\x7f]*$"


def _among(values: tuple[str, ...]) -> Callable[[str], str]:
    """Refuse what is not in a closed list of the layers."""

    def check(value: str) -> str:
        if value not in values:
            listed = ", ".join(f"'{allowed}'" for allowed in values)
            raise PydanticKnownError("literal_error", {"expected": listed})
        return value

    return check


def _listed(values: tuple[str, ...]) -> WithJsonSchema:
    """Say in JSON schemas which values there are."""
    return WithJsonSchema({"type": "string", "enum": list(values)})


Words = Annotated[str, StringConstraints(max_length=MAX_LETTERS, pattern=_NO_CONTROLS)]
Id = Annotated[Words, StringConstraints(min_length=1)]
Coordinate = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-_FAR, le=_FAR)]
Tier = Annotated[str, AfterValidator(_among(TIERS)), _listed(TIERS)]
StationKind = Annotated[str, AfterValidator(_among(STATION_KINDS)), _listed(STATION_KINDS)]
Network = Annotated[str, AfterValidator(_among(NETWORKS)), _listed(NETWORKS)]
Service = Annotated[str, AfterValidator(_among(SERVICES)), _listed(SERVICES)]
GateStatus = Annotated[str, AfterValidator(_among(GATE_STATUSES)), _listed(GATE_STATUSES)]
# Empty text: not recorded. Whether hours can be read is asked of `data.hours`.
Hours = str


class Table(BaseModel):
    """A table of the file: frozen, and no key that nobody understands."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def hours(self) -> Iterator[tuple[tuple[int | str, ...], Hours]]:
        """Each text of hours that was written here, and where."""
        for key in ("opening_hours", "host_hours"):
            if key in self.model_fields_set:
                yield (key,), getattr(self, key)


class HandlingTable(Table):
    """`handles = [{ matter, service, opening_hours }]`."""

    matter: Id
    service: Service
    opening_hours: Hours = ""

    def handling(self) -> Handling:
        """What it stands for."""
        return Handling(self.matter, self.service, self.opening_hours or None)


class NamedTable(Table):
    """A change to something that is named by its id alone."""

    def change(self) -> Change:
        """The change it stands for."""
        raise NotImplementedError


class PlacedTable(Table):
    """A change that puts something `at` a place, east before north, in `datum`."""

    at: tuple[Coordinate, Coordinate]
    # Its absence is refused in words of our own; a JSON schema may ask for it.
    datum: Annotated[Words | None, Field(description="必填 Required, never guessed")] = None

    def change(self, point: Point) -> Change:
        """The change it stands for; `point` is where `at` is in the district's CRS."""
        raise NotImplementedError


class StationAddedTable(PlacedTable):
    """新增站点."""

    kind: Literal["station_added"]
    station: Id
    name: Words = ""
    tier: Tier | None = None
    station_kind: StationKind | None = None
    network: Network | None = None
    opening_hours: Hours = ""
    host_hours: Hours = ""
    step_free: StrictBool | None = None
    district: Words = ""
    handles: tuple[HandlingTable, ...] = ()

    def hours(self) -> Iterator[tuple[tuple[int | str, ...], Hours]]:
        """Those of the station, then those of each matter."""
        yield from super().hours()
        for number, handling in enumerate(self.handles):
            yield from ((("handles", number, *at), text) for at, text in handling.hours())

    def change(self, point: Point) -> StationAdded:
        """The station as it shall be."""
        return StationAdded(
            station=self.station,
            at=point,
            name=self.name,
            tier=self.tier,
            kind=self.station_kind,
            network=self.network,
            opening_hours=self.opening_hours or None,
            host_hours=self.host_hours or None,
            step_free=self.step_free,
            district=self.district or None,
            handles=tuple(handling.handling() for handling in self.handles),
        )


class StationMovedTable(PlacedTable):
    """迁移站点."""

    kind: Literal["station_moved"]
    station: Id

    def change(self, point: Point) -> StationMoved:
        """The station and its new place."""
        return StationMoved(self.station, point)


class StationClosedTable(NamedTable):
    """撤销站点."""

    kind: Literal["station_closed"]
    station: Id

    def change(self) -> StationClosed:
        """The station that shall not be."""
        return StationClosed(self.station)


class MatterTable(NamedTable):
    """下放事项、收回事项."""

    kind: Literal["matter_delegated", "matter_withdrawn"]
    station: Id
    matter: Id
    service: Service
    opening_hours: Hours = ""

    def change(self) -> MatterDelegated | MatterWithdrawn:
        """The matter that the station shall, or shall no longer, handle in this way."""
        handling = Handling(self.matter, self.service, self.opening_hours or None)
        if self.kind == "matter_delegated":
            return MatterDelegated(self.station, handling)
        return MatterWithdrawn(self.station, handling)


class HoursChangedTable(NamedTable):
    """调整办公时间."""

    kind: Literal["hours_changed"]
    station: Id
    opening_hours: Hours

    def change(self) -> HoursChanged:
        """The station and its new hours."""
        return HoursChanged(self.station, self.opening_hours or None)


class StreetTable(NamedTable):
    """道路放行、封闭."""

    kind: Literal["street_opened", "street_barred"]
    street: Id

    def change(self) -> StreetSet:
        """Whether the street shall be walked."""
        return StreetSet(self.street, self.kind == "street_opened")


class GateTable(NamedTable):
    """出入口启用、关闭."""

    kind: Literal["gate_opened", "gate_barred"]
    gate: Id

    def change(self) -> GateSet:
        """The status the gate shall have."""
        return GateSet(self.gate, "open" if self.kind == "gate_opened" else "locked")


class GateAddedTable(PlacedTable):
    """新开出入口."""

    kind: Literal["gate_added"]
    gate: Id
    of: Id
    status: GateStatus = "open"
    opening_hours: Hours = ""

    def change(self, point: Point) -> GateAdded:
        """The gate as it shall be."""
        return GateAdded(self.gate, self.of, point, self.status, self.opening_hours or None)


class GateRemovedTable(NamedTable):
    """封堵出入口."""

    kind: Literal["gate_removed"]
    gate: Id

    def change(self) -> GateRemoved:
        """The gate that shall not be."""
        return GateRemoved(self.gate)


TABLE_OF_KIND: Mapping[str, type[NamedTable] | type[PlacedTable]] = MappingProxyType(
    {
        "station_added": StationAddedTable,
        "station_moved": StationMovedTable,
        "station_closed": StationClosedTable,
        "matter_delegated": MatterTable,
        "matter_withdrawn": MatterTable,
        "hours_changed": HoursChangedTable,
        "street_opened": StreetTable,
        "street_barred": StreetTable,
        "gate_opened": GateTable,
        "gate_barred": GateTable,
        "gate_added": GateAddedTable,
        "gate_removed": GateRemovedTable,
    }
)


class FileTable(Table):
    """The file: a title, and the changes; of these nothing is judged yet."""

    title: Words = ""
    change: Annotated[tuple[dict[str, Any], ...], Field(max_length=1000)] = ()
