"""The store: what is committed together stays together, and nobody overwrites anybody."""

from datetime import datetime, timedelta
from typing import ClassVar

import pytest
from cryptography.exceptions import InvalidTag

from chalicelib.errors import Conflict, Invalid, NotFound
from chalicelib.events import Event
from chalicelib.store import AlreadyDone, Delete, Personal, Record, Unchanged
from chalicelib.store.row import Row


class Car(Record):
    colour: str
    owner: str = "nobody"
    plate: Personal = ""
    until: datetime | None = None

    def listing(self):
        return f"owner#{self.owner}", self.id

    def expires(self):
        return self.until


class Door(Record):
    side: str

    @property
    def part(self):
        return self.side


class Painted(Event):
    type: ClassVar = "car.painted"
    example: ClassVar = {}


def painted(world, case_id="c1"):
    return Painted(case_id=case_id, at=world.now())


def test_a_record_comes_back_as_it_was_kept(world):
    car = Car(id="c1", colour="red", plate="皖A12345")
    world.store.commit(car)

    assert world.store.get(Car, "c1") == car


def test_personal_fields_are_not_readable_in_the_table(world):
    world.store.commit(Car(id="c1", colour="red", plate="皖A12345"))

    row = Row.get("c1", "Car")

    assert "plate" not in row.body
    assert b"12345" not in row.sealed


def test_a_sealed_field_cannot_be_moved_to_another_record(world):
    world.store.commit(Car(id="c1", colour="red", plate="皖A12345"))
    stolen = Row.get("c1", "Car").sealed
    world.store.commit(Car(id="c2", colour="red", plate="皖B54321"))
    Row("c2", "Car").update(actions=[Row.sealed.set(stolen)])

    with pytest.raises(InvalidTag):
        world.store.get(Car, "c2")


def test_what_is_not_there_is_not_found(world):
    assert world.store.find(Car, "none") is None
    with pytest.raises(NotFound):
        world.store.get(Car, "none")


def test_of_two_writers_the_second_is_told(world):
    world.store.commit(Car(id="c1", colour="red"))
    first, second = world.store.get(Car, "c1"), world.store.get(Car, "c1")
    world.store.commit(first.model_copy(update={"colour": "blue"}))

    with pytest.raises(Conflict):
        world.store.commit(second.model_copy(update={"colour": "green"}))
    assert world.store.get(Car, "c1").colour == "blue"


def test_a_new_record_never_replaces_an_old_one(world):
    world.store.commit(Car(id="c1", colour="red"))

    with pytest.raises(Conflict):
        world.store.commit(Car(id="c1", colour="blue"))


def test_an_expired_row_is_no_row(world):
    world.store.commit(Car(id="c1", colour="red", until=world.now() + timedelta(minutes=1)))
    world.clock.advance(timedelta(minutes=1))

    assert world.store.find(Car, "c1") is None
    world.store.commit(Car(id="c1", colour="blue"))
    assert world.store.get(Car, "c1").colour == "blue"


def test_whoever_read_an_expired_record_does_not_overwrite_its_successor(world):
    world.store.commit(Car(id="c1", colour="red", until=world.now() + timedelta(minutes=1)))
    read = world.store.get(Car, "c1")
    world.clock.advance(timedelta(minutes=1))
    world.store.commit(Car(id="c1", colour="blue"))

    with pytest.raises(Conflict):
        world.store.commit(read)
    assert world.store.get(Car, "c1").colour == "blue"


def test_a_commit_is_all_or_nothing(world):
    world.store.commit(Car(id="c1", colour="red"))

    with pytest.raises(Conflict):
        world.store.commit(Car(id="c2", colour="red"), Car(id="c1", colour="blue"), painted(world))

    assert world.store.find(Car, "c2") is None
    assert world.store.facts("c1") == []
    assert world.bus.facts == []


def test_a_record_can_be_deleted_as_it_was_read(world):
    world.store.commit(Car(id="c1", colour="red"))
    read = world.store.get(Car, "c1")
    world.store.commit(Delete(read))

    assert world.store.find(Car, "c1") is None


def test_a_record_that_changed_is_not_deleted(world):
    world.store.commit(Car(id="c1", colour="red"))
    read = world.store.get(Car, "c1")
    world.store.commit(world.store.get(Car, "c1").model_copy(update={"colour": "blue"}))

    with pytest.raises(Conflict):
        world.store.commit(Delete(read))


def test_a_commit_may_depend_on_a_record_that_it_does_not_write(world):
    world.store.commit(Car(id="c1", colour="red"))
    seen = world.store.get(Car, "c1")

    world.store.commit(Door(id="c1", side="left"), Unchanged(seen))

    assert world.store.get(Car, "c1").version == seen.version


def test_whoever_depends_on_a_record_that_has_changed_writes_nothing(world):
    world.store.commit(Car(id="c1", colour="red"))
    seen = world.store.get(Car, "c1")
    world.store.commit(seen.model_copy(update={"colour": "blue"}))

    with pytest.raises(Conflict):
        world.store.commit(Door(id="c1", side="left"), Unchanged(seen))

    assert world.store.parts(Door, "c1") == []


def test_a_repeat_is_told_from_a_conflict_also_where_a_commit_depends_on_a_record(world):
    world.store.commit(Car(id="c1", colour="red"))
    seen = world.store.get(Car, "c1")
    first, second = world.store.handling("f1"), world.store.handling("f1")
    first.commit(Door(id="c1", side="left"))

    with pytest.raises(AlreadyDone):
        second.commit(Door(id="c1", side="right"), Unchanged(seen))


def test_a_record_may_be_committed_again_after_a_commit(world):
    car = Car(id="c1", colour="red")
    world.store.commit(car)
    car.colour = "blue"
    world.store.commit(car)

    assert world.store.get(Car, "c1").colour == "blue"


def test_parts_of_one_id_are_read_together(world):
    world.store.commit(Door(id="c1", side="left"), Door(id="c1", side="right"), Door(id="c2", side="left"))

    assert [door.side for door in world.store.parts(Door, "c1")] == ["left", "right"]


def test_a_list_is_read_page_by_page(world):
    for number in range(5):
        world.store.commit(Car(id=f"c{number}", colour="red", owner="o1"))

    first = world.store.page(Car, "owner#o1", limit=3)
    rest = world.store.page(Car, "owner#o1", limit=3, cursor=first.cursor)

    assert [car.id for car in first.items + rest.items] == ["c4", "c3", "c2", "c1", "c0"]
    assert rest.cursor is None


def test_a_cursor_of_another_list_is_refused(world):
    for number in range(2):
        world.store.commit(Car(id=f"c{number}", colour="red", owner="o1"))
    cursor = world.store.page(Car, "owner#o1", limit=1).cursor

    with pytest.raises(Invalid):
        world.store.page(Car, "owner#o2", cursor=cursor)
    with pytest.raises(Invalid):
        world.store.page(Car, "owner#o1", cursor="nonsense")


def test_a_counter_counts_within_its_window(world):
    minute = timedelta(minutes=1)

    assert [world.store.count("k", minute) for _ in range(3)] == [1, 2, 3]
    world.clock.advance(minute)
    assert world.store.count("k", minute) == 1


def test_a_fact_is_handled_once_however_often_it_is_delivered(world):
    store = world.store.handling("fact-1")
    store.commit(Car(id="c1", colour="red"))

    with pytest.raises(AlreadyDone):
        world.store.handling("fact-1").commit(Car(id="c2", colour="red"))

    assert world.store.find(Car, "c2") is None
    assert world.store.has_handled("fact-1")


def test_a_conflict_while_handling_is_not_taken_for_a_repeat(world):
    world.store.commit(Car(id="c1", colour="red"))

    with pytest.raises(Conflict):
        world.store.handling("fact-1").commit(Car(id="c1", colour="blue"))
    assert not world.store.has_handled("fact-1")


def test_while_handling_a_fact_only_the_first_commit_carries_the_mark(world):
    store = world.store.handling("fact-1")
    store.commit(Car(id="c1", colour="red"))

    store.commit(Car(id="c2", colour="red"))

    assert world.store.find(Car, "c2")
