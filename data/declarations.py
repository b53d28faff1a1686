"""What is said about a layer, or about one kind in it: where from, how good, where complete.

A kind for which nothing is declared is absent, not empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from shapely.geometry.base import BaseGeometry


class Visibility(StrEnum):
    """Who may see it: 公开, 内部, 受限."""

    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"


@dataclass(frozen=True)
class Declaration:
    """Completeness and provenance of one layer (`kind` None) or of one kind in it.

    Attributes:
        layer: Name of the standard layer.
        kind: Value of the layer's kind column; None speaks for the whole layer.
        source: Who made the data; empty when nobody said.
        licence: Under which terms; empty when nobody said.
        as_of: The day the data describes.
        stale_after: The last day on which it may still be used; None when not declared.
        never_stale: True when the data is declared never to go stale.
        extent: Where it is complete, in the district's CRS; None means nowhere.
        position_error_m: How far a position may be off; None when not declared.
        visibility: Who may see it; what nobody declared is internal.
        column_visibility: Columns that fewer may see than the layer.
        none_here: A declaration that the district has none of this kind.
        rows_lost: Rows rejected on import whose place is not known. Above 0 the kind is complete
            nowhere, whatever `extent` says.
        source_crs: Datum or CRS of the source, for the record; a private one is only named.
    """

    layer: str
    kind: str | None = None
    source: str = ""
    licence: str = ""
    as_of: date | None = None
    stale_after: date | None = None
    never_stale: bool = False
    extent: BaseGeometry | None = None
    position_error_m: float | None = None
    visibility: Visibility = Visibility.INTERNAL
    column_visibility: Mapping[str, Visibility] = field(
        default_factory=lambda: MappingProxyType({})
    )
    none_here: bool = False
    rows_lost: int = 0
    source_crs: str = ""
