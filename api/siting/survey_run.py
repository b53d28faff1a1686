"""A survey as a job: a district and a site in, a folder of files out."""

from pathlib import Path

from api.coverage_run import Say
from api.opening import Opened
from api.outputs.document import document_bytes
from api.outputs.survey_document import survey_document
from api.outputs.surveyed_geojson import surveyed_geojson
from api.outputs.surveyed_geopackage import write_surveyed_geopackage
from api.outputs.surveyed_sites import surveyed_site
from api.settings import Settings
from api.siting.given_site import GivenSite
from api.siting.question import SitingQuestion
from api.siting.survey import Survey, ready, survey
from api.siting.views import survey_view
from data.atomic import replacing_all
from data.hours.calendar import WorkCalendar
from data.text import Text
from maps.siting.survey_page import survey_page

FILES = ("survey.json", "survey.geojson", "survey.gpkg", "survey.html")


def run_survey(
    opened: Opened,
    question: SitingQuestion,
    given: GivenSite,
    out: Path,
    *,
    settings: Settings,
    calendar: WorkCalendar,
    say: Say = lambda _: None,
) -> Survey:
    """Survey one site and write the results into the folder `out`, all of them or none.

    Args:
        opened: The district.
        question: What is asked.
        given: The site.
        out: The folder; made where it is not there.
        settings: Language and approval number of the page.
        calendar: Rest days and make-up days.
        say: Told what is being worked on.

    Raises:
        SiteError: The site cannot be read or found, or is none.
        SiteOutsideError: It lies outside the district.
        WriteError: The folder cannot be written; what was in it is unchanged.
    """
    say(Text("准备规则和图层", "preparing rules and layers"))
    network = opened.network(takes_steps=True) if opened.district.has("streets") else None
    prepared = ready(opened.district, question, calendar=calendar, network=network)
    say(Text("勘验场址", "surveying the site"))
    found = survey(prepared, given)
    say(Text("写出结果", "writing the results"))
    view = survey_view(opened.district, found, settings.map_approval_number)
    document, sites = survey_document(opened.district, found), (surveyed_site(found),)
    contents = {
        "survey.json": document_bytes(document),
        "survey.geojson": surveyed_geojson(opened.district, sites, document),
        "survey.html": survey_page(view, settings.language).encode(),
    }
    with replacing_all(out, list(FILES)) as scratch:
        for name, content in contents.items():
            (scratch / name).write_bytes(content)
        write_surveyed_geopackage(
            scratch / "survey.gpkg", opened.district, sites, contents["survey.json"]
        )
    return found
