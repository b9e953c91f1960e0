"""The door for people, by who comes through it: owners, passers-by, and the telephone carrier."""

from functions.car_move.routes import calls, owner, passer_by
from functions.car_move.routes.doors import routes

__all__ = ["calls", "owner", "passer_by", "routes"]
