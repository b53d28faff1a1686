"""Random rules, and random towns in which all that they look at is drawn."""

from dataclasses import replace
from typing import Any

import shapely
from hypothesis import strategies as st
from support.drawn_zones import CHECKS as OF_POLYGONS
from support.drawn_zones import HOUSES, LANDS, ZONES
from support.random_towns import EVERY as OF_PLACES
from support.random_towns import Drawn, towns
from support.told import rule_of

from data.rulepacks import checks as of
from geo.scene.sites import Source

OF_FACTS = (
    of.Floor(lowest=1, highest=2),
    of.Fact(fact="floor", at_most=1),
    of.Fact(fact="building_use", equals="office"),
    of.Fact(fact="produces_fume", equals=True),
    of.Document(fact="owners_consent"),
)
FACTS = {
    "floor": (2.0, Source.DECLARED),
    "building_use": ("office", Source.DECLARED),
    "produces_fume": (1.0, Source.DECLARED),
    "owners_consent": (1.0, Source.DOCUMENT),
}
_LEAVES = st.sampled_from([*OF_PLACES, *OF_POLYGONS, *OF_FACTS])


def _made(inner: st.SearchStrategy[of.Check]) -> st.SearchStrategy[of.Check]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(of.AnyOf, of=several),
        st.builds(of.AllOf, of=several),
        st.builds(of.Not, of=inner),
    )


CHECKS = st.recursive(_LEAVES, _made, max_leaves=4)
CONDITIONS = st.none() | st.recursive(st.sampled_from(OF_FACTS), _made, max_leaves=2)
GIVEN = st.sets(st.sampled_from(sorted(FACTS))).map(lambda names: {n: FACTS[n] for n in names})
_NOT_MET = ("prohibited", "prohibited", "approval_required", "manual", "advisory")
_CONFIDENCE = ("verified_text", "verified_text", "verified_text", "memory_high")


@st.composite
def rules(draw: st.DrawFn, most: int = 4) -> tuple[Any, ...]:
    """Some rules, of any outcome, some of them on a condition and some from memory."""
    return tuple(
        rule_of(
            draw(CHECKS),
            f"R-{at}",
            when=draw(CONDITIONS),
            not_met=draw(st.sampled_from(_NOT_MET)),
            confidence=draw(st.sampled_from(_CONFIDENCE)),
        )
        for at in range(draw(st.integers(1, most)))
    )


@st.composite
def full_towns(draw: st.DrawFn) -> Drawn:
    """A random town with zones, land use and buildings of some use."""
    town = draw(towns(addressed=True))
    far = shapely.affinity.scale

    def spread(shape: shapely.Geometry) -> shapely.Geometry:
        return far(shape, 4, 4, origin=(0, 0))

    houses = [
        {"id": f"h{n}", "use": use, "lowest_dwelling_floor": lowest, "floors": floors, "at": shape}
        for n, (use, lowest, floors, shape) in enumerate(draw(HOUSES))
    ]
    zones = [
        {"id": f"z{n}", "kind": kind, "at": spread(shape)}
        for n, (kind, shape) in enumerate(draw(ZONES))
    ]
    land = [
        {"id": f"l{n}", "code": code, "at": spread(shape)}
        for n, (code, shape) in enumerate(draw(LANDS))
    ]
    more = {"control_zones": zones, "land_use": land}
    more["buildings"] = [*town.layers["buildings"], *houses]
    return replace(town, layers={**town.layers, **more})
