"""The kinds of question, and what is particular to each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from api.answering import survey
from api.answering.asked_of import AskedOf
from api.answering.produced import Produced
from api.answering.question import Question
from api.answering.workshop import Workshop
from api.people.access import Deed


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
        formats: Suffix to the file of an answer that it stands for, the first by default.
    """

    name: str
    path: str
    prefix: str
    deed: Deed
    reading: Deed
    perform: Callable[[AskedOf, Question, Workshop], Produced]
    is_quick: Callable[[Question], bool]
    formats: Mapping[str, str]


def _always(_: Question) -> bool:
    return True


_KINDS = (
    Kind(
        survey.KIND, "/surveys", "svy", Deed.SURVEY, Deed.READ_SURVEYS, survey.perform, _always,
        MappingProxyType({"json": "survey.json", "html": "survey.html"}),
    ),
)  # fmt: skip
KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _KINDS})
