"""What the front page shows of the catalogue: made from a release when it is told, so that no page waits for the shelf."""

from pydantic import AwareDatetime, BaseModel

from chalicelib.store import Record


class Place(BaseModel):
    """Something to go to; ``areas``: where it is open, 34 being the whole province."""

    title: str
    url: str
    areas: list[str]

    def open_in(self, city: str) -> bool:
        return not city or any(city.startswith(area) or area.startswith(city) for area in self.areas)


class Count(BaseModel):
    name: str
    matters: int


class Digest(Record):
    """The only one; ``id`` is always the same."""

    number: int
    at: AwareDatetime
    frequent: list[Place]
    scenarios: list[Place]
    elder: list[Place]
    themes: list[Count]
    departments: list[Count]
    audiences: list[Count]


DIGEST = "digest"
