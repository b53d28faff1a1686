"""The second half of `quankan demo`: a survey of each verdict, a screening, a comparison."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from api.coverage_run import Say
from api.demo_sites import (
    COMPARED_BUSINESS,
    COMPARED_FACTS,
    DEMO_COMPARED,
    DEMO_DAY,
    DEMO_SURVEYS,
    SCREENED_BUSINESS,
    SCREENED_FACTS,
    DemoSurvey,
)
from api.opening import Opened
from api.settings import Settings
from api.siting.comparison import Compared
from api.siting.comparison_run import run_comparison
from api.siting.given_site import GivenSite
from api.siting.question import Asked, SitingQuestion, siting_question
from api.siting.screening import Screening
from api.siting.screening_run import run_screening
from api.siting.survey import Survey
from api.siting.survey_run import run_survey
from data.atomic import replacing
from data.hours.calendar import work_calendar
from data.sites.batch import BatchDefaults, read_batch
from data.sites.coordinates import is_coordinates
from data.text import Text

_DATUM = "wgs84"


@dataclass(frozen=True)
class DemoSiting:
    """What the demo came to.

    Attributes:
        surveys: The surveys, in the order of `DEMO_SURVEYS`.
        screening: The screening.
        compared: The comparison.
    """

    surveys: tuple[Survey, ...]
    screening: Screening
    compared: Compared


def run_demo_siting(
    opened: Opened, out: Path, *, settings: Settings, say: Say = lambda _: None
) -> DemoSiting:
    """Survey, screen and compare in the demo district.

    Args:
        opened: The demo district.
        out: The folder of the demo; each result goes into a folder of its own in it.
        settings: Language and approval number of the pages.
        say: Told what is being worked on.

    Raises:
        WriteError: A folder cannot be written.
    """
    surveys = tuple(_survey(opened, each, out, settings, say) for each in DEMO_SURVEYS)
    say(Text("筛查全区", "screening the district"))
    screened = run_screening(
        opened,
        _question(opened, SCREENED_BUSINESS, SCREENED_FACTS),
        out / "screen",
        settings=settings,
        say=say,
    )
    say(Text("比较三处场址", "comparing three sites"))
    return DemoSiting(surveys, screened, _compare(opened, out, settings, say))


def survey_folder(out: Path, survey: DemoSurvey) -> Path:
    """Where the files of a survey go: `survey-pass` and so on."""
    return out / f"survey-{survey.verdict.word}"


def _survey(opened: Opened, each: DemoSurvey, out: Path, settings: Settings, say: Say) -> Survey:
    say(Text(f"勘验：{each.shows.zh}", f"surveying {each.shows.en}"))
    return run_survey(
        opened,
        _question(opened, each.business, each.facts),
        GivenSite(each.site, _DATUM if is_coordinates(each.site) else None),
        survey_folder(out, each),
        settings=settings,
        calendar=work_calendar(),
    )


def _compare(opened: Opened, out: Path, settings: Settings, say: Say) -> Compared:
    table = out / "sites.csv"
    _write_sites(table)
    question = _question(opened, COMPARED_BUSINESS, COMPARED_FACTS)
    defaults = BatchDefaults(
        type=question.business.name,
        undertaking=question.undertaking,
        datum=_DATUM,
        facts=question.facts,
    )
    batch = read_batch(table, question.vocabulary)
    return run_comparison(
        opened, question, batch, defaults, out / "compare", settings=settings, say=say
    )


def _write_sites(table: Path) -> None:
    """The sites compared, as a table that a person may change and compare again."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([("id", "lon", "lat"), *DEMO_COMPARED])
    with replacing(table) as scratch:
        scratch.write_bytes(text.getvalue().encode("utf-8-sig"))


def _question(opened: Opened, business: str, facts: str) -> SitingQuestion:
    return siting_question(opened.district, Asked(business, facts=facts, on=DEMO_DAY))
