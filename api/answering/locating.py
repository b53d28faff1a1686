"""Where the site of a request lies. It is looked for in the district, never in a file."""

import shapely
from shapely.geometry.base import BaseGeometry

from api.answering.parcel_text import drawn_parcel
from api.answering.site_body import SiteBody, geometry_of
from api.answering.warm import Placing
from api.siting.given_site import Located
from data.errors import SiteError
from data.sites.coordinates import Clicked, clicked, site_datum
from data.sites.drawn import drawn_shape
from data.text import Text
from geo.site.declared_doors import written
from geo.site.lookup import one_match
from geo.site.places import Places, clicked_place, drawn_place, matched_place
from geo.site.premises import one_site

_LABEL = "GeoJSON"


def locate_body(placing: Placing, site: SiteBody) -> Located:
    """Find the site of a request in a district.

    Raises:
        SiteError: It cannot be read or found, or is none.
        SiteOutsideError: It lies outside the district.
    """
    crs = placing.ground.district.crs
    doors = [_clicked(door, site, placing, "site.doors") for door in site.doors]
    at: Clicked | None = None
    if site.point is not None:
        at = _clicked(site.point, site, placing, "site.point")
        place, said = clicked_place(at, site.is_, site.error_m), "clicked"
        label = ",".join(str(float(number)) for number in site.point)
    elif site.shape is not None:
        drawn = drawn_shape(_shape(site), _LABEL, crs, site.datum)
        place, said, label = drawn_place(drawn, site.is_, site.error_m), "drawn", _LABEL
    elif site.cadastral_txt is not None:
        drawn = drawn_parcel(site.cadastral_txt, site.parcel, crs, site.datum)
        place, said, label = drawn_place(drawn, site.is_, site.error_m), "drawn", drawn.label
    else:
        place, label = _found(placing, site)
        said = "found"
    found = one_site(placing.ground, place, clicked=at, doors=doors)
    undeclared, said_doors = bool(found.undeclared[0]), tuple(map(written, doors))
    return Located(found.sites, found.outline[0], undeclared, said, label, said_doors)


def _clicked(position: list[float], site: SiteBody, placing: Placing, at: str) -> Clicked:
    x, y = position
    datum = site_datum(site.datum, "site.datum")
    return clicked(x, y, datum, placing.ground.district.crs, at)


def _shape(site: SiteBody) -> BaseGeometry:
    if site.shape is None:
        raise ValueError(site)
    try:
        return geometry_of(site.shape)
    except (ValueError, shapely.errors.GEOSException) as error:
        found = Text("图形无法构成", "is no shape that can be built")
        expected = Text("首尾相接的环", "rings that end where they begin")
        raise SiteError("site.shape", found, expected) from error


def _found(placing: Placing, site: SiteBody) -> tuple[Places, str]:
    match = one_match(placing.directory, site.address or "")
    place = matched_place(placing.ground, match, site.is_, site.error_m)
    return place, match.text
