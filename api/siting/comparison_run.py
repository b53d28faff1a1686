"""A comparison as a job: a district and a table of sites in, a folder of files out."""

from pathlib import Path

from api.coverage_run import Say
from api.opening import Opened
from api.outputs.comparison_document import comparison_document
from api.outputs.document import document_bytes
from api.outputs.surveyed_geojson import surveyed_geojson
from api.outputs.surveyed_geopackage import write_surveyed_geopackage
from api.outputs.surveyed_sites import compared_sites, nearest_table
from api.settings import Settings
from api.siting.comparison import Compared, comparison
from api.siting.question import SitingQuestion
from api.siting.views import comparison_view
from data.atomic import replacing_all
from data.sites.batch import Batch, BatchDefaults
from data.text import Text
from maps.siting.comparison_page import comparison_page

FILES = ("comparison.json", "comparison.geojson", "comparison.gpkg", "comparison.html")


def run_comparison(
    opened: Opened,
    question: SitingQuestion,
    batch: Batch,
    defaults: BatchDefaults,
    out: Path,
    *,
    settings: Settings,
    say: Say = lambda _: None,
) -> Compared:
    """Compare the sites of a table and write the results into `out`, all of them or none.

    Args:
        opened: The district.
        question: What is asked of all sites.
        batch: The table.
        defaults: What the options say for blank cells.
        out: The folder; made where it is not there.
        settings: Language and approval number of the page.
        say: Told what is being worked on.

    Raises:
        SiteError: There are fewer than two sites, or too many; or one is for another business.
        WriteError: The folder cannot be written; what was in it is unchanged.
    """
    district = opened.district
    say(Text("勘验各处场址", "surveying the sites"))
    network = opened.network(takes_steps=True) if district.has("streets") else None
    found = comparison(district, question, batch, defaults, network)
    say(Text("写出结果", "writing the results"))
    view = comparison_view(district, found, settings.map_approval_number)
    document, sites = comparison_document(district, found), compared_sites(found)
    nearest = nearest_table(found, district.crs)
    contents = {
        "comparison.json": document_bytes(document),
        "comparison.geojson": surveyed_geojson(district, sites, document, nearest),
        "comparison.html": comparison_page(view, settings.language).encode(),
    }
    with replacing_all(out, list(FILES)) as scratch:
        for name, content in contents.items():
            (scratch / name).write_bytes(content)
        gpkg = scratch / "comparison.gpkg"
        write_surveyed_geopackage(gpkg, district, sites, contents["comparison.json"], nearest)
    return found
