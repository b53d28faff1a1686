"""What every check is given: the scene, the sites in it, and the business they are for."""

from dataclasses import dataclass

from data.rulepacks.vocabulary import BusinessType
from geo.scene.features import Features
from geo.scene.placed import Placed, in_cells
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
    """

    scene: Scene
    here: Placed
    business: BusinessType
    cells: Placed | None = None

    @property
    def count(self) -> int:
        """N, sites."""
        return self.here.sites.count

    def look(self, wanted: Wanted) -> tuple[Features, Placed]:
        """The features asked for, and the sites as they may be answered for.

        Where any of the features is hidden from the asker every site is anywhere in its cell of
        the fixed grid, so that no answer tells where the hidden one lies (law 11).
        """
        found = self.scene.features[wanted]
        here = in_cells(self.scene, self.here) if found.any_hidden else self.here
        return found, here
