"""The one door for people, on which the other modules here declare their views."""

from chalicelib.http import Routes

routes = Routes("functions.search.routes")
