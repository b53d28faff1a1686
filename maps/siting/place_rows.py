"""Buildings and parcels as people know them: address and name, and by what they are ranked."""

from dataclasses import dataclass

from data.text import Text
from maps.siting.joined import listed
from maps.siting.view import PlaceView

_LAYER = {"buildings": Text("建筑", "building"), "land_use": Text("地块", "parcel")}
RANKED_BY = Text(
    "先按结论，再按待现场核实、有条件符合的规则条数由少到多；相同的按编号",
    "by verdict, then by how few rules must be looked at on site or come to conditional; equal "
    "ones by id",
)


@dataclass(frozen=True)
class PlaceRow:
    """A building or parcel in a list.

    Attributes:
        place: The place.
        title: What people call it.
        id: Its id, with what it is.
        measure: By what it is ranked.
    """

    place: PlaceView
    title: Text
    id: Text
    measure: Text


def place_row(place: PlaceView) -> PlaceRow:
    """A place as it stands in a list."""
    what = _LAYER.get(place.layer, Text("", ""))
    return PlaceRow(
        place=place,
        title=place_title(place),
        id=Text(f"{what.zh} {place.id}".strip(), f"{what.en} {place.id}".strip()),
        measure=_away(place.distance_m) if place.distance_m is not None else _open(place),
    )


def place_title(place: PlaceView) -> Text:
    """Its address and its name, as far as known; else its id."""
    if not place.addresses:
        said = place.name or place.id
        return Text(said, said)
    first, more = place.addresses[0], len(place.addresses)
    address = Text(first, first)
    if more > 1:
        address = Text(f"{first} 等 {more} 个地址", f"{first} and {more - 1} more")
    if not place.name or place.name in first:
        return address
    return Text(f"{address.zh}（{place.name}）", f"{address.en} ({place.name})")


def place_label(place: PlaceView) -> str:
    """The shortest by which it is known, for a map."""
    return place.name or (place.addresses[0] if place.addresses else place.id)


def _away(distance_m: float) -> Text:
    return Text(f"直线 {distance_m:,.0f} 米", f"{distance_m:,.0f} m in a straight line")


def _open(place: PlaceView) -> Text:
    """How much is still to be done or found out there."""
    said = []
    if place.on_site:
        said.append(Text(f"待核实 {place.on_site} 条", f"{place.on_site} to be looked at"))
    if place.conditional:
        said.append(Text(f"有条件 {place.conditional} 条", f"{place.conditional} under conditions"))
    return listed(said) if said else Text("各条均符合", "every rule is met")
