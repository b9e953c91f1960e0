"""``python -m infra.lint``: what is wrong with the matters' definitions, line by line."""

import sys
from pathlib import Path

from chalicelib import matters
from chalicelib.definition import HOME
from chalicelib.definition.lint import Complaint, lint


def complaints(names: list[str]) -> list[tuple[Path, Complaint]]:
    return [(HOME / name, complaint) for name in names for complaint in lint(HOME / name)]


def main() -> int:
    found = complaints(matters.names())
    for folder, complaint in found:
        print(f"{folder.relative_to(Path.cwd())}/{complaint}")
    return 1 if any(not complaint.is_warning for _, complaint in found) else 0


if __name__ == "__main__":
    sys.exit(main())
