"""所在建筑: the building the premises are in has none of some uses."""

import numpy as np
from numpy.typing import NDArray

from data.rulepacks.checks import HostBuilding
from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN, Answers
from geo.checks.asking import Asking
from geo.checks.candidates import Together, blind, together, zone_of
from geo.checks.facts import believed
from geo.checks.host import declared_uses, hosts, use_contradicted
from geo.checks.hosts import Hosts
from geo.checks.judged import Judged
from geo.levels import YES
from geo.reason import Reason
from geo.scene.building_uses import bits
from geo.scene.sites import FactColumn, Source


def host_building(check: HostBuilding, asking: Asking) -> Judged:
    """No building that the site may be in has one of the uses.

    The layer: met or not met where all buildings within the position error say so, else on site;
    unknown where one of them has no use or the layer is not known, on site where no building
    stands. The applicant's fact `building_use` speaks where a layer that is known shows no
    building, and where the building has no use if it is proven or to the applicant's harm. It is
    believed as any fact. Where the layer says otherwise: on site, or not met if both would be.
    Where the layer is not known nobody can hold the fact against it, and so it says nothing. What
    was seen on site stands. `feature` is the building, in the scene's `buildings`.
    """
    host, bad = hosts(asking), bits(check.none_of)
    uses = host.buildings.uses[host.found.met.zone]
    each = use_answers(uses, bad)
    layer = together(host.found, each)
    lost = blind(host.found, layer.answer, (each == NOT_MET) & (host.found.met.level == YES))
    answer = np.where(lost, UNKNOWN, layer.answer).astype(np.uint8)
    reason = _reasons(host, layer, each, lost)
    column = asking.here.sites.facts.get("building_use")
    if column is not None and declared_uses(column, asking.count).any():
        heard = _with_fact(column, host, answer, reason, bad, asking)
        deaf = lost & (column.source != Source.SEEN)
        answer, reason = np.where(deaf, (answer, reason), heard)
    # In a cell there is ground without a building too.
    bare = host.found.cell & ~host.found.none & (answer == MET)
    return Judged(
        answer=np.where(bare, ON_SITE, answer).astype(np.uint8),
        reason=np.where(bare, Reason.NOTHING_THERE, reason).astype(np.uint8),
        value=np.full(asking.count, np.nan),
        error=host.found.here.sites.error_m + host.buildings.known.error_m,
        feature=zone_of(host.found, layer.pair),
        approximate=np.zeros(asking.count, dtype=bool),
    )


def use_answers(uses: NDArray[np.int64], bad: int) -> Answers:
    """(M,) what the uses that buildings may have say of those that are barred."""
    answer = np.where((uses & bad) == 0, MET, np.where((uses & ~bad) == 0, NOT_MET, ON_SITE))
    return np.where(uses == 0, UNKNOWN, answer).astype(np.uint8)


def _reasons(
    host: Hosts, layer: Together, each: Answers, lost: NDArray[np.bool_]
) -> NDArray[np.uint8]:
    plain = np.array([Reason.MEASURED, Reason.ATTRIBUTE_MISSING, Reason.WITHIN_ERROR, Reason.NONE])
    reason = plain[layer.answer]
    same = np.append(each, MET)[layer.pair] == ON_SITE
    reason = np.where((layer.answer == ON_SITE) & same, Reason.MAY_COUNT, reason)
    reason = np.where(host.found.none, Reason.NOTHING_THERE, reason)
    return np.where(lost, host.found.unknown, reason).astype(np.uint8)


def _with_fact(
    column: FactColumn,
    host: Hosts,
    answer: Answers,
    reason: NDArray[np.uint8],
    bad: int,
    asking: Asking,
) -> tuple[Answers, NDArray[np.uint8]]:
    """Answers and reasons after the applicant has been heard."""
    uses = declared_uses(column, asking.count)
    told = uses != 0
    own = believed(column, (uses & bad) == 0, asking.scene.vocabulary.facts["building_use"])
    against = use_contradicted(host, column)
    # Which building or use it is, or what its use is, who gains by it cannot settle by saying so.
    open_ = _unsettled(host, bad) & (column.source == Source.DECLARED)
    heard = told & ~against & ~(open_ & (own.answer != NOT_MET))
    heard |= told & (column.source == Source.SEEN)
    heard |= told & host.found.cell & (own.answer == NOT_MET)
    both_bad = (answer == NOT_MET) & (own.answer == NOT_MET)
    doubted = told & against & ~heard & ~both_bad
    answer = np.where(heard, own.answer, np.where(doubted, ON_SITE, answer))
    reason = np.where(heard, own.reason, np.where(doubted, Reason.CONTRADICTED, reason))
    return answer.astype(np.uint8), reason.astype(np.uint8)


def _unsettled(host: Hosts, bad: int) -> NDArray[np.bool_]:
    """(N,) where there are buildings, and they do not agree on an answer or have no use."""
    uses = host.buildings.uses[host.found.met.zone]
    answer = together(host.found, use_answers(uses, bad)).answer
    open_ = (answer == ON_SITE) | (answer == UNKNOWN)
    return np.asarray(~host.found.none & open_, dtype=bool)
