"""What every check is given: the scene, the sites in it, and the business they are for."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

from data.rulepacks.vocabulary import BusinessType
from geo.scene.features import Features
from geo.scene.placed import InCells, Placed, in_cells
from geo.scene.scene import Scene, Wanted

_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Asking:
    """One question to many sites.

    Attributes:
        scene: What lies around.
        here: The sites.
        business: What is to be opened.
        cells: For a screening the 10 m cell around each site: a walking distance is judged for
            the worst place in it, and `approximate`. None for a survey.
        gridded: Whether the sites are cells of the fixed grid already.
    """

    scene: Scene
    here: Placed
    business: BusinessType
    cells: Placed | None = None
    gridded: bool = False
    # Each question begins without: `replace` takes nothing over.
    _kept: dict[Hashable, object] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    @property
    def count(self) -> int:
        """N, sites."""
        return self.here.sites.count

    @cached_property
    def in_cells(self) -> InCells:
        """The sites, each of them anywhere in its cell of the fixed grid (law 11)."""
        return in_cells(self.scene, self.here)

    @cached_property
    def by_cell(self) -> "Asking":
        """The same question to each distinct cell, for what rests on nothing else of a site."""
        return Asking(self.scene, self.in_cells.distinct, self.business, gridded=True)

    def look(self, wanted: Wanted) -> tuple[Features, Placed]:
        """The features asked for, and the sites as they may be answered for.

        Where any of the features is hidden from the asker every site is anywhere in its cell of
        the fixed grid, so that no answer tells where the hidden one lies (law 11).
        """
        found = self.scene.features[wanted]
        return found, self.hidden_here if found.any_hidden else self.here

    @property
    def hidden_here(self) -> Placed:
        """The sites as they may be answered for where something is hidden from the asker."""
        return self.here if self.gridded else self.in_cells.placed

    def once(self, what: Hashable, find: Callable[["Asking"], _Found]) -> _Found:
        """What `find` finds, sought once for this question, since rules often ask the same.

        Args:
            what: What is sought; whoever names the same is given the same.
            find: How it is found.
        """
        if what not in self._kept:
            self._kept[what] = find(self)
        return cast("_Found", self._kept[what])
