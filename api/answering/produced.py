"""What comes of a question: files, and what the answer was made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from api.store.answers import Content, content_of
from data.declarations import Visibility

MEDIA_TYPES: Mapping[str, str] = {
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".gpkg": "application/geopackage+sqlite3",
    ".html": "text/html; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Produced:
    """What comes of a question.

    Attributes:
        files: The files.
        rules: Rule id to hash of its text, of those that were used.
        layers: Layer to state, of those that it rests on; see `api.answering.resting`.
        verdict: Of a survey; None elsewhere.
        business: Business type of a survey, screening or comparison; None elsewhere.
        seen: The files for those who see no more than a level, and no small counts; none where
            the answer is read whole or not at all.
    """

    files: tuple[Content, ...]
    layers: Mapping[str, str]
    rules: Mapping[str, str] = field(default_factory=dict)
    verdict: str | None = None
    business: str | None = None
    seen: Mapping[Visibility, tuple[Content, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Later:
    """A file that is made when it is first asked for.

    Attributes:
        file: The file.
        goes_with: The document that says the same; kept from the beginning.
    """

    file: Content
    goes_with: Content


def file_of(name: str, content: bytes) -> Content:
    """A file of an answer; its ending says its media type."""
    return content_of(name, MEDIA_TYPES[Path(name).suffix], content)


def files_in(folder: Path, names: Iterable[str] | None = None) -> tuple[Content, ...]:
    """The files that a run has written into a folder, by name; all, or those of `names`."""
    paths = [path for path in folder.iterdir() if path.suffix in MEDIA_TYPES]
    wanted = {path.name for path in paths} if names is None else set(names)
    return tuple(
        file_of(path.name, path.read_bytes()) for path in sorted(paths) if path.name in wanted
    )
