"""How large a matter is: its package, the import before its first request, and the memory it then holds.

Each import happens in a fresh interpreter on a freshly unpacked package without byte code, as on AWS, in the
emulator's environment, which holds boto3 as AWS's runtime does. Baseline: bench/baselines/bare, in turn with ours.
A matter is measured as the function that people reach, the largest of its four, and ``on_fact`` stands for the other three.
"""

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.report import finish, is_quick
from bench.statistics import median
from chalicelib import matters
from infra.build import build
from local.emulator import environment

BARE = Path("bench/baselines/bare")
LARGEST = "car-move"
IMPORT = """
import time; began = time.process_time()
import app, boto3; boto3.client("dynamodb")
took = time.process_time() - began
import resource; print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def cold(python: Path, matter: str, *places: Path, handler: str = "app.app") -> tuple[float, float]:
    """Milliseconds of processor time to import ``app`` from these places and make its client, and the megabytes used then."""
    names = {
        "PATH": os.defpath,
        "PYTHONPATH": os.pathsep.join(map(str, places)),
        "PYTHONDONTWRITEBYTECODE": "1",
        "MATTER": matter,
        "ENVIRONMENT": "dev",
        "_HANDLER": handler,
        "AWS_DEFAULT_REGION": "ap-southeast-1",
        "POWERTOOLS_METRICS_NAMESPACE": "tongban",
    }
    done = subprocess.run(
        [python, "-c", IMPORT], cwd=places[0], env=names, stdout=subprocess.PIPE, text=True, check=True
    )
    seconds, megabytes = map(float, done.stdout.split())
    return seconds * 1000, megabytes


def main() -> int:
    rounds = 5 if is_quick() else 15
    python, package = environment.prepare(), build().package
    slugs = [name.replace("_", "-") for name in matters.names()]
    figures = {"zip_mb": package.stat().st_size / 1e6}
    with TemporaryDirectory() as folder:
        unpacked = Path(folder)
        zipfile.ZipFile(package).extractall(unpacked)
        figures["unpacked_mb"] = (
            sum(file.stat().st_size for file in unpacked.rglob("*") if file.is_file()) / 1e6
        )
        bare, ours = [], {slug: [] for slug in [*slugs, f"{LARGEST}_on_fact"]}  # type: ignore[var-annotated]
        for _ in range(rounds):
            bare.append(cold(python, "bare", BARE.resolve(), unpacked))
            for slug in slugs:
                ours[slug].append(cold(python, slug, unpacked))
            ours[f"{LARGEST}_on_fact"].append(cold(python, LARGEST, unpacked, handler="app.on_fact"))
    figures["bare_ms"], figures["bare_mb"] = median([ms for ms, _ in bare]), median([mb for _, mb in bare])
    for slug, measured in ours.items():
        figures[f"{slug}_ms"] = median([ms for ms, _ in measured])
        figures[f"{slug}_mb"] = median([mb for _, mb in measured])
        figures[f"{slug}_ratio"] = median(
            [ms / base for (ms, _), (base, _) in zip(measured, bare, strict=True)]
        )
    goals = {"zip_mb": "<= 15"} | {f"{slug}_ratio": "<= 1.5" for slug in slugs}
    return finish("footprint", figures, goals)


if __name__ == "__main__":
    sys.exit(main())
