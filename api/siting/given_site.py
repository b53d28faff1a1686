"""A site as a person gives it: coordinates, a drawn file, an address or a name."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.declarations import Visibility
from data.district import District
from data.sites.coordinates import is_coordinates, read_clicked
from data.sites.drawn import is_drawn, read_drawn
from geo.scene.sites import Sites
from geo.site.declared_doors import written
from geo.site.directory import directory
from geo.site.grounds import grounds
from geo.site.lookup import one_match
from geo.site.places import clicked_place, drawn_place, matched_place
from geo.site.premises import one_site


@dataclass(frozen=True)
class GivenSite:
    """A site as written.

    Attributes:
        site: `LON,LAT`, a file (`parcel.geojson`, `parcels.gpkg#7`, `parcel.txt`), or an address
            or name that the district knows.
        datum: Datum of bare coordinates.
        site_is: What it is: door, building, parcel; None for what is usual for its kind.
        error_m: Its position error; None for that of its source.
        doors: Doors, each `LON,LAT` in the same datum.
    """

    site: str
    datum: str | None = None
    site_is: str | None = None
    error_m: float | None = None
    doors: Sequence[str] = ()


@dataclass(frozen=True)
class Located:
    """Where it is.

    Attributes:
        sites: The one site, without facts.
        outline: Id of the building or parcel that was taken; None where none was.
        undeclared: Whether nobody says how far off the position may be, so that 50 m count.
        said: How it was found: `clicked`, `drawn` or `found`.
        label: The text by which it was found, or the file's words for it.
        doors: The doors that the asker gives, by their coordinates.
    """

    sites: Sites
    outline: str | None
    undeclared: bool
    said: str
    label: str
    doors: tuple[str, ...] = ()


def locate(district: District, given: GivenSite, level: Visibility) -> Located:
    """Find a site in a district.

    Raises:
        SiteError: It cannot be read or found, or is none.
        SiteOutsideError: It lies outside the district.
    """
    ground = grounds(district, level=level)
    doors = [read_clicked(d, given.datum, district.crs, at="--door") for d in given.doors]
    clicked, label = None, given.site
    if is_coordinates(given.site):
        clicked = read_clicked(given.site, given.datum, district.crs)
        place, said = clicked_place(clicked, given.site_is, given.error_m), "clicked"
    elif is_drawn(given.site):
        drawn = read_drawn(given.site, district.crs, given.datum)
        place, said = drawn_place(drawn, given.site_is, given.error_m), "drawn"
    else:
        match = one_match(directory(district, level), given.site)
        place = matched_place(ground, match, given.site_is, given.error_m)
        said, label = "found", match.text
    found = one_site(ground, place, clicked=clicked, doors=doors)
    undeclared, said_doors = bool(found.undeclared[0]), tuple(map(written, doors))
    return Located(found.sites, found.outline[0], undeclared, said, label, said_doors)
