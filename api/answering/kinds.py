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

MakeLater = Callable[[AskedOf, Question, Workshop], Later]


@dataclass(frozen=True)
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
        limit: Which setting says how many that may be within a day.
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
    limit: str = "questions_per_day"


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
        coverage.KIND, "/coverages", "cov", Deed.COVER, Deed.READ_COVERAGE, coverage.perform,
        _never, _none,
        MappingProxyType(
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
        survey.KIND, "/surveys", "svy", Deed.SURVEY, Deed.READ_SURVEYS, survey.perform, _always,
        _one,
        MappingProxyType(
            {
                "json": survey.DOCUMENT,
                "geojson": survey.GEOJSON,
                "gpkg": survey.GEOPACKAGE,
                "html": survey.PAGE,
            }
        ),
        MappingProxyType(
            {
                survey.GEOJSON: survey.geojson,
                survey.GEOPACKAGE: survey.geopackage,
                survey.PAGE: survey.page,
            }
        ),
    ),
    Kind(
        comparison.KIND, "/comparisons", "cmp", Deed.SURVEY, Deed.READ_SURVEYS,
        comparison.perform, comparison.is_quick, _compared,
        MappingProxyType(
            {
                "json": "comparison.json",
                "geojson": "comparison.geojson",
                "gpkg": "comparison.gpkg",
                "html": "comparison.html",
            }
        ),
    ),
    Kind(
        screening.KIND, "/screenings", "scr", Deed.SURVEY_MANY, Deed.READ_SURVEYS,
        screening.perform, _never, _none,
        MappingProxyType(
            {
                "json": "screen.json",
                "geojson": "screen.geojson",
                "gpkg": "screen.gpkg",
                "html": "screen.html",
            }
        ),
    ),
    Kind(
        batch.KIND, "/batches", "bat", Deed.SURVEY_MANY, Deed.READ_SURVEYS,
        batch.perform, _never, batch.rows_of,
        MappingProxyType(
            {
                "json": "batch.json",
                "csv": "batch.csv",
                "xlsx": "batch.xlsx",
                "geojson": "batch.geojson",
            }
        ),
        limit="batch_rows_per_day",
    ),
)  # fmt: skip
KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _KINDS})
