"""One site many times over, to ask what other facts would give."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from geo.scene.placed import Placed
from geo.scene.sites import FactColumn, Sites


def repeated(here: Placed, site: int, facts: Mapping[str, FactColumn], count: int) -> Placed:
    """Site number `site` `count` times, with some facts replaced.

    Args:
        here: Sites in a scene.
        site: Which of them.
        facts: (count,) columns that take the place of the site's own.
        count: How often.
    """
    sites = here.sites
    rows = np.full(count, site)
    own = {
        name: FactColumn(column.value[rows], column.source[rows])
        for name, column in sites.facts.items()
    }
    again = Sites(
        shapes=sites.shapes[rows],
        what=sites.what[rows],
        doors=sites.doors[rows],
        error_m=sites.error_m[rows],
        facts=MappingProxyType({**own, **facts}),
        address=sites.address[rows],
    )
    return Placed(again, here.margin_m[:, rows])
