"""Addresses of the OGC resources, and links to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

JSON = "application/json"
GEOJSON = "application/geo+json"
SCHEMA_JSON = "application/schema+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
QUERYABLES = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
Link = dict[str, str]


@dataclass(frozen=True)
class Addresses:
    """Where everything is.

    Attributes:
        base: Address of the service without a slash at its end.
    """

    base: str

    @property
    def landing(self) -> str:
        """The landing page."""
        return f"{self.base}/ogc"

    def collection(self, district_id: str, layer: str) -> str:
        """A collection."""
        return f"{self.landing}/collections/{quote(district_id, safe='')}:{layer}"

    def item(self, district_id: str, layer: str, item_id: str) -> str:
        """One feature."""
        return f"{self.collection(district_id, layer)}/items/{quote(item_id, safe='')}"

    def tiles(self, district_id: str, layer: str) -> str:
        """What a layer's tiles lie below; the address of their TileJSON without its suffix."""
        return f"{self.base}/tiles/{quote(district_id, safe='')}/{layer}"

    def layer(self, district_id: str, layer: str = "") -> str:
        """The layers of a district, or one of them."""
        whole = f"{self.base}/districts/{quote(district_id, safe='')}/layers"
        return f"{whole}/{layer}" if layer else whole


def link(href: str, rel: str, media_type: str, title: str) -> Link:
    """A link (RFC 8288) as OGC documents carry it."""
    return {"href": href, "rel": rel, "type": media_type, "title": title}


def page_links(
    address: str,
    asked: Mapping[str, str],
    *,
    version: str,
    offset: int,
    limit: int,
    matched: int,
    media_type: str,
) -> list[Link]:
    """Links to this page, the next and the one before, all of the same version of the district.

    Args:
        address: The resource without parameters.
        asked: The parameters of this page.
        version: The version it was made from; going on pages through it and no other.
        offset: The number of items before this page.
        limit: The size of a page.
        matched: The number of items on all pages.
        media_type: Of the pages.
    """

    def at(start: int, size: int) -> str:
        page = {"version": version, "limit": str(size), "offset": str(start)}
        return f"{address}?{urlencode({**asked, **page})}"

    links = [link(at(offset, limit), "self", media_type, "本页 This page")]
    if offset + limit < matched:
        links.append(link(at(offset + limit, limit), "next", media_type, "下一页 Next page"))
    if offset > 0:
        # The page before a short way into the list is as short as that way.
        start = max(0, offset - limit)
        links.append(link(at(start, offset - start), "prev", media_type, "上一页 Previous page"))
    return links
