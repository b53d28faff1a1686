"""A whole district kept beside its file, and opened without reading that file."""

from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd

from data.district import District
from data.errors import SourceError
from data.geopackage import read_district
from data.layers import LAYER_BY_NAME
from data.sidecar.columns import DamagedError, geometry_from, packed_geometry
from data.sidecar.facts import district_fields, facts_json
from data.sidecar.file_state import FileState
from data.sidecar.kept_file import keep, kept_path, open_kept
from data.sidecar.named_arrays import NamedArrays
from data.sidecar.tables import KeptTables, packed_tables
from data.text import Text

_FACTS = "facts"
_EXTENTS = "declared_extents"


def keep_district(path: Path, state: FileState, district: District) -> None:
    """Keep `district`, which was read from `path` in the state `state`.

    Raises:
        ValueError: It holds what cannot be kept.
        WriteError: The cache could not be written.
    """
    extents = np.empty(len(district.declarations), dtype=object)
    extents[:] = [declared.extent for declared in district.declarations]
    arrays = {
        _FACTS: np.frombuffer(facts_json(district), dtype=np.uint8),
        **{f"{_EXTENTS}/{part}": array for part, array in packed_geometry(extents).items()},
        **packed_tables(district.layers),
    }
    keep(path, state, district.hashes, arrays)


def kept_district(path: Path, state: FileState) -> District | None:
    """The district as it was read from `path` in the state `state`; None where it is not kept.

    Its tables are built when they are asked for. One that turns out to be damaged is read from
    the file, which by then must still hold the same (SourceError otherwise).
    """
    kept = open_kept(path, state)
    if kept is None or not (kept.intact(_FACTS) and kept.intact(_EXTENTS)):
        return None
    hashes = kept.about.get("made_from")
    if not isinstance(hashes, dict) or not hashes.keys() <= LAYER_BY_NAME.keys():
        return None
    if not all(isinstance(hash_, str) for hash_ in hashes.values()):
        return None
    try:
        parts = {part: kept.arrays[f"{_EXTENTS}/{part}"] for part in ("ends", "bytes")}
        fields = district_fields(kept.arrays[_FACTS].tobytes(), list(geometry_from(parts)))
    except (DamagedError, KeyError):
        return None

    def instead(layer: str, rows: int) -> pd.DataFrame:
        table = _read_again(path, layer, hashes[layer])
        if len(table) < rows:
            raise _spoiled(path, layer)
        return table

    return District(
        layers=KeptTables(kept, tuple(hashes), fields["crs"], instead),
        hashes=MappingProxyType(hashes),
        **fields,
    )


def keeps(path: Path, state: FileState, district: District) -> bool:
    """Whether what is kept is undamaged and made from just this content. Reads all of it."""
    kept = open_kept(path, state)
    return kept is not None and _made_from(kept, district) and kept.intact()


def _made_from(kept: NamedArrays, district: District) -> bool:
    return kept.about.get("made_from") == dict(district.hashes)


def _spoiled(path: Path, layer: str) -> SourceError:
    """What lies in the cache cannot have been made from the file, though it says so."""
    return SourceError(
        path,
        Text("旁的缓存已损坏", "has a damaged cache beside it"),
        Text(f"删除 {kept_path(path)} 后重新运行", f"to be run again without {kept_path(path)}"),
        at=layer,
    )


def _read_again(path: Path, layer: str, expected_hash: str) -> pd.DataFrame:
    district = read_district(path)
    if district.hashes.get(layer) != expected_hash:
        raise SourceError(
            path,
            Text("在使用过程中被修改", "was changed while it was in use"),
            Text("重新运行", "to be run again"),
            at=layer,
        )
    return district.layers[layer]
