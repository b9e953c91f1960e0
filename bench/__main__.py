"""Run every benchmark, one after the other, each in a process of its own. What is given after the command goes to each."""

import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).parent
ENDS = "sys.exit(main())"  # with its verdict, unlike what only helps


def names() -> list[str]:
    """The modules and packages beside this one that can be run."""
    alone = [path.stem for path in HOME.glob("[!_]*.py") if ENDS in path.read_text(encoding="utf-8")]
    return sorted([*alone, *(path.parent.name for path in HOME.glob("*/__main__.py"))])


def main() -> int:
    failed = []
    for name in names():
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"bench.{name}", *sys.argv[1:]], check=False).returncode:
            failed.append(name)
    print(f"bench: short in {', '.join(failed)}" if failed else "bench: ok")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
