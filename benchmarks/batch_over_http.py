"""A table of 100,000 sites sent to a service: seconds of each step, and the most memory it took.

The service is `quankan serve` as a process of its own with one worker, on a new home with the demo
district. Memory is the peak resident set that Linux tells of each of its processes.
"""

import argparse
import csv
import io
import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from benchmarks.service_load import prepare, serving

WHERE = "/batches/uploads?district=demo&business=internet_cafe&datum=wgs84&facts=floor=2"
FORMS = ("csv", "json", "geojson", "xlsx")
LOOK_S = 2.0
MIB = 1024**2


def table(sites: list[list[float]]) -> bytes:
    """`sites.csv`, at new places each."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("id", "lon", "lat"))
    writer.writerows((f"s{number}", *site) for number, site in enumerate(sites, 1))
    return text.getvalue().encode()


def peaks() -> Iterator[tuple[str, float]]:
    """Name and peak resident MiB of the processes that this one has started, and of theirs."""
    ours = {os.getpid()}
    for folder in sorted(Path("/proc").glob("[0-9]*"), key=lambda each: int(each.name)):
        try:
            lines = (folder / "status").read_text().splitlines()
        except OSError:
            continue  # it is gone
        said = dict(line.split(":", 1) for line in lines)
        if int(said["PPid"]) in ours and "VmHWM" in said:
            ours.add(int(folder.name))
            yield f"{said['Name'].strip()} {folder.name}", int(said["VmHWM"].split()[0]) / 1024


def ended(client: httpx.Client, job: str) -> tuple[dict, dict[str, float]]:
    """The job when it has ended, and how many seconds each of its steps took."""
    steps: dict[str, float] = {}
    while True:
        begun = time.monotonic()
        told = client.get(job).json()
        if told["state"] not in {"waiting", "running"}:
            return told, steps
        time.sleep(LOOK_S)
        step = told["step"] or told["state"]
        steps[step] = steps.get(step, 0.0) + time.monotonic() - begun


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sites", type=int, default=100_000)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        secret, place = prepare(home)
        headers = {"Authorization": f"Bearer {secret}", "Accept-Language": "en"}
        with serving(home, WORKERS="1") as address, httpx.Client(
            base_url=address, headers=headers, timeout=600
        ) as client:  # fmt: skip
            run(client, table(place.sites[: given.sites]))
            for name, most in peaks():
                print(f"{name}: at most {most:.0f} MiB")


def run(client: httpx.Client, content: bytes) -> None:
    """Send a table, wait for what comes of it, and take it in all forms."""
    begun = time.monotonic()
    ordered = client.post(WHERE, content=content, headers={"Content-Type": "text/csv"})
    ordered.raise_for_status()
    print(f"{len(content) / MIB:.1f} MiB accepted: {time.monotonic() - begun:.1f} s")
    job, steps = ended(client, ordered.headers["location"])
    told = ", ".join(f"{step} {seconds:.1f}" for step, seconds in steps.items())
    print(f"job {job['state']}: {time.monotonic() - begun:.1f} s in all: {told}")
    for form in FORMS:
        begun, size = time.monotonic(), 0
        with client.stream("GET", f"{job['result']}.{form}") as answer:
            answer.raise_for_status()
            for piece in answer.iter_raw():
                size += len(piece)
        print(f"{form}: {size / MIB:.1f} MiB in {time.monotonic() - begun:.1f} s")
    with client.stream("GET", f"{job['result']}.json") as answer:
        document = json.loads(answer.read())
    print(f"{document['rows']} rows: {document['verdicts']}")


if __name__ == "__main__":
    main()
