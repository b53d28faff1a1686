"""What a question is asked of: a version of a district, up to a level."""

from dataclasses import dataclass, replace
from typing import Self

from api.opening import Opened
from api.store.districts import Version
from data.declarations import Visibility
from data.district import District
from data.text import Language


@dataclass(frozen=True)
class AskedOf:
    """What a question is asked of.

    Attributes:
        district_id: The district.
        version: The version of it.
        opened: Its layers.
        level: Up to which visibility the asker sees them.
        small_counts: Whether counts of fewer than ten residents are told.
        language: Of pages, where the question does not say.
        grid_m: Side of a law 11 cell, in metres.
    """

    district_id: str
    version: Version
    opened: Opened
    level: Visibility
    small_counts: bool
    language: Language
    grid_m: int

    @property
    def district(self) -> District:
        """Its layers."""
        return self.opened.district

    def spoken(self, language: Language | None) -> Self:
        """The same, with pages in the language that the asker prefers, if any."""
        return self if language is None else replace(self, language=language)
