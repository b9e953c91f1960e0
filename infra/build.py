"""The deployment package, made once and found by every ``chalice deploy``.

Chalice names a package after a hash of everything in it, makes it only where it is missing, and then resolves all
requirements anew. So the code is laid out in a folder of its own, and the package is made there
beforehand by Chalice's own packager, on top of dependencies that were packed once.
"""

import compileall
import hashlib
import io
import os
import py_compile
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from chalice.deploy.packager import (
    DependencyBuilder,
    LambdaDeploymentPackager,
    MissingDependencyError,
    NoSuchPackageError,
    PackageDownloadError,
)
from chalice.utils import UI, OSUtils

from infra import vendor
from infra.errors import CannotDeploy
from infra.whole import made_whole

BUILDS = Path(".local/build")
DEPENDENCIES = Path(".local/site-packages")
CONFIGURATION = Path(".chalice")
RECORDS = CONFIGURATION / "deployed"
SHIPPED = [Path("app.py"), Path("requirements.txt"), Path("chalicelib"), Path("functions"), Path("vendor")]
OURS = ("chalicelib", "functions")
JUNK = shutil.ignore_patterns("__pycache__", "*.pyc", ".*", "bin", "README.md")
POWERTOOLS: tuple[str, ...] = (
    "auth_alpha",
    "batch",
    "circuit_breaker",
    "data_classes",
    "data_masking",
    "feature_flags",
)
POWERTOOLS += ("kafka", "parameters", "parser", "streaming", "validation")
FOR_OPERATORS = (Path("functions/catalogue/anhui"),)  # read by a command, and by no function
UNUSED = (
    "aws_lambda_powertools/event_handler/**/*",
    *(f"aws_lambda_powertools/utilities/{part}/**/*" for part in POWERTOOLS),
    *("cffi/**/*", "pycparser/**/*"),  # cryptography needs their compiled half alone
    "*.dist-info/RECORD",  # pip's own book-keeping
    "**/*.pyi",  # types, for checkers alone
)
COMPILED = (
    "aws_lambda_powertools/logging",
    "aws_lambda_powertools/metrics",
    "aws_lambda_powertools/shared",
)  # of the dependencies, what every function imports as it starts; all of them would be too large
PYTHON = f"python{sys.version_info.major}.{sys.version_info.minor}"
KEPT = 6


@dataclass(frozen=True)
class Build:
    """One state of the code, laid out as a Chalice project with its package in place."""

    digest: str
    project: Path
    package: Path

    @property
    def megabytes(self) -> float:
        return self.package.stat().st_size / 1e6


class Packager(LambdaDeploymentPackager):
    """Chalice's packager, which packs the same dependencies only once."""

    def create_deployment_package(self, project_dir: str, python_version: str) -> str:
        package = Path(self.deployment_package_filename(project_dir, python_version))
        if not package.exists():
            unfinished = package.with_suffix(f".{os.getpid()}")
            package.parent.mkdir(exist_ok=True)
            shutil.copyfile(self._dependencies(Path(project_dir), python_version), unfinished)
            with self._osutils.open_zip(str(unfinished), "a") as zipped:
                self._add_app_files(zipped, project_dir)
                self._add_vendor_files(zipped, str(Path(project_dir, "vendor")))
            unfinished.rename(package)
        return str(package)

    def _dependencies(self, project: Path, python_version: str) -> Path:
        requirements = project / "requirements.txt"
        how = f"{python_version}{UNUSED}{COMPILED}".encode()
        recipe = hashlib.sha256(how + requirements.read_bytes()).hexdigest()[:16]
        kept = DEPENDENCIES / f"{recipe}.zip"
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            unfinished = kept.with_suffix(f".{os.getpid()}")
            with TemporaryDirectory() as site_packages:
                self._unpack(requirements, python_version, site_packages)
                for file in [file for unused in UNUSED for file in Path(site_packages).glob(unused)]:
                    if file.is_file():
                        file.unlink()
                for folder in COMPILED:
                    _compile(Path(site_packages), folder)
                with self._osutils.open_zip(str(unfinished), "w") as zipped:
                    self._add_py_deps(zipped, site_packages)
            unfinished.rename(kept)
        return kept

    def _unpack(self, requirements: Path, python_version: str, target: str) -> None:
        abi = self._RUNTIME_TO_ABI[python_version]
        try:
            self._dependency_builder.build_site_packages(abi, str(requirements), target)
        except MissingDependencyError as error:
            names = ", ".join(sorted(package.identifier for package in error.missing))
            raise CannotDeploy(
                f"Lambda cannot run these dependencies as they are published: {names}"
            ) from None
        except (PackageDownloadError, NoSuchPackageError) as error:
            raise CannotDeploy(f"{requirements.name}: {error}") from None


def build() -> Build:
    """Lay out the code as it is now, and package it unless that was done before."""
    vendor.ensure()
    digest = _digest()
    project = BUILDS / digest
    if not project.exists():
        with made_whole(project) as unfinished:
            _lay_out(unfinished)
    _configure(project)
    package = _packager().create_deployment_package(str(project.resolve()), PYTHON)
    _forget_old(project)
    return Build(digest, project, Path(package))


def _packager() -> Packager:
    silent = UI(io.StringIO(), io.StringIO())
    return Packager(OSUtils(), DependencyBuilder(OSUtils()), silent)


def _digest() -> str:
    """Of what is built and of how: this file is part of the recipe."""
    digest = hashlib.sha256(PYTHON.encode() + Path(__file__).read_bytes())
    for path in _files():
        digest.update(f"\n{path}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _files() -> Iterator[Path]:
    for root in SHIPPED:
        if root.is_file():
            yield root
        for folder, folders, names in os.walk(root):
            junk = JUNK(folder, [*folders, *names])
            folders[:] = sorted(it for it in set(folders) - junk if Path(folder, it) not in FOR_OPERATORS)
            yield from (Path(folder, name) for name in sorted(set(names) - junk))


def _lay_out(project: Path) -> None:
    for path in _files():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, project / path)
    (project / "vendor" / "functions").symlink_to(Path("..", "functions"))
    for folder in OURS:
        _compile(project, folder)
    _compile(project / "vendor", "pynamodb")  # which every function imports as it starts


def _compile(root: Path, folder: str) -> None:
    """Byte code that Python takes as it is: it would be made anew at every cold start, as Lambda's disk is read-only.

    https://docs.python.org/3/library/py_compile.html#py_compile.PycInvalidationMode.UNCHECKED_HASH
    """
    compileall.compile_dir(
        str(root / folder),
        quiet=1,
        stripdir=str(root),
        prependdir="/var/task",
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )


def _configure(project: Path) -> None:
    """Give the project today's stages and policies, and the deployment records of this checkout."""
    target = project / CONFIGURATION
    target.mkdir(exist_ok=True)
    RECORDS.mkdir(exist_ok=True)
    for path in CONFIGURATION.glob("*.json"):
        shutil.copyfile(path, target / path.name)
    if not (target / RECORDS.name).exists():
        (target / RECORDS.name).symlink_to(RECORDS.resolve())


def _forget_old(current: Path) -> None:
    os.utime(current)
    builds = sorted(BUILDS.glob("[0-9a-f]*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in builds[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
