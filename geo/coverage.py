"""Who reaches a service on foot within the limit, who does not, and of whom we do not know."""

import math
from types import MappingProxyType

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.district import District
from data.import_log import Outcome
from data.text import Text
from geo.answers import Coverage, ResidentAnswers, StationTally, Status, Tally
from geo.ground import Ground, prepare
from geo.judge import Verdicts, judge
from geo.question import Question
from geo.reach import Nearest, nearest
from geo.streets.search import UNREACHED
from geo.tally import homes, tallies, tally


def coverage(district: District, question: Question) -> Coverage:
    """Answer `question` for every resident of `district`, with sums by area and by station.

    Raises:
        DistrictError: The district has no streets, stations or residents layer.
    """
    return coverage_of(district, prepare(district, question))


def coverage_of(district: District, ground: Ground) -> Coverage:
    """The same from a ground already prepared for the question."""
    question = ground.question
    residents = district.table("residents")
    counts = ground.qualification.counts
    closest = nearest(ground.network, ground.station_access, counts, ground.resident_access)
    verdicts = judge(ground, counts, ground.qualification.may_count, closest)
    answers = _answers(ground, counts, closest, verdicts)
    column = residents[question.group]
    missing = len(residents) > 0 and bool(column.isna().all())
    people = column.fillna(0.0).to_numpy(dtype=float)
    modelled = residents["modelled"].fillna(False).to_numpy(dtype=bool)
    totals, unassigned = None, None
    areas: dict[str, Tally] = {}
    if not missing:
        totals = tally(people, answers.status, modelled)
        areas, unassigned = _by_area(district, ground, people, answers.status, modelled)
    return Coverage(
        question=question,
        residents=answers,
        totals=totals,
        areas=MappingProxyType(areas),
        unassigned=unassigned,
        stations=MappingProxyType(
            {} if missing else _by_station(ground, people, modelled, answers, closest)
        ),
        station_notes=MappingProxyType(_station_notes(ground)),
        missing_group=_missing(question.group) if missing else None,
        rows_without_value=0 if missing else int(column.isna().sum()),
        rejected_stations=_rejected(district, "stations"),
        rejected_residents=_rejected(district, "residents"),
        rejected_streets=_rejected(district, "streets"),
        unowned_gates=_unowned_gates(district),
        ungated_share=None if missing else _ungated_share(ground, residents, people),
        reasons=MappingProxyType({} if missing else _by_reason(people, answers)),
    )


def _answers(
    ground: Ground, counts: NDArray[np.bool_], closest: Nearest, verdicts: Verdicts
) -> ResidentAnswers:
    """One entry a row; of a place asked at several points the farthest one speaks."""
    places, rows = ground.residents, len(ground.residents.ids)
    order = np.lexsort((np.arange(len(places.row)), -closest.cost_mm, places.row))
    _, at = np.unique(places.row[order], return_index=True)
    speaker = order[at]
    cost_mm = np.where(closest.cost_mm[speaker] >= UNREACHED, -1, closest.cost_mm[speaker])
    names = np.append(ground.stations.ids, "")  # -1, no station, takes the last
    within = ground.reach.of_stations(counts)
    by_station = pd.DataFrame({"station": within.station, "row": places.row[within.place]})
    reaching = by_station.groupby(["station", "row"]).size()
    asked = np.bincount(places.row, minlength=rows)
    of_row = reaching.index.get_level_values("row").to_numpy(dtype=np.int64)
    full = reaching.to_numpy() == asked[of_row]
    points = shapely.get_coordinates(places.row_points())
    return ResidentAnswers(
        ids=places.ids,
        status=verdicts.status,
        reason=verdicts.reason,
        cost_mm=cost_mm,
        station=names[closest.station[speaker]],
        access_mm=_access_mm(ground, closest, speaker),
        stations_within=np.bincount(of_row[full], minlength=rows).astype(np.int64),
        x=points[:, 0],
        y=points[:, 1],
    )


def _access_mm(ground: Ground, closest: Nearest, speaker: NDArray[np.int64]) -> NDArray[np.int64]:
    """The walk from each speaking place to its street; -1 where there is none.

    It is that of the way to the nearest station, or the least where no station can be reached.
    """
    ways = ground.resident_access
    least = np.full(len(ground.residents.row), UNREACHED, dtype=np.int64)
    np.minimum.at(least, ways.place, ways.cost_mm)
    taken = closest.way >= 0
    least[taken] = ways.cost_mm[closest.way[taken]]
    return np.where(least[speaker] >= UNREACHED, -1, least[speaker])


def _by_area(
    district: District,
    ground: Ground,
    people: NDArray[np.float64],
    status: NDArray[np.object_],
    modelled: NDArray[np.bool_],
) -> tuple[dict[str, Tally], Tally]:
    """Counts of every area, and of people who live in none."""
    in_some = np.zeros(len(people), dtype=bool)
    counted: dict[str, Tally] = {}
    if district.has("areas"):
        points = ground.residents.row_points()
        for ids, home in homes(district.features("areas"), points):
            counted |= tallies(ids, home, people, status, modelled)
            in_some |= home >= 0
    return counted, tally(people, status, modelled, ~in_some)


def _by_station(
    ground: Ground,
    people: NDArray[np.float64],
    modelled: NDArray[np.bool_],
    answers: ResidentAnswers,
    closest: Nearest,
) -> dict[str, StationTally]:
    """What each station that counts does alone, and for whom it is the nearest."""
    counted: dict[str, StationTally] = {}
    nobody = np.zeros(len(ground.stations.ids), dtype=bool)
    covered = answers.status == Status.COVERED
    for index in np.flatnonzero(ground.qualification.counts):
        only = nobody.copy()
        only[index] = True
        alone = judge(ground, only, nobody, closest)
        mine = covered & (answers.station == ground.stations.ids[index])
        counted[str(ground.stations.ids[index])] = StationTally(
            tally(people, alone.status, modelled), math.fsum(people[mine])
        )
    return counted


def _by_reason(people: NDArray[np.float64], answers: ResidentAnswers) -> dict[str, float]:
    reasons = answers.reason.astype(str)
    return {
        str(reason): math.fsum(people[reasons == reason]) for reason in np.unique(reasons) if reason
    }


def _station_notes(ground: Ground) -> dict[str, Text]:
    """Why a station does not count, or may, or counts but could not be joined to the streets."""
    lost = Text("附近没有道路，未能接入路网", "no street near enough, not joined to the streets")
    notes = {}
    for index, station in enumerate(ground.stations.ids):
        note = ground.qualification.notes[index]
        if note is None and not ground.station_access.joined[index]:
            note = lost
        if note is not None:
            notes[str(station)] = note
    return notes


def _rejected(district: District, layer: str) -> int:
    return sum(
        record.layer == layer and record.outcome is Outcome.REJECTED
        for record in district.import_log
    )


def _unowned_gates(district: District) -> int:
    """Gates, kept or lost, that belong to no place known here."""
    places = {str(i) for table in district.layers.values() for i in table["id"]}
    kept = district.table("gates")["of"] if district.has("gates") else ()
    lost = [
        record.about
        for record in district.import_log
        if record.layer == "gates" and record.outcome is Outcome.REJECTED
    ]
    return sum(str(of) not in places for of in (*kept, *lost))


def _missing(group: str) -> Text:
    return Text(f"图层 residents 没有登记 {group}", f"the layer residents records no {group}")


def _ungated_share(
    ground: Ground, residents: pd.DataFrame, people: NDArray[np.float64]
) -> float | None:
    """Share of people in places with no gate recorded and not known to be enclosed."""
    total = math.fsum(people)
    _, first = np.unique(ground.residents.row, return_index=True)
    gated = ground.residents.doors.gated[first]
    enclosed = residents["enclosed"].fillna(False).to_numpy(dtype=bool)
    return math.fsum(people[~gated & ~enclosed]) / total if total else None
