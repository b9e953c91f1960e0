"""Run every benchmark, one after the other, each in a process of its own."""

import subprocess
import sys

ALL = ["footprint", "relay", "pool", "deploy"]


def main() -> int:
    failed = []
    for name in ALL:
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"bench.{name}", *sys.argv[1:]], check=False).returncode:
            failed.append(name)
    print(f"bench: short in {', '.join(failed)}" if failed else "bench: ok")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
