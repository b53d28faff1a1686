"""A screening of the demo district for the business that most rules bind, and where time goes.

One run under Python's profiler, which costs little here: nearly all of the time is spent inside
GEOS. Seconds are those of the processor, so that what else the machine does matters less. Reading
the district, writing files and drawing the page are left out.
"""

import argparse
import cProfile
import time
from pathlib import PurePath

from api.siting.question import Asked, siting_question
from api.siting.screening import Screening, screening
from benchmarks.survey import DAY, asked, most_bound
from data.demo import demo_district
from geo.streets.network import walk_network

# The steps of a screening, as functions, and what each of them does.
STEPS = {
    ("prepared.py", "prepare"): "rules chosen, scene prepared",
    ("tiles.py", "tiles"): "land cut into tiles",
    ("peeled.py", "more"): "borders drawn",
    ("arrangement.py", "pieces"): "land divided along them",
    ("deep_inside.py", "deep_inside"): "a point inside each piece",
    ("examine.py", "examine"): "pieces and outlines judged",
    ("screen.py", "_joined"): "pieces of a tile that say the same joined",
    ("screen.py", "_divided"): "tiles fitted together and joined",
    ("candidates.py", "candidates"): "buildings or parcels surveyed and ranked",
    ("why.py", "why"): "places told of",
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--type", help="a business type; the one most rules bind by default")
    arguments.add_argument("--undertaking", default="construction")
    given = arguments.parse_args()
    district = demo_district()
    name, undertaking = given.type, given.undertaking
    if name is None:
        most = most_bound(district, by_peer=False)
        name, undertaking = most.business.name, most.undertaking
    question = siting_question(district, Asked(name, undertaking, on=DAY))
    network = walk_network(district.features("streets"), takes_steps=True)
    profile = cProfile.Profile(timer=time.process_time)
    begin = time.process_time()
    found: Screening = profile.runcall(screening, district, question, network=network)
    seconds = time.process_time() - begin
    pieces = sum(len(getattr(shape, "geoms", (shape,))) for shape in found.screen.shapes)
    print(f"{asked(found.prepared)}; {pieces:,} pieces, {len(found.outlines.ids):,} outlines")
    print("| step | seconds |\n|---|---|")
    for title, spent in where(profile).items():
        print(f"| {title} | {spent:.1f} |")
    print(f"| the whole | {seconds:.1f} |")


def where(profile: cProfile.Profile) -> dict[str, float]:
    """Seconds spent in each step, what it calls included."""
    spent = dict.fromkeys(STEPS.values(), 0.0)
    for entry in profile.getstats():
        if isinstance(entry.code, str):
            continue
        step = STEPS.get((PurePath(entry.code.co_filename).name, entry.code.co_name))
        # The check of the candidates of a layer has a file of the same name.
        if step is not None and "checks/candidates" not in entry.code.co_filename:
            spent[step] += entry.totaltime
    return spent


if __name__ == "__main__":
    main()
