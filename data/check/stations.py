"""Stations that lie off the streets, or outside the district without a word about it."""

from collections.abc import Iterator

import shapely
from shapely.geometry.base import BaseGeometry

from data.check.access import PlaceAccess
from data.check.report import Access, Finding, Severity, finding
from data.check.street_components import MAX_SNAP_M
from data.district import District
from data.own_district import own_names
from data.text import Text


def outside_findings(district: District, outline: BaseGeometry | None) -> Iterator[Finding]:
    """Stations outside the district's outline, those of a neighbour apart."""
    if outline is None:
        return
    stations = district.features("stations").sort_values("id", kind="stable")
    shapely.prepare(outline)
    outside = ~shapely.intersects(outline, stations.geometry.to_numpy())
    areas = district.table("areas") if district.has("areas") else None
    own = stations["district"].isna() | stations["district"].isin(
        list(own_names(areas, (district.name,)))
    )
    unmarked = stations["id"].to_numpy()[outside & own.to_numpy(dtype=bool)]
    neighbours = stations["id"].to_numpy()[~own.to_numpy(dtype=bool)]
    if len(unmarked):
        text = Text(
            f"{len(unmarked)} 个站点位于辖区外而未标明所属区（仍予保留并计入）",
            f"{len(unmarked)} stations lie outside the district and are not marked as a "
            "neighbour's (they are kept and counted)",
        )
        ids = tuple(str(i) for i in unmarked)
        yield finding(Severity.WARNING, "station_outside", text, "stations", ids)
    if len(neighbours):
        text = Text(
            f"{len(neighbours)} 个站点标明属于邻区，同样计入",
            f"{len(neighbours)} stations are marked as a neighbour's and count like any other",
        )
        ids = tuple(str(i) for i in neighbours)
        yield finding(Severity.INFO, "station_of_neighbour", text, "stations", ids)


def station_access_findings(places: PlaceAccess, *, streets_known: bool) -> Iterator[Finding]:
    """Stations that no street reaches, or whose gates let no visitor in."""
    said = {
        Access.OFF_STREETS: Text(
            f"个站点距道路超过 {MAX_SNAP_M:g} 米",
            f"stations are farther than {MAX_SNAP_M:g} m from any street",
        ),
        Access.GATES_BARRED: Text(
            "个站点的出入口均不对访客开放", "stations have no gate open to visitors"
        ),
    }
    for access, text in said.items():
        ids = tuple(str(i) for i in places.ids[places.access == access])
        if ids and (streets_known or access is not Access.OFF_STREETS):
            counted = Text(f"{len(ids)} {text.zh}", f"{len(ids)} {text.en}")
            yield finding(Severity.WARNING, f"stations_{access.value}", counted, "stations", ids)
