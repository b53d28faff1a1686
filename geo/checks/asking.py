"""What every check is given: the scene, the sites in it, and the business they are for."""

from dataclasses import dataclass

from data.rulepacks.vocabulary import BusinessType
from geo.checks.hosts import Hosts
from geo.checks.needed import needed
from geo.scene.features import Features
from geo.scene.placed import InCells, Placed
from geo.scene.scene import Scene, Wanted


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
        hosts: The buildings that these very sites may be in, where several checks look at them;
            None where each that does finds them itself.
    """

    scene: Scene
    here: Placed
    business: BusinessType
    cells: Placed | None = None
    gridded: bool = False
    hosts: Hosts | None = None

    @property
    def count(self) -> int:
        """N, sites."""
        return self.here.sites.count

    @property
    def in_cells(self) -> InCells:
        """The sites, each of them anywhere in its cell of the fixed grid (law 11).

        Raises:
            LookupError: Nothing is hidden from the asker.
        """
        return needed(self.here.in_cells)

    @property
    def by_cell(self) -> "Asking":
        """The same question to each distinct cell, for what rests on nothing else of a site."""
        return Asking(self.scene, self.in_cells.distinct, self.business, gridded=True)

    def look(self, wanted: Wanted) -> tuple[Features, Placed]:
        """The features asked for, and the sites as they may be answered for.

        Where any of the features is hidden from the asker every site is anywhere in its cell of
        the fixed grid, so that no answer tells where the hidden one lies (law 11).
        """
        found = self.scene.features[wanted]
        return found, self.seen(hidden=found.any_hidden)

    def seen(self, *, hidden: bool) -> Placed:
        """The sites as they may be answered for where what they are held against is hidden."""
        return self.hidden_here if hidden else self.here

    @property
    def hidden_here(self) -> Placed:
        """The sites as they may be answered for where something is hidden from the asker."""
        return self.here if self.gridded else self.in_cells.placed
