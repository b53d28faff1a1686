"""Columns of a standard layer as plain arrays, and back, value for value.

Text is kept as its different values and one code for each row; numbers and truth values with a mask
of nulls; geometry as WKB, one after another.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.errors import GEOSException

from data.layers import ColumnType

Arrays = Mapping[str, NDArray[Any]]
_NUMPY_TYPE = {
    ColumnType.INTEGER: np.int64,
    ColumnType.REAL: np.float64,
    ColumnType.BOOLEAN: np.bool_,
}


class DamagedError(ValueError):
    """Kept arrays do not make a column."""


def packed_column(kind: ColumnType, column: pd.Series) -> dict[str, NDArray[Any]]:
    """The arrays of a column of canonical type.

    Raises:
        UnicodeEncodeError: Text holds what UTF-8 does not know.
    """
    if kind not in _NUMPY_TYPE:
        codes, texts = pd.factorize(column.to_numpy(dtype=object))
        lengths, content = _joined([text.encode() for text in texts])
        return {"codes": codes.astype(np.int32), "ends": lengths, "bytes": content}
    null = column.isna().to_numpy(dtype=bool)
    values = column.to_numpy(dtype=_NUMPY_TYPE[kind], na_value=0)
    return {"values": values, "null": null}


def column_from(kind: ColumnType, kept: Arrays) -> pd.Series:
    """The column that was packed, in memory of its own.

    Raises:
        DamagedError: The arrays do not fit together.
    """
    if kind not in _NUMPY_TYPE:
        return pd.Series(_texts(kept)[_codes(kept)], dtype="string")
    values, null = _of_type(kept, "values", _NUMPY_TYPE[kind]), _of_type(kept, "null", np.bool_)
    if values.shape != null.shape:
        raise DamagedError
    if kind is ColumnType.BOOLEAN:
        return pd.Series(pd.arrays.BooleanArray(values.copy(), null.copy()))
    if kind is ColumnType.INTEGER:
        return pd.Series(pd.arrays.IntegerArray(values.copy(), null.copy()))
    return pd.Series(pd.arrays.FloatingArray(values.copy(), null.copy()))


def packed_geometry(shapes: NDArray[np.object_]) -> dict[str, NDArray[Any]]:
    """The arrays of (N,) geometries; None stays None."""
    ends, content = _joined([wkb or b"" for wkb in shapely.to_wkb(shapes)])
    return {"ends": ends, "bytes": content}


def geometry_from(kept: Arrays) -> NDArray[np.object_]:
    """The geometries that were packed.

    Raises:
        DamagedError: The arrays do not hold geometries.
    """
    starts, ends = _bounds(kept)
    content = _of_type(kept, "bytes", np.uint8).tobytes()
    wkb = [content[a:b] or None for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    try:
        shapes: NDArray[np.object_] = shapely.from_wkb(np.array(wkb, dtype=object))
    except GEOSException as error:
        raise DamagedError from error
    return shapes


def _joined(pieces: list[bytes]) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    ends = np.cumsum([len(piece) for piece in pieces], dtype=np.int64)
    return ends, np.frombuffer(b"".join(pieces), dtype=np.uint8)


def _texts(kept: Arrays) -> NDArray[np.object_]:
    """The different texts, and null behind the last, where code -1 finds it."""
    starts, ends = _bounds(kept)
    content = _of_type(kept, "bytes", np.uint8)
    try:
        text = content.tobytes().decode()
    except UnicodeDecodeError as error:
        raise DamagedError from error
    # Counted in letters instead of bytes, the whole is decoded once.
    letters = np.concatenate([[0], np.cumsum((content & 0xC0) != 0x80)])
    spans = zip(letters[starts].tolist(), letters[ends].tolist(), strict=True)
    texts = np.empty(len(ends) + 1, dtype=object)
    texts[:-1] = [text[a:b] for a, b in spans]
    texts[-1] = pd.NA
    return texts


def _codes(kept: Arrays) -> NDArray[np.int32]:
    codes, count = _of_type(kept, "codes", np.int32), len(kept["ends"])
    if len(codes) and (codes.min() < -1 or codes.max() >= count):
        raise DamagedError
    return codes


def _bounds(kept: Arrays) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each piece of `bytes` begins and ends."""
    ends = _of_type(kept, "ends", np.int64)
    starts = np.concatenate([[0], ends[:-1]]) if len(ends) else ends
    last = int(ends[-1]) if len(ends) else 0
    if (starts > ends).any() or (starts < 0).any() or last != len(kept["bytes"]):
        raise DamagedError
    return starts, ends


def _of_type(kept: Arrays, name: str, dtype: type[np.generic]) -> NDArray[Any]:
    array = kept.get(name)
    if array is None or array.dtype != dtype or array.ndim != 1:
        raise DamagedError
    return array
