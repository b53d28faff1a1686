"""用地相容: the planned land use under the site is one of some codes, or none of them."""

import numpy as np
import shapely
from numpy.typing import NDArray

from data.rulepacks.checks import LandUse
from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN
from geo.checks.arcs import quad_segs
from geo.checks.asking import Asking
from geo.checks.candidates import Candidates, blind, candidates, together, zone_of
from geo.checks.judged import Judged, everywhere
from geo.checks.land_use_codes import Said, said
from geo.checks.needed import needed
from geo.checks.zones import Ground
from geo.levels import YES
from geo.reason import Reason
from geo.scene.land_use import LandUses
from geo.scene.scene import Scene


def land_use(check: LandUse, asking: Asking) -> Judged:
    """What the codes of the polygons that the site lies in, or may lie in, say.

    Met or not met where all of them say so, else on site; not met too where a code that must not
    occur surely lies under part of the site. On site where no polygon lies. Unknown where land use
    is not known within the position error, and where the vocabulary names no code for the business.
    `feature` is the polygon, in the scene's `land_use`.
    """
    asked = asked_codes(check, asking.business.land_use_fit)
    if not asked:
        return everywhere(UNKNOWN, Reason.NUMBER_MISSING, asking.count)
    land = needed(asking.scene.land_use)
    found = land_under(asking) if asking.land is None else asking.land
    says = code_answers(check, asked, asking.scene)
    which = land.spelling[found.met.zone]
    each = np.array([one.answer for one in says], dtype=np.uint8)[which]
    why = np.array([one.reason for one in says], dtype=np.uint8)[which]
    whole = together(found, each)
    surely_bad = (each == NOT_MET) & (found.met.level == YES)
    occurs = found.any_of(surely_bad) & bool(check.none_of)
    answer = np.where(occurs, NOT_MET, whole.answer)
    own = np.append(why, Reason.NOTHING_THERE)[whole.pair]
    alike = np.append(each, ON_SITE)[whole.pair] == answer
    reason = np.where(alike, own, Reason.WITHIN_ERROR)
    bare = found.cell & (answer == MET)
    bare[bare] = ~_covered(found, land, np.flatnonzero(bare))
    answer, reason = np.where(bare, ON_SITE, answer), np.where(bare, Reason.NOTHING_THERE, reason)
    reason = np.where(answer == MET, Reason.NONE, reason)
    lost = blind(found, answer.astype(np.uint8), surely_bad)
    return Judged(
        answer=np.where(lost, UNKNOWN, answer).astype(np.uint8),
        reason=np.where(lost, found.unknown, reason).astype(np.uint8),
        value=np.full(asking.count, np.nan),
        error=found.here.sites.error_m + land.known.error_m,
        feature=zone_of(found, whole.pair),
        approximate=np.zeros(asking.count, dtype=bool),
    )


def land_under(asking: Asking) -> Candidates:
    """The land use that the sites may lie in; the same for all checks of it."""
    land = needed(asking.scene.land_use)
    return candidates(asking.here, land.known, ground(land), adjoin=True)


def ground(land: LandUses) -> Ground:
    """Land use as polygons that a site may have part in."""
    return Ground(land.shapes, land.error_m, land.tree, land.outlines)


def asked_codes(check: LandUse, fit: tuple[str, ...]) -> tuple[str, ...]:
    """The codes that a check asks for or forbids; `fit` are those of the business."""
    return fit if check.fits_business else (*check.one_of, *check.none_of)


def code_answers(check: LandUse, asked: tuple[str, ...], scene: Scene) -> list[Said]:
    """What each spelling of a code in the scene's land use says."""
    forbidden, old = bool(check.none_of), scene.vocabulary.old_codes
    spellings = needed(scene.land_use).spellings
    return [said(code, asked, old, forbidden=forbidden) for code in spellings]


def _covered(found: Candidates, land: LandUses, sites: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether every part of a cell has some land use within the position error."""
    covered = np.zeros(len(sites), dtype=bool)
    for at, site in enumerate(sites):
        first, last = np.searchsorted(found.met.site, [site, site + 1])
        error = float(found.here.sites.error_m[site]) + land.known.error_m
        shapes = land.shapes[found.met.zone[first:last]]
        grown = shapely.buffer(shapes, error, quad_segs=quad_segs(error))
        covered[at] = shapely.covers(shapely.union_all(grown), found.here.sites.shapes[site])
    return covered
