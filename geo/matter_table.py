"""Every matter in figures: who can have it done, where nobody can, and what can be done online."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo.answers import Tally
from geo.ground import Ground
from geo.matter_slices import MatterSlice
from geo.tally import People, tally


@dataclass(frozen=True)
class MatterCounts:
    """The people of one group and one matter.

    Attributes:
        tally: Who can have it done in any of the ways that count.
        services: 办理方式 to who could if only that way counted.
    """

    tally: Tally
    services: Mapping[str, Tally]


@dataclass(frozen=True)
class MatterRow:
    """One matter.

    Attributes:
        id: Its id.
        name: Its name; empty where nobody recorded one.
        audience: `person`, `enterprise` or None.
        scope: As declared; None where nobody did: it counts as `district`.
        online: Whether it can be done wholly online; None where nobody recorded that.
        yearly_cases: Cases a year; None where nobody recorded them.
        stations: Stations that handle it for the question.
        stations_may: Stations that may.
        groups: Its figures by group.
    """

    id: str
    name: str
    audience: str | None
    scope: str | None
    online: bool | None
    yearly_cases: float | None
    stations: int
    stations_may: int
    groups: Mapping[str, MatterCounts]


def matter_table(
    ground: Ground, slices: Iterable[MatterSlice], people: Mapping[str, People]
) -> tuple[MatterRow, ...]:
    """Count each of `slices` for each group of `people`; in order of id."""
    return tuple(_row(ground, found, people) for found in slices)


def _row(ground: Ground, found: MatterSlice, people: Mapping[str, People]) -> MatterRow:
    matters, at = ground.services.matters, found.matter
    cases = float(matters.yearly_cases[at])
    return MatterRow(
        id=str(matters.ids[at]),
        name=matters.names[at] or "",
        audience=matters.audience[at],
        scope=matters.scope[at],
        online=None if matters.online[at] is None else bool(matters.online[at]),
        yearly_cases=cases if cases == cases else None,
        stations=found.stations,
        stations_may=found.stations_may,
        groups={
            group: MatterCounts(
                tally(who, found.status),
                {service: tally(who, status) for service, status in found.services.items()},
            )
            for group, who in people.items()
        },
    )
