"""What somebody of a level may not see: kinds of a layer, and columns (law 11)."""

from collections.abc import Collection

from data.declarations import Declaration, Visibility
from data.district import District
from data.visibility import never_shown

_ORDER = list(Visibility)


def kind_withheld(district: District, layer: str, kind: str | None, level: Visibility) -> bool:
    """Whether features of a kind are above `level`; what nobody declared is internal."""
    declared = district.declaration(layer, kind)
    return above(declared_visibility(declared), level)


def columns_withheld(
    district: District, layer: str, columns: Collection[str], level: Visibility
) -> frozenset[str]:
    """Those of `columns` that any declaration of the layer sets above `level`.

    A column of which nothing is declared is as visible as its row, but for what never is.
    """
    declared_above = frozenset(
        column
        for declared in district.declarations
        if declared.layer == layer
        for column, visibility in declared.column_visibility.items()
        if column in columns and above(visibility, level)
    )
    return declared_above | never_shown(layer, level).intersection(columns)


def declared_visibility(declared: Declaration | None) -> Visibility:
    """Who may see what a declaration is about; what nobody declared is internal."""
    return Visibility.INTERNAL if declared is None else declared.visibility


def above(visibility: Visibility, level: Visibility) -> bool:
    """Whether something of a visibility is kept from who may see up to `level`."""
    return _ORDER.index(visibility) > _ORDER.index(level)
