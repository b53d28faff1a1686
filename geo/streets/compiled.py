"""Compiling the inner loops with Numba, once for one signature each.

Import this late: it loads Numba. A module that uses it compiles when it is imported, or, from then
on, reads what Numba has kept on disk. Numba sees a change only in the file that holds the compiled
function itself, so such a function calls none from another file.
"""

from collections.abc import Callable
from typing import TypeVar

import numba
from numba import types

INT = types.int64
NODES = types.Array(types.int32, 1, "C")
NUMBERS = types.Array(types.int64, 1, "C")
LINKS = types.Array(types.int32, 2, "C")
NUMBER_ROWS = types.Array(types.int64, 2, "C")
FLAGS = types.Array(types.boolean, 1, "C")
# What is only read may be read-only (memory-mapped); a writable array fits as well.
READ_NODES = types.Array(types.int32, 1, "C", readonly=True)
READ_NUMBERS = types.Array(types.int64, 1, "C", readonly=True)

_Function = TypeVar("_Function", bound=Callable[..., object])


def record(kind: type, *fields: object) -> object:
    """The type of a named tuple whose fields have these types, as Numba sees such a tuple."""
    if len(set(fields)) == 1:
        return types.NamedUniTuple(fields[0], len(fields), kind)
    return types.NamedTuple(fields, kind)


def compiled(*arguments: object) -> Callable[[_Function], _Function]:
    """Compile a function for exactly these argument types, without Python's lock.

    The machine code is kept on disk beside the source, or else in the user's cache folder. Where
    neither can be written it is compiled anew in every process: slower to start, same answers.
    """

    def compile_(function: _Function) -> _Function:
        made: _Function
        try:
            made = numba.njit(arguments, cache=True, nogil=True)(function)
        except (RuntimeError, OSError):  # no folder for the cache, or a full disk
            made = numba.njit(arguments, nogil=True)(function)
        return made

    return compile_


def called(function: _Function) -> _Function:
    """A helper of compiled functions of the same file."""
    made: _Function = numba.njit(nogil=True)(function)
    return made
