"""One site many times over, to ask what other facts would give."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from geo.scene.placed import Placed
from geo.scene.sites import FactColumn


def repeated(here: Placed, site: int, facts: Mapping[str, FactColumn], count: int) -> Placed:
    """Site number `site` `count` times, with some facts replaced.

    Args:
        here: Sites in a scene.
        site: Which of them.
        facts: (count,) columns that take the place of the site's own.
        count: How often.
    """
    same = here.of(np.full(count, site))
    known = MappingProxyType({**same.sites.facts, **facts})
    return replace(same, sites=replace(same.sites, facts=known))
