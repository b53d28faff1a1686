"""Why a station does not count for a question, or may, in words."""

import numpy as np

from data.text import Text
from geo.ground import Ground
from geo.levels import MAY
from geo.services.qualify import Criterion, criteria, reasons_against
from geo.slices import Slice, entrances, open_when_asked


def station_notes(ground: Ground, part: Slice) -> dict[str, Text]:
    """Station id to why it does not count, or may, or counts but could not be joined to streets."""
    then = open_when_asked(ground, part.question)
    judged = criteria(ground.services, part.question, part.matters, then)
    found = [*judged, _entered(ground, part)]
    notes = reasons_against(found, len(part.stations))
    off_streets = Text(
        "附近没有道路，未能接入路网", "no street near enough, not joined to the streets"
    )
    joined = ground.station_access.joined
    said = {
        str(station): note or (None if joined[index] else off_streets)
        for index, (station, note) in enumerate(zip(ground.stations.ids, notes, strict=True))
    }
    return {station: note for station, note in said.items() if note is not None}


def _entered(ground: Ground, part: Slice) -> Criterion:
    levels = entrances(ground, part)
    lost = ground.stations.gates_lost & (levels == MAY)
    return Criterion(
        np.where(lost, MAY, levels),
        Text("所有出入口均不对外开放", "no gate lets visitors in")
        if part.question.moment is None
        else Text("此时没有对外开放的出入口", "no gate lets visitors in at that hour"),
        Text("是否有出入口可进不明", "whether any gate lets visitors in is not known"),
    )
