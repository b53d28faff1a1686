"""Where `floor` may change its answer."""

from data.rulepacks.checks import Floor
from geo.checks.borders.change import Change
from geo.checks.borders.hosts import contradicted_changes
from geo.checks.borders.plot import Plot
from geo.checks.needed import needed


def borders(check: Floor, plot: Plot) -> list[Change]:
    """Buildings of as many floors, which may say otherwise than the applicant."""
    if "floor" not in plot.facts:
        return []
    buildings = needed(plot.scene.buildings)
    return contradicted_changes(buildings, buildings.floors, plot)
