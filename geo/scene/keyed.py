"""Joining rows by whole-number keys, and pairs of which the surest stand."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Keyed:
    """Rows that can be found by key.

    Attributes:
        rows: (R,) rows in order of key.
        keys: (R,) their keys; a negative one is never found.
    """

    rows: Indices
    keys: Indices

    def find(self, wanted: Indices) -> tuple[Indices, Indices]:
        """Every pair of an index in `wanted` and a row that has this key; none for keys below 0."""
        first = np.searchsorted(self.keys, wanted, side="left")
        count = np.searchsorted(self.keys, wanted, side="right") - first
        count[wanted < 0] = 0
        which = np.repeat(np.arange(len(wanted)), count)
        begun = np.cumsum(count) - count
        return which, self.rows[np.arange(len(which)) - (begun - first)[which]]


def keyed(keys: Indices) -> Keyed:
    """Make rows findable by their keys."""
    rows = np.argsort(keys, kind="stable")
    return Keyed(rows, keys[rows])


@dataclass(frozen=True)
class Pairs:
    """Pairs of a site and something else, and how sure each is. M entries.

    Attributes:
        site: (M,) index of the site.
        other: (M,) index or code of the other.
        sure: (M,) whether they surely belong together.
    """

    site: Indices
    other: Indices
    sure: NDArray[np.bool_]

    def of(self, chosen: NDArray[np.bool_]) -> "Pairs":
        """Some of them."""
        return Pairs(self.site[chosen], self.other[chosen], self.sure[chosen])

    @property
    def only(self) -> NDArray[np.bool_]:
        """(M,) whether the site is in no other pair."""
        return np.asarray(np.bincount(self.site)[self.site] == 1, dtype=bool)


def surest(parts: Sequence[Pairs]) -> Pairs:
    """All pairs, each once, as sure as the surest of its like; by site and other."""
    site, other, sure = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("site", "other", "sure")
    )
    order = np.lexsort((~sure, other, site))
    site, other, sure = site[order], other[order], sure[order]
    first = np.append(True, (site[1:] != site[:-1]) | (other[1:] != other[:-1]))[: len(site)]
    return Pairs(site[first], other[first], sure[first])
