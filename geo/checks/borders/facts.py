"""Where `fact` may change its answer: where a layer may say otherwise."""

from data.rulepacks.checks import Fact
from geo.checks.borders.change import Change
from geo.checks.borders.hosts import contradicted_changes
from geo.checks.borders.plot import Plot
from geo.checks.needed import needed


def borders(check: Fact, plot: Plot) -> list[Change]:
    """Buildings that tell of the fact what is alike, grown by the error."""
    if check.fact not in ("floor", "building_use") or check.fact not in plot.facts:
        return []
    buildings = needed(plot.scene.buildings)
    told = buildings.floors if check.fact == "floor" else buildings.uses
    return contradicted_changes(buildings, told, plot)
