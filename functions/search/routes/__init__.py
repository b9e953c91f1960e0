"""The door for people: who searches, and who sees to it that things are found."""

from . import searching
from .doors import routes

__all__ = ["routes", "searching"]
