"""The door for people."""

from chalicelib.http import Routes

routes = Routes(__name__)
