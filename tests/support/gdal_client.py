"""GDAL as a client of ours, in a process of its own.

Pyogrio keeps the interpreter to itself while GDAL waits for an answer: a server in the same process
could never give it.
"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

import pandas as pd
import pyogrio
import shapely


@contextmanager
def gdal_process() -> Iterator[ProcessPoolExecutor]:
    """Where the functions below are to be run."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        yield pool


def layers_of(source: str) -> list[str]:
    """Names of the layers that GDAL finds."""
    return sorted(name for name, _ in pyogrio.list_layers(source))


def subtypes(source: str, layer: str) -> dict[str, str]:
    """Field to the subtype that GDAL takes it for."""
    about = pyogrio.read_info(source, layer=layer)
    return dict(zip(about["fields"], about["ogr_subtypes"], strict=True))


def features(source: str, layer: str, **options: object) -> pd.DataFrame:
    """Fields and shapes by id as GDAL has them, x east and y north."""
    about, _, shapes, fields = pyogrio.raw.read(source, layer=layer, **options)
    table = pd.DataFrame(dict(zip(about["fields"], fields, strict=True)))
    return table.assign(geometry=shapely.from_wkb(shapes)).sort_values("id", ignore_index=True)


def layers_of_signed_in(source: str, settings: dict[str, str]) -> list[str]:
    """Names of the layers that GDAL finds under some settings, which end with the call."""
    pyogrio.set_gdal_config_options(settings)
    try:
        return layers_of(source)
    finally:
        pyogrio.set_gdal_config_options(dict.fromkeys(settings))
