"""Where a site fails: the nearest buildings or parcels that would do."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.scene.sites import FactColumn, Shape, outline_sites
from geo.survey.examine import examine
from geo.survey.outcome import Outcome, Outcomes
from geo.survey.prepared import Prepared, ask

# So many places are offered, and so many looked at, in turns from near to far.
OFFERED, _LOOKED_AT, _TURN = 3, 6_000, 500


@dataclass(frozen=True)
class NearestPlaces:
    """Places that would do, the nearest first; P of them.

    Attributes:
        row: (P,) which of the outlines each is.
        verdict: (P,) codes of `Outcome`: pass or conditional.
        distance_m: (P,) straight distance from the site.
        looked_at: How many outlines were surveyed for it.
    """

    row: NDArray[np.int64]
    verdict: Outcomes
    distance_m: NDArray[np.float64]
    looked_at: int


def nearest_places(
    prepared: Prepared,
    site: BaseGeometry,
    outlines: NDArray[np.object_],
    what: Shape,
    error_m: float,
    facts: Mapping[str, FactColumn],
) -> NearestPlaces:
    """Survey outlines from near to far until enough of them pass, or pass under conditions.

    Args:
        prepared: The question.
        site: The site that fails.
        outlines: (N,) buildings or parcels; equally near ones in their order.
        what: `Shape.BUILDING` or `Shape.PARCEL`.
        error_m: Their position error.
        facts: The applicant's facts, (1,) columns that hold for every place.
    """
    away_m = shapely.distance(site, outlines)
    near = np.argsort(away_m, kind="stable")[:_LOOKED_AT]
    rows: list[NDArray[np.int64]] = [np.empty(0, dtype=np.int64)]
    verdicts: list[Outcomes] = [np.empty(0, dtype=np.uint8)]
    looked_at = 0
    for first in range(0, len(near), _TURN):
        turn = near[first : first + _TURN]
        sites = outline_sites(outlines[turn], what, error_m, facts)
        verdict = examine(prepared.rules, ask(prepared, sites)).verdict
        good = verdict <= Outcome.CONDITIONAL
        rows.append(turn[good])
        verdicts.append(verdict[good])
        looked_at += len(turn)
        if sum(map(len, rows)) >= OFFERED:
            break
    row = np.concatenate(rows)[:OFFERED]
    return NearestPlaces(row, np.concatenate(verdicts)[:OFFERED], away_m[row], looked_at)
