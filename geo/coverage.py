"""Who reaches a service on foot within the limit, who does not, and of whom we do not know."""

from types import MappingProxyType

from data.district import District
from data.hours.calendar import WorkCalendar, day_of
from geo.answers import Coverage
from geo.counting import counts, statuses
from geo.ground import Ground, prepare
from geo.judge import judge
from geo.losses import losses
from geo.posts_inside import compounds_with_post, parks_with_post
from geo.question import Question
from geo.resident_answers import resident_answers
from geo.serving import serving
from geo.slices import cut
from geo.station_notes import station_notes


def coverage(
    district: District, question: Question, *, calendar: WorkCalendar | None = None
) -> Coverage:
    """Answer `question` for every resident of `district`, with sums by area and by station.

    Args:
        district: The district.
        question: What is asked.
        calendar: Rest days and make-up days; without one no year is covered.

    Raises:
        DistrictError: The district has no streets, stations or residents layer.
        UnknownMatterError: The question names a matter that the district does not have.
    """
    return coverage_of(district, prepare(district, question, calendar=calendar))


def coverage_of(district: District, ground: Ground, question: Question | None = None) -> Coverage:
    """The same from a ground already prepared for a walk like that of the question.

    Args:
        district: The district.
        ground: Its ground.
        question: What is asked; by default what the ground was prepared for.

    Raises:
        UnknownMatterError: The question names a matter that the district does not have.
    """
    question = question or ground.question
    part = cut(ground, question)
    closest = serving(ground, part)
    verdicts = judge(ground, part, closest)
    answers = resident_answers(ground, part, closest, verdicts)
    found = statuses(ground, part, verdicts)
    residents, stations = district.features("residents"), district.features("stations")
    matters, moment = ground.services.matters, question.moment
    return Coverage(
        question=question,
        residents=answers,
        groups=MappingProxyType(
            {g: counts(ground, found, answers, residents, g) for g in question.groups}
        ),
        station_notes=MappingProxyType(station_notes(ground, part)),
        losses=losses(district),
        scopes_assumed=sum(matters.scope[matter] is None for matter in part.matters),
        day=None if moment is None else day_of(ground.hours.book.calendar, moment.date()),
        compounds=compounds_with_post(residents, stations),
        parks=parks_with_post(
            district.features("areas") if district.has("areas") else None, stations
        ),
    )
