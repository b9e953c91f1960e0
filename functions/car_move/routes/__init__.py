"""The door for people, by who comes through it: owners, passers-by, and the telephone carrier."""

from functions.car_move.routes import (
    batches,
    calls,
    consents,
    contacts,
    inquiries,
    operations,
    owner,
    passer_by,
    photos,
    places,
    quiet,
    rescue,
    safety,
    sharing,
    texts,
    voice,
    ways,
)
from functions.car_move.routes.doors import routes

__all__ = [
    "batches",
    "calls",
    "consents",
    "contacts",
    "inquiries",
    "operations",
    "owner",
    "passer_by",
    "photos",
    "places",
    "quiet",
    "rescue",
    "routes",
    "safety",
    "sharing",
    "texts",
    "voice",
    "ways",
]
