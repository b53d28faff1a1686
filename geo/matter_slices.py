"""Every matter asked for itself: the same reach, cut once for each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from geo.ground import Ground
from geo.judge import judge
from geo.levels import MAY, YES
from geo.question import Question
from geo.services.opening import opening
from geo.slices import cut, serving_levels
from geo.sole import Sole, sole

Codes = NDArray[np.uint8]


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
    then = None
    if question.moment is not None:
        then = opening(ground.hours, question.moment, appointments=False)
    for index, name in enumerate(ground.services.matters.ids):
        asked = replace(question, matters=(str(name),), bundle=None)
        yield index, judge(ground, cut(ground, asked, then)).status


def matter_slices(ground: Ground, question: Question) -> Iterator[MatterSlice]:
    """Every matter of the catalogue under the question's hour, network, limits and services."""
    then = None
    if question.moment is not None:
        then = opening(ground.hours, question.moment, appointments=False)
    for index, name in enumerate(ground.services.matters.ids):
        asked = replace(question, matters=(str(name),), bundle=None)
        part = cut(ground, asked, then)
        levels = serving_levels(ground, part)
        status = judge(ground, part).status
        yield MatterSlice(
            matter=index,
            status=status,
            sole=sole(ground, part, status),
            services={question.services[0]: status}
            if len(question.services) == 1
            else {
                service: judge(
                    ground, cut(ground, replace(asked, services=(service,)), then)
                ).status
                for service in question.services
            },
            stations=int((levels == YES).sum()),
            stations_may=int((levels == MAY).sum()),
        )
