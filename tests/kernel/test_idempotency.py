"""The same POST twice is done once, and answered twice."""

import threading

import pytest

from chalicelib.http import Routes
from chalicelib.settings import settings
from chalicelib.store.row import connection
from tests.conftest import TestWorld
from tests.door import Door, Reply
from tests.kernel.edge.people import token
from tests.kernel.edge.routes import Search, Seen, routes


@pytest.fixture
def door(world: TestWorld) -> Door:
    Seen.visits.clear()
    return Door(routes, world, cookies={"tongban_device": "d" * 32})


def test_the_same_request_gets_the_same_answer(door: Door) -> None:
    first = door.post("/notes", {"words": "好"})
    again = door.post("/notes", {"words": "好"})

    assert (again.status, again.body, again.location) == (first.status, first.body, first.location)
    assert len(Seen.visits) == 1


def test_a_form_sent_twice_leads_to_the_same_page(door: Door) -> None:
    page = door.page("/notes")

    assert {door.submit("/notes", page, words="好").location for _ in range(3)} == {"/try/notes/id-1"}
    assert len(Seen.visits) == 1


def test_every_form_that_is_shown_is_a_new_one(door: Door) -> None:
    assert [door.submit("/notes", words="好").location for _ in range(2)] == [
        "/try/notes/id-1",
        "/try/notes/id-2",
    ]


def test_another_request_under_the_same_key_is_a_conflict(door: Door) -> None:
    door.post("/notes", {"words": "好"})

    assert door.post("/notes", {"words": "不好"}).status == 409
    assert len(Seen.visits) == 1


def test_a_key_is_the_senders_own(door: Door, world: TestWorld) -> None:
    senders = [{}, {"cookie": "tongban_device=" + "e" * 32}, {"authorization": f"Bearer {token(world)}"}]

    assert [door.post("/notes", {"words": "好"}, **sender).json["id"] for sender in senders] == [
        "id-1",
        "id-2",
        "id-3",
    ]


@pytest.mark.parametrize("key", ["", "short", "with space 123", "x" * 129])
def test_a_post_without_a_proper_key_is_refused(door: Door, key: str) -> None:
    reply = door.post("/notes", {"words": "好"}, key=key)

    assert (reply.status, Seen.visits) == (400, [])


@pytest.mark.parametrize(("words", "status"), [("忙", 503), ("坏", 500), ("脏话", 422), ("", 422)])
def test_what_was_refused_or_failed_may_be_tried_again_under_its_key(
    door: Door, words: str, status: int
) -> None:
    assert door.post("/notes", {"words": words}).status == status
    assert door.post("/notes", {"words": "好"}).status == 201


def test_an_answer_is_kept_for_a_day_sealed_and_without_a_trace_of_the_request(door: Door) -> None:
    door.post("/notes", {"words": "粤B12345"}, key="key-secret")
    rows = connection().client.scan(TableName=settings.table)["Items"]
    [kept] = [row for row in rows if row["sk"]["S"] == "answer"]

    assert kept["pk"]["S"].startswith("once#")
    assert not [word for word in ("粤B12345", "key-secret", "id-1") if word in str(kept)]


def test_while_the_first_is_being_answered_a_program_is_told_to_wait(world: TestWorld) -> None:
    slow = Slow()
    door = Door(slow.routes, world)
    first = threading.Thread(target=door.post, args=("/slow", {}))
    first.start()
    assert slow.begun.wait(5)

    reply = Door(slow.routes, world).post("/slow", {})
    slow.go_on.set()
    first.join()

    assert (reply.status, reply.headers["retry-after"]) == (409, "2")
    assert Door(slow.routes, world).post("/slow", {}).status == 201


def test_whoever_taps_twice_sees_the_answer_to_the_first(world: TestWorld) -> None:
    slow = Slow()
    door = Door(slow.routes, world)
    page = door.page("/slow")
    replies: list[Reply] = []
    taps = [threading.Thread(target=lambda: replies.append(door.submit("/slow", page))) for _ in range(2)]
    taps[0].start()
    assert slow.begun.wait(5)
    taps[1].start()
    slow.go_on.set()
    for tap in taps:
        tap.join()

    assert [(reply.status, reply.location) for reply in replies] == [(303, "/try/done")] * 2


class Slow:
    """A view that waits for a sign."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.routes = Routes("tests.kernel.edge.routes")

        @self.routes.get("/slow", page="notes.html")
        def show(query: Search) -> Search:
            return query

        @self.routes.post("/slow", then=lambda _: "/try/done")
        def slow() -> Search:
            self.begun.set()
            self.go_on.wait(5)
            return Search()
