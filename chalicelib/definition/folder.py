"""Where matters live: a folder ``functions/<name>/`` each, opened by name and never imported by one."""

import importlib
import tomllib
from pathlib import Path
from types import ModuleType

from chalicelib.definition.matter import Definition

HOME = Path(__file__).parents[2] / "functions"


def folder_of(matter: str) -> Path:
    """The folder of a matter, by its slug (``car-move``) or its name (``car_move``)."""
    return HOME / name_of(matter)


def name_of(matter: str) -> str:
    return matter.replace("-", "_")


def slug_of(matter: str) -> str:
    return matter.replace("_", "-")


def module_of(matter: str, module: str) -> ModuleType | None:
    """``functions/<name>/<module>``, imported; None where the matter has none."""
    folder = folder_of(matter)
    if not (folder / f"{module}.py").exists() and not (folder / module / "__init__.py").exists():
        return None
    return importlib.import_module(f"functions.{folder.name}.{module}")


def definition_of(folder: Path) -> Definition:
    """Read ``folder/matter.toml``: an ``Ordinary`` where its kind is ``application``.

    Raises pydantic's ValidationError or TOMLDecodeError.
    """
    content = tomllib.loads((folder / "matter.toml").read_text(encoding="utf-8"))
    if content.get("kind") != "application":
        return Definition.model_validate(content)
    from chalicelib.definition.ordinary import Ordinary

    return Ordinary.model_validate(content)
