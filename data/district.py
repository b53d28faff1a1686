"""A district: its standard layers, what is declared about them, and what was lost on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

import geopandas as gpd
import pandas as pd
from pyproj import CRS

from data.declarations import Declaration, Visibility
from data.errors import DistrictError
from data.import_log import ImportRecord
from data.layers import LAYER_BY_NAME
from data.own_district import own_district
from data.text import Text


@dataclass(frozen=True)
class District:
    """One district, as read from a file or made by a builder.

    Attributes:
        name: What people call it, for example 金牛区.
        source: The file it came from, for messages.
        crs: The metric CRS in which every layer is stored.
        layers: Standard layer name to table. A layer that is absent is not in the mapping; an
            empty one is. Each table has exactly the declared columns in declared order (absent
            ones filled with null), canonical types, and rows sorted by `id`; spatial ones are
            GeoDataFrames with `geometry` in `crs`.
        declarations: What is declared about layers and kinds.
        import_log: Rows that did not come through as they were.
        hashes: Content hash of each layer in `layers`.
        absent_columns: Columns that a layer's table did not have (they are all null in `layers`).
        notes: What else a reader should know: metadata that was missing, columns passed over.
    """

    name: str
    source: str
    crs: CRS
    layers: Mapping[str, pd.DataFrame]
    declarations: tuple[Declaration, ...] = ()
    import_log: tuple[ImportRecord, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    absent_columns: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    notes: tuple[Text, ...] = ()

    def has(self, layer: str) -> bool:
        """Whether the layer is there at all (it may be empty)."""
        return layer in self.layers

    def table(self, layer: str) -> pd.DataFrame:
        """The table of a layer without geometry.

        Raises:
            DistrictError: The district has no such layer.
        """
        if layer not in self.layers:
            title = LAYER_BY_NAME[layer].title
            raise DistrictError(
                self.source,
                Text(f"没有图层 {layer}（{title.zh}）", f"there is no layer {layer} ({title.en})"),
                Text("含有该图层的区县数据", "a district with this layer"),
            )
        return self.layers[layer]

    def features(self, layer: str) -> gpd.GeoDataFrame:
        """The table of a spatial layer, in `crs`.

        Raises:
            DistrictError: The district has no such layer.
        """
        return gpd.GeoDataFrame(self.table(layer), geometry="geometry", crs=self.crs)

    @cached_property
    def division_code(self) -> str | None:
        """The division code of the district itself; None where its areas name none, or several."""
        if not self.has("areas"):
            return None
        areas = self.table("areas")
        codes = areas.loc[own_district(areas, {self.name}), "code"].dropna().unique()
        return str(codes[0]) if len(codes) == 1 else None

    def declaration(self, layer: str, kind: str | None = None) -> Declaration | None:
        """What is declared about a kind, else about its whole layer, else None.

        Where the same is declared twice the stricter visibility stands, whatever their order.
        """
        for wanted in dict.fromkeys((kind, None)):
            same = [d for d in self.declarations if d.layer == layer and d.kind == wanted]
            if same:
                return max(same, key=lambda d: list(Visibility).index(d.visibility))
        return None
