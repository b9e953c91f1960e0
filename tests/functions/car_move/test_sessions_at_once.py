"""Many ask at the same moment: each is connected to the right person, or is told to wait."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from chalicelib.errors import Conflict, Refused, TooMany
from chalicelib.store import Record, Store
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.request import Ask
from functions.car_move.model.session import Route
from functions.car_move.use_cases import numbers, requests
from functions.car_move.use_cases.sessions import line_id

OWNER = "+8613800138000"
LETTERS = "ABCDEFGHJKLMNPQRSTUV"


def phone(n: int) -> str:
    return f"+86135{n:08}"


@dataclass(frozen=True)
class OneAtATime(Store):
    """moto is not made for threads: each operation waits for the one before. Between them, anything may happen."""

    turn: Any = field(default_factory=threading.RLock)

    def find(self, *args: Any) -> Any:
        with self.turn:
            return super().find(*args)

    def parts(self, *args: Any) -> Any:
        with self.turn:
            return super().parts(*args)

    def commit(self, *args: Any) -> None:
        with self.turn:
            super().commit(*args)

    def count(self, *args: Any) -> int:
        with self.turn:
            return super().count(*args)


@dataclass(frozen=True)
class InMemory(Store):
    """The store's promises over a dictionary, for when moto would take too long. It begins with what the store holds."""

    rows: dict[tuple[str, str, str], Record] = field(default_factory=dict)
    turn: Any = field(default_factory=threading.RLock)

    def find(self, model: Any, record_id: str, part: str = "") -> Any:
        with self.turn:
            key = (record_id, model.kind, part)
            if key not in self.rows and (known := super().find(model, record_id, part)):
                self.rows[key] = known
            found = self.rows.get(key)
            return found.model_copy(deep=True) if found else None

    def parts(self, model: Any, record_id: str) -> Any:
        with self.turn:
            keys = [key for key in self.rows if key[:2] == (record_id, model.kind)]
            return [self.rows[key].model_copy(deep=True) for key in keys]

    def commit(self, *changes: Any) -> None:
        records = {(r.id, r.kind, r.part): r for r in changes if isinstance(r, Record)}
        with self.turn:
            kept = {key: self.rows[key].version if key in self.rows else None for key in records}
            if any(record.version != kept[key] for key, record in records.items()):
                raise Conflict("刚才有人同时做了修改。")
            for key, record in records.items():
                record.version = (record.version or 0) + 1
                self.rows[key] = record.model_copy(deep=True)

    def count(self, *_: Any) -> int:
        return 1


def all_at_once(
    world: Any, kind: Callable[..., Store], asks: list[tuple[str, str]]
) -> tuple[Store, list[Any]]:
    """What each ask came to, and the store afterwards."""
    store = kind(world.store.vault, world.store.outbox, world.store.now)
    crowd = replace(world, store=store)

    def ask(one: tuple[str, str]) -> Any:
        code, passer_by = one
        try:
            return requests.ask(crowd, Ask(code=code, tail="345", reason="other", phone=passer_by))
        except Refused as refusal:
            return refusal

    with ThreadPoolExecutor(16) as pool:
        return store, list(pool.map(ask, asks))


def check_no_call_goes_astray(world, store, asks, owners, got) -> None:
    """Every case connects exactly its two people, by every route there is."""
    for (code, passer_by), case in zip(asks, got, strict=True):
        if isinstance(case, Refused):
            continue
        mine = store.get(Route, line_id(world, passer_by), case.number)
        theirs = store.get(Route, line_id(world, owners[code]), mine.shown)
        assert (mine.case_id, mine.other) == (case.id, owners[code])
        assert (theirs.case_id, theirs.other, theirs.shown) == (case.id, passer_by, case.number)


@pytest.mark.parametrize("numbering", ["AXB", "AXYB"])
def test_fifty_people_scan_one_sticker_at_the_same_moment(street, code, numbering):
    numbers.load_numbers(street.world, [], numbering)
    asks = [(code, phone(n)) for n in range(50)]

    store, got = all_at_once(street.world, OneAtATime, asks)

    served = [case for case in got if not isinstance(case, Refused)]
    assert len(served) == LIMITS.owner_sessions
    assert all(isinstance(case, TooMany) for case in got if isinstance(case, Refused))
    check_no_call_goes_astray(street.world, store, asks, {code: OWNER}, got)


@pytest.mark.parametrize("numbering", ["AXB", "AXYB"])
def test_two_hundred_asks_on_many_stickers_at_the_same_moment(street, numbering):
    """Twenty people who own the cars scan each other's, so every phone is owner and passer-by at once."""
    owners = {street.park(f"皖{x}12345", f"owner-{n}", phone(n)): phone(n) for n, x in enumerate(LETTERS)}
    numbers.load_numbers(street.world, [f"+65315800{n}" for n in range(21, 31)], numbering)
    codes = list(owners)
    asks = [(codes[(n + k) % 20], phone(n)) for n in range(20) for k in range(1, 11)]

    store, got = all_at_once(street.world, InMemory, asks)

    served = [case for case in got if not isinstance(case, Refused)]
    assert len(served) == 20 * LIMITS.passer_by_sessions
    check_no_call_goes_astray(street.world, store, asks, owners, got)


def test_one_person_who_sends_the_form_ten_times_at_once_has_one_case(street, code):
    _, got = all_at_once(street.world, InMemory, [(code, phone(1))] * 10)

    assert len({case.id for case in got}) == 1
