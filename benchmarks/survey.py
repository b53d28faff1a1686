"""One survey of one site against a large district, beside the same rules written with GeoPandas.

The business is the one most rules bind among those whose checks GeoPandas can answer. All is warm:
our scene is prepared, the peer's frames are in memory and have been searched before. The peer
stands twice: picking the rows of each question when it is asked, as it is written, and with those
rows picked before and kept. The outcome of every rule is compared before any time is printed.
"""

import argparse
import time
from datetime import date

import geopandas as gpd
import numpy as np
import shapely

from api.siting.question import standing
from benchmarks.siting_peer import Peer, known_to_peer, outcomes
from benchmarks.siting_town import anywhere, siting_town
from data.declarations import Visibility
from data.district import District
from data.rulepacks.rule import UNDERTAKINGS
from data.rulepacks.vocabulary_file import read_vocabulary
from geo.checks.wanted import leaves
from geo.scene.sites import point_sites
from geo.survey.applicable import applicable
from geo.survey.examine import Examined, examine
from geo.survey.prepared import Prepared, ask, checks_of, prepare

DAY = date(2026, 11, 22)


def most_bound(district: District, *, by_peer: bool) -> Prepared:
    """The scene of the business and undertaking that most rules bind."""
    stands = standing(district, DAY, (), Visibility.INTERNAL)
    bound = [
        (len(rules), business.name, undertaking)
        for business in stands.vocabulary.types.values()
        for undertaking in UNDERTAKINGS
        for rules in [applicable(stands.book, stands.vocabulary, business, undertaking)]
        if known_to_peer(rules) or not by_peer
    ]
    _, name, undertaking = max(bound)
    business = stands.vocabulary.types[name]
    return prepare(district, stands.vocabulary, stands.book, business, undertaking)


def one(prepared: Prepared, xy: np.ndarray, error_m: float) -> Examined:
    return examine(prepared.rules, ask(prepared, point_sites(xy[None], error_m=error_m)))


def asked(prepared: Prepared) -> str:
    every = [leaf for check in checks_of(prepared.rules) for leaf in leaves(check)]
    return (
        f"{prepared.business.name}, {prepared.undertaking}: {len(prepared.rules)} rules, "
        f"{len(every)} checks"
    )


def compare(prepared: Prepared, peer: Peer, places: np.ndarray) -> None:
    """Refuse to go on unless every rule comes to the same at every place."""
    for xy in places:
        ours = one(prepared, xy, 0.0).outcome[:, 0].tolist()
        theirs = outcomes(peer, prepared.rules, shapely.Point(xy))
        for rule, mine, other in zip(prepared.rules, ours, theirs, strict=True):
            if mine != other:
                raise SystemExit(f"{rule.rule.id} at {xy}: ours {mine}, the peer's {other}")


def row(takes: list[float]) -> str:
    return f"{np.median(takes):.1f} | {np.percentile(takes, 95):.1f}"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sites", type=int, default=40)
    given = arguments.parse_args()
    vocabulary = read_vocabulary()
    district = siting_town(vocabulary, error_m=0.0)
    prepared = most_bound(district, by_peer=True)
    places = anywhere(district, given.sites)
    as_written, keeping = (
        Peer(district, vocabulary, prepared.business, keeps) for keeps in (False, True)
    )
    compare(prepared, keeping, places)
    takes: dict[str, list[float]] = {"ours": [], "as written": [], "rows kept": []}
    for xy in places:
        for name, task in {
            "ours": lambda xy=xy: one(prepared, xy, 0.0),
            "as written": lambda xy=xy: outcomes(as_written, prepared.rules, shapely.Point(xy)),
            "rows kept": lambda xy=xy: outcomes(keeping, prepared.rules, shapely.Point(xy)),
        }.items():
            begin = time.perf_counter()
            task()
            takes[name].append((time.perf_counter() - begin) * 1e3)
    print(f"{asked(prepared)}; {given.sites} sites, answers agree")
    print("| who | median ms | p95 ms | ratio of medians |\n|---|---|---|---|")
    for name, each in takes.items():
        ratio = np.median(each) / np.median(takes["ours"])
        print(f"| {name} | {row(each)} | {ratio:.1f} |")
    print(f"geopandas {gpd.__version__}, shapely {shapely.__version__}")


if __name__ == "__main__":
    main()
