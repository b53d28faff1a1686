"""Opening a district again: through the sidecar cache, beside reading its file.

The demo district, and one of a million street corners on a crooked grid from a fixed seed, written
as a GeoPackage and read like any other. Both ways must give the same tables and the same streets.
Timed are, in a process that has opened a district before, `open_district` alone, which takes
nothing but the facts from the cache, and `open_district` together with the streets of one walker,
which are read whole and checked before they are used. Both are the shortest of several. Tables are
built when they are asked for: their time is apart.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd

from api.opening import Opened, open_district
from benchmarks.districts import crooked_grid
from data.demo import demo_district
from data.geopackage import write_district
from geo.streets.network import WalkNetwork

REPEATS = 7
Result = TypeVar("Result")


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Milliseconds, and what came out."""
    begin = time.perf_counter()
    result = work()
    return (time.perf_counter() - begin) * 1000, result


def streets_of(opened: Opened) -> WalkNetwork:
    return opened.network(takes_steps=False)


def require_equal(fresh: Opened, again: Opened) -> None:
    """The same district and the same streets, value for value."""
    for name, table in fresh.district.layers.items():
        pd.testing.assert_frame_equal(again.district.layers[name], table)
    if not again.from_cache or again.district.hashes != fresh.district.hashes:
        raise SystemExit("the cache was not used")
    require_equal_records(streets_of(fresh), streets_of(again))


def require_equal_records(one: object, other: object) -> None:
    for field in fields(one):
        a, b = getattr(one, field.name), getattr(other, field.name)
        if hasattr(a, "__dataclass_fields__"):
            require_equal_records(a, b)
        elif not np.array_equal(a, b):
            raise SystemExit(f"{field.name} differs")


def measure(what: str, file: Path) -> str:
    """One row of the table."""

    def open_all() -> Opened:
        opened = open_district(file)
        streets_of(opened)
        return opened

    reading, _ = timed(lambda: open_district(file, cache=False))
    first, fresh = timed(open_all)
    again = min(timed(lambda: open_district(file))[0] for _ in range(REPEATS))
    with_streets = min(timed(open_all)[0] for _ in range(REPEATS))
    reopened = open_all()
    tables, _ = timed(lambda: dict(reopened.district.layers))
    require_equal(open_district(file, cache=False), reopened)
    corners = streets_of(fresh).node_count
    return (
        f"| {what}, {corners:,} corners | {reading:,.0f} | {first:,.0f} | {again:.1f} "
        f"| {with_streets:.1f} | {tables:,.0f} | {reading / with_streets:,.0f} |"
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--side", type=int, default=1005, help="corners along each side")
    side = arguments.parse_args().side
    print(
        "| district | reading the file, ms | first opening: reading, streets, keeping both, ms "
        "| opening again, ms | opening again with checked streets, ms | all tables of it, ms "
        "| reading / opening again with streets |"
    )
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for what, district in (("demo", demo_district), ("grid", lambda: crooked_grid(side))):
            file = Path(folder) / f"{what}.gpkg"
            write_district(district(), file)
            print(measure(what, file), flush=True)


if __name__ == "__main__":
    main()
