"""A 界址点 TXT whose text came in a request: read as the command line reads such a file."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pyproj import CRS

from data.errors import DataError, SiteError
from data.sites.coordinates import site_datum
from data.sites.drawn import Drawn, read_drawn
from data.text import Text

MOST_LETTERS = 500_000
_FIELD = "site.cadastral_txt"
# What the text is called where a file would say its name.
_NAME = "parcel.txt"
_DATUM = Text("在 datum 中注明坐标系", "the datum, in `datum`")


def drawn_parcel(text: str, parcel: str | None, crs: CRS, datum: str | None) -> Drawn:
    """The one parcel of a boundary-point text, or that which is named.

    Args:
        text: The text, as a file would hold it.
        parcel: 地块编号, or the row from 1, where the text holds several.
        crs: The district's CRS.
        datum: What the coordinates are in, where the header does not say.

    Raises:
        SiteError: There is not one parcel to take, or it is no site.
    """
    if datum is not None:
        site_datum(datum, "site.datum")  # refused by its own name
    with TemporaryDirectory() as folder:
        path = Path(folder) / _NAME
        path.write_bytes(text.encode("utf-8", "replace"))
        try:
            drawn = read_drawn(str(path) if parcel is None else f"{path}#{parcel}", crs, datum)
        except DataError as error:
            # It names a file of ours, which nobody outside knows of.
            expected = _DATUM if error.at == "crs" else error.expected
            raise SiteError(_FIELD, error.found, expected, at=error.at) from error
    return replace(drawn, label=_NAME if parcel is None else f"{_NAME}#{parcel}")
