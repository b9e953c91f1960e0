"""Stickers printed in advance: made in steps, sealed, downloaded by their maker only, dead until activated."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from chalicelib.errors import Gone, NotFound, TooMany
from chalicelib.store import Store
from chalicelib.store.row import Row
from functions.car_move.model.batch import CHUNK, PER_PART, Batch, Chunk, Order, Ticket
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.shown_batch import BatchCard
from functions.car_move.print import sheets
from functions.car_move.rules.codes import UNKNOWN
from functions.car_move.use_cases import batches, stickers
from tests.conftest import TestWorld
from tests.functions.car_move.asked import Requests

OFFICER, COLLEAGUE = "officer-1", "officer-2"


def wanted(count: int = 5, request: str = "request-1") -> Order:
    return Order(request=request, title="翠湖小区", count=count)


def made(world: TestWorld, count: int = 5, request: str = "request-1") -> BatchCard:
    return batches.order(world, OFFICER, wanted(count, request))


def printed(world: TestWorld, batch: BatchCard) -> list[Ticket]:
    return [
        ticket
        for part in batch.parts
        for ticket in batches.tickets(world, OFFICER, batch.id, part.number, "12345")[1]
    ]


def told(world: TestWorld) -> Counter[str]:
    return Counter(fact.type for fact in world.bus.facts)


def test_a_batch_has_as_many_different_stickers_as_were_ordered(world):
    batch = made(world, 100)

    tickets = printed(world, batch)
    assert (batch.made, len(tickets), told(world)["car_move.batch_made"]) == (100, 100, 1)
    for what in ("link", "serial", "claim"):
        assert len({getattr(ticket, what) for ticket in tickets}) == 100
    assert all(re.fullmatch(r"\d{8}", ticket.pin) for ticket in tickets)


def test_a_batch_takes_one_transaction_for_every_48_stickers(world):
    with Requests() as asked:
        made(world, 2 * CHUNK)

    assert Counter(asked.names)["TransactWriteItems"] == 1 + 2


def test_the_same_order_again_is_the_same_batch(world):
    first, second = (made(world) for _ in range(2))

    assert first == second
    assert told(world) == {"car_move.batch_made": 1}
    assert len(batches.listed(world, OFFICER).batches) == 1


@dataclass(frozen=True)
class Tired(Store):
    """Stops working after so many commits, as a function does that runs out of time."""

    left: list[int] = field(default_factory=lambda: [2])

    def commit(self, *changes):
        if not self.left[0]:
            raise ConnectionError("out of time")
        self.left[0] -= 1
        super().commit(*changes)


def test_an_order_that_was_cut_short_goes_on_where_it_stopped(world):
    tired = replace(world, store=Tired(world.store.vault, world.store.outbox, world.store.now))
    with pytest.raises(ConnectionError):
        made(tired, 100)
    [line] = batches.listed(world, OFFICER).batches
    assert batches.see(world, OFFICER, line.id).made == 48

    batch = made(world, 100)

    assert (batch.id, batch.made) == (line.id, 100)
    assert len({ticket.serial for ticket in printed(world, batch)}) == 100
    assert told(world)["car_move.batch_made"] == 1


@dataclass(frozen=True)
class Overtaken(Store):
    """Somebody else is quicker once: before the second commit."""

    others: list[Callable[[], object]] = field(default_factory=list)
    commits: list[int] = field(default_factory=lambda: [0])

    def commit(self, *changes):
        self.commits[0] += 1
        if self.commits[0] == 2:
            self.others.pop()()
        super().commit(*changes)


def test_two_requests_for_the_same_order_at_once_make_one_batch(world):
    store = Overtaken(
        world.store.vault, world.store.outbox, world.store.now, others=[lambda: made(world, 100)]
    )

    batch = made(replace(world, store=store), 100)

    assert batch.made == 100
    assert len({ticket.serial for ticket in printed(world, batch)}) == 100
    assert told(world)["car_move.batch_made"] == 1


def test_an_officer_makes_so_many_a_day(world):
    world.store.commit(batches.ordered(world, OFFICER, LIMITS.batch_stickers_a_day - 4))
    assert made(world, 4).made == 4

    with pytest.raises(TooMany, match="还能做 0 张"):
        made(world, 1, "one-too-many")

    world.clock.advance(timedelta(days=1))
    assert made(world, 1, "next-day").made == 1


def test_the_table_holds_no_code_no_pin_and_no_title_in_the_open(world):
    batch = made(world)
    secrets = [s for t in printed(world, batch) for s in (t.pin, t.link.rpartition("/")[2])] + [batch.title]

    rows = [str(row.attribute_values) for row in Row.scan()]

    assert [row for row in rows if any(secret in row for secret in secrets)] == []


def test_an_unassigned_code_is_told_from_an_unknown_one_by_nobody(world):
    [ticket, *_] = printed(world, made(world))

    answers = {refusal_and_reads(world, code) for code in (ticket.link.rpartition("/")[2], "A" * 26)}

    assert answers == {(UNKNOWN, "GetItem GetItem")}


def refusal_and_reads(world: TestWorld, code: str) -> tuple[str, str]:
    with Requests() as asked, pytest.raises(NotFound) as refusal:
        stickers.resolve(world, code)
    return str(refusal.value), " ".join(asked.names)


def test_a_large_batch_comes_in_parts_of_whole_sheets(world):
    small = made(world, 1)
    batch = world.store.get(Batch, small.id).model_copy(update={"count": 500, "made": 500})
    [chunk] = world.store.parts(Chunk, small.id)
    later = chunk.model_copy(update={"version": None, "first": PER_PART})
    world.store.commit(batch, later, later.model_copy(update={"first": PER_PART + CHUNK}))

    parts = batches.see(world, OFFICER, batch.id).parts

    assert [(part.first, part.last) for part in parts] == [(1, 240), (241, 480), (481, 500)]
    assert [len(batches.tickets(world, OFFICER, batch.id, n, "12345")[1]) for n in (1, 2)] == [1, 2]
    assert PER_PART % sheets.PER_SHEET == 0


def test_every_download_is_a_fact_with_ids_only(world):
    batch = made(world)

    for _ in range(2):
        batches.tickets(world, OFFICER, batch.id, 1, "12345")

    downloads = [fact.data for fact in world.bus.facts if fact.type == "car_move.batch_printed"]
    assert len(downloads) == 2
    assert downloads[0] == {
        "case_id": batch.id,
        "at": "2026-05-01T09:00:00Z",
        "maker_id": OFFICER,
        "batch_part": 1,
        "stickers": 5,
    }


def test_it_can_be_downloaded_for_some_days_and_then_its_pins_are_nowhere_any_more(world):
    batch = made(world)
    world.clock.advance(timedelta(days=LIMITS.batch_print_days) - timedelta(seconds=1))
    assert len(printed(world, batch)) == 5

    world.clock.advance(timedelta(seconds=1))

    with pytest.raises(Gone, match="下载期限已过"):
        printed(world, batch)
    assert not batches.see(world, OFFICER, batch.id).printable


def test_a_void_batch_cannot_be_downloaded_and_says_so_once(world):
    batch = made(world)

    for _ in range(2):
        assert batches.void(world, OFFICER, batch.id).void

    with pytest.raises(Gone, match="作废"):
        printed(world, batch)
    assert told(world)["car_move.batch_voided"] == 1


@pytest.mark.parametrize(
    "verb",
    [
        batches.see,
        batches.go_on,
        batches.void,
        lambda world, who, batch: batches.tickets(world, who, batch, 1, "12345"),
    ],
)
def test_a_colleagues_batch_is_not_found(world, verb):
    batch = made(world)

    with pytest.raises(NotFound, match="没有找到这批挪车码"):
        verb(world, COLLEAGUE, batch.id)
    assert batches.listed(world, COLLEAGUE).batches == []


def test_the_same_request_of_a_colleague_is_a_batch_of_their_own(world):
    assert batches.order(world, COLLEAGUE, wanted()).id != made(world).id


def test_a_batch_record_holds_no_code(world):
    batch = world.store.get(Batch, made(world).id)

    assert set(Batch.model_fields) - {"id", "version"} == {
        "maker_id",
        "title",
        "count",
        "made",
        "layout",
        "made_at",
        "printable_until",
        "void",
    }
    assert batch.is_complete
