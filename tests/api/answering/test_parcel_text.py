"""A boundary-point text as the site of a request: as the command line reads such a file."""

import pytest
from pydantic import ValidationError
from support.surveyed_town import surveyed_town

from api.answering.locating import locate_body
from api.answering.parcel_text import drawn_parcel
from api.answering.site_body import SiteBody
from api.answering.warm import Placing
from api.siting.given_site import GivenSite, locate
from data.declarations import Visibility
from data.errors import SiteError
from geo.site.directory import directory
from geo.site.grounds import grounds

TOWN = surveyed_town()
PLACING = Placing(grounds(TOWN), directory(TOWN))


def written(*names, east=0.0):
    """The text of parcels of 50 m by 50 m round the first building."""
    x, y = TOWN.table("buildings").geometry.iloc[0].centroid.coords[0]
    corners = [(-25, -25), (25, -25), (25, 25), (-25, 25)]
    points = [f"J{n},1,{y + dy:.3f},{x + dx + east:.3f}" for n, (dx, dy) in enumerate(corners, 1)]
    parcels = [f"4,0.25,{name},地块,面,,商业,0901,@\n" + "\n".join(points) for name in names]
    return "[属性描述]\n精度=0.1\n[地块坐标]\n" + "\n".join(parcels) + "\n"


def body(text, **more):
    return SiteBody.model_validate({"cadastral_txt": text, "datum": "EPSG:4544", **more})


def test_it_is_the_site_that_the_file_is(tmp_path):
    path = tmp_path / "parcel.txt"
    path.write_text(written("A-1"), "utf-8")
    by_file = locate(TOWN, GivenSite(str(path), "EPSG:4544"), Visibility.INTERNAL)
    found = locate_body(PLACING, body(written("A-1")))
    assert found.sites.shapes[0].equals(by_file.sites.shapes[0])
    assert (found.label, found.said) == ("parcel.txt", "drawn")
    assert found.sites.error_m[0] == by_file.sites.error_m[0] == 0.1


def test_of_several_parcels_one_is_named():
    text = written("A-1", "A-2")
    assert locate_body(PLACING, body(text, parcel="A-2")).label == "parcel.txt#A-2"
    with pytest.raises(SiteError, match="A-2"):
        locate_body(PLACING, body(text))


@pytest.mark.parametrize("text", ["", "J1,1,2,3", "[地块坐标]", "SQLite format 3\x00", "\ud800"])
def test_what_is_no_such_text_is_refused_and_no_file_of_ours_is_named(text):
    with pytest.raises((SiteError, ValidationError)) as refused:
        locate_body(PLACING, body(text))
    if isinstance(refused.value, SiteError):
        assert str(refused.value.file) == "site.cadastral_txt"


def test_without_a_datum_it_is_refused():
    with pytest.raises(SiteError, match="cadastral_txt") as refused:
        drawn_parcel(written("A-1"), None, TOWN.crs, None)
    assert "--" not in str(refused.value.expected)


def test_a_parcel_goes_with_a_text():
    with pytest.raises(ValidationError, match="parcel"):
        SiteBody.model_validate({"address": "人民路1号", "parcel": "A-1"})
