"""A service under load: surveys, scenarios and reads over loopback, bounded in time and count.

The service is `quankan serve` as a process of its own, on a new home with the demo district; this
process only asks. Who asks is a planner and officer with a token. Scenarios come first alone, one
at a time, then among the rest. Half of the surveys ask about a new site, half about one of those
asked before, which the store answers. Memory is what the service itself tells at `/metrics`.
"""

import argparse
import http.client
import itertools
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from api.clock import now
from api.people.token_form import new_token
from api.service.demo_district import DEMO, offer_demo
from api.service.start import opened
from api.settings import ServiceSettings, Settings
from api.store.accounts import Account, add_account
from api.store.memberships import Membership, grant
from api.store.tokens import Token, add_token
from api.work.process import Terms
from benchmarks.service_asked import SCENARIO, Asked, Load, Place, load, place_of
from data.demo import demo_district
from data.geopackage import read_district, write_district

SERVE = "from api.cli.main import main; main()"
# No limit is to be met: what is measured is work, not refusals.
LIMITS = {"REQUESTS_PER_MINUTE": "1000000", "QUESTIONS_PER_DAY": "100000000", "WORKERS": "0"}
WARM_UP_S, ALONE_S = 300.0, 300.0


def prepare(home: Path, sites: int = 100_000) -> tuple[str, Place]:
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
    return secret, place_of(layers, sites)


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


def memory_mb(address: str) -> float:
    """What the service occupies, in MB, as it tells itself."""
    where = urlsplit(address)
    with closing(http.client.HTTPConnection(where.hostname, where.port, timeout=60)) as connection:
        connection.request("GET", "/metrics")
        text = connection.getresponse().read().decode()
    found = re.search(r"^process_resident_memory_bytes (\S+)$", text, re.MULTILINE)
    return float(found.group(1)) / 1e6 if found else float("nan")


def show(asked: Asked, took_s: float) -> None:
    """Print how long the answers took, and how many were wrong."""
    times = list(itertools.chain.from_iterable(asked.seconds.values()))
    print("| asked | requests | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|---|")
    for kind, each in [*asked.seconds.items(), ("all", times)]:
        if each:
            p50, p95, p99 = np.percentile(each, (50, 95, 99)) * 1000
            print(f"| {kind} | {len(each):,} | {p50:.0f} | {p95:.0f} | {p99:.0f} |")
    print(f"{len(times) / took_s:.1f} requests a second over {took_s:.0f} s")
    print(f"errors: {asked.wrong} ({asked.wrong / max(1, asked.count):.3%}); {asked.statuses}")


def measure(address: str, token: str, place: Place, given: argparse.Namespace) -> int:
    """Warm the service up, ask it for scenarios alone, then for everything; how many were wrong."""
    warm = Asked()
    load(address, token, place, warm, Load(given.warm_up, WARM_UP_S, 2))
    alone = warm.went_on()
    print("scenarios alone, one at a time:")
    only = Load(given.alone, ALONE_S, 1, {SCENARIO: 1})
    show(alone, load(address, token, place, alone, only))
    asked, before_mb = warm.went_on(), memory_mb(address)

    def tell(gone_s: float) -> None:
        so_far = f"{asked.count:,} of {given.requests:,} requests in {gone_s:.0f} s"
        print(f"{so_far}, {asked.wrong} errors, {memory_mb(address):.0f} MB", flush=True)

    print(f"everything, {given.at_once} at a time:", flush=True)
    much = Load(given.requests, given.seconds, given.at_once)
    show(asked, load(address, token, place, asked, much, tell=tell))
    print(f"memory: {before_mb:.0f} MB before, {memory_mb(address):.0f} MB after")
    return warm.wrong + alone.wrong + asked.wrong


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--requests", type=int, default=100_000, help="the most requests")
    arguments.add_argument("--seconds", type=float, default=7200, help="the longest time")
    arguments.add_argument("--at-once", type=int, default=4, help="connections")
    arguments.add_argument("--warm-up", type=int, default=200, help="requests before it is timed")
    arguments.add_argument("--alone", type=int, default=200, help="scenarios one at a time")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        token, place = prepare(Path(folder), given.requests + given.warm_up)
        with serving(Path(folder)) as address:
            wrong = measure(address, token, place, given)
    if wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
