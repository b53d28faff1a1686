"""A question with everything resolved, and the key under which its answer is kept.

The key is a hash over all that the answer is made from: whoever asks the same of the same layers,
rules and program gets the same files.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from api.settings import Settings
from api.store.districts import Version
from data.declarations import Visibility
from data.text import Language
from data.version import __version__


@dataclass(frozen=True)
class Question:
    """A question, resolved; plain data, so that a job can carry it.

    Attributes:
        kind: coverage, survey, screening, comparison or batch.
        district_id: The district.
        version_id: The version of it that is asked.
        level: Up to which visibility layers are seen.
        small_counts: Whether counts of fewer than ten residents are told.
        language: Of the pages.
        parameters: What was asked, with days and moments resolved; JSON.
        packs: Rule pack to content hash, of those that stand there on the day; none in coverage.
    """

    kind: str
    district_id: str
    version_id: str
    level: Visibility
    small_counts: bool
    language: Language
    parameters: Mapping[str, Any]
    packs: Mapping[str, str] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """The question as JSON, as the store keeps it."""
        return {**asdict(self), "level": self.level.value, "language": self.language.value}

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """The question that `document` says."""
        level, language = Visibility(document["level"]), Language(document["language"])
        return cls(**{**document, "level": level, "language": language})


def key_seen(key: str, level: Visibility) -> str:
    """The key of what people of a level who see no small counts are told of an answer.

    It is made from the key of the answer itself, so that it stands as long as that does.
    """
    return hashlib.sha256(f"{key} {level.value}".encode()).hexdigest()


def key_of(question: Question, version: Version, settings: Settings) -> str:
    """The key of its answer.

    Args:
        question: The question.
        version: The version of the district that it is asked of.
        settings: What the office sets once: the approval number is printed on maps.
    """
    made_from = {
        **question.document(),
        # Two versions with the same content have the same answers.
        "version_id": version.hash,
        "program": __version__,
        "approval": settings.map_approval_number,
    }
    text = json.dumps(made_from, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
