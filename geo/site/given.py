"""Facts that people give, as columns of sites."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from data.sites.facts import FactSource, GivenFact
from geo.scene.sites import FactColumn, Source

_SOURCES: Mapping[FactSource, Source] = MappingProxyType(
    {
        FactSource.DECLARED: Source.DECLARED,
        FactSource.DOCUMENT: Source.DOCUMENT,
        FactSource.SEEN: Source.SEEN,
    }
)


def fact_columns(given: Mapping[str, GivenFact]) -> Mapping[str, FactColumn]:
    """Facts of one site, as (1,) columns."""
    each = {name: np.full(1, fact, dtype=object) for name, fact in given.items()}
    return MappingProxyType({name: fact_column(facts) for name, facts in each.items()})


def fact_column(facts: NDArray[np.object_]) -> FactColumn:
    """One fact at N sites.

    Args:
        facts: (N,) `GivenFact`, None where it is not known.
    """
    values = [None if fact is None else fact.value for fact in facts.tolist()]
    source = [Source.NONE if fact is None else _SOURCES[fact.source] for fact in facts.tolist()]
    words = any(isinstance(value, str) for value in values)
    empty: float | None = None if words else np.nan
    filled = [empty if value is None else value for value in values]
    return FactColumn(
        value=np.array(filled, dtype=object if words else float),
        source=np.array(source, dtype=np.uint8),
    )
