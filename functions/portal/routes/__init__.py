"""The doors of the portal, opened one module after the other."""

from . import account, city, device, front, inbox, mine
from .doors import routes

__all__ = ["account", "city", "device", "front", "inbox", "mine", "routes"]
