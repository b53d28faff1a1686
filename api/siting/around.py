"""Who is responsible and competent for a site, and which permits stand at its address."""

from dataclasses import dataclass

import shapely

from api.siting.question import SitingQuestion
from data.district import District
from data.hours.calendar import WorkCalendar
from geo.scene.permit_register import Register, register
from geo.scene.scene import Scene
from geo.scene.sites import Sites
from geo.streets.network import WalkNetwork
from geo.survey.competent import Competent, competent
from geo.survey.offices import Offices, offices
from geo.survey.responsible import Responsible, responsible
from geo.survey.same_address import SameAddress, same_address


@dataclass(frozen=True)
class Bodies:
    """The stations and permits of a district, ready for any number of sites.

    Attributes:
        offices: Its stations.
        register: Its permits on the day asked about.
    """

    offices: Offices
    register: Register


@dataclass(frozen=True)
class Around:
    """Whom to turn to, and what stands at the address.

    Attributes:
        responsible: The areas the site lies in, and their specialists.
        competent: The stations that handle the permit matters for it.
        same_address: Permits that stand at the address.
    """

    responsible: Responsible
    competent: Competent
    same_address: SameAddress


def bodies(
    district: District,
    question: SitingQuestion,
    scene: Scene,
    calendar: WorkCalendar | None = None,
    network: WalkNetwork | None = None,
) -> Bodies:
    """Make stations and permits ready.

    Args:
        district: The district.
        question: What is asked.
        scene: What was prepared for its rules; if these look at permits they are ready.
        calendar: Rest days and make-up days; without one hours are seldom known.
        network: The walkable streets, with steps, where they are at hand.
    """
    stations = offices(district, calendar=calendar, network=network, level=question.level)
    ready = scene.permits.register if scene.permits else register(district, question.book.on)
    return Bodies(stations, ready)


def around(district: District, known: Bodies, question: SitingQuestion, sites: Sites) -> Around:
    """What lies around the one site of `sites`.

    Raises:
        QuestionError: The moment asked about is none.
    """
    shape, error_m, doors = sites.shapes[0], float(sites.error_m[0]), sites.doors[0]
    level = question.level
    return Around(
        responsible=responsible(district, shape, error_m=error_m, level=level),
        competent=competent(
            known.offices,
            question.business,
            shapely.centroid(shape),
            doors=None if doors is None else shapely.get_parts(doors),
            error_m=error_m,
            at=question.at,
        ),
        same_address=same_address(
            district,
            known.register,
            question.vocabulary,
            question.business,
            sites,
            question.book.on,
            level=level,
        ),
    )
