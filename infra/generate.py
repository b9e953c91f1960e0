"""``python -m infra.generate [--check]``: everything in the repository that follows from the matters' own definitions."""

import json
import sys
from pathlib import Path
from typing import Any

from chalicelib import matters
from chalicelib.definition import definition_of, folder_of
from infra import environment, policies, stages

CHALICE = Path(".chalice")
OURS = ["policy-*.json", "*.schema.json", "openapi/*.json"]


def configuration() -> dict[Path, str]:
    """Chalice's stages and the policies of all matters in all environments."""
    environments = [environment.load(name, {}) for name in environment.names()]
    definitions = {name.replace("_", "-"): definition_of(folder_of(name)) for name in matters.names()}
    made = {CHALICE / "config.json": _json(stages.config(list(definitions), environments))}
    for env in environments:
        for slug, definition in definitions.items():
            path = CHALICE / f"policy-{stages.stage_name(slug, env.name)}.json"
            made[path] = _json(policies.policy(slug, env.name, definition))
    return made


def everything() -> dict[Path, str]:
    from infra import documents

    return configuration() | documents.all_of_them()


def stale(wanted: dict[Path, str]) -> list[Path]:
    """What is missing, out of date, or left over from a matter that is gone."""
    differing = [path for path, text in wanted.items() if _read(path) != text]
    return sorted([*differing, *_left_over(wanted)])


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _left_over(wanted: dict[Path, str]) -> list[Path]:
    ours = {(path.parent, Path(pattern).name) for path in wanted for pattern in OURS if path.match(pattern)}
    return sorted({path for folder, pattern in ours for path in folder.glob(pattern)} - set(wanted))


def write(wanted: dict[Path, str]) -> list[Path]:
    changed = stale(wanted)
    for path in changed:
        if path in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], encoding="utf-8")
        else:
            path.unlink()
    return changed


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        differing = stale(everything())
        for path in differing:
            print(f"{path} is stale: python -m infra.generate")
        return 1 if differing else 0
    for path in write(everything()):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
