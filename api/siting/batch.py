"""A batch of sites surveyed: a verdict and the rules that decide it for every row."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
import shapely
from numpy.typing import NDArray

from api.outputs.in_degrees import degrees
from api.siting.question import Standing
from data.district import District
from data.rulepacks.rule import Undertaking
from data.sites.batch import Batch, BatchDefaults, SiteRows, site_rows
from data.sites.batch_cells import RowProblem
from data.sites.business import undertaking
from geo.site.batch import BatchSites, batch_sites
from geo.site.directory import Directory, directory
from geo.site.grounds import Grounds, grounds
from geo.streets.network import WalkNetwork
from geo.survey.examine import Examined, examine
from geo.survey.outcome import Outcome
from geo.survey.prepared import Prepared, ask, prepare


@dataclass(frozen=True)
class RowVerdict:
    """What one row comes to.

    Attributes:
        row: Its number in the table, from 1.
        id: Its id.
        business: Business type.
        undertaking: Kind of undertaking.
        lon_lat: Where it was found, in degrees of WGS 84; of an outline, a point in it.
        verdict: The worst of the findings.
        deciding: Ids of the rules it rests on.
        counts: How many rules come to pass, conditional, on site, unknown, fail.
    """

    row: int
    id: str
    business: str
    undertaking: str
    lon_lat: tuple[float, float]
    verdict: Outcome
    deciding: tuple[str, ...]
    counts: tuple[int, ...]


RowResult = RowVerdict | RowProblem


@dataclass(frozen=True)
class BatchGround:
    """A district made ready for batches.

    Attributes:
        district: The district.
        stands: What holds for every row; the business and the undertaking are each row's own.
        ground: Where sites may lie.
        directory: What addresses are looked up in.
        network: The walkable streets, with steps; None where the district has none.
    """

    district: District
    stands: Standing
    ground: Grounds
    directory: Directory
    network: WalkNetwork | None


def batch_ground(district: District, stands: Standing, network: WalkNetwork | None) -> BatchGround:
    """Make a district ready for batches."""
    level = stands.level
    return BatchGround(
        district, stands, grounds(district, level=level), directory(district, level), network
    )


def batch_verdicts(
    ready: BatchGround, batch: Batch, defaults: BatchDefaults, chunk_rows: int, behind: int = 0
) -> Iterator[tuple[RowResult, ...]]:
    """The results of a batch, chunk by chunk, each in the order of its rows.

    Every row answers as a single survey of it would, whatever stands in the others.

    Args:
        ready: The district.
        batch: The table.
        defaults: What the options say for blank cells.
        chunk_rows: Rows of a chunk.
        behind: How many chunks to leave out from the beginning.
    """
    prepared: dict[tuple[str, Undertaking], Prepared] = {}
    rows = site_rows(batch, ready.stands.vocabulary, ready.district.crs, defaults, chunk_rows)
    for chunk in islice(rows, behind, None):
        yield _chunk(ready, prepared, chunk)


def _chunk(
    ready: BatchGround, prepared: dict[tuple[str, Undertaking], Prepared], rows: SiteRows
) -> tuple[RowResult, ...]:
    placed = batch_sites(ready.ground, ready.directory, rows)
    results: list[RowResult] = list(placed.problems)
    lon_lat = degrees(shapely.point_on_surface(placed.sites.shapes), ready.district.crs)
    kinds = np.array([f"{t}\n{u}" for t, u in zip(placed.type, placed.undertaking, strict=True)])
    for kind in np.unique(kinds):
        at = np.flatnonzero(kinds == kind)
        key = (str(placed.type[at[0]]), undertaking(str(placed.undertaking[at[0]])))
        if key not in prepared:
            prepared[key] = _prepared(ready, *key)
        found = examine(prepared[key].rules, ask(prepared[key], placed.sites.of(at)))
        results += _verdicts(placed, at, found, lon_lat)
    return tuple(sorted(results, key=lambda result: result.row))


def _prepared(ready: BatchGround, business: str, undertaking: Undertaking) -> Prepared:
    stands = ready.stands
    return prepare(
        ready.district,
        stands.vocabulary,
        stands.book,
        stands.vocabulary.types[business],
        undertaking,
        stands.level,
        ready.network,
        stands.cell_m,
    )


def _verdicts(
    placed: BatchSites, at: NDArray[np.int64], found: Examined, lon_lat: NDArray[np.float64]
) -> Iterator[RowVerdict]:
    deciding = found.deciding_ids()
    counts = [(found.outcome == code).sum(axis=0) for code in range(Outcome.FAIL + 1)]
    for k, row in enumerate(at):
        yield RowVerdict(
            row=int(placed.row[row]),
            id=str(placed.id[row]),
            business=str(placed.type[row]),
            undertaking=str(placed.undertaking[row]),
            lon_lat=(float(lon_lat[row, 0]), float(lon_lat[row, 1])),
            verdict=Outcome(int(found.verdict[k])),
            deciding=deciding[k],
            counts=tuple(int(count[k]) for count in counts),
        )
