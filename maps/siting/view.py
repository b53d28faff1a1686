"""What the pages show: records of what was asked and what was found, filled in by whoever asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shapely.geometry.base import BaseGeometry

from data.declarations import Visibility
from data.district import District
from data.rulepacks.book import RuleBook, StandingRule
from data.rulepacks.rule import Undertaking
from data.rulepacks.vocabulary import BusinessType, Vocabulary
from data.sites.facts import GivenFact
from geo.comparison.compare import Comparison
from geo.scene.scene import Scene
from geo.screening.screen import Screen
from geo.screening.why import Found
from geo.survey.competent import Competent
from geo.survey.explained.checklist import ToDo
from geo.survey.finding import Finding
from geo.survey.not_examined import NotExamined
from geo.survey.outcome import Outcome
from geo.survey.responsible import Responsible
from geo.survey.same_address import SameAddress
from geo.survey.what_would_change import Change


@dataclass(frozen=True)
class AskedView:
    """What was asked, resolved; the same for every kind of page.

    Attributes:
        district: The district.
        vocabulary: The words.
        business: What is to be opened.
        undertaking: Kind of undertaking.
        book: The rules that stand there on the day.
        facts: The applicant's facts by name.
        at: The moment for opening hours; None for none.
        level: Up to which visibility the asker may see; the page shows no more.
        approval_number: 审图号. Without it the page is marked as internal.
    """

    district: District
    vocabulary: Vocabulary
    business: BusinessType
    undertaking: Undertaking
    book: RuleBook
    facts: Mapping[str, GivenFact]
    at: datetime | None = None
    level: Visibility = Visibility.INTERNAL
    approval_number: str = ""


@dataclass(frozen=True)
class SiteView:
    """A site.

    Attributes:
        label: What it was given as, or found by.
        shape: Point or polygon in the district's CRS.
        what: `door`, `building`, `parcel` or `cell`.
        error_m: How far its position may be off.
        address: Its address as given; None for none.
        doors: Its known doors, a point or multipoint; None where none is known.
        outline: Id of the building or parcel that was taken; None where none was.
    """

    label: str
    shape: BaseGeometry
    what: str
    error_m: float
    address: str | None = None
    doors: BaseGeometry | None = None
    outline: str | None = None


@dataclass(frozen=True)
class SurveyView:
    """One site surveyed.

    Attributes:
        asked: What was asked.
        site: Where.
        verdict: The worst of the findings.
        findings: What each rule found, the worst first.
        not_concerned: Rules that bind the business but do not concern this undertaking.
        changes: Facts that would change the verdict.
        checklist: What to look at on site, what the applicant only says, and what is missing.
        responsible: Who is responsible for the site; None where it was not looked up.
        competent: Who handles the permit; None likewise.
        same_address: What stands at the address; None likewise.
        not_examined: What no survey looks at.
    """

    asked: AskedView
    site: SiteView
    verdict: Outcome
    findings: tuple[Finding, ...]
    not_concerned: tuple[StandingRule, ...] = ()
    changes: tuple[Change, ...] = ()
    checklist: tuple[ToDo, ...] = ()
    responsible: Responsible | None = None
    competent: Competent | None = None
    same_address: SameAddress | None = None
    not_examined: tuple[NotExamined, ...] = ()


@dataclass(frozen=True)
class PlaceView:
    """A building or parcel that qualifies, or would pass.

    Attributes:
        id: Its id.
        name: Its name; None where it has none.
        addresses: Its standard addresses.
        layer: The layer it is of: `buildings` or `land_use`; empty for neither.
        shape: Its outline or point, in the district's CRS.
        outcome: What a survey of it comes to.
        rules: Ids of the rules that this rests on.
        conditional: How many rules come to conditional there.
        on_site: How many must be looked at on site.
        distance_m: How far it is from the site asked about; None where none was.
    """

    id: str
    name: str | None
    addresses: tuple[str, ...]
    layer: str
    shape: BaseGeometry
    outcome: Outcome
    rules: tuple[str, ...] = ()
    conditional: int = 0
    on_site: int = 0
    distance_m: float | None = None


@dataclass(frozen=True)
class ScreenView:
    """A district divided.

    Attributes:
        asked: What was asked; its facts hold everywhere.
        screen: The pieces.
        scene: What they were judged in; it knows which layers are missing.
        error_m: Position error that stands for a site anywhere.
        found: What was found at places of the pieces, by piece and rule.
        places: Buildings or parcels that qualify, the best first.
        places_in_all: How many qualify, where `places` are only the first of them.
    """

    asked: AskedView
    screen: Screen
    scene: Scene
    error_m: float
    found: tuple[Found, ...] = ()
    places: tuple[PlaceView, ...] = ()
    places_in_all: int | None = None


@dataclass(frozen=True)
class ComparedView:
    """One of the sites compared.

    Attributes:
        site: The site.
        findings: What each rule found there; rules that do not concern it have none.
        nearest: Where it fails, the nearest places that would pass.
    """

    site: SiteView
    findings: tuple[Finding, ...]
    nearest: tuple[PlaceView, ...] = ()


@dataclass(frozen=True)
class ComparisonView:
    """Several sites side by side.

    Attributes:
        asked: What was asked.
        comparison: Outcomes by rule and site, and who dominates whom.
        sites: The sites, in the order of the comparison's columns.
    """

    asked: AskedView
    comparison: Comparison
    sites: tuple[ComparedView, ...]
