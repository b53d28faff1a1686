"""Small random street networks: straight, bent, doubled, and of lengths unlike their drawing."""

from hypothesis import strategies as st
from support.tiny_circles import line, network_of, seeds_at

_SIDE, _STEP_M = 4, 90
_CORNERS = st.tuples(st.integers(0, _SIDE - 1), st.integers(0, _SIDE - 1))
_BENDS = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=2)
_FACTORS = (0.0, 0.5, 1.0, 1.3)


@st.composite
def street_networks(draw, shortest=0.0):
    """Up to eight streets between the corners of a small grid, a little turned.

    Their lengths are at least `shortest` times their drawing.
    """
    rows = []
    for number in range(draw(st.integers(1, 8))):
        (a, b), (c, d) = draw(st.lists(_CORNERS, min_size=2, max_size=2, unique=True))
        begin, end = ((_STEP_M * x + 7 * y, _STEP_M * y - 3 * x) for x, y in ((a, b), (c, d)))
        row = line(f"{number}", f"{a}{b}", f"{c}{d}", [begin, *draw(_BENDS), end])
        factor = draw(st.sampled_from([known for known in _FACTORS if known >= shortest]))
        rows.append({**row, "length_m": row["length_m"] * factor})
    return network_of(*rows)


def seeds_on(network):
    """A network with one to three places where walks begin, and a limit in millimetres."""
    begin = st.builds(
        lambda edge, share, cost: (edge, int(share * network.length_mm[edge]), cost),
        st.integers(0, len(network.u) - 1), st.floats(0, 1), st.integers(0, 100_000),
    )  # fmt: skip
    begins = st.lists(begin, min_size=1, max_size=3).map(lambda given: seeds_at(*given))
    return st.tuples(st.just(network), begins, st.integers(0, 600_000))
