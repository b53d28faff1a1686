"""Which building or parcel a place is in; what is in none, or in several, is refused."""

import numpy as np
import shapely
from numpy.typing import NDArray

from data.errors import QuankanError, SiteError
from data.layers import LAYER_BY_NAME
from data.text import Text
from data.written import listed
from geo.site.grounds import Outlines
from geo.site.places import Places

_TOLD = 5


def enclosing(
    layer: Outlines, places: Places, rows: NDArray[np.int64], problems: dict[int, QuankanError]
) -> NDArray[np.int64]:
    """The outline each of some places is in: the building of known id, else what contains it.

    Args:
        layer: The outlines.
        places: All places.
        rows: (R,) those of them that are asked about.
        problems: Takes up, by place, why it is in none.

    Returns:
        (R,) positions in `layer`; -1 where it is in none.
    """
    chosen = np.full(len(rows), -1, dtype=np.int64)
    if not len(rows):
        return chosen
    if not layer.present:
        problems.update(dict.fromkeys(rows.tolist(), _no_layer(layer)))
        return chosen
    if layer.layer == "buildings":
        chosen = _named(layer, places.building[rows])
    asked = np.flatnonzero(chosen < 0)
    # A known building asked about as a parcel: it stands on the parcel around its middle.
    points = shapely.point_on_surface(places.shapes[rows[asked]])
    owner, inside = layer.tree.query(points, predicate="intersects")
    count = np.bincount(owner, minlength=len(asked))
    single = count[owner] == 1
    chosen[asked[owner[single]]] = inside[single]
    for at in np.flatnonzero(count != 1).tolist():
        several = inside[owner == at]
        problems[int(rows[asked[at]])] = (
            _in_several(layer, several) if len(several) else _in_none(layer, points[at])
        )
    return chosen


def _named(layer: Outlines, wanted: NDArray[np.object_]) -> NDArray[np.int64]:
    """(R,) positions of the ids that are wanted; -1 where none is, or there is none such."""
    positions = {own: at for at, own in enumerate(layer.ids.tolist())}
    return np.array([positions.get(own, -1) for own in wanted.tolist()], dtype=np.int64)


def _no_layer(layer: Outlines) -> SiteError:
    title = LAYER_BY_NAME[layer.layer].title
    return SiteError(
        "--site-is",
        Text(
            f"没有可用的图层 {layer.layer}（{title.zh}）",
            f"there is no layer {layer.layer} ({title.en}) to find it in",
        ),
        Text("画出的轮廓，或按点（door）勘验", "a drawn outline, or a survey of the point (door)"),
    )


def _in_none(layer: Outlines, point: shapely.Point) -> SiteError:
    title = LAYER_BY_NAME[layer.layer].title
    found = Text(f"该点不在任何{title.zh}内", f"the point lies in none of the {layer.layer}")
    if not len(layer.ids):
        return SiteError("--site", found, _no_layer(layer).expected)
    # Equally near ones: the smaller id.
    near = layer.tree.query_nearest(point, all_matches=True)
    nearest = layer.ids[near].min()
    away_m = shapely.distance(point, layer.shapes[near[0]])
    expected = Text(
        f"其内的一点；最近的是 {nearest}，相距 {away_m:.1f} 米",
        f"a point in one; the nearest is {nearest}, {away_m:.1f} m away",
    )
    return SiteError("--site", found, expected)


def _in_several(layer: Outlines, inside: NDArray[np.int64]) -> SiteError:
    title = LAYER_BY_NAME[layer.layer].title
    ids = listed(sorted(layer.ids[inside].tolist())[:_TOLD])
    n = len(inside)
    return SiteError(
        "--site",
        Text(f"该点同在 {n} 处{title.zh}内", f"the point lies in {n} of the {layer.layer}"),
        Text(f"指明其一：{ids.zh}", f"one of them, by its id: {ids.en}"),
    )
