"""Who may be connected to whom, by the rules of the relay and nothing else: it knows no code of the matter's."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from tests.functions.car_move.life.carrier import Bridged

SESSION, QUARANTINE, REST = timedelta(minutes=15), timedelta(minutes=30), timedelta(seconds=60)
OWNER_CAP, PASSER_BY_CAP = 10, 5
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
Expected = Literal["unknown", "mismatch", "own car", "again", "caller cap", "owner cap", "new"]


@dataclass
class Car:
    """``owner`` is a phone; ``code`` is empty without a sticker; ``answer`` is until when one stands."""

    id: str
    owner: str
    code: str
    paused: bool = False
    answer: datetime = NEVER


@dataclass
class Session:
    """Two phones for a while, for one car. ``heard``: an answer to somebody else counts here, too. ``theirs`` is the number the owner dials, None until it has been seen."""

    case: str
    car: str
    owner: str
    passer_by: str
    number: str
    theirs: str | None
    by_pin: bool
    pin: str
    urgent: bool
    asked: datetime
    until: datetime
    held_until: datetime
    proven: bool = False
    rests: datetime = NEVER
    may_rest: datetime = NEVER
    answer: datetime = NEVER
    own_answer: datetime = NEVER
    heard: bool = False

    def is_live(self, now: datetime) -> bool:
        return self.until > now

    def is_held(self, now: datetime) -> bool:
        return self.held_until > now

    def number_at(self, phone: str) -> str | None:
        """The number on which this phone reaches the other one, as far as is known."""
        if self.by_pin or phone not in {self.owner, self.passer_by}:
            return None
        return self.theirs if phone == self.owner else self.number


@dataclass
class Oracle:
    cars: dict[str, Car] = field(default_factory=dict)
    sessions: list[Session] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
    numbering: str = "AXB"
    blocks: set[tuple[str, str]] = field(default_factory=set)

    def live(self, now: datetime) -> list[Session]:
        return [session for session in self.sessions if session.is_live(now)]

    def held(self, now: datetime, phone: str) -> list[Session]:
        at = [session for session in self.sessions if session.is_held(now)]
        return [session for session in at if phone in {session.owner, session.passer_by}]

    def asks(self, now: datetime, code: str, tail_is_right: bool, phone: str) -> tuple[Expected, Car | None]:
        """What has to become of a request."""
        car = next((car for car in self.cars.values() if car.code and car.code == code), None)
        if car is None or car.paused or (car.owner, phone) in self.blocks:
            return "unknown", None
        if not tail_is_right or phone == car.owner:
            return ("own car" if tail_is_right else "mismatch"), car
        mine = [session for session in self.live(now) if session.passer_by == phone]
        if any(session.car == car.id for session in mine):
            return "again", car
        theirs = [session for session in self.live(now) if session.owner == car.owner]
        if len(mine) >= PASSER_BY_CAP:
            return "caller cap", car
        return ("owner cap" if len(theirs) >= OWNER_CAP else "new"), car

    def begins(self, now: datetime, new: Session) -> None:
        """A session was opened: its number is free at both phones, or its pair's own."""
        assert now < new.until <= now + SESSION
        if new.by_pin:
            assert new.number in {*self.shared, ""}
            self._really_had_none(now, new)
        else:
            assert new.number in self.numbers, f"{new.number} is none of ours"
            self._is_free(now, new, new.passer_by, new.number)
            if self.numbering == "AXB" and not self._before(now, new):
                new.theirs = new.number
                self._is_free(now, new, new.owner, new.number)
        resting = [one.rests for one in self.sessions if one.owner == new.owner]
        new.rests = max(resting, default=NEVER)
        new.may_rest = max((one.may_rest for one in self.sessions if one.owner == new.owner), default=NEVER)
        self.sessions.append(new)

    def _before(self, now: datetime, new: Session) -> list[Session]:
        """The pair's earlier sessions whose numbers are still theirs."""
        both = (new.owner, new.passer_by)
        return [one for one in self.sessions if one.is_held(now) and (one.owner, one.passer_by) == both]

    def _is_free(self, now: datetime, new: Session, phone: str, number: str) -> None:
        for one in self.held(now, phone):
            if one.number_at(phone) == number:
                assert (one.owner, one.passer_by) == (new.owner, new.passer_by), f"{number} leads to two"

    def _really_had_none(self, now: datetime, new: Session) -> None:
        """Nobody is sent to a PIN while a number is free at both phones."""
        seen = {one.number_at(at) for at in (new.owner, new.passer_by) for one in self.held(now, at)}
        if None not in seen:
            assert set(self.numbers) <= seen

    def may_reach(self, now: datetime, phone: str, number: str) -> list[tuple[Session, str]]:
        """The sessions in which this phone dials that number, and whom it reaches."""
        found = []
        for one in self.live(now):
            if not one.by_pin and one.passer_by == phone and one.number == number:
                found.append((one, one.owner))
            if not one.by_pin and one.owner == phone and one.theirs in {number, None}:
                found.append((one, one.passer_by))
        return found

    def dials(self, now: datetime, phone: str, number: str, bridge: Bridged | None) -> None:
        """Somebody dialled; ``bridge`` is whom the carrier was told to ring."""
        found = self.may_reach(now, phone, number)
        if bridge is not None:
            session = self._only(found, bridge)
            assert session.proven or phone == session.passer_by, "an unproven phone is called back"
            self._shows(now, session, phone, number, bridge)
            self.rings(now, session, bridge)
        elif found and not any(self.may_refuse(now, session, phone) for session, _ in found):
            raise AssertionError(f"{phone} is not connected by {number}")

    def rings(self, now: datetime, session: Session, bridge: Bridged) -> None:
        """No ring goes out to an owner who rests, or has answered."""
        if bridge.to == session.owner:
            assert max(session.rests, session.answer) <= now, "a second ring goes out"

    def may_refuse(self, now: datetime, session: Session, phone: str) -> bool:
        if phone == session.owner:
            return not session.proven or session.theirs is None
        return max(session.rests, session.may_rest, session.answer) > now

    def _only(self, found: list[tuple[Session, str]], bridge: Bridged) -> Session:
        right = [session for session, to in found if (session.case, to) == (bridge.case, bridge.to)]
        assert len(right) == 1, f"a wrong connection: {bridge}, not {found}"
        return right[0]

    def _shows(self, now: datetime, session: Session, phone: str, number: str, bridge: Bridged) -> None:
        """The rung phone sees the number that it dials itself; once seen, it never changes."""
        if phone == session.owner:
            session.theirs = session.theirs or number
            assert bridge.show == session.number
        elif session.theirs is None:
            session.theirs = bridge.show
        else:
            assert bridge.show == session.theirs
        self._is_free(now, session, session.owner, str(session.theirs))

    def with_pin(self, now: datetime, number: str, pin: str) -> Session | None:
        by = (one for one in self.live(now) if one.number == number and one.pin == pin)
        return next(by, None)

    def answers(self, now: datetime, session: Session, until: datetime, about_the_car: bool) -> None:
        """Whoever else asks for the car hears it too, unless a rescue lane is blocked."""
        session.answer = session.own_answer = until
        car = self.cars.get(session.car)
        if car is None or not about_the_car:
            return
        car.answer = until
        for one in self.live(now):
            if one.car == session.car and one is not session and not one.urgent:
                one.answer, one.heard = until, True

    def becomes_urgent(self, session: Session) -> None:
        """Whoever asks again for a rescue lane does not wait for what somebody else was told."""
        if session.heard:
            session.urgent, session.heard, session.answer = True, False, session.own_answer

    def stops(self, now: datetime, car_id: str, at: datetime) -> int:
        """How many a car's pause, or the end of its sticker, cuts off: not who was let in after it."""
        car = self.cars.get(car_id)
        is_open = car is not None and car.code and not car.paused
        meant = [one for one in self.live(now) if one.car == car_id and (one.asked <= at or not is_open)]
        for one in meant:
            self.ends(now, one)
        return len(meant)

    def ends(self, now: datetime, session: Session) -> None:
        session.until = min(session.until, now)
