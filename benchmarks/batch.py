"""A batch of sites against a large district, beside single surveys and bare `shapely.STRtree`.

The verdict and the deciding rules of every row are part of it, reading and writing files are not.
The trees are asked only which features are near enough to each site to matter, once for each
distinct question of a rule; no distance is measured, nothing is decided. Verdicts and deciding
rules of single surveys are compared with those of the batch.
"""

import argparse
import time
from collections.abc import Iterator

import numpy as np
import shapely

from api.siting.batch_run import CHUNK_ROWS
from benchmarks.siting_town import anywhere, siting_town
from benchmarks.survey import asked, most_bound, one
from data.rulepacks import checks as of
from data.rulepacks.vocabulary_file import read_vocabulary
from geo.checks.needed import needed
from geo.checks.wanted import leaves, looked_for
from geo.scene.sites import CLICKED_ERROR_M, point_sites
from geo.survey.asked_number import look_m
from geo.survey.examine import examine
from geo.survey.prepared import Prepared, ask, checks_of

ERROR_M, REPEATS = 5.0, 3


def batch(prepared: Prepared, places: np.ndarray) -> tuple[np.ndarray, list[tuple[str, ...]]]:
    """The verdict of every site, and the rules it rests on, chunk by chunk as `quankan survey`."""
    verdicts, deciding = [], []
    for at in range(0, len(places), CHUNK_ROWS):
        sites = point_sites(places[at : at + CHUNK_ROWS])
        found = examine(prepared.rules, ask(prepared, sites))
        verdicts.append(found.verdict)
        deciding += found.deciding_ids()
    return np.concatenate(verdicts), deciding


def questions(prepared: Prepared) -> Iterator[tuple[shapely.STRtree, float]]:
    """Distinct trees and radii that the checks ask about."""
    scene, seen = prepared.scene, set()
    for check in checks_of(prepared.rules):
        for leaf in leaves(check):
            for looked in looked_for(leaf):
                radius = look_m(leaf) + CLICKED_ERROR_M + scene.features[looked].most_error_m
                if (looked, radius) not in seen:
                    seen.add((looked, radius))
                    yield scene.features[looked].tree, radius
            if isinstance(leaf, of.LandUse) and "land_use" not in seen:
                seen.add("land_use")
                land = needed(scene.land_use)
                yield land.tree, CLICKED_ERROR_M + land.known.error_m


def bare(trees: list[tuple[shapely.STRtree, float]], places: np.ndarray) -> int:
    """How many pairs the trees find."""
    pairs = 0
    for at in range(0, len(places), CHUNK_ROWS):
        points = shapely.points(places[at : at + CHUNK_ROWS])
        for tree, radius in trees:
            pairs += tree.query(points, predicate="dwithin", distance=radius).shape[1]
    return pairs


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sites", type=int, default=100_000)
    arguments.add_argument("--singles", type=int, default=100)
    given = arguments.parse_args()
    vocabulary = read_vocabulary()
    district = siting_town(vocabulary, error_m=ERROR_M)
    prepared = most_bound(district, by_peer=False)
    trees = list(questions(prepared))
    places = anywhere(district, given.sites)
    ours, theirs = np.inf, np.inf
    for _ in range(REPEATS):
        begin = time.process_time()
        verdicts, deciding = batch(prepared, places)
        middle = time.process_time()
        pairs = bare(trees, places)
        theirs = min(theirs, time.process_time() - middle)
        ours = min(ours, middle - begin)
    takes = []
    for at in range(given.singles):
        begin = time.process_time()
        found = one(prepared, places[at], CLICKED_ERROR_M)
        takes.append(time.process_time() - begin)
        if (found.verdict[0], found.deciding_ids()[0]) != (verdicts[at], deciding[at]):
            raise SystemExit(f"site {at} comes to something else alone")
    single = float(np.median(takes))
    per = 1e6 / given.sites
    print(f"{asked(prepared)}; {given.sites:,} sites, {len(trees)} trees, {pairs:,} pairs")
    print("| who | us a site | ratio |\n|---|---|---|")
    print(f"| batch | {ours * per:.0f} | 1 |")
    print(f"| single surveys, median of {given.singles} | {single * 1e6:.0f} "
          f"| {single / (ours / given.sites):.0f} |")  # fmt: skip
    print(f"| bare STRtree queries | {theirs * per:.0f} | {theirs / ours:.2f} |")


if __name__ == "__main__":
    main()
