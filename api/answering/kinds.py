"""The kinds of question, and what is particular to each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from api.answering import batch, comparison, coverage, screening, survey
from api.answering.asked_of import AskedOf
from api.answering.produced import Later, Produced
from api.answering.question import Question
from api.answering.workshop import Workshop
from api.people.access import Deed
from api.settings import ServiceSettings

MakeLater = Callable[[AskedOf, Question, Workshop], Later]


@dataclass(frozen=True)
class DayLimit:
    """How many sites may be asked about within a day.

    Attributes:
        name: What is counted together.
        per_day: How many, by what the service was told.
    """

    name: str
    per_day: Callable[[ServiceSettings], int]


_QUESTIONS = DayLimit("questions_per_day", lambda limits: limits.questions_per_day)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of question.

    Attributes:
        name: As in `api.store.tables.RESULT_KINDS`.
        path: Where its results are.
        prefix: With which ids of its results begin.
        deed: What asking it is, for rights.
        reading: What reading results of others is.
        perform: Answers it.
        is_quick: Whether it is answered at once rather than by a job.
        sites: How many sites it asks about, for limits; none where limits are none of its matter.
        limit: How many that may be within a day.
        formats: Suffix to the file of an answer that it stands for, the first by default.
        later: Files that are made when they are first asked for, and how.
    """

    name: str
    path: str
    prefix: str
    deed: Deed
    reading: Deed
    perform: Callable[[AskedOf, Question, Workshop], Produced]
    is_quick: Callable[[Question], bool]
    sites: Callable[[Question], int]
    formats: Mapping[str, str]
    later: Mapping[str, MakeLater] = field(default_factory=lambda: MappingProxyType({}))
    limit: DayLimit = _QUESTIONS


def _always(_: Question) -> bool:
    return True


def _one(_: Question) -> int:
    return 1


def _none(_: Question) -> int:
    return 0


def _compared(question: Question) -> int:
    return len(question.parameters["sites"])


def _never(_: Question) -> bool:
    return False


_KINDS = (
    Kind(
        name=coverage.KIND,
        path="/coverages",
        prefix="cov",
        deed=Deed.COVER,
        reading=Deed.READ_COVERAGE,
        perform=coverage.perform,
        is_quick=_never,
        sites=_none,
        formats=MappingProxyType(
            {
                "json": "coverage.json",
                "geojson": "circles.geojson",
                "gpkg": "coverage.gpkg",
                "html": "map.html",
                "csv": "residents.csv",
            }
        ),
    ),
    Kind(
        name=survey.KIND,
        path="/surveys",
        prefix="svy",
        deed=Deed.SURVEY,
        reading=Deed.READ_SURVEYS,
        perform=survey.perform,
        is_quick=_always,
        sites=_one,
        formats=MappingProxyType(
            {
                "json": survey.DOCUMENT,
                "geojson": survey.GEOJSON,
                "gpkg": survey.GEOPACKAGE,
                "html": survey.PAGE,
            }
        ),
        later=MappingProxyType(
            {
                survey.GEOJSON: survey.geojson,
                survey.GEOPACKAGE: survey.geopackage,
                survey.PAGE: survey.page,
            }
        ),
    ),
    Kind(
        name=comparison.KIND,
        path="/comparisons",
        prefix="cmp",
        deed=Deed.SURVEY,
        reading=Deed.READ_SURVEYS,
        perform=comparison.perform,
        is_quick=comparison.is_quick,
        sites=_compared,
        formats=MappingProxyType(
            {
                "json": "comparison.json",
                "geojson": "comparison.geojson",
                "gpkg": "comparison.gpkg",
                "html": "comparison.html",
            }
        ),
    ),
    Kind(
        name=screening.KIND,
        path="/screenings",
        prefix="scr",
        deed=Deed.SURVEY_MANY,
        reading=Deed.READ_SURVEYS,
        perform=screening.perform,
        is_quick=_never,
        sites=_none,
        formats=MappingProxyType(
            {
                "json": "screen.json",
                "geojson": "screen.geojson",
                "gpkg": "screen.gpkg",
                "html": "screen.html",
            }
        ),
    ),
    Kind(
        name=batch.KIND,
        path="/batches",
        prefix="bat",
        deed=Deed.SURVEY_MANY,
        reading=Deed.READ_SURVEYS,
        perform=batch.perform,
        is_quick=_never,
        sites=batch.rows_of,
        formats=MappingProxyType(
            {
                "json": "batch.json",
                "csv": "batch.csv",
                "xlsx": "batch.xlsx",
                "geojson": "batch.geojson",
            }
        ),
        limit=DayLimit("batch_rows_per_day", lambda limits: limits.batch_rows_per_day),
    ),
)
KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _KINDS})
