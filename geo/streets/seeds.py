"""Where walks begin: positions on streets, each with the source it belongs to."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Seeds:
    """Where walks begin. S entries.

    Attributes:
        edge: (S,) edge index.
        offset_mm: (S,) walking distance from the edge's first vertex.
        cost_mm: (S,) what it costs to begin there.
        rank: (S,) which source this is, 0 .. sources - 1.
        sources: How many sources there are.
    """

    edge: NDArray[np.int64]
    offset_mm: NDArray[np.int64]
    cost_mm: NDArray[np.int64]
    rank: NDArray[np.int64]
    sources: int
