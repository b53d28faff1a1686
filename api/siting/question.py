"""A question of siting with everything resolved: business, undertaking, day, rules, facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from api.clock import today
from data.declarations import Visibility
from data.district import District
from data.rulepacks.book import RuleBook
from data.rulepacks.built_in import packs_with
from data.rulepacks.rule import Undertaking
from data.rulepacks.stack import stack
from data.rulepacks.vocabulary import BusinessType, Vocabulary
from data.rulepacks.vocabulary_file import read_vocabulary
from data.sites.business import business_type, undertaking
from data.sites.facts import GivenFact, read_facts
from geo.scene.scene import CELL_M


@dataclass(frozen=True)
class Asked:
    """What a person asks, as written.

    Attributes:
        business: Business type, permit words or search words.
        undertaking: Kind of undertaking.
        facts: Facts as `name=value` with commas between.
        on: The day whose rules and facilities hold; None for today.
        at: The moment for opening hours; None for none.
        packs: The office's own packs.
        level: Up to which visibility the asker may see.
    """

    business: str
    undertaking: str = "rent"
    facts: str | None = None
    on: date | None = None
    at: datetime | None = None
    packs: Sequence[Path] = ()
    level: Visibility = Visibility.INTERNAL


@dataclass(frozen=True)
class Standing:
    """What holds for every site that is asked about at once.

    Attributes:
        vocabulary: The words.
        book: The rules that stand there on the day.
        level: Up to which visibility the asker may see.
        cell_m: Side of a cell of the fixed grid, for which what is hidden is answered.
    """

    vocabulary: Vocabulary
    book: RuleBook
    level: Visibility
    cell_m: float = CELL_M


@dataclass(frozen=True)
class SitingQuestion:
    """The same, resolved.

    Attributes:
        vocabulary: The words.
        business: What is to be opened.
        undertaking: Kind of undertaking.
        book: The rules that stand there on the day.
        facts: The applicant's facts.
        at: The moment for opening hours; None for none.
        level: Up to which visibility the asker may see.
        cell_m: Side of a cell of the fixed grid, for which what is hidden is answered.
    """

    vocabulary: Vocabulary
    business: BusinessType
    undertaking: Undertaking
    book: RuleBook
    facts: Mapping[str, GivenFact]
    at: datetime | None
    level: Visibility
    cell_m: float = CELL_M


def standing(
    district: District, on: date | None, packs: Sequence[Path], level: Visibility
) -> Standing:
    """What stands in a district on a day.

    Raises:
        RulePackError: A pack cannot be read, or contradicts another.
    """
    book = stack(packs_with(packs), on or today(), division_code(district))
    return Standing(read_vocabulary(), book, level)


def siting_question(district: District, asked: Asked) -> SitingQuestion:
    """Resolve a question for a district.

    Raises:
        SiteError: The business type, the undertaking or a fact is not known or makes no sense.
        RulePackError: A pack cannot be read, or contradicts another.
    """
    stands = standing(district, asked.on, asked.packs, asked.level)
    return SitingQuestion(
        vocabulary=stands.vocabulary,
        business=business_type(asked.business, stands.vocabulary),
        undertaking=undertaking(asked.undertaking),
        book=stands.book,
        facts=read_facts(asked.facts, stands.vocabulary),
        at=asked.at,
        level=asked.level,
    )


def division_code(district: District) -> str | None:
    """The division code of the district itself; None where its areas name none, or several."""
    return district.division_code
