"""The number a check holds its measurement against, and how far round the site it looks."""

from data.rulepacks import checks as of
from geo.scene.same_place import NEAR_M


def threshold(leaf: of.Leaf) -> float | None:
    """The number of a check; None where it has none, or none was set."""
    number: of.Number | None
    match leaf:
        case of.LeastDistance() | of.Spacing():
            number = leaf.at_least_m
        case of.Adjacency():
            number = leaf.gap_m
        case of.OverlapShare():
            number = leaf.at_most
        case of.BelowDwellings():
            number = leaf.gap_floors
        case of.FloorArea():
            number = leaf.at_least_m2 if leaf.at_least_m2 is not None else leaf.at_most_m2
        case of.Count():
            number = leaf.at_most if leaf.at_most is not None else leaf.for_each
        case of.Floor():
            number = leaf.highest if leaf.highest is not None else leaf.lowest
        case _:
            return None
    return None if isinstance(number, of.Left) else number


def look_m(leaf: of.Leaf) -> float:
    """How far round the site a check looks, before errors of position."""
    match leaf:
        case of.LeastDistance():
            return (threshold(leaf) or 0.0) + leaf.line_to_edge_m[1]
        case of.Spacing() | of.Adjacency():
            return threshold(leaf) or 0.0
        case of.CorridorWidth():
            widths = [w for w in leaf.widths_m.values() if not isinstance(w, of.Left)]
            return max(widths, default=0.0) + leaf.line_to_edge_m[1]
        case of.AddressUnique():
            return NEAR_M
        case _:
            return 0.0


def left_open(leaf: of.Leaf) -> tuple[str, ...]:
    """Names of the numbers and methods of a check that no pack has set."""
    values = [value for _, value in leaf]
    if isinstance(leaf, of.CorridorWidth):
        values += list(leaf.widths_m.values())
    return tuple(value.left for value in values if isinstance(value, of.Left))


def numbers_of(leaf: of.Leaf) -> tuple[float, ...]:
    """Every number a check holds a fact against."""
    match leaf:
        case of.Fact():
            numbers: tuple[of.Number | None, ...] = (leaf.at_least, leaf.at_most)
        case of.FloorArea():
            numbers = (leaf.at_least_m2, leaf.at_most_m2)
        case _:
            numbers = ()
    return tuple(float(n) for n in numbers if n is not None and not isinstance(n, of.Left))
