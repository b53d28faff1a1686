"""Who lives on which streets, who lives off them, and whose gates nobody recorded."""

import math
from collections.abc import Iterator
from types import MappingProxyType

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.check.access import PlaceAccess
from data.check.report import (
    Access,
    Component,
    Finding,
    PeopleSummary,
    Severity,
    StreetSummary,
    finding,
)
from data.check.street_components import MAX_SNAP_M, WalkableStreets
from data.district import District
from data.percent import percent
from data.text import Text

# A careful colleague mentions islands on which this share of the people lives, or more.
_ISLAND_SHARE = 0.001


def people_in_rows(district: District) -> NDArray[np.float64]:
    """(N,) residents of each row in order of id."""
    rows = district.table("residents").sort_values("id", kind="stable")
    return np.asarray(rows["population"].to_numpy(dtype=float))


def people_summary(district: District, places: PlaceAccess) -> PeopleSummary:
    """The residents by how their place gets to the streets."""
    people = people_in_rows(district)
    rows = district.table("residents").sort_values("id", kind="stable")
    modelled = rows["modelled"].astype("boolean").fillna(False).to_numpy(dtype=bool)
    by_access = {access: math.fsum(people[places.access == access]) for access in Access}
    return PeopleSummary(
        people=math.fsum(people),
        modelled=math.fsum(people[modelled]),
        ungated=math.fsum(people[places.ungated]),
        by_access=MappingProxyType(by_access),
    )


def street_summary(
    district: District, streets: WalkableStreets, places: PlaceAccess | None
) -> StreetSummary | None:
    """The components of the walkable streets, and how many people sit on each; None without."""
    if not district.has("streets"):
        return None
    table = district.table("streets")
    people = people_in_rows(district) if places is not None else np.empty(0)
    street = places.street if places is not None else np.empty(0, np.int64)
    return StreetSummary(
        streets=len(table),
        walkable=len(streets.ids),
        length_m=math.fsum(streets.length_m),
        steps_unknown=int(table["steps"].isna().sum()),
        components=_components(streets, people, street),
    )


def _components(
    streets: WalkableStreets, people: NDArray[np.float64], street: NDArray[np.int64]
) -> tuple[Component, ...]:
    total = math.fsum(people)
    on_street = street >= 0
    home = streets.component[street[on_street]]
    living = _sums(home, people[on_street])
    lengths = _sums(streets.component, streets.length_m)
    numbers, first, counts = np.unique(streets.component, return_index=True, return_counts=True)
    found = [
        Component(
            streets=int(count),
            length_m=lengths[int(number)],
            people=living.get(int(number), 0.0),
            share=living.get(int(number), 0.0) / total if total > 0 else None,
            street=str(streets.ids[start]),
        )
        for number, start, count in zip(numbers, first, counts, strict=True)
    ]
    return tuple(sorted(found, key=lambda c: (-c.people, -c.length_m, c.street)))


def _sums(group: NDArray[np.int64], values: NDArray[np.float64]) -> dict[int, float]:
    """Exact sum of `values` for each group."""
    if not len(group):
        return {}
    order = np.argsort(group, kind="stable")
    numbers, starts = np.unique(group[order], return_index=True)
    pieces = np.split(values[order], starts[1:])
    return {int(n): math.fsum(piece) for n, piece in zip(numbers, pieces, strict=True)}


def street_findings(summary: StreetSummary) -> Iterator[Finding]:
    """Islands, and steps that nobody recorded."""
    if summary.steps_unknown:
        text = Text(
            f"{summary.steps_unknown:,} 条道路未记录有无台阶，按无台阶计",
            f"of {summary.steps_unknown:,} streets nobody recorded steps; none are assumed",
        )
        yield finding(Severity.INFO, "steps_unknown", text, "streets")
    main, islands = summary.components[:1], summary.components[1:]
    if not islands:
        return
    people = math.fsum(c.people for c in islands)
    share = math.fsum(c.share or 0.0 for c in islands)
    text = Text(
        f"步行路网分为 {len(summary.components)} 个互不连通的部分，"
        f"{people:,.0f} 人（{percent(share)}）不在人口最多的部分上",
        f"the streets fall into {len(summary.components)} unconnected parts; {people:,.0f} people "
        f"({percent(share)}) do not live on the most populous one",
    )
    severity = Severity.WARNING if share >= _ISLAND_SHARE else Severity.INFO
    named = tuple(c.street for c in (*main, *islands))
    yield finding(severity, "street_components", text, "streets", named)


_SAID = {
    Access.OFF_STREETS: (
        Severity.WARNING,
        Text(
            f"距道路超过 {MAX_SNAP_M:g} 米，无法接入路网",
            f"are farther than {MAX_SNAP_M:g} m from any street",
        ),
    ),
    Access.GATES_BARRED: (
        Severity.WARNING,
        Text("的所有出入口均不可通行", "have every gate barred"),
    ),
    Access.GATES_UNKNOWN: (
        Severity.WARNING,
        Text("属封闭管理但未登记出入口", "are enclosed, and no gate is recorded"),
    ),
}


def people_findings(
    district: District, summary: PeopleSummary, places: PlaceAccess, *, streets_known: bool
) -> Iterator[Finding]:
    """Residents off the streets, or behind barred or unrecorded gates."""
    people = people_in_rows(district)
    for access, (severity, said) in _SAID.items():
        here = places.access == access
        if here.any() and (streets_known or access is not Access.OFF_STREETS):
            who = _places_and_people(int(here.sum()), math.fsum(people[here]), summary.people)
            text = Text(f"{who.zh}{said.zh}", f"{who.en} {said.en}")
            ids = tuple(str(i) for i in places.ids[here])
            yield finding(severity, f"residents_{access.value}", text, "residents", ids)
    if places.ungated.any():
        who = _places_and_people(int(places.ungated.sum()), summary.ungated, summary.people)
        text = Text(
            f"{who.zh}未登记出入口，自其点位直接出发",
            f"{who.en} have no gate recorded and start at their point",
        )
        ids = tuple(str(i) for i in places.ids[places.ungated])
        yield finding(Severity.INFO, "residents_ungated", text, "residents", ids)


def residents_outside(district: District, outline: BaseGeometry | None) -> Iterator[Finding]:
    """Residents beyond the district's outline, a polygon taken at its representative point."""
    if outline is None or not district.has("residents"):
        return
    rows = district.features("residents").sort_values("id", kind="stable")
    shapely.prepare(outline)
    spots = shapely.point_on_surface(rows.geometry.to_numpy())
    outside = ~shapely.intersects(outline, spots)
    if not outside.any():
        return
    people = people_in_rows(district)
    beyond = math.fsum(people[outside])
    who = _places_and_people(int(outside.sum()), beyond, math.fsum(people))
    text = Text(
        f"{who.zh}位于辖区外，仍予保留并计入",
        f"{who.en} lie outside the district; they are kept and counted",
    )
    ids = tuple(str(i) for i in rows["id"].to_numpy()[outside])
    yield finding(Severity.WARNING, "residents_outside", text, "residents", ids)


def _places_and_people(places: int, people: float, everyone: float) -> Text:
    share = percent(people / everyone if everyone > 0 else None)
    return Text(
        f"{places:,} 处居住地（{people:,.0f} 人，{share}）",
        f"{places:,} places ({people:,.0f} people, {share})",
    )
