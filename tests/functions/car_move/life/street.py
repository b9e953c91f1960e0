"""What operators and owners can do, and what the oracle makes of it."""

import itertools
from collections import Counter
from datetime import datetime
from typing import Any, ClassVar

from functions.car_move.model.sticker import Named
from functions.car_move.model.vehicle import Registration, Vehicle
from functions.car_move.use_cases import blocking, numbers, stickers, vehicles
from tests.functions.car_move.life.book import Page
from tests.functions.car_move.life.carrier import Callback
from tests.functions.car_move.life.oracle import Car, Oracle, Session
from tests.functions.car_move.life.town import Town

PHONES = [f"+861380013800{n}" for n in range(10)] + ["+6591234567", "+85261234567"]
OWNERS = {f"citizen-{n}": phone for n, phone in enumerate(PHONES[:7])}
NUMBERS = [f"+65315800{n:02}" for n in range(1, 13)]
SHARED = ["+6531589900", "+6531589901"]


class Street:
    """Every method is something that happens; ``seen`` counts what came of it, over all lives."""

    seen: ClassVar["Counter[str]"] = Counter()

    def __init__(self, town: Town) -> None:
        self.town, self.world = town, town.world
        self.oracle = Oracle()
        self.pages: dict[str, Page] = {}
        self.pending: list[Callback] = []
        self.sent: list[Callback] = []
        self.codes: list[str] = []
        self.attempts: list[tuple[datetime, str, str]] = []
        self.news_read = 0
        self._sids, self._plates = itertools.count(1), itertools.count(10345, 1000)
        for citizen, phone in OWNERS.items():
            self.world.directory.phones[citizen] = phone
        self.load(NUMBERS[:6])

    @property
    def now(self) -> datetime:
        return self.world.now()

    # Operators

    def load(self, more: list[str], numbering: str | None = None) -> None:
        self._follow_pool(numbers.load_numbers(self.world, more, numbering))  # type: ignore[arg-type]

    def retire(self, number: str) -> None:
        if number in self.oracle.numbers:
            self._follow_pool(numbers.retire(self.world, number))

    def share(self, shared: list[str]) -> None:
        pool = numbers.listed(self.world).model_copy(update={"shared": shared})
        self.world.store.commit(pool)
        self._follow_pool(pool)

    def _follow_pool(self, pool: Any) -> None:
        self.oracle.numbers, self.oracle.shared = pool.numbers, pool.shared
        self.oracle.numbering = pool.numbering

    # Owners

    def register(self, citizen: str) -> None:
        card = vehicles.register(self.world, citizen, Registration(plate=f"皖A{next(self._plates)}"))
        self.oracle.cars[card.id] = Car(card.id, OWNERS[citizen], self._code(card.id))

    def _code(self, car_id: str) -> str:
        code = self.world.store.get(Vehicle, car_id).sticker
        if code and code not in self.codes:
            self.codes.append(code)
        return code

    def manage(self, car: Car, what: str) -> None:
        """An owner does something about a car of theirs."""
        citizen = self._citizen(car.owner)
        serial = vehicles.see(self.world, citizen, car.id).serial
        match what:
            case "pause" | "resume":
                getattr(vehicles, what)(self.world, citizen, car.id)
                car.paused = what == "pause"
            case "replace" | "revoke":
                getattr(stickers, what)(self.world, citizen, car.id, Named(serial=serial))
                car.code = self._code(car.id)
            case "remove":
                vehicles.remove(self.world, citizen, car.id)
                del self.oracle.cars[car.id]

    def block(self, session: Session) -> None:
        blocking.block(self.world, self._citizen(session.owner), session.case)
        self.oracle.blocks.add((session.owner, session.passer_by))
        self.oracle.ends(self.now, session)

    def unblock(self, session: Session) -> None:
        """By any case of that caller; only the one they were blocked for counts."""
        before = {one.case_id for one in blocking.blocks(self.world, self._citizen(session.owner)).blocks}
        after = blocking.unblock(self.world, self._citizen(session.owner), session.case).blocks
        if before != {one.case_id for one in after}:
            self.oracle.blocks.discard((session.owner, session.passer_by))

    def _citizen(self, phone: str) -> str:
        return next(citizen for citizen, known in OWNERS.items() if known == phone)
