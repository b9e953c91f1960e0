"""What a matter keeps, and how: records, one transaction for a record and its facts, pages of lists."""

from chalicelib.store.paging import Page
from chalicelib.store.record import Delete, MaybePersonal, Personal, Record, Sealed, Unchanged
from chalicelib.store.store import AlreadyDone, Change, Store
from chalicelib.store.tally import Add

__all__ = [
    "Add",
    "AlreadyDone",
    "Change",
    "Delete",
    "MaybePersonal",
    "Page",
    "Personal",
    "Record",
    "Sealed",
    "Store",
    "Unchanged",
]
