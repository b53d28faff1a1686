"""Which of the main roads are arterials, and where the metro runs below them."""

from data.demo.layout import Layout
from data.demo.plan import RURAL_FROM_Y

_METRO_X, _METRO_Y = 1700, -2200  # two lines, north-running and east-running, near these places
_EAST_WEST_M, _SOUTH_M = 4500, -6500
_ARTERIAL_EVERY = 4  # so manieth of the town's main roads


def metro_lines(layout: Layout) -> tuple[int, int]:
    """Board x of the north-running and board y of the east-running metro line."""
    plan = layout.plan
    return (
        min(plan.x_lines, key=lambda line: abs(line - _METRO_X)),
        min(plan.y_lines, key=lambda line: abs(line - _METRO_Y)),
    )


def arterial_lines(layout: Layout) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Board x of the north-running and board y of the east-running arterials, in town."""
    plan = layout.plan
    xs = [x for x in plan.x_lines if abs(x) < _EAST_WEST_M]
    ys = [y for y in plan.y_lines if _SOUTH_M < y < RURAL_FROM_Y]
    return tuple(xs[::_ARTERIAL_EVERY]), tuple(ys[::_ARTERIAL_EVERY])
