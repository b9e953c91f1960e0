"""What all doors of the catalogue are hung on."""

from chalicelib.http import Routes

routes = Routes(__package__ or "")
