"""What every check is given: the scene, the sites in it, and the business they are for."""

from dataclasses import dataclass, replace

import numpy as np

from data.rulepacks.vocabulary import BusinessType
from geo.checks.candidates import Candidates
from geo.checks.hosts import Hosts
from geo.checks.needed import needed
from geo.scene.features import Features
from geo.scene.placed import InCells, Placed
from geo.scene.scene import Scene, Wanted
from geo.scene.sites import facts_of


@dataclass(frozen=True)
class Asking:
    """One question to many sites.

    Attributes:
        scene: What lies around.
        here: The sites.
        business: What is to be opened.
        cells: For a screening the 10 m cell around each site: a walking distance is judged for
            the worst place in it, and `approximate`. None for a survey.
        gridded: Whether the sites are cells of the fixed grid, since something is hidden.
        hosts: The buildings that these very sites may be in, where several checks look at them;
            None where each that does finds them itself.
        land: The land use that they may lie in, likewise.
    """

    scene: Scene
    here: Placed
    business: BusinessType
    cells: Placed | None = None
    gridded: bool = False
    hosts: Hosts | None = None
    land: Candidates | None = None

    @property
    def count(self) -> int:
        """N, sites."""
        return self.here.sites.count

    @property
    def in_cells(self) -> InCells:
        """The cells of the fixed grid that the sites touch (law 11).

        Raises:
            LookupError: Nothing is hidden from the asker.
        """
        return needed(self.here.in_cells)

    @property
    def by_cell(self) -> "Asking":
        """The same question to each distinct cell, for what rests on nothing else of a site."""
        return Asking(self.scene, self.in_cells.distinct, self.business, gridded=True)

    @property
    def by_site_and_cell(self) -> "Asking":
        """The same question to each pair of a site and a cell that it touches, with its facts."""
        cells = self.in_cells
        pairs = cells.distinct.of(cells.cell)
        facts = facts_of(self.here.sites.facts, cells.site)
        here = replace(pairs, sites=replace(pairs.sites, facts=facts))
        return Asking(self.scene, here, self.business, gridded=True)

    @property
    def hidden_here(self) -> Placed:
        """The sites, known around as well as around the worst known of their cells."""
        cells = self.in_cells
        margin = np.full((self.count, len(self.here.margin_m)), np.inf)
        np.minimum.at(margin, cells.site, cells.distinct.margin_m[:, cells.cell].T)
        here = replace(self.here.sites, error_m=np.zeros(self.count), doors_error_m=None)
        return Placed(here, margin.T)

    def look(self, wanted: Wanted) -> tuple[Features, Placed]:
        """The features asked for, and the sites."""
        return self.scene.features[wanted], self.here
