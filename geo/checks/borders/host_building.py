"""Where `host_building` may change its answer."""

from data.rulepacks.checks import HostBuilding
from geo.checks.borders.change import Change
from geo.checks.borders.hosts import host_changes
from geo.checks.borders.plot import Plot
from geo.checks.needed import needed


def borders(check: HostBuilding, plot: Plot) -> list[Change]:
    """Buildings of one use, grown and shrunk by the error."""
    buildings = needed(plot.scene.buildings)
    return host_changes(buildings, (buildings.uses,), plot)
