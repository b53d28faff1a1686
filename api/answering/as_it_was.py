"""What a question was asked of: the version of that time, at the level of that time."""

from api.answering.asked_of import AskedOf
from api.answering.question import Question
from api.people.errors import AbsentError
from api.service.service import Service
from api.store.districts import District, Version, find_district, find_version
from data.declarations import Visibility
from data.text import Language, Text


def as_it_was(service: Service, question: Question) -> AskedOf:
    """What a question was asked of.

    Raises:
        AbsentError: The version is no longer there.
    """
    with service.store.reading() as connection:
        known = find_district(connection, question.district_id)
        version = find_version(connection, question.version_id)
    if known is None or version is None:
        raise AbsentError.of(Text("版本", "version"), question.version_id)
    return of_version(
        service, known, version, question.level,
        small_counts=question.small_counts, language=question.language,
    )  # fmt: skip


def of_version(
    service: Service,
    known: District,
    version: Version,
    level: Visibility,
    *,
    small_counts: bool = False,
    language: Language | None = None,
) -> AskedOf:
    """A version of a district up to a level, whoever asks; pages in the service's language."""
    return AskedOf(
        district_id=known.id,
        version=version,
        opened=service.pool.open(version.file_sha256),
        level=level,
        small_counts=small_counts,
        language=language or service.settings.language,
        grid_m=known.grid_m,
    )
