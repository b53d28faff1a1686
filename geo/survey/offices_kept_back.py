"""What is not said of one station, because something that decides it is hidden from the asker."""

from dataclasses import dataclass
from datetime import datetime

from data.text import Text
from geo.next_opening import NextOpening
from geo.survey.offices_seen import SeenOffices

_GATES = Text(
    "其出入口不公开：路程与能否进入不在此列",
    "its gates are not shown to the asker: neither the walk nor whether one may enter is told",
)
_WHOM = Text("决定其服务对象的内容不公开", "what decides whom it serves is not shown to the asker")
_WAYS = Text("路网不公开，不列路程", "the streets are not shown to the asker, so no walk is told")
_WHEN = Text("其办公时间或停办情况不公开", "its hours or closures are not shown to the asker")


@dataclass(frozen=True)
class KeptBack:
    """What is kept back of one station.

    Attributes:
        sure: Whether anything may be said for sure of whom it serves.
        measured: Whether the way to it may be measured.
        doubt: Why not; None where all may be said.
        hours: Why nothing is said of when it serves; None where that may be said.
    """

    sure: bool
    measured: bool
    doubt: Text | None
    hours: Text | None

    def opening(self, moment: datetime) -> NextOpening | None:
        """When it may serve, where nobody is told when it does: at the moment asked, perhaps."""
        return None if self.hours is None else NextOpening(None, moment, self.hours, None)


def kept_back(seen: SeenOffices, station: str) -> KeptBack:
    """What is kept back of a station."""
    gated = station in seen.gated
    doubts = ((gated, _GATES), (seen.whom, _WHOM), (seen.ways, _WAYS))
    return KeptBack(
        sure=not (gated or seen.whom),
        measured=not (gated or seen.ways),
        doubt=next((text for so, text in doubts if so), None),
        hours=_GATES if gated else _WHEN if seen.when else None,
    )
