"""From a survey or a comparison to the sites, and the places near them, that tables tell of."""

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import CRS

from api.outputs.surveyed_tables import SurveyedSite
from api.siting.comparison import Compared
from api.siting.survey import Survey
from geo.survey.outcome import Outcome

_NEAREST = ("site", "layer", "id", "name", "address", "verdict", "distance_m")


def surveyed_site(survey: Survey) -> SurveyedSite:
    """The site of a survey; it is called as it was given."""
    sites = survey.located.sites
    return SurveyedSite(
        survey.located.label,
        sites.shapes[0],
        survey.verdict,
        sites.address[0],
        float(sites.error_m[0]),
        survey.findings,
    )


def compared_sites(found: Compared) -> tuple[SurveyedSite, ...]:
    """The sites of a comparison, in the order of their rows."""
    sites = found.sites.sites
    return tuple(
        SurveyedSite(
            str(found.sites.id[at]),
            sites.shapes[at],
            Outcome(int(found.comparison.verdict[at])),
            sites.address[at],
            float(sites.error_m[at]),
            found.findings[at],
        )
        for at in range(sites.count)
    )


def nearest_table(found: Compared, crs: CRS) -> gpd.GeoDataFrame:
    """One row for each place that would do near a site that fails, the nearest first."""
    near = [
        (str(found.sites.id[at]), place, named, verdict, away_m)
        for at, nearest in enumerate(found.nearest)
        if nearest is not None
        for place, verdict, away_m, named in zip(
            nearest.row, nearest.verdict, nearest.distance_m, found.names[at], strict=True
        )
    ]
    outlines = found.outlines
    rows = [
        (site, outlines.layer, str(outlines.ids[place]), named.name, named.address,
         Outcome(int(verdict)).word, round(float(away_m), 1))
        for site, place, named, verdict, away_m in near
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(_NEAREST))
    shapes = np.array([outlines.shapes[place] for _, place, *_ in near], dtype=object)
    return gpd.GeoDataFrame(table, geometry=shapes, crs=crs)
