"""What the service is asked under load, by how many at once, and what came of it."""

import http.client
import json
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import numpy as np
import shapely
from pyproj import Transformer

from api.service.demo_district import DEMO
from data.district import District

SCENARIO = "scenario"
# Of a mixed load, in hundredths.
SHARES: Mapping[str, float] = {
    "survey, new site": 30,
    "survey, known site": 30,
    SCENARIO: 10,
    "result": 20,
    "list": 10,
}
_BUSINESSES = ("面馆", "网吧", "药店")
_ON = "2026-11-23"
_INSIDE_M = 60
_LONGEST_S = 120
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

    @property
    def count(self) -> int:
        return sum(self.statuses.values()) + self.broken

    @property
    def wrong(self) -> int:
        """How many were not answered as they should be."""
        return self.broken + sum(n for status, n in self.statuses.items() if status >= 400)

    def went_on(self) -> "Asked":
        """Counts from nothing, with the sites and results there are."""
        return Asked(sites=self.sites, results=self.results)


@dataclass(frozen=True)
class Place:
    """What can be asked about: ids of stations, and sites as longitude and latitude (WGS 84)."""

    stations: list[str]
    sites: list[list[float]]


def place_of(district: District, sites: int) -> Place:
    """The stations of a district, and so many points well inside it."""
    areas = district.layers["areas"]
    inside = areas[areas["level"] == "district"].geometry.union_all().buffer(-_INSIDE_M)
    shapely.prepare(inside)
    chance, (west, south, east, north) = np.random.default_rng(1), inside.bounds
    found = np.empty((0, 2))
    while len(found) < sites:
        xy = chance.uniform((west, south), (east, north), (sites, 2))
        found = np.concatenate([found, xy[shapely.contains_xy(inside, *xy.T)]])
    to_degrees = Transformer.from_crs(district.crs, "EPSG:4326", always_xy=True)
    degrees = np.column_stack(to_degrees.transform(*found[:sites].T))
    return Place(district.layers["stations"]["id"].tolist(), np.round(degrees, 6).tolist())


@dataclass(frozen=True)
class Load:
    """How much is asked.

    Attributes:
        requests: How many at most.
        seconds: How long at most.
        at_once: How many connections.
        shares: Kind of request to its share.
    """

    requests: int
    seconds: float
    at_once: int
    shares: Mapping[str, float] = field(default_factory=lambda: SHARES)


def load(
    address: str,
    token: str,
    place: Place,
    asked: Asked,
    much: Load,
    *,
    every_s: float = 60.0,
    tell: Callable[[float], None] = lambda _: None,
) -> float:
    """Ask so many times, or so long; how long it took. What came of it stands in `asked`.

    Args:
        address: Of the service.
        token: Of who asks.
        place: What is asked about.
        asked: Counts what came of it.
        much: How much is asked.
        every_s: After how long it is told how far it is.
        tell: Told the seconds that have gone by.
    """
    turns = _Shared(much.requests)
    began_s = time.perf_counter()
    until_s = began_s + much.seconds
    askers = [
        _Asker(address, token, place, asked, turns, much.shares, until_s)
        for _ in range(much.at_once)
    ]
    for asker in askers:
        asker.start()
    told_s = began_s
    for asker in askers:
        while asker.is_alive():
            asker.join(1.0)
            if time.perf_counter() - told_s >= every_s:
                told_s = time.perf_counter()
                tell(told_s - began_s)
    return time.perf_counter() - began_s


class _Shared:
    """Numbers that several threads share, each once."""

    def __init__(self, most: int) -> None:
        self._numbers, self._lock = iter(range(most)), threading.Lock()

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        with self._lock:
            return next(self._numbers)


class _Asker(threading.Thread):
    """One connection that asks again and again."""

    def __init__(
        self,
        address: str,
        token: str,
        place: Place,
        asked: Asked,
        turns: Iterator[int],
        shares: Mapping[str, float],
        until_s: float,
    ) -> None:
        super().__init__(daemon=True)
        self._where = urlsplit(address)
        self._headers = {**_JSON, "Authorization": f"Bearer {token}"}
        self._place, self._asked, self._turns = place, asked, turns
        self._kinds, self._weights = list(shares), list(shares.values())
        self._until_s = until_s

    def run(self) -> None:
        with closing(
            http.client.HTTPConnection(self._where.hostname, self._where.port, timeout=_LONGEST_S)
        ) as connection:
            for turn in self._turns:
                if time.perf_counter() > self._until_s:
                    break
                chance = random.Random(turn)
                kind = chance.choices(self._kinds, self._weights)[0]
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
        if kind == SCENARIO:
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
        business = _BUSINESSES[at % len(_BUSINESSES)]
        return {"district": DEMO, "business": business, "site": site, "on": _ON}
