"""The doors: for everybody who looks for how something is done, and for editors."""

from . import desk, guides, writing
from .doors import routes

__all__ = ["desk", "guides", "routes", "writing"]
