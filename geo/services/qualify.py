"""Which stations serve a question: each does, may, or does not, and for what reason."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.layers import SERVICES
from data.text import Text
from geo.levels import MAY, NO, YES, Levels, best_of, level_of
from geo.question import Question
from geo.services.matters import Handled, Matters
from geo.services.opening import Opening
from geo.services.scope import ASSUMED
from geo.services.stations import StationFacts

_ONLY: Mapping[str, Text] = {
    "residents": Text("只服务企业", "serves enterprises only"),
    "enterprises": Text("只服务居民", "serves residents only"),
}


@dataclass(frozen=True)
class Services:
    """What stations do, as far as the layers say.

    Attributes:
        facts: The stations.
        matters: The catalogue.
        handled: What each station handles; None where the district has no such table, and each
            may handle anything.
    """

    facts: StationFacts
    matters: Matters
    handled: Handled | None


@dataclass(frozen=True)
class Criterion:
    """One thing that decides whether a station counts.

    Attributes:
        levels: (S,) what is known of each station.
        no: Why it does not count, in words.
        may: Why it may or may not.
    """

    levels: Levels
    no: Text
    may: Text


def station_levels(
    services: Services, question: Question, matters: tuple[int, ...], opening: Opening | None
) -> Levels:
    """(S,) how sure it is that each station serves the question, its doors apart.

    Args:
        services: What stations do.
        question: What is asked.
        matters: Indices of the matters that one station must all handle.
        opening: What is open; None where no hour is asked.
    """
    levels = np.full(len(services.facts.ids), YES, dtype=np.uint8)
    for criterion in criteria(services, question, matters, opening):
        np.minimum(levels, criterion.levels, out=levels)
    return levels


def reasons_against(found: Iterable[Criterion], stations: int) -> tuple[Text | None, ...]:
    """(S,) why each station does not count, else why it may not; None where it counts."""
    notes: list[Text | None] = [None] * stations
    known = list(found)
    for level in (NO, MAY):
        for criterion in known:
            words = criterion.no if level == NO else criterion.may
            for station in np.flatnonzero(criterion.levels == level):
                notes[station] = notes[station] or words
    return tuple(notes)


def criteria(
    services: Services, question: Question, matters: tuple[int, ...], opening: Opening | None
) -> Iterator[Criterion]:
    """Everything that a station is judged by, its doors apart; as for `station_levels`."""
    facts = services.facts
    if question.network != "all":
        serves = np.isin(facts.network, (question.network, "both"))
        only = _ONLY[question.network]
        yield Criterion(level_of(serves, serves), only, only)
    if question.tier is not None:
        yield Criterion(
            _recorded(facts.tier, question.tier),
            Text("不是所选层级", "of another tier"),
            Text("层级未登记", "its tier is not recorded"),
        )
    if question.step_free:
        yield Criterion(
            _recorded(facts.step_free, True),
            Text("不是无障碍站点", "not step-free"),
            Text("是否无障碍未登记", "step-free or not, nobody recorded"),
        )
    for matter in matters:
        yield from _of_matter(services, question.services, matter, opening)
    if opening is not None:
        yield Criterion(
            opening.stations,
            Text("此时不办公", "not open at that hour"),
            Text("此时是否办公不明", "whether it is open at that hour is not known"),
        )


def _of_matter(
    services: Services, counted: tuple[str, ...], matter: int, opening: Opening | None
) -> Iterator[Criterion]:
    name = services.matters.names[matter] or services.matters.ids[matter]
    if (services.matters.scope[matter] or ASSUMED) == "district":
        ours = ~services.facts.neighbour
        elsewhere = Text("属于其他区", "belongs to another district")
        yield Criterion(level_of(ours, ours), elsewhere, elsewhere)
    unsure = Text(f"是否办理“{name}”不明", f"whether it handles {name} is not known")
    advises = Text(f"对“{name}”只提供咨询导办", f"only advises on {name}")
    yield Criterion(_more_than_advice(services, matter), advises, unsure)
    never = Text(f"不办理“{name}”", f"does not handle {name}")
    yield Criterion(handling_levels(services, counted, matter, None), never, unsure)
    if opening is not None:
        not_then = Text(f"此时不办理“{name}”", f"does not handle {name} at that hour")
        yield Criterion(handling_levels(services, counted, matter, opening), not_then, unsure)


def _more_than_advice(services: Services, matter: int) -> Levels:
    """(S,) `NO` where a station advises on a matter and does nothing else; else `YES`."""
    levels = np.full(len(services.facts.ids), YES, dtype=np.uint8)
    if services.handled is not None:
        rows = services.handled.rows(matter)
        station = services.handled.station[rows]
        advice = services.handled.service[rows] == SERVICES.index("advise")
        levels[station[advice]] = NO
        levels[station[~advice]] = YES
    return levels


def handling_levels(
    services: Services, counted: tuple[str, ...], matter: int, opening: Opening | None
) -> Levels:
    """(S,) whether each station handles a matter in one of the `counted` ways."""
    stations = len(services.facts.ids)
    handled = services.handled
    if handled is None:
        return np.full(stations, MAY, dtype=np.uint8)
    rows = handled.rows(matter)
    service = handled.service[rows]
    levels = level_of(np.isin(service, [SERVICES.index(s) for s in counted]), service < 0)
    if opening is not None and opening.handled is not None:
        levels = np.minimum(levels, opening.handled[rows])
    return best_of(levels, handled.station[rows], stations)


def _recorded(values: NDArray[np.object_], wanted: object) -> Levels:
    """`YES` where the wanted value is recorded, `MAY` where none is."""
    return np.array(
        [YES if v == wanted else MAY if v is None else NO for v in values], dtype=np.uint8
    )
