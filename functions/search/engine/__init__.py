"""The search engine: ``build`` makes one file of a catalogue, ``Index.load`` opens it, ``search`` and ``suggest`` answer."""

from .building import Twice, build
from .container import BadIndex
from .index import Index
from .model import Entry, Found, Hit, Kind

__all__ = ["BadIndex", "Entry", "Found", "Hit", "Index", "Kind", "Twice", "build"]
