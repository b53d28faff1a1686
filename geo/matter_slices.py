"""Every matter asked for itself: the same reach, cut once for each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from geo.ground import Ground
from geo.judge import Codes, judge
from geo.levels import MAY, YES
from geo.question import Question
from geo.services.opening import Opening
from geo.slices import cut, open_when_asked, serving_levels
from geo.sole import Sole, sole


@dataclass(frozen=True)
class MatterSlice:
    """One matter.

    Attributes:
        matter: Its index in the catalogue.
        status: (R,) status codes.
        sole: Who cannot have it done without which station.
        services: 办理方式 to status codes if only that way of handling counted.
        stations: How many stations handle it for the question.
        stations_may: How many more may.
    """

    matter: int
    status: Codes
    sole: Sole
    services: dict[str, Codes]
    stations: int
    stations_may: int


def matter_statuses(ground: Ground, question: Question) -> Iterator[tuple[int, Codes]]:
    """Index and (R,) status codes of every matter, without the rest."""
    then = open_when_asked(ground, question)
    for index, asked in _each(ground, question):
        yield index, judge(ground, cut(ground, asked, then)).status


def matter_slices(ground: Ground, question: Question) -> Iterator[MatterSlice]:
    """Every matter of the catalogue under the question's hour, network, limits and services."""
    then = open_when_asked(ground, question)
    for index, asked in _each(ground, question):
        part = cut(ground, asked, then)
        levels = serving_levels(ground, part)
        status = judge(ground, part).status
        yield MatterSlice(
            matter=index,
            status=status,
            sole=sole(ground, part, status),
            services=_by_service(ground, asked, then, status),
            stations=int((levels == YES).sum()),
            stations_may=int((levels == MAY).sum()),
        )


def _each(ground: Ground, question: Question) -> Iterator[tuple[int, Question]]:
    """Index of every matter, and the question about it alone."""
    for index, name in enumerate(ground.services.matters.ids):
        yield index, replace(question, matters=(str(name),), bundle=None)


def _by_service(
    ground: Ground, asked: Question, then: Opening | None, status: Codes
) -> dict[str, Codes]:
    """Status codes if only one way of handling counted; where only one does, `status`."""
    if len(asked.services) == 1:
        return {asked.services[0]: status}
    alone = {service: replace(asked, services=(service,)) for service in asked.services}
    return {s: judge(ground, cut(ground, only, then)).status for s, only in alone.items()}
