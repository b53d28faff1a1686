"""A service under load: surveys, scenarios and reads over loopback, bounded in time and count.

The service is `quankan serve` as a process of its own, on a new home with the demo district; this
process only asks. Who asks is a planner and officer with a token. Half of the surveys ask about a
new site, half about one of those asked before, which the store answers. Memory is what the service
itself tells at `/metrics`.
"""

import argparse
import http.client
import itertools
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import shapely
from pyproj import Transformer

from api.clock import now
from api.people.token_form import new_token
from api.service.demo_district import DEMO, offer_demo
from api.service.start import opened
from api.settings import ServiceSettings, Settings
from api.store.accounts import Account, add_account
from api.store.memberships import Membership, grant
from api.store.tokens import Token, add_token
from api.work.process import Terms
from data.demo import demo_district
from data.district import District
from data.geopackage import read_district, write_district

SERVE = "from api.cli.main import main; main()"
# No limit is to be met: what is measured is work, not refusals.
LIMITS = {"REQUESTS_PER_MINUTE": "1000000", "QUESTIONS_PER_DAY": "100000000", "WORKERS": "0"}
SHARES = {
    "survey, new site": 30,
    "survey, known site": 30,
    "scenario": 10,
    "result": 20,
    "list": 10,
}
BUSINESSES = ("面馆", "网吧", "药店")
# Of new sites there are more than a run can ask about; half of the surveys ask about one again.
SITES = 100_000
INSIDE_M = 60
_JSON = {"Content-Type": "application/json", "Accept": "application/json"}


@dataclass
class Asked:
    """What came of the requests so far."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in SHARES})
    statuses: dict[int, int] = field(default_factory=dict)
    broken: int = 0
    sites: int = 0
    results: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def tell(self, kind: str, status: int, took_s: float) -> None:
        with self.lock:
            self.seconds[kind].append(took_s)
            self.statuses[status] = self.statuses.get(status, 0) + 1


@dataclass(frozen=True)
class Place:
    """What can be asked about: ids of stations, and sites as longitude and latitude (WGS 84)."""

    stations: list[str]
    sites: list[list[float]]


def place_of(district: District) -> Place:
    """The stations of a district, and points well inside it."""
    areas = district.layers["areas"]
    inside = areas[areas["level"] == "district"].geometry.union_all().buffer(-INSIDE_M)
    chance, (west, south, east, north) = np.random.default_rng(1), inside.bounds
    xy = chance.uniform((west, south), (east, north), (2 * SITES, 2))
    xy = xy[shapely.contains_xy(inside, *xy.T)][:SITES]
    to_degrees = Transformer.from_crs(district.crs, "EPSG:4326", always_xy=True)
    sites = np.round(np.column_stack(to_degrees.transform(*xy.T)), 6)
    return Place(district.layers["stations"]["id"].tolist(), sites.tolist())


def prepare(home: Path) -> tuple[str, Place]:
    """A home with the demo district and somebody to ask; their token, and what to ask about."""
    terms = Terms(Settings(), ServiceSettings(home=home))
    package = home / "demo.gpkg"
    with opened(terms) as service:
        write_district(demo_district(), package)
        layers = read_district(package)
        offer_demo(service, package, layers)
        at, secret = now(), new_token()
        with service.store.writing() as connection:
            asker = Account("acc-load", "load", "load", None, None, False, False, at)
            add_account(connection, asker)
            for role in ("planner", "officer"):
                grant(connection, Membership(asker.id, DEMO, role, False))
            lasts = at + timedelta(days=1)
            add_token(connection, secret, Token("tok-load", asker.id, "load", at, lasts))
    return secret, place_of(layers)


@contextmanager
def serving(home: Path, **more: str) -> Iterator[str]:
    """`quankan serve` over a home; its address. `more` are settings without their prefix."""
    command = (sys.executable, "-c", SERVE, "--lang", "en", "serve", "--port", "0", "--home", home)
    said = {f"QUANKAN_{name}": value for name, value in {**LIMITS, **more}.items()}
    log = (home / "log").open("wb")
    with closing(log), subprocess.Popen(
        list(map(str, command)), stdout=subprocess.PIPE, stderr=log, text=True,
        env={**os.environ, **said, "PYTHONUNBUFFERED": "1"},
    ) as process:  # fmt: skip
        try:
            line = next(line for line in process.stdout if "serving at" in line)
            yield re.search(r"http\S+", line).group(0)
        finally:
            process.terminate()


class Asker(threading.Thread):
    """One connection that asks again and again."""

    def __init__(
        self, address: str, token: str, place: Place, asked: Asked, turns: Iterator[int]
    ) -> None:
        super().__init__(daemon=True)
        self._where = urlsplit(address)
        self._headers = {**_JSON, "Authorization": f"Bearer {token}"}
        self._place, self._asked, self._turns = place, asked, turns
        self.until_s = float("inf")

    def run(self) -> None:
        connection = http.client.HTTPConnection(self._where.hostname, self._where.port, timeout=120)
        for turn in self._turns:
            if time.perf_counter() > self.until_s:
                break
            chance = random.Random(turn)
            kind = chance.choices(list(SHARES), list(SHARES.values()))[0]
            self._ask(connection, kind, *self._request(kind, chance))

    def _ask(
        self, connection: http.client.HTTPConnection, kind: str, path: str, body: object
    ) -> None:
        method = "GET" if body is None else "POST"
        sent = None if body is None else json.dumps(body)
        began_s = time.perf_counter()
        try:
            connection.request(method, path, sent, self._headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            with self._asked.lock:
                self._asked.broken += 1
            return
        self._asked.tell(kind, answer.status, time.perf_counter() - began_s)
        location = answer.headers["Location"]
        if location and location.startswith("/surveys/"):
            self._asked.results.append(location)

    def _request(self, kind: str, chance: random.Random) -> tuple[str, object]:
        if kind == "scenario":
            change = {"kind": "station_closed", "station": chance.choice(self._place.stations)}
            return f"/districts/{DEMO}/scenarios", {"change": [change]}
        if kind == "list":
            return "/surveys?limit=20", None
        if kind == "result" and self._asked.results:
            return chance.choice(self._asked.results), None
        return "/surveys", self._survey(kind, chance)

    def _survey(self, kind: str, chance: random.Random) -> dict[str, object]:
        with self._asked.lock:
            if kind == "survey, new site" or not self._asked.sites:
                at = self._asked.sites
                self._asked.sites += 1
            else:
                at = chance.randrange(self._asked.sites)
        site = {"point": self._place.sites[at % len(self._place.sites)], "datum": "wgs84"}
        business = BUSINESSES[at % len(BUSINESSES)]
        return {"district": DEMO, "business": business, "site": site, "on": "2026-11-23"}


def memory_mb(address: str) -> float:
    """What the service occupies, in MB, as it tells itself."""
    where = urlsplit(address)
    with closing(http.client.HTTPConnection(where.hostname, where.port, timeout=60)) as connection:
        connection.request("GET", "/metrics")
        text = connection.getresponse().read().decode()
    found = re.search(r"^process_resident_memory_bytes (\S+)$", text, re.MULTILINE)
    return float(found.group(1)) / 1e6 if found else float("nan")


def load(
    address: str,
    token: str,
    place: Place,
    asked: Asked,
    *,
    requests: int,
    seconds: float,
    at_once: int,
) -> float:
    """Ask so many times, or so long; how long it took. What came of it stands in `asked`."""
    turns = _Shared(requests)
    askers = [Asker(address, token, place, asked, turns) for _ in range(at_once)]
    began_s = time.perf_counter()
    for asker in askers:
        asker.until_s = began_s + seconds
        asker.start()
    for asker in askers:
        asker.join()
    return time.perf_counter() - began_s


class _Shared:
    """Numbers that several threads share, each once."""

    def __init__(self, most: int) -> None:
        self._numbers, self._lock = iter(range(most)), threading.Lock()

    def __iter__(self) -> "_Shared":
        return self

    def __next__(self) -> int:
        with self._lock:
            return next(self._numbers)


def show(asked: Asked, took_s: float, before_mb: float, after_mb: float) -> int:
    """Print what came of it; how many requests were not answered as they should be."""
    times = list(itertools.chain.from_iterable(asked.seconds.values()))
    wrong = asked.broken + sum(n for status, n in asked.statuses.items() if status >= 400)
    print("| asked | requests | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|---|")
    for kind, each in [*asked.seconds.items(), ("all", times)]:
        if each:
            p50, p95, p99 = np.percentile(each, (50, 95, 99)) * 1000
            print(f"| {kind} | {len(each):,} | {p50:.0f} | {p95:.0f} | {p99:.0f} |")
    print(f"{len(times) / took_s:.1f} requests a second over {took_s:.0f} s")
    print(f"errors: {wrong} ({wrong / max(1, len(times) + asked.broken):.3%}); {asked.statuses}")
    print(f"memory: {before_mb:.0f} MB before, {after_mb:.0f} MB after")
    return wrong


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--requests", type=int, default=100_000, help="the most requests")
    arguments.add_argument("--seconds", type=float, default=1200, help="the longest time")
    arguments.add_argument("--at-once", type=int, default=4, help="connections")
    arguments.add_argument("--warm-up", type=int, default=200, help="requests before it is timed")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        token, place = prepare(Path(folder))
        with serving(Path(folder)) as address:
            warm = Asked()
            load(address, token, place, warm, requests=given.warm_up, seconds=300, at_once=2)
            before_mb, asked = memory_mb(address), Asked(sites=warm.sites, results=warm.results)
            took_s = load(
                address, token, place, asked,
                requests=given.requests, seconds=given.seconds, at_once=given.at_once,
            )  # fmt: skip
            if show(asked, took_s, before_mb, memory_mb(address)):
                raise SystemExit(1)


if __name__ == "__main__":
    main()
