"""How long a command takes to start and to finish, beside the imports it cannot do without.

`quankan --help` beside `import typer`, and a warm `quankan coverage` of the demo district beside
`import geopandas, numba`: each in a process of its own, taken in turn, the smallest of several.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPEATS = 7


def seconds(command: list[str]) -> float:
    # Packages were compiled when they were installed; with this set only ours would be each time.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - begin


def smallest(ours: list[str], theirs: list[str]) -> tuple[float, float]:
    """The two taken in turn, once beforehand to warm caches."""
    seconds(ours), seconds(theirs)
    runs = [(seconds(ours), seconds(theirs)) for _ in range(REPEATS)]
    return min(a for a, _ in runs), min(b for _, b in runs)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--district", type=Path, help="a district; the demo by default")
    path = arguments.parse_args().district
    quankan = shutil.which("quankan", path=str(Path(sys.executable).parent)) or "quankan"
    with tempfile.TemporaryDirectory() as folder:
        district = path or Path(folder) / "demo" / "demo.gpkg"
        if path is None:
            seconds([quankan, "demo", "--out", str(district.parent)])
        out = str(Path(folder) / "out")
        rows = {
            "quankan --help": ([quankan, "--help"], "import typer"),
            "quankan coverage, warm": (
                [quankan, "coverage", str(district), "--out", out],
                "import geopandas, numba",
            ),
        }
        print("| command | ours s | beside | s | ratio |\n|---|---|---|---|---|")
        for name, (ours, imports) in rows.items():
            mine, other = smallest(ours, [sys.executable, "-c", imports])
            ratio = mine / other
            print(f"| `{name}` | {mine:.2f} | `{imports}` | {other:.2f} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
