"""What public housing shows besides an application: the waiting list, for everybody."""

from pydantic import BaseModel

from chalicelib.http import Routes
from chalicelib.world import World

from .model import List
from .use_cases import waiting


class ListQuery(BaseModel):
    city: str = "3401"
    cursor: str | None = None


def open_doors(routes: Routes, matter: str) -> None:  # noqa: ARG001 - every door is opened alike
    @routes.get("/waiting", page="waiting.html")
    def published(world: World, query: ListQuery) -> List:
        return waiting.published(world, query.city, query.cursor)
