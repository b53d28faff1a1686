"""Shares as a person reads them: "all" and "nothing" are only said where they are meant."""

UNKNOWN = "—"

# Shares nearer to 1 than this are 1: a sum or an area in floating point.
_WHOLE = 1 - 1e-9


def percent(share: float | None) -> str:
    """A share of 0 to 1 with one decimal; a dash where it is None.

    Rounding never turns some into none or nearly all into all: those say `<0.1%` and `>99.9%`.
    """
    if share is None:
        return UNKNOWN
    if 0 < share < 0.0005:
        return "<0.1%"
    if 0.9995 <= share < _WHOLE:
        return ">99.9%"
    return f"{share * 100:.1f}%"
