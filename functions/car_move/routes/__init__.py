"""The door for people, by who comes through it: owners, passers-by, and the telephone carrier."""

from functions.car_move.routes import batches, calls, inquiries, owner, passer_by
from functions.car_move.routes.doors import routes

__all__ = ["batches", "calls", "inquiries", "owner", "passer_by", "routes"]
