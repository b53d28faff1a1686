"""What a question was asked of: the version, the level and the size of cells of that time."""

from api.answering.asked_of import AskedOf
from api.answering.question import Question
from api.people.errors import AbsentError
from api.service.service import Service
from api.store.districts import (
    District,
    Version,
    find_district,
    find_version,
    standing_version,
)
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
        grid_m=question.parameters.get("grid_m"),
    )  # fmt: skip


def as_it_stands(service: Service, district_id: str, level: Visibility) -> AskedOf:
    """The version of a district that stands, up to a level, whoever asks.

    Raises:
        AbsentError: There is none.
    """
    with service.store.reading() as connection:
        known = find_district(connection, district_id)
        version = standing_version(connection, district_id)
    if known is None or version is None:
        raise AbsentError.of(Text("区县", "district"), district_id)
    return of_version(service, known, version, level)


def of_version(
    service: Service,
    known: District,
    version: Version,
    level: Visibility,
    *,
    small_counts: bool = False,
    language: Language | None = None,
    grid_m: int | None = None,
) -> AskedOf:
    """A version of a district up to a level, whoever asks.

    Args:
        service: The service.
        known: The district.
        version: The version of it.
        level: Up to which visibility.
        small_counts: Whether counts of fewer than ten residents are told.
        language: Of pages; None for the service's.
        grid_m: Side of a law 11 cell, in metres; None for what the office has set now.
    """
    return AskedOf(
        district_id=known.id,
        version=version,
        opened=service.pool.open(version.file_sha256),
        level=level,
        small_counts=small_counts,
        language=language or service.settings.language,
        grid_m=known.grid_m if grid_m is None else grid_m,
    )
