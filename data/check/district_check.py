"""The check of a whole district, in one call."""

from collections.abc import Iterator

from shapely.geometry.base import BaseGeometry

from data.check.access import PlaceAccess, place_access
from data.check.datum import datum_findings, datum_tests
from data.check.hours import hours_findings
from data.check.import_findings import import_findings
from data.check.inventory import inventory_findings, kind_summaries
from data.check.outline import outline
from data.check.people import (
    people_findings,
    people_summary,
    residents_outside,
    street_findings,
    street_summary,
)
from data.check.references import reference_findings
from data.check.report import (
    CheckReport,
    DatumTest,
    Finding,
    KindSummary,
    PeopleSummary,
    Severity,
    StreetSummary,
)
from data.check.stations import outside_findings, station_access_findings
from data.check.street_components import WalkableStreets, walkable_streets
from data.check.street_geometry import street_geometry_findings
from data.district import District
from data.layers import LAYERS

_GRAVEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def check_district(district: District) -> CheckReport:
    """What a careful colleague would say about `district`.

    Works on any district, an empty one and one with only some layers included. Staleness is not
    judged here (the survey's date decides); `stale_after` is only reported.
    """
    boundary = outline(district)
    kinds = kind_summaries(district, boundary)
    tests = datum_tests(district)
    walkable = walkable_streets(district)
    homes = _access(district, "residents", walkable, visitors=False)
    stations = _access(district, "stations", walkable, visitors=True)
    streets = street_summary(district, walkable, homes)
    people = None if homes is None else people_summary(district, homes)
    found = [
        *_findings(district, boundary, kinds, tests),
        *_network_findings(district, homes, stations, people, streets),
    ]
    return CheckReport(
        name=district.name,
        source=district.source,
        crs=district.crs.name,
        crs_code=":".join(district.crs.to_authority() or ()),
        area_m2=None if boundary is None else float(boundary.area),
        absent_layers=tuple(layer.name for layer in LAYERS if not district.has(layer.name)),
        absent_columns=district.absent_columns,
        kinds=kinds,
        streets=streets,
        people=people,
        datum_tests=tests,
        import_log=district.import_log,
        findings=tuple(sorted(found, key=_order)),
    )


def _access(
    district: District, layer: str, streets: WalkableStreets, *, visitors: bool
) -> PlaceAccess | None:
    if not district.has(layer):
        return None
    return place_access(district, layer, streets, visitors=visitors)


def _network_findings(
    district: District,
    homes: PlaceAccess | None,
    stations: PlaceAccess | None,
    people: PeopleSummary | None,
    streets: StreetSummary | None,
) -> Iterator[Finding]:
    # Without streets everything is off them; that they are missing is said already.
    known = streets is not None and streets.walkable > 0
    if streets is not None:
        yield from street_findings(streets)
    if people is not None and homes is not None:
        yield from people_findings(district, people, homes, streets_known=known)
    if stations is not None:
        yield from station_access_findings(stations, streets_known=known)


def _findings(
    district: District,
    boundary: BaseGeometry | None,
    kinds: tuple[KindSummary, ...],
    tests: tuple[DatumTest, ...],
) -> Iterator[Finding]:
    yield from inventory_findings(district, kinds, boundary)
    yield from import_findings(district)
    yield from reference_findings(district)
    yield from hours_findings(district)
    yield from street_geometry_findings(district)
    if district.has("stations"):
        yield from outside_findings(district, boundary)
    yield from residents_outside(district, boundary)
    yield from datum_findings(tests)


def _order(finding: Finding) -> tuple[int, str, str, str]:
    return _GRAVEST_FIRST.index(finding.severity), finding.code, finding.layer, finding.text.en
