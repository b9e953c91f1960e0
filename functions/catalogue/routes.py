"""The door for people."""

from chalicelib.http import Redirect, Routes

routes = Routes(__name__)


@routes.get("/")
def front() -> Redirect:
    return Redirect("/")
