"""`person_must_look` answers alike everywhere: it looks at nothing on the land."""

from shapely.geometry.base import BaseGeometry

from data.rulepacks.checks import PersonMustLook
from data.rulepacks.vocabulary import BusinessType
from geo.checks.borders.edges import Lines
from geo.scene.scene import Scene


def borders(
    check: PersonMustLook,
    scene: Scene,
    error_m: float,
    business: BusinessType,
    within: BaseGeometry,
) -> Lines:
    """None."""
    return []
