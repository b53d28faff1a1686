"""Where `below_dwellings` may change its answer."""

from data.rulepacks.checks import BelowDwellings
from geo.checks.borders.change import Change
from geo.checks.borders.hosts import host_changes
from geo.checks.borders.plot import Plot
from geo.checks.needed import needed


def borders(check: BelowDwellings, plot: Plot) -> list[Change]:
    """Buildings whose dwellings begin on one floor, grown and shrunk by the error."""
    buildings = needed(plot.scene.buildings)
    told = buildings.homes, buildings.lowest_dwelling, buildings.floors
    return host_changes(buildings, told, plot)
