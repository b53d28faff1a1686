"""智能对比: several sites surveyed for one business and laid side by side."""

from dataclasses import dataclass

from api.siting.question import SitingQuestion
from data.district import District
from data.errors import SiteError
from data.sites.batch import Batch, BatchDefaults, site_rows
from data.sites.batch_cells import RowProblem
from data.text import Text
from geo.comparison.compare import Comparison, compare
from geo.comparison.nearest_places import NearestPlaces, nearest_places
from geo.comparison.place_names import PlaceName, place_names
from geo.site.batch import BatchSites, batch_sites
from geo.site.directory import directory
from geo.site.given import fact_columns
from geo.site.grounds import Outlines, grounds
from geo.streets.network import WalkNetwork
from geo.survey.examine import examine
from geo.survey.explain import findings
from geo.survey.explained.background import background
from geo.survey.finding import Finding
from geo.survey.outcome import Outcome
from geo.survey.prepared import ask, prepare

# More sites than this are a batch; nobody reads so many columns.
MOST_SITES = 20


@dataclass(frozen=True)
class Compared:
    """Several sites compared.

    Attributes:
        question: What was asked of all of them.
        sites: The sites, in the order of their rows.
        comparison: Outcomes by rule and site, and who dominates whom.
        findings: What each rule found, site by site.
        outlines: The buildings or parcels among which places were looked for.
        nearest: For every site that fails the nearest places that would do; None for others.
        names: What these places are called, site by site.
        problems: Rows that could not be surveyed.
    """

    question: SitingQuestion
    sites: BatchSites
    comparison: Comparison
    findings: tuple[tuple[Finding, ...], ...]
    outlines: Outlines
    nearest: tuple[NearestPlaces | None, ...]
    names: tuple[tuple[PlaceName, ...], ...]
    problems: tuple[RowProblem, ...]


def comparison(
    district: District,
    question: SitingQuestion,
    batch: Batch,
    defaults: BatchDefaults,
    network: WalkNetwork | None,
) -> Compared:
    """Survey the sites of a table for one business and lay them side by side.

    Args:
        district: The district.
        question: What is asked of all of them.
        batch: The table.
        defaults: What the options say for blank cells.
        network: The walkable streets, with steps; None where the district has none.

    Raises:
        SiteError: There are fewer than two sites, or too many; or one is for another business.
    """
    prepared = prepare(
        district,
        question.vocabulary,
        question.book,
        question.business,
        question.undertaking,
        question.level,
        network=network,
        cell_m=question.cell_m,
    )
    sites = _sites(district, question, batch, defaults)
    asking = ask(prepared, sites.sites)
    examined = examine(prepared.rules, asking)
    known = background(district, question.book.on, question.level)
    outlines, what = grounds(district, level=question.level).offered(question.undertaking)
    facts = fact_columns(question.facts)
    nearest = tuple(
        nearest_places(prepared, shape, outlines.shapes, what, outlines.error_m, facts)
        if verdict == Outcome.FAIL
        else None
        for shape, verdict in zip(sites.sites.shapes, examined.verdict, strict=True)
    )
    return Compared(
        question=question,
        sites=sites,
        comparison=compare(examined),
        findings=tuple(findings(examined, asking, at, known) for at in range(sites.sites.count)),
        outlines=outlines,
        nearest=nearest,
        names=tuple(
            () if each is None else place_names(district, outlines, each.row, question.level)
            for each in nearest
        ),
        problems=tuple(
            sorted((*batch.problems, *sites.problems), key=lambda each: (each.row, each.field))
        ),
    )


def _sites(
    district: District, question: SitingQuestion, batch: Batch, defaults: BatchDefaults
) -> BatchSites:
    """The sites of the table.

    Raises:
        SiteError: There are fewer than two, or too many; or one is for another business.
    """
    count = len(batch.table)
    if not 2 <= count <= MOST_SITES:
        raise SiteError(
            batch.label,
            Text(f"有 {count} 处场址", f"has {count} sites"),
            Text(f"2 至 {MOST_SITES} 处", f"2 to {MOST_SITES} of them"),
        )
    level = question.level
    rows = next(site_rows(batch, question.vocabulary, district.crs, defaults, MOST_SITES), None)
    # None where something is wrong with every row already, such as two of one id.
    if rows is None:
        raise _unsurveyed(batch.label, batch.problems)
    found = batch_sites(grounds(district, level=level), directory(district, level), rows)
    for row, business, undertaking in zip(found.row, found.type, found.undertaking, strict=True):
        if (business, undertaking) != (question.business.name, question.undertaking):
            said = Text(f"为 {business}、{undertaking}", f"is for {business}, {undertaking}")
            one = Text("与 --type、--undertaking 相同", "the same as --type and --undertaking")
            raise SiteError(batch.label, said, one, at=row)
    if len(found.row) < 2:
        raise _unsurveyed(batch.label, (*batch.problems, *found.problems))
    return found


def _unsurveyed(label: str, problems: tuple[RowProblem, ...]) -> SiteError:
    """Why fewer than two sites can be surveyed: what is wrong with the first that cannot."""
    first = problems[0]
    return SiteError(label, first.found, first.expected, at=f"{first.row} {first.field}")
