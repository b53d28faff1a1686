"""`floor_area` answers alike everywhere: it looks at nothing on the land."""

from data.rulepacks.checks import FloorArea
from geo.checks.borders.change import Change
from geo.checks.borders.plot import Plot


def borders(check: FloorArea, plot: Plot) -> list[Change]:
    """None."""
    return []
