"""What makes a phone's browser keep the portal like an app: manifest, icons, service worker, and the page for no network."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel

from chalicelib.headers import on_device
from chalicelib.http import File

from .doors import routes

DEVICE = Path(__file__).parent.parent / "device"
A_DAY = 24 * 3600


class Nothing(BaseModel):
    """A page with nothing of its own."""


@cache
def _read(name: str) -> bytes:
    return (DEVICE / name).read_bytes()


@routes.get("/sw.js")
def worker() -> File:
    """Never kept: a browser that looks for a new one finds it."""
    return File(_read("sw.js"), "text/javascript; charset=utf-8")


@routes.get("/manifest.webmanifest", kept=A_DAY)
def manifest() -> File:
    return File(_read("manifest.webmanifest"), "application/manifest+json; charset=utf-8")


@routes.get("/icon.svg", kept=A_DAY)
def icon() -> File:
    return File(_read("icon.svg"), "image/svg+xml")


@routes.get("/icon-192.png", kept=A_DAY)
def small() -> File:
    return File(_read("icon-192.png"), "image/png")


@routes.get("/icon-512.png", kept=A_DAY)
def large() -> File:
    return File(_read("icon-512.png"), "image/png")


@routes.get("/offline", page="offline.html", allows=on_device)
def offline() -> Nothing:
    return Nothing()
