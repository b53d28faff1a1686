"""The site of a case, with the facts of its undertaking."""

from dataclasses import replace

import numpy as np
import shapely

from data.rulepacks.case import Case
from data.rulepacks.vocabulary import Vocabulary
from data.sites.facts import given_fact
from geo.scene.sites import Shape, Sites, point_sites
from geo.site.given import fact_columns

_SHAPES = {"building": Shape.BUILDING, "parcel": Shape.PARCEL}


def toy_site(case: Case, vocabulary: Vocabulary) -> Sites:
    """The one site of a case.

    Args:
        case: The case.
        vocabulary: The words, for what a fact's value means.
    """
    given = {
        name: given_fact(text, vocabulary.facts[name], name) for name, text in case.facts.items()
    }
    site = point_sites(np.array(case.site[:1]), fact_columns(given), case.site_error_m)
    site = replace(site, address=np.array([case.address], dtype=object))
    if len(case.site) == 1:
        return site
    return replace(
        site,
        shapes=_one(shapely.Polygon(case.site)),
        what=np.array([_SHAPES[case.site_is or "parcel"]], dtype=np.uint8),
        doors=_one(shapely.MultiPoint(case.doors) if case.doors else None),
    )


def _one(shape: object) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """An array of one shape; numpy would take some apart."""
    held = np.empty(1, dtype=object)
    held[0] = shape
    return held
