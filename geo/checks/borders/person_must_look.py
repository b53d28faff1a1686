"""`person_must_look` answers alike everywhere: it looks at nothing on the land."""

from data.rulepacks.checks import PersonMustLook
from geo.checks.borders.change import Change
from geo.checks.borders.plot import Plot


def borders(check: PersonMustLook, plot: Plot) -> list[Change]:
    """None."""
    return []
