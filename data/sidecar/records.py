"""Frozen records of arrays and numbers, kept field by field.

A field may be an array, a whole number, a float, a truth value, None, or another such record, whose
fields then carry its name before a dot.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

Record = TypeVar("Record")


def packed_record(record: object) -> dict[str, NDArray[Any]]:
    """The arrays of a record.

    Raises:
        ValueError: A field holds what cannot be kept.
    """
    arrays: dict[str, NDArray[Any]] = {}
    for field in fields(record):  # type: ignore[arg-type]  # any dataclass
        value = getattr(record, field.name)
        if is_dataclass(value):
            nested = packed_record(value)
            arrays |= {f"{field.name}.{name}": array for name, array in nested.items()}
        elif isinstance(value, np.ndarray):
            if value.dtype == object:
                raise ValueError(f"{field.name} holds objects")
            arrays[field.name] = value
        elif isinstance(value, bool | int | float):
            arrays[field.name] = np.array(value)
        elif value is not None:
            raise ValueError(f"{field.name} is a {type(value).__name__}")
    return arrays


def record_from(kind: type[Record], arrays: Mapping[str, NDArray[Any]]) -> Record:
    """The record of type `kind` that was packed; its arrays are those given.

    Raises:
        ValueError: The arrays are not those of such a record.
    """
    hints = get_type_hints(kind)
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]  # any dataclass
    strange = {name.partition(".")[0] for name in arrays} - known
    if strange:
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(strange))}")
    return kind(**{name: _value(name, hints[name], arrays) for name in known})


def _value(name: str, hint: object, arrays: Mapping[str, NDArray[Any]]) -> object:
    nested = {n.removeprefix(f"{name}."): a for n, a in arrays.items() if n.startswith(f"{name}.")}
    kinds = get_args(hint) if NoneType in get_args(hint) else (hint,)
    if name not in arrays and not nested and NoneType in kinds:
        return None
    kind = next(k for k in kinds if k is not NoneType)
    if isinstance(kind, type) and is_dataclass(kind):
        return record_from(kind, nested)
    if name not in arrays:
        raise ValueError(f"{name} is missing")
    array = arrays[name]
    if get_origin(kind) is np.ndarray:
        return _of_type(name, array, get_args(get_args(kind)[1])[0])
    if kind not in (bool, int, float) or array.shape != ():
        raise ValueError(f"{name} is no {kind}")
    return kind(array[()])


def _of_type(name: str, array: NDArray[Any], scalar: type[np.generic]) -> NDArray[Any]:
    """The array, whose numbers must be of type `scalar`."""
    if array.dtype != np.dtype(scalar):
        raise ValueError(f"{name} is not what it should be: {array.dtype}")
    return array
