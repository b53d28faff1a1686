"""Shares as a person reads them: "all" and "nothing" are only said where they are meant."""

# Shares nearer to 1 than this are 1: a sum or an area in floating point.
_WHOLE = 1 - 1e-9


def percent(share: float | None) -> str:
    """A share with one decimal; nearly all is 99.9%, next to nothing <0.1%, not known a dash."""
    if share is None:
        return "–"
    text = f"{share:.1%}"
    if text == "100.0%" and share < _WHOLE:
        return "99.9%"
    return "<0.1%" if text == "0.0%" and share > 0 else text
