"""The answer for each resident row: its status, and the walk to the station that serves it."""

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.answers import ResidentAnswers
from geo.ground import Ground
from geo.judge import REASONS, STATUSES, Verdicts
from geo.levels import MAY
from geo.nearest import Nearest
from geo.slices import SERVES, Slice
from geo.streets.search import UNREACHED


def resident_answers(
    ground: Ground, part: Slice, closest: Nearest, verdicts: Verdicts
) -> ResidentAnswers:
    """One entry a row; of a place asked at several points the farthest one speaks."""
    speaker = speakers(ground, closest)
    cost_mm = np.where(closest.cost_mm[speaker] >= UNREACHED, -1, closest.cost_mm[speaker])
    # -1, no station, takes the last.
    names, tiers = np.append(ground.stations.ids, ""), np.append(ground.services.facts.tier, "")
    tier = tiers[closest.station[speaker]]
    tier[tier == None] = ""  # noqa: E711 - elementwise
    points = shapely.get_coordinates(ground.residents.row_points())
    return ResidentAnswers(
        ids=ground.residents.ids,
        status=np.array(STATUSES, dtype=object)[verdicts.status],
        reason=np.array([*REASONS, ""], dtype=object)[verdicts.reason],
        cost_mm=cost_mm,
        station=names[closest.station[speaker]],
        tier=tier,
        access_mm=_access_mm(ground, part, closest, speaker),
        stations_within=stations_within(ground, part),
        x=points[:, 0],
        y=points[:, 1],
    )


def speakers(ground: Ground, closest: Nearest) -> NDArray[np.int64]:
    """(R,) for each row the place that speaks for it: the farthest, of equals the first."""
    row = ground.residents.row  # sorted
    begins = np.flatnonzero(np.append(True, row[1:] != row[:-1])) if len(row) else row
    farthest = np.maximum.reduceat(closest.cost_mm, begins) if len(row) else row
    speaks = np.flatnonzero(closest.cost_mm == farthest[row])
    of_row = row[speaks]
    return speaks[np.append(True, of_row[1:] != of_row[:-1])] if len(row) else row


def stations_within(ground: Ground, part: Slice) -> NDArray[np.int64]:
    """(R,) how many stations cover each row, from all points at which it is asked."""
    places, stations = ground.residents, len(ground.stations.ids)
    rows = len(places.ids)
    reach = ground.reach.of(part.walks(ground, ground.reach) == SERVES)
    # Each station counts once for each place, by whichever doors it is reached.
    pair = np.unique(reach.place * stations + reach.station)
    row_pair, points = np.unique(
        places.row[pair // max(stations, 1)] * stations + pair % max(stations, 1),
        return_counts=True,
    )
    asked = np.bincount(places.row, minlength=rows)
    of_row = row_pair // max(stations, 1)
    return np.bincount(of_row[points == asked[of_row]], minlength=rows).astype(np.int64)


def _access_mm(
    ground: Ground, part: Slice, closest: Nearest, speaker: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The walk from each speaking place to its street; -1 where there is none.

    It is that of the way which is walked, or the least where no station can be reached.
    """
    ways = ground.resident_access
    usable = part.doors[ways.door] >= MAY
    least = np.full(len(ground.residents.row), UNREACHED, dtype=np.int64)
    np.minimum.at(least, ways.place[usable], ways.cost_mm[usable])
    taken = closest.way >= 0
    least[taken] = ways.cost_mm[closest.way[taken]]
    return np.where(least[speaker] >= UNREACHED, -1, least[speaker])
