"""The bench's own table answers what moto's does: to the store, whatever it asks in whichever order."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from bench.chaos.table import Table, serving
from chalicelib.errors import Conflict
from chalicelib.store import Add, Delete, Record, Unchanged
from tests.conftest import new_world

START = datetime(2026, 5, 1, tzinfo=UTC)


class Note(Record):
    """In a list, or in none; it may expire."""

    text: str
    listed: str = ""
    until: datetime | None = None

    def listing(self):
        return (self.listed, self.text) if self.listed else None

    def expires(self):
        return self.until


class Told(Record):
    """One of several under an id."""

    number: int

    @property
    def part(self):
        return f"{self.number:03}"


def deed(world, chance):
    """One thing that a matter does, by chance; what came of it, as plain text."""
    some, text = f"n{chance.randrange(6)}", str(chance.randrange(100))
    listed, ends = chance.choice(["", "list-a", "list-b"]), chance.choice([None, START, START + timedelta(9)])
    known = world.store.find(Note, some)
    lying = Note(id=some, version=chance.choice([None, 3]), text="stale")
    match chance.randrange(9):
        case 0 | 1:
            world.store.commit(Note(id=some, text=text, listed=listed, until=ends))
        case 2 if known:
            world.store.commit(known.model_copy(update={"text": text, "listed": listed}))
        case 3 if known:
            world.store.commit(Delete(known), Told(id=some, number=int(text)))
        case 4:
            world.store.commit(lying, Told(id=some, number=200))
        case 5:
            world.store.commit(Told(id=some, number=int(text)), Add("day", "fen", ends or START, int(text)))
        case 6 if known:
            world.store.commit(Unchanged(known), Told(id="other", number=int(text)))
        case 7:
            return [world.store.count(some, timedelta(hours=1)), world.store.sweep()]
    return seen(world, chance)


def seen(world, chance):
    """A list by pages, the parts of an id, and a tally; versions begin anywhere, and are left out."""
    how = {"limit": chance.choice([1, 2, 50]), "newest_first": chance.random() < 0.5}
    how |= {"until": chance.choice([None, "5"])}
    page = world.store.page(Note, "list-a", **how)
    notes = page.items
    while page.cursor:
        page = world.store.page(Note, "list-a", cursor=page.cursor, **how)
        notes += page.items
    plain = [it.model_dump(exclude={"version"}) for it in notes]
    return [plain, [it.number for it in world.store.parts(Told, "n1")], world.store.tally("day")]


def life(seed):
    """What came of a hundred and twenty deeds."""
    world, chance, came = new_world(), Random(seed), []  # noqa: S311
    world.clock.time = START + timedelta(1)
    for _ in range(120):
        try:
            came.append(deed(world, chance))
        except Conflict:
            came.append("conflict")
    return came


@pytest.mark.parametrize("seed", range(2))
def test_both_tables_answer_the_same(table, seed):
    theirs = life(seed)
    with serving(Table()):
        ours = life(seed)

    assert "conflict" in theirs
    assert ours == theirs


def test_what_the_store_never_writes_is_not_understood():
    with pytest.raises(ValueError, match="size"):
        Table()._make_api_call(
            "PutItem", {"Item": {"pk": {"S": "a"}, "sk": {"S": "b"}}, "ConditionExpression": "size (#0) = :0"}
        )
