"""Where `spacing` may change its answer."""

import numpy as np

from data.rulepacks.checks import Left, Spacing
from geo.checks.borders.change import CLEAR, EVERY, FORBIDS, KNOWN, Change, Lines
from geo.checks.borders.edges import kinds_known_edges
from geo.checks.borders.plot import Plot
from geo.checks.borders.same_place import same_place_edges
from geo.checks.borders.straight import rings
from geo.checks.borders.walking import walking_changes
from geo.checks.needed import needed
from geo.checks.spacing import how_far_apart


def borders(check: Spacing, plot: Plot) -> list[Change]:
    """Every other one grown by the distance, more and less the errors, and by the errors alone.

    One by one: what stands at the site's own place asks for nothing, and another behind it does.
    """
    if isinstance(check.at_least_m, Left) or isinstance(check.method, Left):
        return []
    found, least = plot.scene.features[check.of, "outline"], check.at_least_m
    error = plot.error_m + found.error_m

    def own() -> Lines:
        same = same_place_edges(needed(plot.scene.permits), found, plot)
        return same + rings(found.ends, error, plot)

    if check.method == "walking":
        asked = how_far_apart(check, least, len(found.ids))
        return [Change(EVERY, own), *walking_changes(found, asked, plot, one_by_one=True)]
    return [
        Change(EVERY, own),
        Change(CLEAR, lambda: rings(found.ends, least + error, plot)),
        Change(FORBIDS, lambda: rings(found.ends, np.maximum(least - error, 0.0), plot)),
        Change(KNOWN, lambda: kinds_known_edges(found, least + plot.error_m, plot)),
    ]
