"""The door for people: who searches, and who sees to it that things are found."""

from . import editing, indexes, searching
from .doors import routes

__all__ = ["editing", "indexes", "routes", "searching"]
