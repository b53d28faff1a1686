"""选址筛查: where in this district may a business open? The land divided, and what qualifies."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from api.siting.question import SitingQuestion
from data.district import District
from data.errors import DistrictError
from data.own_district import own_district
from data.text import Text
from geo.comparison.place_names import PlaceName, place_names
from geo.scene.sites import CLICKED_ERROR_M
from geo.screening.candidates import Candidates, candidates
from geo.screening.screen import Screen, screen
from geo.screening.why import Found, why
from geo.site.given import fact_columns
from geo.site.grounds import Outlines, grounds
from geo.streets.network import WalkNetwork
from geo.survey.explained.background import background
from geo.survey.prepared import Prepared, prepare


@dataclass(frozen=True)
class Screening:
    """A district screened for one business.

    Attributes:
        question: What was asked; its facts hold everywhere.
        prepared: The rules, and what they looked at.
        screen: The land divided.
        error_m: Position error that stands for a site anywhere.
        found: What was found at places of the pieces, by piece and rule.
        outlines: The buildings, or where there are none the parcels, that were surveyed.
        candidates: Those of them that qualify, the best first.
        names: What these are called.
    """

    question: SitingQuestion
    prepared: Prepared
    screen: Screen
    error_m: float
    found: tuple[Found, ...]
    outlines: Outlines
    candidates: Candidates
    names: tuple[PlaceName, ...]


def screening(
    district: District,
    question: SitingQuestion,
    *,
    error_m: float = CLICKED_ERROR_M,
    network: WalkNetwork | None = None,
    say: Callable[[int, int], None] = lambda done, of_all: None,
) -> Screening:
    """Screen a district.

    Args:
        district: The district.
        question: What is asked.
        error_m: Position error that stands for a site anywhere.
        network: The walkable streets, with steps, where they are at hand.
        say: Told how many squares of how many are divided.

    Raises:
        DistrictError: The district says nowhere where it lies.
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
    facts, level = fact_columns(question.facts), question.level
    scene, business = prepared.scene, prepared.business
    land = own_land(district)
    divided = screen(prepared.rules, scene, business, land, facts, error_m, say=say)
    known = background(district, question.book.on, level)
    outlines, what = grounds(district, level=level).offered(question.undertaking)
    kept = candidates(prepared, outlines.shapes, what, outlines.error_m, facts)
    return Screening(
        question=question,
        prepared=prepared,
        screen=divided,
        error_m=error_m,
        found=why(divided, scene, business, facts, error_m, known),
        outlines=outlines,
        candidates=kept,
        names=place_names(district, outlines, kept.row, level),
    )


def own_land(district: District) -> BaseGeometry:
    """The district's own land.

    Raises:
        DistrictError: No area of level district says where it is.
    """
    own = _own_shapes(district)
    if not len(own):
        raise DistrictError(
            "areas",
            Text("没有区县边界", "no area of level district says where the district lies"),
            Text("层级为 district 的区域", "an area of level district"),
        )
    land: BaseGeometry = shapely.union_all(own)
    return land


def _own_shapes(district: District) -> NDArray[np.object_]:
    if not district.has("areas"):
        return np.empty(0, dtype=object)
    areas = district.features("areas")
    return np.asarray(areas.geometry[own_district(areas, {district.name})], dtype=object)
